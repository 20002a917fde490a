"""What is committed arrives, whatever dies in between; what is not public is never there."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search.engines import engine
from search.engines.base import Document, EngineUnavailable, Refusal, Request
from search.management.commands import search_indexer
from search.models import IndexEntry
from search.sync import failures, indexer
from search.sync.indexer import Sent, index_batch
from search.text.query import read_query
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return Staff(factories.DAT_MUI)


@pytest.fixture
def ready(each_engine: str) -> str:
    """An empty index; the communes' own pages are out of the way."""
    engine().rebuild().finish()
    IndexEntry.objects.all().delete()
    return each_engine


def published(staff: Staff, title: str, **fields: Any) -> Any:
    return factories.published(
        factories.disclosure(staff.unit, staff.editor, title=title, **fields), by=staff.editor, approver=staff.leader
    )


def send_all() -> None:
    while index_batch():
        pass


def found(typed: str) -> list[int]:
    engine().refresh()
    return [int(hit.document_id) for hit in engine().search(Request(read_query(typed))).hits]


def test_a_published_page_is_found_by_its_words(ready: str, staff: Staff) -> None:
    page = published(staff, "Quyết toán kinh phí đê biển", body=factories.text_body("Nạo vét kênh xáng."))
    send_all()
    assert found("quyet toan de bien") == found("nao vet kenh xang") == [page.pk]
    assert not IndexEntry.objects.pending().exists()


def unpublished(page: Page) -> None:
    page.unpublish()


def deleted(page: Page) -> None:
    page.delete()


def restricted(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def below_a_restricted_page(page: Page) -> None:
    PageViewRestriction.objects.create(page=page.get_parent().get_parent(), restriction_type="password", password="x")


def expired(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)


@pytest.mark.parametrize("hide", [unpublished, deleted, restricted, below_a_restricted_page, expired])
def test_what_leaves_the_public_leaves_the_index(ready: str, staff: Staff, hide: Callable[[Page], None]) -> None:
    page = published(staff, "Danh sách được miễn giảm")
    send_all()
    number = page.pk
    assert found("danh sách miễn giảm") == [number]
    hide(page)
    send_all()
    assert found("danh sách miễn giảm") == []
    assert str(number) not in engine().versions()


def test_a_draft_is_never_there(ready: str, staff: Staff) -> None:
    factories.disclosure(staff.unit, staff.editor, title="Bản thảo kín")
    send_all()
    assert found("bản thảo kín") == []


def test_a_draft_of_a_public_page_is_never_there(ready: str, staff: Staff) -> None:
    page = published(staff, "Bản công khai")
    page.title = "Bản sửa kín đáo"
    page.save_revision(user=staff.editor)
    send_all()
    assert found("bản sửa kín đáo") == []
    assert found("bản công khai") == [page.pk]


def test_a_list_of_persons_leaves_with_its_day(ready: str, staff: Staff) -> None:
    today = timezone.localdate()
    page = published(
        staff,
        "Hộ nghèo được hỗ trợ",
        names_persons=True,
        posted_until=today,
        body=factories.text_body("Ông Trần Văn Khuyết."),
    )
    send_all()
    assert found("trần văn khuyết") == [page.pk]
    type(page).objects.filter(pk=page.pk).update(posted_until=today - dt.timedelta(days=1))
    _the_clock_runs()
    send_all()
    assert found("trần văn khuyết") == []
    assert found("hộ nghèo") == [page.pk]


def _the_clock_runs() -> None:
    from cms.portal.clock import refresh_ended_postings

    IndexEntry.objects.update(changed_at=timezone.now() - dt.timedelta(days=3))
    refresh_ended_postings()


def test_an_edit_that_was_rolled_back_never_appears(ready: str, staff: Staff) -> None:
    page = published(staff, "Tên thật")
    send_all()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        page.title = "Tên hụt"
        page.save()
        raise ZeroDivisionError
    send_all()
    assert (found("tên hụt"), found("tên thật")) == ([], [page.pk])


def test_killed_between_write_and_acknowledgement_it_is_sent_again(
    ready: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = published(staff, "Kế hoạch nuôi tôm")
    write = engine().write

    def write_and_die(documents: list[Document]) -> dict[str, Refusal]:
        write(documents)
        raise KeyboardInterrupt

    monkeypatch.setattr(engine(), "write", write_and_die)
    with pytest.raises(KeyboardInterrupt):
        index_batch()
    assert IndexEntry.objects.pending().exists()
    monkeypatch.undo()
    send_all()
    assert found("kế hoạch nuôi tôm") == [page.pk]
    assert not IndexEntry.objects.pending().exists()


def test_a_change_while_it_is_being_sent_is_sent_after_it(
    ready: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = published(staff, "Thu chi quỹ")
    write = engine().write

    def write_while_somebody_edits(documents: list[Document]) -> dict[str, Refusal]:
        monkeypatch.undo()
        page.title = "Thu chi quỹ đã sửa"
        page.save()
        return write(documents)

    monkeypatch.setattr(engine(), "write", write_while_somebody_edits)
    index_batch()
    assert IndexEntry.objects.pending().filter(page_id=page.pk).exists()
    send_all()
    assert found("đã sửa") == [page.pk]


def test_while_the_engine_is_down_publishing_goes_on_and_later_everything_arrives(
    ready: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: Any) -> None:
        raise EngineUnavailable("connection refused")

    monkeypatch.setattr(engine(), "write", down)
    page = published(staff, "Giao đất nuôi trồng")
    assert index_batch() == 0
    entry = IndexEntry.objects.get(page_id=page.pk)
    assert (entry.attempts, entry.last_error) == (1, "connection refused")
    assert entry.next_try_at > timezone.now()
    assert index_batch() == 0  # nothing is due: no busy loop
    monkeypatch.undo()
    IndexEntry.objects.update(next_try_at=timezone.now())
    send_all()
    assert found("giao đất") == [page.pk]
    assert IndexEntry.objects.get(page_id=page.pk).last_error == ""


def test_waits_grow_and_stay_below_the_longest(ready: str, staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    page = published(staff, "Chờ lâu")
    monkeypatch.setattr(engine(), "write", lambda _documents: {str(page.pk): Refusal("rejected", own=False)})
    waits = []
    for _ in range(14):
        IndexEntry.objects.update(next_try_at=timezone.now())
        index_batch()
        waits.append((IndexEntry.objects.get(page_id=page.pk).next_try_at - timezone.now()).total_seconds())
    assert waits[0] < 1.1 and waits[5] > 10
    assert failures.LONGEST_WAIT_SECONDS / 2 - 1 <= waits[-1] <= failures.LONGEST_WAIT_SECONDS


def test_one_page_that_cannot_be_read_or_is_refused_does_not_stop_the_others(
    ready: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad, refused = (published(staff, title) for title in ("Trang lành", "Trang hỏng", "Trang bị từ chối"))
    document_of, write = indexer.document_of, engine().write

    def breaks_on_one(page: Any, version: int) -> Document:
        if page.pk == bad.pk:
            raise ValueError("broken block")
        return document_of(page, version)

    def refuses_one(documents: list[Document]) -> dict[str, Refusal]:
        write([document for document in documents if document.id != str(refused.pk)])
        return {str(refused.pk): Refusal("field too long")}

    monkeypatch.setattr(indexer, "document_of", breaks_on_one)
    monkeypatch.setattr(engine(), "write", refuses_one)
    send_all()
    assert found("trang lành") == [good.pk]
    errors = dict(IndexEntry.objects.pending().values_list("page_id", "last_error"))
    assert errors == {bad.pk: "ValueError: broken block", refused.pk: "field too long"}


def test_a_database_that_does_not_answer_ends_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    handlers: dict[int, Callable[..., None]] = {}

    def locked_once_then_stopped() -> Sent:
        tried.append("x")
        if len(tried) == 1:
            raise OperationalError("database is locked")
        handlers[signal.SIGTERM](signal.SIGTERM, None)
        return Sent()

    monkeypatch.setattr(search_indexer.signal, "signal", handlers.__setitem__)
    monkeypatch.setattr(search_indexer, "TROUBLE_SECONDS", 0.01)
    monkeypatch.setattr(search_indexer, "send_batch", locked_once_then_stopped)
    monkeypatch.setattr(search_indexer, "close_old_connections", lambda: None)
    call_command("search_indexer")
    assert len(tried) == 2


@pytest.mark.django_db(transaction=True)
def test_the_process_ends_on_sigterm(tmp_path: Any) -> None:
    environment = {"PATH": "/usr/bin:/bin", "DINH_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    manage = str(settings.BASE_DIR / "manage.py")
    subprocess.run([sys.executable, manage, "migrate", "-v0"], env=environment, check=True)
    process = subprocess.Popen([sys.executable, manage, "search_indexer"], env=environment, stderr=subprocess.PIPE)
    assert process.stderr is not None
    with process.stderr:
        # It has begun to work when it complains that there is no index yet.
        assert any(b"has not been built" in line for line in process.stderr)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
