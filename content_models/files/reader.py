"""The child process that opens an untrusted file: `python -m content_models.files.reader FILE` → JSON.

Its output has the fields of `extraction.Extracted`. Whatever goes wrong here ends only this process.
"""

from __future__ import annotations

import json
import logging
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from content_models.cleaning import clean_text

from .extraction import DAMAGED, NOT_WORD, TOO_SLOW, Extracted, docx_problem, ocr_available, sniff

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 150
WRITTEN_BYTES = 256 * 1024 * 1024
MAX_PAGES = 300
MAX_SCANNED_PAGES = 40
SCAN_SECONDS = 140  # of this process; after that the remaining pages are left out, and the others are not lost
PAGE_SECONDS = 30
MAX_CHARACTERS = 1_000_000
DOTS_PER_INCH = 200  # enough for 12-point type
MOST_DOTS = 4_000  # on the longer side: a page that claims to be a wall is drawn smaller
LEAST_LETTERS = 20  # a page with fewer is taken for a picture

LOCKED_PDF = "Tệp PDF đặt mật khẩu nên không đọc được. Hãy gửi tệp không có mật khẩu."
BROKEN_HYPHEN = "\ufffe"  # what PDFium gives for a hyphen at the end of a printed line
DAMAGED_PDF = "Tệp PDF bị hỏng nên không đọc được chữ bên trong. Hãy xuất lại tệp PDF."
DAMAGED_WORD = "Tệp Word bị hỏng nên không đọc được chữ bên trong. Hãy lưu lại bằng Word."
EMPTY_WORD = "Tệp Word không có chữ nào."
NO_TESSERACT = "Đây là bản quét không có chữ, và máy chủ chưa cài bộ nhận dạng chữ. Hãy gửi thêm tệp Word."
NO_TEXT = "Không nhận ra chữ nào trong bản quét. Hãy quét rõ hơn hoặc gửi thêm tệp Word."


_STARTED = time.monotonic()


class Unreadable(Exception):
    """A file that cannot be read; the message is the sentence for its owner."""


def read(path: Path) -> Extracted:
    """Text of a PDF or DOCX, told apart by content."""
    try:
        return read_pdf(path) if sniff(path) == "pdf" else read_docx(path)
    except Unreadable as problem:
        return Extracted("", "", str(problem))


def read_docx(path: Path) -> Extracted:
    """Paragraphs in reading order, those of tables, text boxes and fields included. Raises Unreadable."""
    from docx import Document
    from docx.oxml.ns import qn

    if problem := docx_problem(path):
        raise Unreadable(problem if problem != NOT_WORD else DAMAGED_WORD)
    try:
        body = Document(str(path)).element.body
        paragraphs = [p for p in body.iter(qn("w:p")) if not _is_second_form(p)]
        lines = [_docx_line(p, qn("w:t"), (qn("w:tab"), qn("w:br"))) for p in paragraphs]
    except Exception as error:  # a hostile file may raise anything inside three libraries
        raise Unreadable(DAMAGED_WORD) from error
    text = "\n".join(line for line in lines if line.strip())
    if not text:
        raise Unreadable(EMPTY_WORD)
    return _extracted(text, "docx")


def read_pdf(path: Path) -> Extracted:
    """Text of a PDF; pages that are pictures are recognised where tesseract is there. Raises Unreadable."""
    texts, total = _page_texts(path)
    notes = [f"Chỉ đọc {len(texts)} trang đầu trong {total} trang."] if total > len(texts) else []
    pictures = [number for number, text in enumerate(texts) if _letters(text) < LEAST_LETTERS]
    can_recognise = bool(pictures) and ocr_available()
    recognised = _recognise(path, pictures) if can_recognise else {}
    left = len(pictures) - len(recognised)
    if not any(_letters(text) for text in [*texts, *recognised.values()]):
        raise Unreadable(_why_nothing(len(texts), can_recognise, bool(recognised)))
    if left:
        notes.append(f"Còn {left} trang là ảnh quét chưa nhận dạng được chữ.")
    merged = [recognised.get(number) or text for number, text in enumerate(texts)]
    seen = sum(_letters(text) for text in recognised.values())
    source = "ocr" if seen * 2 > sum(_letters(text) for text in merged) else "pdf"
    return _extracted("\n".join(merged), source, total, notes)


def _why_nothing(pages: int, can_recognise: bool, recognised: bool) -> str:
    if not pages:
        return DAMAGED_PDF
    if not can_recognise:
        return NO_TESSERACT
    return NO_TEXT if recognised else TOO_SLOW


def _page_texts(path: Path) -> tuple[list[str], int]:
    """Text of each page (at most MAX_PAGES) and the number of pages. pypdf first; what it cannot open, such as a
    file with modern encryption and no password, goes through PDFium."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # a warning for each oddity of the file
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(LOCKED_PDF)
        total = len(reader.pages)
        return [_page_text(reader.pages[number]) for number in range(min(total, MAX_PAGES))], total
    except (Unreadable, MemoryError):
        raise
    except Exception:  # a hostile file may raise anything inside the library
        return _pdfium_texts(path)


def _page_text(page: Any) -> str:
    try:
        return str(page.extract_text())
    except (MemoryError, RecursionError):
        raise
    except Exception:  # one damaged page does not take the others with it
        return ""


def _pdfium_texts(path: Path) -> tuple[list[str], int]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        total = len(document)
        pages = range(min(total, MAX_PAGES))
        texts = (document[number].get_textpage().get_text_range() for number in pages)
        return [text.replace(BROKEN_HYPHEN, "-") for text in texts], total
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Unreadable(LOCKED_PDF if locked else DAMAGED_PDF) from error


def _recognise(path: Path, numbers: list[int]) -> dict[int, str]:
    """Text of scanned pages by number (from 0), as many as the limits allow. An empty page has ""."""
    import pypdfium2

    found: dict[int, str] = {}
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(DAMAGED_PDF) from error
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers[:MAX_SCANNED_PAGES]:
            if time.monotonic() - _STARTED > SCAN_SECONDS:
                break
            try:
                found[number] = _recognise_page(document[number], Path(folder) / "page.png")
            except (pypdfium2.PdfiumError, subprocess.TimeoutExpired):
                continue
    return found


def _recognise_page(page: Any, picture: Path) -> str:
    width, height = page.get_size()
    scale = min(DOTS_PER_INCH / 72, MOST_DOTS / max(width, height, 1))
    image = page.render(scale=scale, grayscale=True).to_pil()
    darkest, lightest = image.getextrema()
    if lightest - darkest < 32:
        return ""  # an empty page
    image.save(picture, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    command = ["tesseract", str(picture), "stdout", "-l", "vie", "--psm", "3"]
    done = subprocess.run(command, capture_output=True, timeout=PAGE_SECONDS, check=False)
    return done.stdout.decode("utf-8", "replace")


def _docx_line(paragraph: Any, text_tag: str, space_tags: tuple[str, ...]) -> str:
    parts = []
    for node in paragraph.iter(text_tag, *space_tags):
        owner = next(node.iterancestors(paragraph.tag))
        if owner is paragraph:  # text of a box inside belongs to the box's own paragraph
            parts.append((node.text or "") if node.tag == text_tag else " ")
    return "".join(parts)


def _is_second_form(paragraph: Any) -> bool:
    """Word writes a text box twice: in today's form, and for old programs in a "Fallback"."""
    return any(
        True for _ in paragraph.iterancestors("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
    )


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def _extracted(text: str, source: str, pages: int = 0, notes: list[str] | None = None) -> Extracted:
    text, notes = clean_text(text), notes or []
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
        notes.append("Tệp rất dài: chỉ phần đầu được đưa vào tìm kiếm.")
    return Extracted(text, source, None, pages, " ".join(notes))


def main() -> None:
    """Read the file named on the command line and write the answer to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = read(Path(sys.argv[1]))
    except (MemoryError, RecursionError):
        answer = Extracted("", "", DAMAGED)
    json.dump(vars(answer), sys.stdout)


if __name__ == "__main__":
    main()
