"""An upload is judged by its bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from content_models.files import extraction
from content_models.files.extraction import sniff, upload_problem

from . import samples


def image(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    return out.getvalue()


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (extraction.MAX_UNPACKED + 1))
    return out.getvalue()


def crowd() -> bytes:
    return zipped("word/document.xml", *(f"{n}.xml" for n in range(extraction.MAX_ENTRIES)))


def endless_directory() -> bytes:
    """A ZIP that says its table of contents has 4 GB."""
    file = bytearray(samples.DOCX)
    start = file.rfind(b"PK\x05\x06")
    file[start + 12 : start + 16] = struct.pack("<I", 0xFFFFFFFF)
    return bytes(file)


def encrypted_entry() -> bytes:
    file = bytearray(samples.DOCX)
    start = file.find(b"PK\x01\x02")
    file[start + 8] |= 1
    return bytes(file)


def renamed_docm() -> bytes:
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    return samples.rezipped(samples.DOCX, {"[Content_Types].xml": types})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.PDF, "pdf"),
        (b"\n\n" + samples.PDF, "pdf"),
        (samples.DOCX, "docx"),
        (image("PNG"), "png"),
        (image("JPEG"), "jpeg"),
        (image("GIF"), None),
        (zipped("xl/workbook.xml"), None),
        (OLE, None),
        (b"", None),
        (b"PK\x03\x04", None),
        (endless_directory(), None),
        (b"<html>", None),
    ],
)
def test_sniff(tmp_path: Path, content: bytes, kind: str | None) -> None:
    assert sniff(content) == kind
    assert sniff(samples.saved(tmp_path, content)) == kind


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", samples.PDF, None),
        ("A.DOCX", samples.DOCX, None),
        ("a.exe", samples.PDF, extraction.UNKNOWN),
        ("a.doc", samples.DOCX, extraction.UNKNOWN),
        ("pdf", samples.PDF, extraction.UNKNOWN),
        ("a.pdf", samples.DOCX, extraction.NOT_PDF),
        ("a.docx", samples.PDF, extraction.NOT_WORD),
        ("a.docx", image("PNG"), extraction.NOT_WORD),
        ("a.docx", zipped("xl/workbook.xml"), extraction.NOT_WORD),
        ("a.docx", b"", extraction.NOT_WORD),
        ("a.docx", OLE, extraction.OLD_WORD),
        ("a.pdf", OLE, extraction.OLD_WORD),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), extraction.LOCKED_WORD),
        ("a.docx", encrypted_entry(), extraction.LOCKED_WORD),
        ("a.docx", samples.rezipped(samples.DOCX, {"word/VbaProject.bin": b"x"}), extraction.MACROS),
        ("a.docx", renamed_docm(), extraction.MACROS),
        ("a.docx", bomb(), extraction.SWOLLEN),
        ("a.docx", crowd(), extraction.SWOLLEN),
        ("a.docx", endless_directory(), extraction.SWOLLEN),
        ("a.pdf", b"%PDF-" + b"\0" * extraction.MAX_BYTES, extraction.TOO_BIG),
    ],
)
def test_upload(name: str, content: bytes, problem: str | None) -> None:
    upload = io.BytesIO(content)
    assert upload_problem(upload, name) == problem
    assert upload.tell() == 0 or problem in (extraction.UNKNOWN, extraction.TOO_BIG)


@given(st.binary(max_size=200), st.sampled_from(["a.pdf", "a.docx"]))
def test_any_bytes_get_an_answer(content: bytes, name: str) -> None:
    upload_problem(io.BytesIO(b"PK\x03\x04" + content), name)
    sniff(b"PK\x03\x04" + content + b"PK\x05\x06" + content)


@given(st.data())
def test_a_damaged_word_file_gets_an_answer(data: st.DataObject) -> None:
    content = bytearray(samples.DOCX)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(len(content) - 3000, len(content) - 1))
        content[start : start + 8] = data.draw(st.binary(min_size=8, max_size=8))
    upload_problem(io.BytesIO(bytes(content)), "a.docx")
