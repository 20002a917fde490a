"""Files made for the tests: real PDF and Word files, scans of a rendered page, and hostile ones."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pypdfium2
import typst
from docx import Document
from pypdf import PdfReader, PdfWriter

TEXT = "Hộ nuôi tôm không xả nước ao bệnh ra kinh chung. Mỗi hộ góp một ngày công dọn rạch."


def pdf(text: str = TEXT, pages: int = 1) -> bytes:
    """A PDF with text, set by Typst."""
    source = "\n#pagebreak()\n".join([f"#set text(size: 14pt)\n{text}"] * pages)
    return bytes(typst.compile(source.encode()))


def scan(text: str = TEXT, pages: int = 1) -> bytes:
    """A PDF of pictures only: pages rendered at 200 dots an inch, as a scanner writes them."""
    document = pypdfium2.PdfDocument(pdf(text, pages))
    pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=200, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def joined(*files: bytes) -> bytes:
    writer = PdfWriter()
    for file in files:
        writer.append(PdfReader(io.BytesIO(file)))
    return written(writer)


def locked_pdf(password: str) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf())))
    writer.encrypt(password, owner_password="chủ", algorithm="RC4-128")
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def empty_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    return written(writer)


def endless_pdf() -> bytes:
    """A page whose 650 kB hold 640 MB of spaces between operators."""
    squeezer = zlib.compressobj(9)
    packed = b"".join(squeezer.compress(b" " * 2**24) for _ in range(40)) + squeezer.flush()
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return raw_pdf(content)


def raw_pdf(content: bytes, media_box: bytes = b"[0 0 595 842]") -> bytes:
    """A PDF of one page around a stream object as it stands."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R >>" % media_box,
        content,
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)


def docx(*paragraphs: str, rows: list[list[str]] | None = None) -> bytes:
    document = Document()
    for paragraph in paragraphs or (TEXT,):
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, value in zip(row.cells, cells, strict=True):
                cell.text = value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rezipped(file: bytes, wanted: dict[str, bytes]) -> bytes:
    """A DOCX with entries added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in wanted:
                new.writestr(entry.filename, old.read(entry))
        for name, body in wanted.items():
            new.writestr(name, body)
    return out.getvalue()


def saved(folder: Path, content: bytes, name: str = "tep.bin") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


PDF, DOCX, LOCKED = pdf(), docx(), locked_pdf("")
