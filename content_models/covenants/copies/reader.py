"""The child process that opens a copy: `python -m content_models.covenants.copies.reader FILE` → JSON.

It gives `{"pages": [text, …], "problem": sentence or null}`: a PDF's pages apart, for their numbers are no words
of the text; a Word file as one page. Scans are not recognised: a citizen waits before the screen.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from content_models.files.extraction import DAMAGED, sniff
from content_models.files.reader import BROKEN_HYPHEN, DAMAGED_PDF, LOCKED_PDF, Unreadable, read_docx

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 20
WRITTEN_BYTES = 16 * 1024 * 1024
MAX_PAGES = 200
MAX_CHARACTERS = 600_000
TOO_LONG = "Tệp dài quá mức của một hương ước, quy ước nên không kiểm tra được."


def read(path: Path) -> dict[str, Any]:
    """See the module."""
    try:
        pages = _pdf_pages(path) if sniff(path) == "pdf" else [read_docx(path).text]
    except Unreadable as problem:
        return {"pages": [], "problem": str(problem)}
    if sum(map(len, pages)) > MAX_CHARACTERS:
        return {"pages": [], "problem": TOO_LONG}
    return {"pages": pages, "problem": None}


def _pdf_pages(path: Path) -> list[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        if len(document) > MAX_PAGES:
            raise Unreadable(TOO_LONG)
        texts = (document[number].get_textpage().get_text_range() for number in range(len(document)))
        return [text.replace(BROKEN_HYPHEN, "-") for text in texts]
    except pypdfium2.PdfiumError as error:
        raise Unreadable(LOCKED_PDF if "password" in str(error).lower() else DAMAGED_PDF) from error


def main() -> None:
    """Read the file named on the command line and write the answer to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = read(Path(sys.argv[1]))
    except (MemoryError, RecursionError):
        answer = {"pages": [], "problem": DAMAGED}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
