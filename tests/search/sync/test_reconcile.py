"""Planted drift of every kind is found, named, mended and reported."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from search.engines import engine
from search.engines.base import Document
from search.models import BranchChange, IndexEntry, IndexRun
from search.sync import reconcile as module
from search.sync.indexer import index_batch
from search.sync.rebuild import rebuild
from search.sync.reconcile import reconcile
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(each_engine: str) -> list[Any]:
    """Six published pages in an index that is right."""
    staff = Staff(factories.DAT_MUI)
    made = [staff.publish(factories.disclosure(staff.unit, staff.editor, title=f"Trang {n}")) for n in range(6)]
    rebuild()
    while index_batch():
        pass
    assert reconcile().found == 0
    return made


def mend() -> None:
    while index_batch():
        pass
    assert reconcile().found == 0


def test_every_kind_at_once(pages: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    missing, older, unpublished, restricted, right, _also_right = pages
    versions = engine().versions()
    engine().delete({str(missing.pk): versions[str(missing.pk)]})
    IndexEntry.objects.filter(page_id=older.pk).update(version=9, indexed_version=9)
    type(unpublished).objects.filter(pk=unpublished.pk).update(live=False)
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=restricted.page_ptr, restriction_type="login")])
    engine().write([Document("999999", 3, "disclosure", "Không có trang này", ())])
    call_command("search_reconcile")
    table = capsys.readouterr().out
    rows = {line.split("  ")[0].strip(): line.split()[-1] for line in table.splitlines()}
    assert rows["thiếu trong chỉ mục"] == str(missing.pk)
    assert rows["cũ"] == str(older.pk)
    assert rows["thừa: trang không còn"] == "999999"
    hidden = sorted([unpublished.pk, restricted.pk])
    assert f"{hidden[0]}, {hidden[1]}" in table and "Đã xếp hàng để sửa." in table
    report = IndexRun.objects.get(pk=IndexRun.Kind.RECONCILE).report
    assert report["found"] == {"missing": 1, "extra": 1, "hidden": 2, "stale": 1}
    assert report["pages"]["hidden"] == hidden
    mend()
    stored = engine().versions()
    assert str(missing.pk) in stored and stored[str(older.pk)] > 9 and str(right.pk) in stored
    assert not {str(unpublished.pk), str(restricted.pk), "999999"} & set(stored)


def test_what_is_sent_while_it_looks_is_no_drift(pages: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    versions = engine().versions

    def looked_and_then_changed() -> dict[str, int]:
        seen = versions()
        monkeypatch.undo()
        pages[0].save()
        pages[1].unpublish()
        while index_batch():
            pass
        return seen

    monkeypatch.setattr(engine(), "versions", looked_and_then_changed)
    assert module.reconcile().found == 0


def test_branches_that_wait_for_their_second_marking_are_marked_first(pages: list[Any]) -> None:
    BranchChange.objects.create(page_id=pages[0].get_parent().pk)
    BranchChange.objects.create(page_id=987_654)  # a page that is gone
    before = IndexEntry.objects.get(page_id=pages[0].pk).version
    assert reconcile().found == 0
    assert IndexEntry.objects.get(page_id=pages[0].pk).version == before + 1
    assert not BranchChange.objects.exists()
    mend()
