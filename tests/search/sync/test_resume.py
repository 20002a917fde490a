"""A rebuild that was interrupted goes on, one with bad pages judges them, and none keeps pages in memory."""

from __future__ import annotations

import datetime as dt
import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from search.engines import engine
from search.engines.base import Document, EngineUnavailable, Refusal
from search.management.commands.search_rebuild import progress_line
from search.models import Fault, IndexEntry, IndexRun
from search.sync import rebuild as module
from search.sync.indexer import index_batch
from search.sync.rebuild import IndexIncomplete, rebuild, unfinished
from search.sync.reconcile import reconcile
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db
SMALL = 4


@pytest.fixture
def pages(each_engine: str, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Four published pages after those of the places, and rebuilds in steps of four."""
    staff = Staff(factories.DAT_MUI)
    monkeypatch.setattr(module, "BATCH", SMALL)
    monkeypatch.setattr(module, "wait_seconds", lambda attempts: 0.0)
    return [staff.publish(factories.disclosure(staff.unit, staff.editor, title=f"Trang {n}")) for n in range(4)]


def killed_after(documents: int) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        if done >= documents:
            raise KeyboardInterrupt

    return progress


def what_is_sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of the pages that a rebuild reads from now on."""
    read: list[int] = []
    current_documents = module.current_documents

    def noting(ids: list[int]) -> Any:
        read.extend(ids)
        return current_documents(ids)

    monkeypatch.setattr(module, "current_documents", noting)
    return read


def all_of(pages: list[Any]) -> set[str]:
    return {str(page.pk) for page in pages}


def test_after_a_kill_it_goes_on_where_it_stopped(pages: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    total = len(module.searchable_ids())
    with pytest.raises(KeyboardInterrupt):
        rebuild(killed_after(total - SMALL))
    generation = unfinished()
    assert generation
    read = what_is_sent(monkeypatch)
    assert rebuild() == total
    # The batch before the kill had no checkpoint of its own yet, when the kill came in between.
    assert len(read) <= 2 * SMALL < total
    assert engine().status().generation == generation
    assert all_of(pages) <= set(engine().versions()) and unfinished() == ""
    assert not IndexEntry.objects.pending().filter(page_id__in=[page.pk for page in pages]).exists()
    assert reconcile().found == 0


def test_what_changed_or_left_between_kill_and_resumption_is_right(
    pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KeyboardInterrupt):
        rebuild(killed_after(len(module.searchable_ids())))
    changed, gone, lost = pages[:3]
    changed.title = "Đổi sau khi bị dừng"
    changed.save()
    gone.unpublish()
    new = engine().rebuild(unfinished())
    assert new.versions()
    IndexEntry.objects.filter(page_id=lost.pk).update(version=50)  # the unfinished index has an older one
    read = what_is_sent(monkeypatch)
    rebuild()
    while index_batch():
        pass
    assert {changed.pk, lost.pk} <= set(read)
    stored = engine().versions()
    assert str(gone.pk) not in stored and stored[str(lost.pk)] == 50
    assert stored[str(changed.pk)] == IndexEntry.objects.get(page_id=changed.pk).version
    assert reconcile().found == 0


def test_an_engine_that_goes_away_in_the_middle_is_waited_for_and_then_gone_on_with(
    pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = engine().rebuild
    writes: list[int] = []

    def leaving(resume: str = "") -> Any:
        new = begin(resume)
        write = new.write

        def fails_from_the_second_batch(documents: list[Document]) -> dict[str, Refusal]:
            writes.append(len(documents))
            if len(writes) > 1:
                raise EngineUnavailable("gone")
            return write(documents)

        monkeypatch.setattr(new, "write", fails_from_the_second_batch)
        return new

    monkeypatch.setattr(engine(), "rebuild", leaving)
    with pytest.raises(CommandError, match="gone"):
        call_command("search_rebuild")
    assert len(writes) == 1 + module.PATIENCE
    monkeypatch.setattr(engine(), "rebuild", begin)
    generation = unfinished()
    rebuild()
    assert engine().status().generation == generation and all_of(pages) <= set(engine().versions())


def test_documents_for_which_there_is_no_room_are_sent_again(pages: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    begin, tried = engine().rebuild, []

    def crowded(resume: str = "") -> Any:
        new = begin(resume)
        write = new.write

        def takes_the_first(documents: list[Document]) -> dict[str, Refusal]:
            tried.append(len(documents))
            write(documents[:1])
            return {document.id: Refusal("429", own=False) for document in documents[1:]}

        monkeypatch.setattr(new, "write", takes_the_first)
        return new

    monkeypatch.setattr(engine(), "rebuild", crowded)
    rebuild()
    assert tried[:SMALL] == [4, 3, 2, 1]
    assert all_of(pages) <= set(engine().versions())


@pytest.mark.parametrize("how", ["anew", "old"])
def test_when_it_is_old_or_unwanted_it_begins_anew(pages: list[Any], how: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        rebuild(killed_after(SMALL))
    generation = unfinished()
    if how == "old":
        IndexRun.objects.update(started_at=timezone.now() - module.YOUNG - dt.timedelta(minutes=1))
    rebuild(anew=how == "anew")
    assert engine().status().generation not in ("", generation)
    assert all_of(pages) <= set(engine().versions())


def test_an_unfinished_index_that_nobody_takes_up_is_dropped_in_the_night(pages: list[Any]) -> None:
    rebuild()
    with pytest.raises(KeyboardInterrupt):
        rebuild(killed_after(SMALL))
    generation = unfinished()
    reconcile()
    assert engine().rebuild(generation).generation == generation
    IndexRun.objects.update(started_at=timezone.now() - module.YOUNG - dt.timedelta(minutes=1))
    reconcile()
    again = engine().rebuild(generation)
    assert again.versions() == {}
    again.abandon()


def test_a_page_that_nobody_could_read_before_stops_the_rebuild_once(
    pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = pages[3]
    document_of = module.document_of

    def breaks_on_one(page: Any, version: int) -> Document:
        if page.pk == bad.pk:
            raise ValueError("broken block")
        return document_of(page, version)

    monkeypatch.setattr(module, "document_of", breaks_on_one)
    with pytest.raises(IndexIncomplete, match=f"{bad.pk}: ValueError: broken block"):
        rebuild()
    assert bad.pk in {entry.page_id for entry in IndexEntry.objects.due()}
    IndexEntry.objects.filter(page_id=bad.pk).update(fault=Fault.DOCUMENT, attempts=5, given_up_at=timezone.now())
    rebuild()
    assert str(bad.pk) not in engine().versions()
    assert [entry.page_id for entry in IndexEntry.objects.dead_letters()] == [bad.pk]


def test_pages_do_not_gather_in_memory(pages: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[weakref.ref[Any]] = []
    alive: list[int] = []
    read_for_search = module.read_for_search

    def noting(read: list[Any]) -> None:
        seen.extend(weakref.ref(page) for page in read)
        read_for_search(read)

    def progress(done: int, total: int) -> None:
        gc.collect()
        alive.append(sum(ref() is not None for ref in seen))

    monkeypatch.setattr(module, "read_for_search", noting)
    gc.freeze()  # what was there before need not be looked at again and again
    rebuild(progress)
    gc.unfreeze()
    assert len(seen) == len(module.searchable_ids()) > 2 * SMALL
    assert max(alive) <= SMALL


def test_the_bar_says_how_much_and_how_long() -> None:
    assert progress_line(0, 200, 0.0).endswith("0 / 200")
    assert progress_line(50, 200, 10.0).endswith("50 / 200, còn khoảng 30 giây")
    assert progress_line(200, 200, 40.0) == "█" * 30 + " 200 / 200"
    assert progress_line(0, 0, 0.0).endswith("0 / 0")
