"""People from an XLSX list: good rows are taken, each bad row says why, hostile files are turned away."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from content_models.roles.models import Person
from content_models.roles.people_file import COLUMNS, MAX_ROWS
from content_models.roles.table import ROLE_LABELS, Role
from tests import factories as f

pytestmark = pytest.mark.django_db
HEAD = ROLE_LABELS[Role.HAMLET_HEAD]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GOOD = ("Danh Sóc", "0912000001", "", "Xã Đất Mũi", "Ấp Rạch Tàu", HEAD)


@pytest.fixture
def officer(client: Client) -> Person:
    """A culture officer, logged in, with one hamlet."""
    f.hamlet()
    made = f.person(Role.CULTURE_OFFICER, f.commune())
    client.force_login(made)
    return made


def _book(*rows: tuple[Any, ...], head: tuple[str, ...] = COLUMNS) -> bytes:
    book = Workbook()
    for row in (head, *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _send(client: Client, content: bytes, name: str = "danh-sach.xlsx") -> str:
    upload = SimpleUploadedFile(name, content, XLSX)
    values = {"file": upload, "valid_from": "01/01/2026", "reason": "Danh sách đầu năm"}
    response = client.post(reverse("roles_from_file"), values)
    assert response.status_code == 200
    return str(response.content.decode())


def _made() -> set[str]:
    return set(Person.objects.filter(username__startswith="0912").values_list("username", flat=True))


def test_good_rows_become_people_with_slips(client: Client, officer: Person) -> None:
    second = ("Lý Thị Hoa", 912000002, None, "xã đất mũi", "ấp rạch tàu", "thành viên tổ soạn thảo")
    text = _send(client, _book(GOOD, second))
    assert _made() == {"0912000001", "0912000002"}, "Excel drops the zero in front of a number"
    assert text.count("Mật khẩu lần đầu") == 2
    assert Person.objects.get(username="0912000002").memberships.get().role == Role.DRAFTING_MEMBER


def test_bad_rows_say_why_and_leave_the_good_ones(client: Client, officer: Person) -> None:
    rows = [
        GOOD,
        ("Trùng Số", "0912000001", "", "Xã Đất Mũi", "Ấp Rạch Tàu", HEAD),
        ("Sai Số", "091", "", "Xã Đất Mũi", "Ấp Rạch Tàu", HEAD),
        ("Sai Vai", "0912000003", "", "Xã Đất Mũi", "Ấp Rạch Tàu", "Vua"),
        ("Sai Ấp", "0912000004", "", "Xã Đất Mũi", "Ấp Không Có", HEAD),
        ("Xã Khác", "0912000005", "", "Xã Đầm Dơi", "", ROLE_LABELS[Role.COMMUNE_LEADER]),
        ("Lên Tỉnh", "0912000006", "", "", "", ROLE_LABELS[Role.PROVINCIAL_ADMIN]),
        ("Lên Xã", "0912000007", "", "Xã Đất Mũi", "Ấp Rạch Tàu", ROLE_LABELS[Role.COMMUNE_LEADER]),
        ("", "0912000008", "", "Xã Đất Mũi", "Ấp Rạch Tàu", HEAD),
        (None,) * 6,
        ("Dòng Cuối", "0912000009", "", "Xã Đất Mũi", "Ấp Rạch Tàu", HEAD),
    ]
    text = _send(client, _book(*rows))
    assert _made() == {"0912000001", "0912000009"}
    for number in range(3, 11):
        assert f"Dòng {number}:" in text
    assert "Dòng 11:" not in text


def test_formula_cells_are_read_as_values_never_run(client: Client, officer: Person) -> None:
    """A formula without a stored value is an empty cell; text that looks like one is refused as a name."""
    rows = [
        ('=HYPERLINK("http://x.invalid","An")', "0912000001", "", "Xã Đất Mũi", "Ấp Rạch Tàu", HEAD),
        ("=1+1", "=CONCAT(0912,000002)", "", "Xã Đất Mũi", "Ấp Rạch Tàu", HEAD),
    ]
    text = _send(client, _book(*rows))
    assert not _made()
    assert "x.invalid" not in text
    assert "Dòng 2:" in text and "Dòng 3:" in text


@pytest.mark.parametrize(
    "content",
    [b"", b"Ho va ten,So dien thoai\nA,0912000001\n", b"PK\x03\x04 hong", b"%PDF-1.4", b"\x00" * 4096],
)
def test_what_is_no_workbook_is_turned_away(client: Client, officer: Person, content: bytes) -> None:
    text = _send(client, content)
    assert ("không phải tệp Excel" if content else "Chưa lưu được") in text
    assert not _made()


def _zip(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_zip_that_is_no_workbook(client: Client, officer: Person) -> None:
    assert "không phải tệp Excel" in _send(client, _zip(doc=b"chao"))


def test_a_zip_bomb_is_not_unpacked(client: Client, officer: Person) -> None:
    bomb = _zip(**{"xl/worksheets/sheet1.xml": b"0" * (60 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert "quá lớn khi mở ra" in _send(client, bomb)


def test_a_workbook_that_hides_its_size(client: Client, officer: Person) -> None:
    """The directory of a zip may lie about sizes: reading goes by what is really there."""
    honest = _book(GOOD)
    lying = bytearray(_rewritten(honest, b"<x>" + b"0" * (60 * 1024 * 1024) + b"</x>"))
    entry = lying.rindex(b"PK\x01\x02", 0, lying.rindex(b"xl/worksheets/sheet1.xml"))
    lying[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    text = _send(client, bytes(lying))
    assert "Excel" in text or "quá lớn" in text
    assert not _made()


def _rewritten(book: bytes, sheet: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return _zip(**(files | {"xl/worksheets/sheet1.xml": sheet}))


def test_entities_in_the_sheet_are_not_expanded(client: Client, officer: Person) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    text = _send(client, _rewritten(_book(GOOD), laughs))
    assert "Excel" in text
    assert not _made()


def test_other_columns_are_named(client: Client, officer: Person) -> None:
    assert "Dòng đầu phải là các cột" in _send(client, _book(GOOD, head=("Tên", "Số", "", "", "", "")))


def test_a_list_that_is_too_long_is_not_cut_in_silence(client: Client, officer: Person) -> None:
    rows = [("", f"{number}", "", "", "", "") for number in range(MAX_ROWS + 1)]
    assert f"dài hơn {MAX_ROWS} dòng" in _send(client, _book(*rows))


def test_the_template_is_a_list_without_people(client: Client, officer: Person) -> None:
    response = client.get(reverse("roles_file_template"))
    book = load_workbook(io.BytesIO(response.content))
    assert tuple(cell.value for cell in book.worksheets[0][1]) == COLUMNS
    assert "chưa có người nào" in _send(client, response.content)
    assert not _made()


def test_the_province_takes_all_levels(client: Client, officer: Person) -> None:
    client.force_login(f.person(Role.PROVINCIAL_ADMIN, f.province()))
    rows = [
        ("Lãnh Đạo", "0912000001", "a@b.vn", "Xã Đầm Dơi", "", ROLE_LABELS[Role.COMMUNE_LEADER]),
        ("Biên Tập", "0912000002", "", "", "", ROLE_LABELS[Role.PROVINCIAL_EDITOR]),
        (*GOOD[:1], "0912000003", *GOOD[2:]),
    ]
    _send(client, _book(*rows))
    assert _made() == {"0912000001", "0912000002", "0912000003"}
