"""The hash chain: whole when nothing was done to it; each kind of tampering is found and named."""

from __future__ import annotations

import hashlib
import io
import json
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from content_models.covenants.append_only import lifted
from content_models.covenants.chain import fingerprint, public_history, verify
from content_models.covenants.models import ChainEntry, CovenantPage
from tests.cms.approval import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db: None) -> CovenantPage:
    return builders.recognised(builders.Unit())


def tamper(*statements: str) -> None:
    """What somebody with the database's password would do."""
    with lifted(connection), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def command(*args: str) -> tuple[int, str]:
    out, code = io.StringIO(), 0
    try:
        call_command("verify_history", *args, stdout=out)
    except SystemExit as end:
        code = int(str(end.code))
    return code, out.getvalue()


def test_a_recognition_makes_two_links(page: CovenantPage) -> None:
    assert [(e.kind, e.position) for e in page.chain.all()] == [("decision", 1), ("version", 2)]
    assert verify(page) == []
    code, said = command()
    assert code == 0 and "Không có bản ghi nào bị sửa" in said


def test_anyone_can_compute_the_chain_from_the_public_data(page: CovenantPage) -> None:
    data = json.loads(json.dumps(public_history(page)))
    previous = ""
    for entry in data["entries"]:
        text = json.dumps(entry["content"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert entry["previous"] == previous
        previous = hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
        assert entry["sha256"] == previous
    assert data["end"] == previous


def test_the_public_data_names_nobody_but_the_signer(page: CovenantPage) -> None:
    recorder = page.decisions.get().recorded_by
    said = json.dumps(public_history(page), ensure_ascii=False)
    assert recorder.full_name not in said and recorder.username not in said and "recorded_by" not in said


TAMPERING: dict[str, tuple[tuple[str, ...], str]] = {
    "number": (("UPDATE covenants_decision SET number = '99/QĐ-UBND'",), "số 99/QĐ-UBND ngày 15/01/2026 đã bị sửa"),
    "date": (("UPDATE covenants_decision SET effective_on = '2026-02-01'",), "đã bị sửa"),
    "targets": (("UPDATE covenants_decision SET targets = '[\"dieu-1\"]'",), "đã bị sửa"),
    "text": (("UPDATE covenants_covenantversion SET text = 'khác'",), "toàn văn không khớp"),
    "title": (("UPDATE covenants_covenantversion SET title = 'khác'",), "phiên bản 1 đã bị sửa"),
    "chain cut": (("DELETE FROM covenants_chainentry WHERE position = 2",), "phiên bản 1 không có trong chuỗi"),
    "chain begun later": (("DELETE FROM covenants_chainentry WHERE position = 1",), "thiếu mắt xích thứ 1"),
    "new hash": (
        ("UPDATE covenants_chainentry SET sha256 = 'a' WHERE position = 1",),
        "không nối với bản ghi trước",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_found(page: CovenantPage, name: str) -> None:
    statements, sentence = TAMPERING[name]
    tamper(*statements)
    code, said = command()
    assert code == 1 and sentence in said


def test_a_text_changed_with_its_hash_is_found(page: CovenantPage) -> None:
    version = page.versions.get()
    provisions = (
        json.dumps(version.provisions, ensure_ascii=False).replace("vớt lục bình", "vớt bèo").replace("'", "''")
    )
    tamper(f"UPDATE covenants_covenantversion SET provisions = '{provisions}', text = '{version.text}'")
    assert any("toàn văn không khớp" in str(fault) for fault in verify(CovenantPage.objects.get(pk=page.pk)))


def test_a_record_put_in_below_the_program_is_found(page: CovenantPage) -> None:
    columns = [c for c in _columns("covenants_decision") if c not in ("id", "number", "corrects_id")]
    names = ", ".join(columns)
    tamper(f"INSERT INTO covenants_decision (number, {names}) SELECT '7', {names} FROM covenants_decision")
    code, said = command("--page", str(page.pk))
    assert code == 1 and "quyết định số 7 ngày 15/01/2026 không có trong chuỗi" in said


def test_swapped_records_are_found(page: CovenantPage) -> None:
    tamper(
        "UPDATE covenants_chainentry SET position = 9 WHERE position = 1",
        "UPDATE covenants_chainentry SET position = 1 WHERE position = 2",
        "UPDATE covenants_chainentry SET position = 2 WHERE position = 9",
    )
    assert len(verify(page)) >= 2


def test_the_fingerprint_shows_a_cut_off_end(page: CovenantPage) -> None:
    """A version and a decision removed together with their links leave no gap; the number noted down tells."""
    noted = fingerprint()
    assert command("--expect", noted)[0] == 0
    tamper(
        "DELETE FROM covenants_chainentry", "DELETE FROM covenants_covenantversion", "DELETE FROM covenants_decision"
    )
    code, said = command("--expect", noted)
    assert code == 2 and "Mã tổng khác" in said


def test_rows_from_before_the_chain_become_its_first_links(page: CovenantPage) -> None:
    """What migration 0004 does with a database that had versions and decisions already."""
    other = builders.recognised(builders.Unit(builders.SONG_DOC, "Cửa Thử"))
    links = list(ChainEntry.objects.values_list("page", "position", "kind", "record_id", "previous", "sha256"))
    migration = import_module("content_models.covenants.migrations.0004_legal_history")
    with lifted(connection):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM covenants_chainentry")
            cursor.execute("UPDATE covenants_decision SET effective_on = '0001-01-01'")
        state = MigrationLoader(connection).project_state(("covenants", "0004_legal_history"))
        migration.fill(state.apps, None)
    assert verify(page) == verify(other) == []
    assert list(ChainEntry.objects.values_list("page", "position", "kind", "record_id", "previous", "sha256")) == links
    assert {d.effective_on for d in page.decisions.all()} == {page.versions.get().effective_on}


def test_chains_of_pages_are_their_own(page: CovenantPage) -> None:
    builders.recognised(builders.Unit(builders.SONG_DOC, "Cửa Thử"))
    assert list(ChainEntry.objects.values_list("position", flat=True)) == [1, 2, 1, 2]


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]
