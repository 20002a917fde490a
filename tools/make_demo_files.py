"""Makes the demo's attachments and pictures: `python -m tools.make_demo_files`.

Reads fixtures/demo/disclosures and fixtures/demo/materials, writes fixtures/demo/files. The files are committed;
this is run again only when a text changes. It needs Debian's fonts-croscore and fonts-noto-core. The same texts
and fonts give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .console import Problem, main, step
from .demo_files.compile import look_also_in
from .demo_files.official import official_pdf
from .demo_files.posters import picture
from .demo_files.scan import scanned
from .demo_files.sheets import material_pdf
from .demo_files.texts import Source, read_source
from .demo_files.word import word_file
from .paths import REPOSITORY

DEMO = REPOSITORY / "fixtures" / "demo"
SCANNED = {"bac-lieu-cho-thue-ki-ot"}
MOST_BYTES = 150_000  # of one file: the demo must stay quick to fetch and to load


def make(texts: Path, into: Path) -> int:
    """Writes every file that the texts name. Raises Problem for a file that is too large, or named by two texts."""
    into.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, bytes] = {}
    for folder, kind in (("disclosures", "disclosure"), ("materials", "material")):
        for path in sorted((texts / folder).rglob("*.txt")):
            files = _files_of(read_source(path, kind))
            if taken := wanted.keys() & files.keys():
                raise Problem(f"{path}: tên tệp {', '.join(sorted(taken))} đã có văn bản khác dùng.")
            wanted.update(files)
    for name, content in sorted(wanted.items()):
        if len(content) > MOST_BYTES:
            raise Problem(f"Tệp {name} nặng {len(content)} byte, quá mức {MOST_BYTES}.")
        (into / name).write_bytes(content)
    unused = sorted(path.name for path in into.iterdir() if path.name not in wanted)
    if unused:
        step(f"Không văn bản nào dùng tới: {', '.join(unused)}")
    step(f"{len(wanted)} tệp, {sum(map(len, wanted.values())) // 1000} KB, ở {into}")
    return 0


def _files_of(source: Source) -> dict[str, bytes]:
    """File name → content, of all attachments and pictures of one text."""
    pictures = {entry["file"]: picture(Path(entry["file"]).stem) for entry in source.meta.get("images", [])}
    cover = next(iter(pictures.values()), None)
    files = dict(pictures)
    for entry in source.meta.get("attachments", []):
        files[entry["file"]] = _attachment(source, Path(entry["file"]), cover)
    return files


def _attachment(source: Source, name: Path, cover: bytes | None) -> bytes:
    if name.suffix == ".docx":
        return word_file(source)
    if source.kind == "material":
        return material_pdf(source, name.stem, cover)
    pdf = official_pdf(source, name.stem)
    return scanned(pdf) if name.stem in SCANNED else pdf


def _run() -> int:
    parser = argparse.ArgumentParser(description="Tạo lại các tệp kèm theo của dữ liệu dùng thử.")
    parser.add_argument("--fonts", type=Path, help="thư mục phông chữ, nếu không dùng gói của Debian")
    parser.add_argument("--texts", type=Path, default=DEMO)
    parser.add_argument("--into", type=Path, default=DEMO / "files")
    options = parser.parse_args()
    if options.fonts:
        look_also_in(options.fonts)
    return make(options.texts, options.into)


if __name__ == "__main__":
    sys.exit(main(_run))
