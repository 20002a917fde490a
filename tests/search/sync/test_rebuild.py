"""A new index beside the live one, and mending what differs."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from search.engines import engine
from search.engines.base import Document, EngineUnavailable
from search.models import IndexEntry
from search.sync import rebuild as module
from search.sync.indexer import index_batch
from search.sync.rebuild import IndexIncomplete, rebuild, searchable_ids
from search.sync.reconcile import Drift, reconcile
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return Staff(factories.DAT_MUI)


def published(staff: Staff, title: str) -> Any:
    draft = factories.disclosure(staff.unit, staff.editor, title=title)
    return factories.published(draft, by=staff.editor, approver=staff.leader)


def stored() -> set[int]:
    return {int(document_id) for document_id in engine().versions()}


def send_all() -> None:
    while index_batch():
        pass


def test_everything_public_is_in_it_and_nothing_waits_after_it(each_engine: str, staff: Staff) -> None:
    page = published(staff, "Công khai")
    draft = factories.disclosure(staff.unit, staff.editor, title="Nháp")
    steps: list[tuple[int, int]] = []
    count = rebuild(lambda done, total: steps.append((done, total)))
    assert count == len(searchable_ids()) == len(stored())
    assert page.pk in stored() and draft.pk not in stored()
    assert steps[-1] == (count, count)
    waiting = set(IndexEntry.objects.pending().values_list("page_id", flat=True))
    assert not waiting & stored()
    send_all()
    assert reconcile().found == 0


def test_edits_between_reading_and_swapping_are_not_lost(
    each_engine: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first batch is read, a page of it leaves the public, one changes, and a new one comes."""
    rebuild()
    leaves, changes = published(staff, "Sẽ gỡ"), published(staff, "Sẽ sửa")
    send_all()
    current_documents, arrived = module.current_documents, []

    def read_and_edit(ids: list[int]) -> list[Document]:
        read = list(current_documents(ids))
        if not arrived:
            leaves.unpublish()
            changes.title = "Đã sửa"
            changes.save()
            arrived.append(published(staff, "Mới đăng"))
            send_all()
        return read

    monkeypatch.setattr(module, "current_documents", read_and_edit)
    rebuild()
    assert leaves.pk not in stored()
    assert {changes.pk, arrived[0].pk} <= stored()
    entry = IndexEntry.objects.get(page_id=changes.pk)
    assert engine().versions()[str(changes.pk)] == entry.version
    assert reconcile().found == 0


def test_a_half_built_index_is_never_swapped_in(
    each_engine: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    before = (engine().status().generation, stored())
    monkeypatch.setattr(module, "current_documents", lambda ids: _broken())
    with pytest.raises(ZeroDivisionError):
        rebuild()
    assert (engine().status().generation, stored()) == before


def test_an_index_that_lost_documents_is_never_swapped_in(
    each_engine: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    before = engine().status().generation
    new_rebuild = engine().rebuild

    def forgetful(resume: str = "") -> Any:
        new = new_rebuild(resume)
        monkeypatch.setattr(new, "write", lambda documents: {})
        return new

    monkeypatch.setattr(engine(), "rebuild", forgetful)
    with pytest.raises(IndexIncomplete):
        rebuild()
    assert engine().status().generation == before


def test_reconcile_finds_and_mends_planted_drift(each_engine: str, staff: Staff) -> None:
    missing, stale, hidden = (published(staff, title) for title in ("Thiếu", "Cũ", "Thừa"))
    rebuild()
    versions = engine().versions()
    engine().delete({str(missing.pk): versions[str(missing.pk)]})
    engine().write([Document(str(stale.pk), versions[str(stale.pk)] + 1, "disclosure", "Chữ lạ", ())])
    type(hidden).objects.filter(pk=hidden.pk).update(live=False)  # behind every signal's back
    engine().write([Document("999999", 1, "disclosure", "Trang không có", ())])
    drift = reconcile()
    assert drift == Drift(missing=(missing.pk,), extra=(999_999,), hidden=(hidden.pk,), stale=(stale.pk,))
    send_all()
    assert reconcile().found == 0
    assert missing.pk in stored() and not {hidden.pk, 999_999} & stored()


def test_reconcile_mends_an_index_that_is_ahead_of_a_restored_database(each_engine: str, staff: Staff) -> None:
    page = published(staff, "Từ bản sao lưu")
    rebuild()
    engine().write([Document(str(page.pk), 500, "disclosure", "Bản mới hơn đã mất", ())])
    assert reconcile().stale == (page.pk,)
    send_all()
    assert engine().versions()[str(page.pk)] > 500
    assert reconcile().found == 0


def test_what_waits_in_the_outbox_is_no_drift(each_engine: str, staff: Staff) -> None:
    rebuild()
    published(staff, "Đang chờ").unpublish()
    published(staff, "Cũng đang chờ")
    assert reconcile().found == 0


def test_the_commands(each_engine: str, staff: Staff, capsys: pytest.CaptureFixture[str]) -> None:
    published(staff, "Công khai")
    with pytest.raises(CommandError):
        call_command("search_reconcile")
    call_command("search_rebuild", "--if-missing")
    generation = engine().status().generation
    call_command("search_rebuild", "--if-missing")
    assert engine().status().generation == generation
    call_command("search_rebuild")
    assert engine().status().generation != generation
    call_command("search_indexer", "--once")
    call_command("search_reconcile")
    call_command("search_status")
    printed = capsys.readouterr().out
    assert "Chỉ mục khớp với cơ sở dữ liệu." in printed
    assert f'"engine": "{each_engine}"' in printed and '"pending": 0' in printed


def test_a_rebuild_without_engine_is_one_sentence(
    each_engine: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(resume: str = "") -> None:
        raise EngineUnavailable("refused")

    monkeypatch.setattr(engine(), "rebuild", down)
    with pytest.raises(CommandError, match="chỉ mục cũ vẫn dùng được"):
        call_command("search_rebuild")


def _broken() -> list[Document]:
    raise ZeroDivisionError
