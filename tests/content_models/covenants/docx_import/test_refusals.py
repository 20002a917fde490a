"""What is not taken: each kind of file has its own sentence, told by content and never by a name."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest

from content_models.covenants.docx_import import Refusal, read_docx, read_pasted, refusals
from content_models.covenants.docx_import.apart import read_source_apart
from content_models.covenants.docx_import.limits import MAX_BYTES, MAX_CHARACTERS, MAX_ENTRIES

from .builders import W_NS, Typed, package, para, zipped

FILES = Path(__file__).parent / "files"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = package(para("HƯƠNG ƯỚC"), para("Điều 1. A"), para("Một."))
PICTURE_ONLY = "<w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r>"


def with_parts(**parts: bytes) -> bytes:
    """A good file with further entries."""
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def with_document(xml: str) -> bytes:
    return zipped({"word/document.xml": xml.encode()})


def bomb(count: int, size: int) -> bytes:
    """A small file that says it holds a lot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<x/>")
        for number in range(count):
            archive.writestr(f"word/media/{number}.bin", b"\0" * size)
    return stream.getvalue()


def locked_entries() -> bytes:
    """The flag of encryption in every header of the ZIP."""
    data = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def lying_size() -> bytes:
    """An entry that says it is small and unpacks to much more."""
    data = bytearray(zipped({"word/document.xml": b" " * 1_000_000}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f'<w:document xmlns:w="{W_NS}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
FOREIGN = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + LAUGHS.split("]>")[1].replace("&b;", "&a;")
REFUSED = {
    "empty": (b"", refusals.EMPTY_FILE),
    "blanks": (b"\0" * 2000, refusals.EMPTY_FILE),
    "old_word": ((FILES / "old_word.doc").read_bytes(), refusals.OLD_WORD),
    "excel_97": (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), refusals.OLD_OFFICE),
    "encrypted": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), refusals.LOCKED),
    "locked_entries": (locked_entries(), refusals.LOCKED),
    "rtf": ((FILES / "old_word.rtf").read_bytes(), refusals.RTF),
    "odt": ((FILES / "old_word.odt").read_bytes(), refusals.ODT),
    "pdf": (b"%PDF-1.7\n1 0 obj", refusals.PDF),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", refusals.PICTURE),
    "jpeg": (b"\xff\xd8\xff\xe0\0\0", refusals.PICTURE),
    "web_page": (b"\xef\xbb\xbf  <HTML><body>\xc4\x90i", refusals.WEB_PAGE),
    "web_archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", refusals.WEB_PAGE),
    "word_2003": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', refusals.WORD_XML),
    "text": ("HƯƠNG ƯỚC ẤP MỘT".encode(), refusals.NOT_WORD),
    "excel": (zipped({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), refusals.SPREADSHEET),
    "powerpoint": (zipped({"ppt/presentation.xml": b"<x/>"}), refusals.SPREADSHEET),
    "other_zip": (zipped({"a.txt": b"a"}), refusals.NOT_WORD),
    "macros": (with_parts(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"), refusals.MACROS),
    "renamed_docm": (
        zipped({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x ms-word.document.macroEnabled.main+xml/>"}),
        refusals.MACROS,
    ),
    "bomb_by_ratio": (bomb(10, 4_000_000), refusals.SWOLLEN),
    "bomb_by_entries": (bomb(MAX_ENTRIES + 1, 1), refusals.SWOLLEN),
    "cut_zip": (GOOD[: len(GOOD) // 2], refusals.DAMAGED),
    "zip_head_only": (b"PK\x03\x04", refusals.DAMAGED),
    "lying_size": (lying_size(), refusals.DAMAGED),
    "broken_xml": (with_document("<w:document><w:body>"), refusals.DAMAGED),
    "no_body": (with_document(f'<w:document xmlns:w="{W_NS}"/>'), refusals.DAMAGED),
    "other_xml": (with_document("<html><body><p>Điều 1.</p></body></html>"), refusals.DAMAGED),
    "deep_xml": (with_document("<a>" * 5000 + "</a>" * 5000), refusals.DAMAGED),
    "entities": (with_document(LAUGHS), refusals.ENTITIES),
    "foreign_entity": (with_document(FOREIGN), refusals.ENTITIES),
    "utf_16_entities": (
        zipped({"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}'.encode("utf-16")}),
        refusals.ENTITIES,
    ),
    "scan_inside": (package(para(PICTURE_ONLY)), refusals.SCANNED),
    "no_text": (package(para(""), para("  "), para("---")), refusals.NO_TEXT),
    "nothing_at_all": (Typed().bytes(), refusals.NO_TEXT),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_each_has_its_sentence(name: str) -> None:
    data, sentence = REFUSED[name]
    with pytest.raises(Refusal) as refusal:
        read_docx(data)
    assert refusal.value.sentence == sentence


def test_sentences_are_vietnamese_and_different() -> None:
    sentences = [text for name, text in vars(refusals).items() if name.isupper() and isinstance(text, str)]
    assert len(set(sentences)) == len(sentences) > 20
    assert all(text.endswith(".") and any(letter in text for letter in "ệếđảượọ") for text in sentences)


def test_more_than_50_mb_is_not_even_opened() -> None:
    started = time.perf_counter()
    with pytest.raises(Refusal) as refusal:
        read_docx(b"PK" + b"\0" * MAX_BYTES)
    assert refusal.value.sentence == refusals.TOO_BIG
    assert time.perf_counter() - started < 1


def test_the_ratio_is_judged_before_unpacking() -> None:
    data = bomb(30, 4_000_000)  # 120 MB behind 120 KB
    started = time.perf_counter()
    with pytest.raises(Refusal):
        read_docx(data)
    assert time.perf_counter() - started < 0.5


def test_endless_text_is_refused() -> None:
    long = package(*(para("chữ " * 2500) for _ in range(MAX_CHARACTERS // 10_000 + 1)))
    for read in (
        lambda: read_docx(long),
        lambda: read_pasted("a" * (MAX_CHARACTERS + 1)),
        lambda: read_pasted("a\n" * 30_000),
    ):
        with pytest.raises(Refusal) as refusal:
            read()
        assert refusal.value.sentence == refusals.TOO_LONG


def test_pasting_nothing_is_refused() -> None:
    for text in ("", " \n\t\r\n", "---\n***"):
        with pytest.raises(Refusal):
            read_pasted(text)


class TestApart:
    """The same answers from the child process."""

    def test_reads(self) -> None:
        assert read_source_apart(GOOD) == read_docx(GOOD).source

    @pytest.mark.parametrize("name", ["old_word", "entities", "broken_xml", "bomb_by_ratio", "scan_inside", "macros"])
    def test_refuses(self, name: str) -> None:
        data, sentence = REFUSED[name]
        with pytest.raises(Refusal) as refusal:
            read_source_apart(data)
        assert refusal.value.sentence == sentence

    def test_stops_what_takes_too_long(self) -> None:
        with pytest.raises(Refusal) as refusal:
            read_source_apart(GOOD, seconds=0.001)
        assert refusal.value.sentence == refusals.TOO_SLOW
