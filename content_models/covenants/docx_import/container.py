"""A DOCX as a ZIP of XML: opened only after it was weighed, and read without entities, DTD or network."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from content_models.files.extraction import directory_bytes

from . import refusals
from .limits import MAX_BYTES, MAX_DIRECTORY, MAX_ENTRIES, MAX_PART, MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from .refusals import Refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_ERRORS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError,
    struct.error, zlib.error, KeyError, IndexError,
)  # fmt: skip
# Beginnings of files that people send under the name of a Word file.
_KNOWN = (
    (b"{\\rtf", refusals.RTF),
    (b"%PDF-", refusals.PDF),
    (b"\x89PNG\r\n\x1a\n", refusals.PICTURE),
    (b"\xff\xd8\xff", refusals.PICTURE),
    (b"GIF8", refusals.PICTURE),
    (b"II*\x00", refusals.PICTURE),
    (b"MM\x00*", refusals.PICTURE),
    (b"BM", refusals.PICTURE),
    (b"<html", refusals.WEB_PAGE),
    (b"<!doctype html", refusals.WEB_PAGE),
    (b"mime-version:", refusals.WEB_PAGE),
)
# "Strict" Open XML differs from what everybody writes only in the names of its namespaces.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip


@dataclass(frozen=True)
class Relation:
    """What a part refers to: the last word of its type ("footnotes", "image"), and the name of the other part."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of an opened DOCX by name, without regard to case and slashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries = {_plain(entry.filename): entry for entry in archive.infolist()}

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is none. Raises Refusal for a damaged or enormous one."""
        entry = self._entries.get(_plain(name))
        if entry is None:
            return None
        if entry.file_size > MAX_PART:
            raise Refusal(refusals.SWOLLEN)
        try:
            return self._archive.read(entry)
        except _ZIP_ERRORS as error:
            raise Refusal(refusals.DAMAGED) from error

    def xml(self, name: str) -> Any:
        """The root element of a part, None when there is none. Raises Refusal."""
        data = self.read(name)
        return None if data is None else parse(data)

    def relations(self, name: str) -> dict[str, Relation]:
        """What the part refers to, by id."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for node in root if root is not None else ():
            kind, target = node.get("Type", "").rpartition("/")[2], node.get("Target", "")
            external = node.get("TargetMode", "").lower() == "external"
            if not external:
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/") if target else ""
            found[node.get("Id", "")] = Relation(kind, target, external)
        return found

    @cached_property
    def main(self) -> str:
        """Name of the document's own part; it is not always word/document.xml."""
        relations = self.relations("").values()
        named = [r.target for r in relations if r.kind == "officeDocument" and _plain(r.target) in self._entries]
        return next(iter(named), "word/document.xml")

    def names(self) -> list[str]:
        """All names, in lower case with forward slashes."""
        return list(self._entries)


def open_package(data: bytes) -> Package:
    """Open a DOCX. Raises Refusal with the sentence for its owner; nothing is unpacked before it was weighed."""
    if problem := outside_problem(data):
        raise Refusal(problem)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_ERRORS as error:
        raise Refusal(refusals.DAMAGED) from error
    if problem := _weight_problem(archive):
        raise Refusal(problem)
    package = Package(archive)
    if problem := _content_problem(package, archive):
        raise Refusal(problem)
    return package


def outside_problem(data: bytes) -> str | None:
    """Why the bytes are no DOCX, by their beginning and size; None when they may be one."""
    if not data.strip(b"\x00 \r\n\t"):
        return refusals.EMPTY_FILE
    if len(data) > MAX_BYTES:
        return refusals.TOO_BIG
    if data.startswith(_OLE):
        return _ole_problem(data)
    if data.startswith(b"PK"):
        return refusals.SWOLLEN if directory_bytes(io.BytesIO(data)) > MAX_DIRECTORY else None
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if b"wordDocument" in head or b"Word.Document" in head:
        return refusals.WORD_XML
    known = [sentence for start, sentence in _KNOWN if head.lower().startswith(start.lower())]
    return known[0] if known else refusals.NOT_WORD


def parse(data: bytes) -> Any:
    """The root element of an XML part. Raises Refusal: damaged, or with a DTD, which could hold entities."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    if _has_dtd(data):
        raise Refusal(refusals.ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal(refusals.DAMAGED) from error
    if root is None:
        raise Refusal(refusals.DAMAGED)
    if root.getroottree().docinfo.doctype:
        raise Refusal(refusals.ENTITIES)
    return root


def _has_dtd(data: bytes) -> bool:
    marks = [mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")]
    return any(mark in data for mark in marks)


def _ole_problem(data: bytes) -> str:
    """The container of old Office files; Word puts a document with a password into one, too."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return refusals.LOCKED
    return refusals.OLD_WORD if "WordDocument".encode("utf-16-le") in data else refusals.OLD_OFFICE


def _weight_problem(archive: zipfile.ZipFile) -> str | None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        return refusals.SWOLLEN
    return refusals.SWOLLEN if unpacked > RATIO_FROM and unpacked / packed > MAX_RATIO else None


def _content_problem(package: Package, archive: zipfile.ZipFile) -> str | None:
    names = package.names()
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        return refusals.LOCKED
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        return refusals.MACROS
    if "mimetype" in names and b"opendocument" in (package.read("mimetype") or b""):
        return refusals.ODT
    if any(name.startswith(("xl/", "ppt/")) for name in names) and "word/document.xml" not in names:
        return refusals.SPREADSHEET
    if b"macroenabled" in (package.read("[Content_Types].xml") or b"").lower():
        return refusals.MACROS
    return None if _plain(package.main) in names else refusals.NOT_WORD


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
