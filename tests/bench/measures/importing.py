"""An old portal's documents through `manage.py import_documents`: speed, and that memory does not grow."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from content_models.disclosures.models import DisclosurePage
from content_models.materials.models import MaterialPage
from content_models.places.models import Place
from tests.bench import corpus
from tests.bench.installation import Installation
from tests.bench.table import Row, load
from tests.bench.timing import Sample

DOCUMENTS = 20_000
EARLY = 0.1  # memory after a tenth of the file, when everything that is loaded once is there
BAR_GROWTH_MB = 30
LOOK_SECONDS = 0.2


def measure(made: Installation) -> list[Row]:
    """One run of so many new documents, and one in which none has changed."""
    documents = made.sizes[-1] if made.sizes else DOCUMENTS
    path = write_file(made.folder / "cong-cu.jsonl", documents)
    seconds, memory = run_import(made, path)
    again, _memory = run_import(made, path)
    there = sum(model.objects.filter(slug__startswith="cong-cu-").count() for model in (DisclosurePage, MaterialPage))
    if there != documents:
        raise RuntimeError(f"{there} of {documents} documents came in")
    early = memory.values[int(len(memory.values) * EARLY)]
    note = f"{documents:,} documents in {seconds:.0f} s; {load()}"
    return [
        Row("import: new documents", "documents/s", documents / seconds, note=note),
        Row("import: unchanged documents", "documents/s", documents / again),
        Row("import: memory gained after a tenth of the file", "MB", memory.most - early, BAR_GROWTH_MB, memory),
    ]


def write_file(path: Path, documents: int) -> Path:
    """The made documents, spread over all communes."""
    communes = list(Place.objects.existing().communes().order_by("pk").values_list("code", flat=True))
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            line: dict[str, Any] = corpus.import_line(corpus.notice(number), communes[number % len(communes)])
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def run_import(made: Installation, path: Path) -> tuple[float, Sample]:
    """Seconds, and resident megabytes while it ran. Raises RuntimeError when a line was refused."""
    started, seen = time.perf_counter(), []
    with made.process("manage.py", "import_documents", str(path)) as child:
        while child.is_running():
            seen.append(_megabytes(child.process.pid))
            time.sleep(LOOK_SECONDS)
        seconds = time.perf_counter() - started
        if child.process.returncode:
            raise RuntimeError(child.last_lines())
    return seconds, Sample(tuple(value for value in seen if value))


def _megabytes(pid: int) -> float:
    """Resident memory of a process; 0 when it has just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmRSS")), "VmRSS: 0")
    return int(line.split()[1]) / 1024
