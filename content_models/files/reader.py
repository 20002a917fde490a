"""The child process that opens an untrusted file: `python -m content_models.files.reader FILE` → JSON."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .extraction import docx_problem

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 150
MAX_PAGES = 300
MAX_SCANNED_PAGES = 40
MAX_CHARACTERS = 1_000_000
SCAN_SCALE = 200 / 72  # 200 dots an inch: enough for 12-point type
PAGE_SECONDS = 60
LEAST_LETTERS_A_PAGE = 20  # fewer on average, and the PDF is taken for a scan

NO_TESSERACT = "Đây là bản quét không có chữ, và máy chủ chưa cài bộ nhận dạng chữ. Hãy gửi thêm tệp Word."
NO_TEXT = "Không nhận ra chữ nào trong bản quét. Hãy quét rõ hơn hoặc gửi thêm tệp Word."


def read(path: Path) -> dict[str, str | None]:
    """`{"text", "source", "problem"}` of a PDF or DOCX, told apart by content."""
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" in head:
        return read_pdf(path)
    if problem := docx_problem(path):
        return _unreadable(problem)
    return read_docx(path)


def read_docx(path: Path) -> dict[str, str | None]:
    """Paragraphs and table cells in reading order."""
    from docx import Document
    from docx.table import Table

    lines: list[str] = []
    for item in Document(str(path)).iter_inner_content():
        if isinstance(item, Table):
            lines += [" ".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            lines.append(item.text)
    return _readable("\n".join(line for line in lines if line.strip()), "docx")


def read_pdf(path: Path) -> dict[str, str | None]:
    """Text of a PDF; a scan is recognised where tesseract with Vietnamese is installed."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            return _unreadable("Tệp PDF đặt mật khẩu nên không đọc được. Hãy gửi tệp không có mật khẩu.")
        pages = reader.pages[:MAX_PAGES]
        text = "\n".join(page.extract_text() for page in pages)
    except (PyPdfError, ValueError, KeyError, OSError):
        return _unreadable("Tệp PDF bị hỏng nên không đọc được chữ bên trong.")
    if sum(letter.isalnum() for letter in text) >= LEAST_LETTERS_A_PAGE * max(1, len(pages)):
        return _readable(text, "pdf")
    return recognise(path) if ocr_available() else _unreadable(NO_TESSERACT)


def ocr_available() -> bool:
    """True when `tesseract` with the language `vie` is installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return "vie" in (listed.stdout + listed.stderr).split()


def recognise(path: Path) -> dict[str, str | None]:
    """Text of a scan, page by page."""
    import pypdfium2

    texts = []
    document = pypdfium2.PdfDocument(path)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(min(len(document), MAX_SCANNED_PAGES)):
            picture = Path(folder) / f"{number}.png"
            document[number].render(scale=SCAN_SCALE, grayscale=True).to_pil().save(picture)
            command = ["tesseract", str(picture), "stdout", "-l", "vie", "--psm", "3"]
            done = subprocess.run(command, capture_output=True, text=True, timeout=PAGE_SECONDS, check=False)
            texts.append(done.stdout)
    text = "\n".join(texts)
    return _readable(text, "ocr") if any(letter.isalpha() for letter in text) else _unreadable(NO_TEXT)


def _readable(text: str, source: str) -> dict[str, str | None]:
    return {"text": text[:MAX_CHARACTERS].replace("\x00", ""), "source": source, "problem": None}


def _unreadable(problem: str) -> dict[str, str | None]:
    return {"text": "", "source": "", "problem": problem}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    json.dump(read(Path(sys.argv[1])), sys.stdout)


if __name__ == "__main__":
    main()
