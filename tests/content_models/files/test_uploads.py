"""Uploads through the addresses that the editor uses: the chooser's tab, the page of many files, the edit form.

What a file is, is read from its bytes; a refusal says what to do, and nothing is stored.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from content_models.files.models import AttachedFile, SectionImage
from tests import factories
from tests.staff import Staff, client_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
AJAX = {"X-Requested-With": "XMLHttpRequest"}


def docx(**entries: bytes) -> bytes:
    """A zip with a Word document's main part and the named others (`a__b` stands for `a/b`)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document/>")
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG whose head promises a picture of that size; nothing more is in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def fifty_million_points() -> bytes:
    """A whole picture, black, of a few kilobytes."""
    packed = io.BytesIO()
    Image.new("1", (10_000, 5_000)).save(packed, "PNG")
    return packed.getvalue()


def cut_off(picture_format: str) -> bytes:
    """A picture of which the second half did not arrive."""
    packed = io.BytesIO()
    Image.effect_noise((400, 400), 60).save(packed, picture_format)
    return packed.getvalue()[: len(packed.getvalue()) // 2]


def png() -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(packed, "PNG")
    return packed.getvalue()


REFUSED_FILES = {
    "a text that calls itself PDF": ("ke-hoach.pdf", b"day la van ban thuong", "không phải là PDF"),
    "a program that calls itself PDF": ("ke-hoach.pdf", b"MZ\x90\x00" + b"\x00" * 300, "không phải là PDF"),
    "an old Word file with a new name": ("ke-hoach.docx", OLE, "tệp đời cũ"),
    "an old Word file": ("ke-hoach.doc", OLE, "pdf"),
    "a zip without a document": ("ke-hoach.docx", b"PK\x05\x06" + b"\x00" * 18, "không phải là tệp Word"),
    "a broken zip": ("ke-hoach.docx", b"PK\x03\x04hong", "không phải là tệp Word"),
    "macros": ("ke-hoach.docx", docx(**{"word__vbaProject.bin": b"x"}), "macro"),
    "a bomb": ("ke-hoach.docx", docx(word__media=b"\x00" * 40_000_000), "phình ra"),
    "a page": ("trang.html", b"<script>alert(1)</script>", "pdf"),
    "a program": ("cai-dat.exe", b"MZ", "pdf"),
    "nothing": ("rong.pdf", b"", "trống"),
}


REFUSED_IMAGES = {
    "a text that calls itself PNG": ("hinh.png", b"day la van ban thuong"),
    "a page that calls itself JPEG": ("hinh.jpg", b"<html><script>alert(1)</script></html>"),
    "a drawing with a script": ("hinh.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "a drawing that calls itself PNG": ("hinh.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "fifty million points": ("hinh.png", fifty_million_points()),
    "nine hundred million points": ("hinh.png", huge_png(30_000, 30_000)),
    "half a JPEG": ("hinh.jpg", cut_off("JPEG")),
    "half a PNG": ("hinh.png", cut_off("PNG")),
    "half a WebP": ("hinh.webp", cut_off("WEBP")),
    "a GIF": ("hinh.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
    "nothing": ("hinh.png", b""),
}


@pytest.fixture
def staff() -> Staff:
    return Staff(factories.DAT_MUI)


@pytest.fixture
def client(staff: Staff) -> Client:
    return client_of(staff.culture)


def choose_document(client: Client, staff: Staff, file: SimpleUploadedFile) -> str:
    """The "upload" tab of the chooser in a page's editor."""
    data = {
        "document-chooser-upload-title": "Tệp thử",
        "document-chooser-upload-file": file,
        "document-chooser-upload-collection": staff.unit.collection_id,
    }
    return _said(client.post(reverse("wagtaildocs_chooser:create"), data, headers=AJAX))


def add_document(client: Client, staff: Staff, file: SimpleUploadedFile) -> str:
    """The page on which many files are dropped."""
    data = {"title": "Tệp thử", "files[]": file, "collection": staff.unit.collection_id}
    return _said(client.post(reverse("wagtaildocs:add_multiple"), data, headers=AJAX))


def choose_image(client: Client, staff: Staff, file: SimpleUploadedFile) -> str:
    data = {
        "image-chooser-upload-title": "Hình thử",
        "image-chooser-upload-file": file,
        "image-chooser-upload-description": "Hình thử",
        "image-chooser-upload-collection": staff.unit.collection_id,
    }
    return _said(client.post(reverse("wagtailimages_chooser:create"), data, headers=AJAX))


def add_image(client: Client, staff: Staff, file: SimpleUploadedFile) -> str:
    data = {"title": "Hình thử", "files[]": file, "collection": staff.unit.collection_id}
    return _said(client.post(reverse("wagtailimages:add_multiple"), data, headers=AJAX))


def _said(answer: Any) -> str:
    """What came back, with its Vietnamese letters readable."""
    assert answer.status_code == 200, answer.content
    text = answer.content.decode()
    return str(answer.json()) if answer["Content-Type"].startswith("application/json") else text


@pytest.mark.parametrize("name", REFUSED_FILES)
@pytest.mark.parametrize("send", [choose_document, add_document])
def test_a_file_that_is_not_what_it_says_is_refused(
    client: Client, staff: Staff, send: Callable[..., str], name: str
) -> None:
    file_name, content, sentence = REFUSED_FILES[name]
    said = send(client, staff, SimpleUploadedFile(file_name, content))
    assert sentence in said
    assert not AttachedFile.objects.exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("content", [PDF + b"% khac", b"day la van ban thuong"])
def test_a_stored_file_is_not_exchanged(client: Client, staff: Staff, content: bytes) -> None:
    """Else the text of an approved page would change for the public without an approval."""
    stored = factories.attached_file(staff.unit, staff.culture)
    data = {"title": "Tên mới", "collection": staff.unit.collection_id}
    address = reverse("wagtaildocs:edit", args=[stored.pk])
    said = _said(client.post(address, data | {"file": SimpleUploadedFile("khac.pdf", content)}))
    assert "không thay được" in said
    assert AttachedFile.objects.get().file.name == stored.file.name
    assert client.post(address, data).status_code == 302
    assert (AttachedFile.objects.get().title, AttachedFile.objects.get().file.name) == ("Tên mới", stored.file.name)


def test_a_stored_picture_is_not_exchanged(client: Client, staff: Staff) -> None:
    stored = factories.image(staff.unit, staff.culture)
    data = {"title": "Tên mới", "description": "Tên mới", "collection": staff.unit.collection_id, "tags": ""}
    address = reverse("wagtailimages:edit", args=[stored.pk])
    said = _said(client.post(address, data | {"file": SimpleUploadedFile("khac.png", png())}))
    assert "không thay được" in said
    assert SectionImage.objects.get().file.name == stored.file.name
    assert client.post(address, data).status_code == 302
    assert SectionImage.objects.get().title == "Tên mới"


@pytest.mark.parametrize("send", [choose_document, add_document])
@pytest.mark.parametrize(("name", "content"), [("ke-hoach.pdf", PDF), ("KE-HOACH.PDF", PDF), ("don.docx", docx())])
def test_real_files_are_taken_into_the_units_folder(
    client: Client, staff: Staff, send: Callable[..., str], name: str, content: bytes
) -> None:
    send(client, staff, SimpleUploadedFile(name, content))
    stored = AttachedFile.objects.get()
    assert stored.collection == staff.unit.collection
    assert stored.text_state == "pending"


@pytest.mark.parametrize("send", [choose_document, add_document])
def test_a_file_larger_than_the_limit_is_refused(
    client: Client, staff: Staff, send: Callable[..., str], settings: Any
) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    send(client, staff, SimpleUploadedFile("ke-hoach.pdf", PDF + b" " * 2000))
    assert not AttachedFile.objects.exists()


@pytest.mark.parametrize("name", REFUSED_IMAGES)
@pytest.mark.parametrize("send", [choose_image, add_image])
def test_a_picture_that_is_none_is_refused(client: Client, staff: Staff, send: Callable[..., str], name: str) -> None:
    file_name, content = REFUSED_IMAGES[name]
    said = send(client, staff, SimpleUploadedFile(file_name, content))
    assert name != "fifty million points" or "điểm ảnh" in said
    assert not SectionImage.objects.exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("send", [choose_image])
def test_a_real_picture_is_taken(client: Client, staff: Staff, send: Callable[..., str]) -> None:
    send(client, staff, SimpleUploadedFile("hinh.png", png()))
    assert SectionImage.objects.get().collection == staff.unit.collection


def test_nothing_is_put_into_the_folder_of_another_unit(client: Client, staff: Staff) -> None:
    other = factories.commune(factories.DAM_DOI)
    data = {
        "document-chooser-upload-title": "Tệp thử",
        "document-chooser-upload-file": SimpleUploadedFile("ke-hoach.pdf", PDF),
        "document-chooser-upload-collection": other.collection_id,
    }
    client.post(reverse("wagtaildocs_chooser:create"), data, headers=AJAX)
    assert not AttachedFile.objects.filter(collection=other.collection).exists()
