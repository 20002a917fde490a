"""A server that is slow, full, broken or wrong: everything waits, longer and longer, and arrives in the end."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from cms.approval.service import submit
from content_models.roles.table import Role
from search.engines import engine, engine_of
from search.engines.base import Request
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.management.commands.search_indexer import LONGEST_PAUSE_SECONDS, Command
from search.models import Fault, IndexEntry
from search.sync import failures
from search.sync.indexer import index_batch, send_batch
from search.sync.rebuild import rebuild
from search.text.query import read_query
from tests import factories
from tests.cms.approval import builders as make
from tests.search.sync import proxy as faults
from tests.search.sync.proxy import Proxy
from tests.staff import Staff, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
WRITE_SECONDS = 0.4


@pytest.fixture
def direct(settings: Any) -> Iterator[ElasticsearchEngine]:
    """The engine without the proxy, with an empty index of this test."""
    settings.DINH_SEARCH = settings.DINH_SEARCH | {
        "engine": "elasticsearch",
        "index": f"{settings.DINH_SEARCH['index']}-{time.monotonic_ns()}",
        "write_seconds": WRITE_SECONDS,
    }
    made = engine_of(settings.DINH_SEARCH | {"write_seconds": 30})
    assert isinstance(made, ElasticsearchEngine)
    made.rebuild().finish()
    yield made
    made.drop()


@pytest.fixture
def proxy(direct: ElasticsearchEngine, settings: Any) -> Iterator[Proxy]:
    """What stands between the site and the server."""
    with Proxy(settings.DINH_SEARCH["url"].rstrip("/")).running() as running:
        settings.DINH_SEARCH = settings.DINH_SEARCH | {"url": running.url}
        IndexEntry.objects.all().delete()
        yield running


@pytest.fixture
def staff() -> Staff:
    return Staff(factories.DAT_MUI)


def published(staff: Staff, *titles: str) -> list[Any]:
    pages = [staff.publish(factories.disclosure(staff.unit, staff.editor, title=title)) for title in titles]
    ids = [page.pk for page in pages]
    IndexEntry.objects.exclude(pk__in=ids).delete()
    return pages


def make_due() -> None:
    IndexEntry.objects.update(next_try_at=timezone.now())


def send_all() -> None:
    make_due()
    while index_batch():
        pass


def found(direct: ElasticsearchEngine, typed: str) -> set[int]:
    direct.refresh()
    return {int(hit.document_id) for hit in direct.search(Request(read_query(typed))).hits}


FAULTS = {
    "slow": faults.slow(WRITE_SECONDS * 3),
    "429": faults.answers(429),
    "503": faults.answers(503),
    "reset": faults.cut,
    "answer-lost": faults.cut_after_work,
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_failing_server_delays_and_loses_nothing(
    direct: ElasticsearchEngine, proxy: Proxy, staff: Staff, fault: faults.Fault
) -> None:
    changed, gone = published(staff, "Dự toán đê biển", "Danh sách sẽ gỡ")
    send_all()
    changed.title = "Dự toán kênh xáng"
    changed.save()
    gone.unpublish()
    proxy.fault = fault
    waits = []
    for attempt in range(1, 4):
        make_due()
        sent = send_batch()
        assert sent.done == 0 and sent.problem
        entry = IndexEntry.objects.get(page_id=changed.pk)
        assert (entry.attempts, entry.fault) == (attempt, Fault.ENGINE) and entry.last_error
        waits.append((entry.next_try_at - timezone.now()).total_seconds())
        assert send_batch().done == 0  # nothing is due: the server has its rest
    assert 0 < waits[0] < 1.1 and 1.5 < waits[2] < 4.1
    proxy.fault = faults.none
    send_all()
    assert not IndexEntry.objects.pending().exists()
    assert IndexEntry.objects.get(page_id=changed.pk).last_error == ""
    assert found(direct, "kênh xáng") == {changed.pk} and found(direct, "danh sách sẽ gỡ") == set()
    assert direct.versions() == {str(changed.pk): IndexEntry.objects.get(page_id=changed.pk).version}


def test_of_a_half_refused_bulk_the_other_half_is_done(direct: ElasticsearchEngine, proxy: Proxy, staff: Staff) -> None:
    pages = published(staff, *(f"Công khai số {number}" for number in range(6)))
    proxy.fault = faults.half_refused
    sent = send_batch()
    assert (sent.done, sent.problem) == (3, "")
    waiting = IndexEntry.objects.pending()
    assert {(entry.fault, entry.attempts) for entry in waiting} == {(Fault.ENGINE, 1)}
    assert len(direct.versions()) == 3 and all("es_rejected" in entry.last_error for entry in waiting)
    proxy.fault = faults.none
    send_all()
    assert set(direct.versions()) == {str(page.pk) for page in pages}


def test_deletions_of_a_half_refused_bulk_are_not_taken_for_done(
    direct: ElasticsearchEngine, proxy: Proxy, staff: Staff
) -> None:
    pages = published(staff, *(f"Sẽ gỡ {number}" for number in range(4)))
    send_all()
    for page in pages:
        page.unpublish()
    proxy.fault = faults.half_refused
    index_batch()
    assert IndexEntry.objects.pending().count() == len(direct.versions()) == 2
    proxy.fault = faults.none
    send_all()
    assert direct.versions() == {}


def test_a_read_only_index_is_the_engines_fault(direct: ElasticsearchEngine, proxy: Proxy, staff: Staff) -> None:
    (page,) = published(staff, "Ổ đĩa đầy")
    live = direct.generations.live()
    direct.client.indices.put_settings(index=live, settings={"index.blocks.read_only_allow_delete": True})
    for _ in range(failures.ATTEMPTS[Fault.DOCUMENT] + 1):
        make_due()
        assert send_batch().problem
    assert not IndexEntry.objects.dead_letters().exists()
    direct.client.indices.put_settings(index=live, settings={"index.blocks.read_only_allow_delete": None})
    send_all()
    assert found(direct, "ổ đĩa đầy") == {page.pk}


def test_an_index_of_a_wrong_mapping_makes_dead_letters_and_a_rebuild_mends_it(
    direct: ElasticsearchEngine, proxy: Proxy, staff: Staff
) -> None:
    pages = published(staff, "Một", "Hai")
    live, door = direct.generations.live(), direct.generations.doors()[0]
    direct.client.indices.delete(index=live)
    aliases: dict[str, Any] = {door: {}, direct.generations.alias: {}}
    direct.client.indices.create(index=live, mappings={"dynamic": "strict"}, aliases=aliases)
    for _ in range(failures.ATTEMPTS[Fault.DOCUMENT]):
        assert not IndexEntry.objects.dead_letters().exists()
        make_due()
        assert send_batch().problem == ""
    letters = IndexEntry.objects.dead_letters()
    assert {(letter.page_id, letter.fault) for letter in letters} == {(p.pk, Fault.DOCUMENT) for p in pages}
    assert "strict_dynamic_mapping_exception" in letters[0].last_error
    make_due()
    assert not IndexEntry.objects.due().exists()
    before = len(proxy.asked)
    assert send_batch().done == 0 and len(proxy.asked) == before
    rebuild()
    assert not IndexEntry.objects.dead_letters().exists()
    assert {str(page.pk) for page in pages} <= set(direct.versions())


def test_a_new_change_gives_a_dead_letter_another_chance(
    direct: ElasticsearchEngine, proxy: Proxy, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    (page,) = published(staff, "Sẽ sửa lại")
    IndexEntry.objects.update(fault=Fault.DOCUMENT, attempts=5, given_up_at=timezone.now())
    assert index_batch() == 0
    page.title = "Đã sửa lại"
    page.save()
    assert index_batch() == 1
    assert found(direct, "đã sửa lại") == {page.pk}
    assert not IndexEntry.objects.dead_letters().exists()


def test_an_engine_that_is_down_for_long_makes_letters_that_still_go_out_by_themselves(
    direct: ElasticsearchEngine, proxy: Proxy, staff: Staff
) -> None:
    (page,) = published(staff, "Chờ một giờ")
    proxy.fault = faults.answers(503)
    limit = failures.ATTEMPTS[Fault.ENGINE]
    for attempt in range(1, limit + 1):
        make_due()
        send_batch()
        assert IndexEntry.objects.dead_letters().exists() == (attempt == limit)
    entry = IndexEntry.objects.get(page_id=page.pk)
    wait = entry.next_try_at - timezone.now()
    assert dt.timedelta(minutes=55) < wait <= dt.timedelta(hours=1)
    admin = client_of(factories.person(Role.PROVINCIAL_ADMIN, factories.province()))
    assert "Chờ một giờ" in admin.get("/quan-tri/tinh-trang-tim-kiem/").content.decode()
    proxy.fault = faults.none
    make_due()  # an hour has passed
    assert index_batch() == 1
    assert found(direct, "chờ một giờ") == {page.pk}
    assert not IndexEntry.objects.dead_letters().exists()


def test_one_page_that_is_too_much_for_the_server_holds_up_no_others(
    direct: ElasticsearchEngine, proxy: Proxy, staff: Staff
) -> None:
    good, poison = published(staff, "Trang lành", "Trang độc")

    def chokes(asked: faults.Asked, forward: faults.Forward) -> faults.Answered:
        holds_it = f'"_id":"{poison.pk}"'.encode() in asked.body
        return faults.answers(413)(asked, forward) if asked.is_bulk and holds_it else forward(asked)

    proxy.fault = chokes
    for _ in range(8):
        make_due()
        send_batch()
    assert set(direct.versions()) == {str(good.pk)}
    assert [entry.page_id for entry in IndexEntry.objects.pending()] == [poison.pk]


def test_the_process_asks_less_and_less_and_wakes_everything_when_the_engine_is_back(
    direct: ElasticsearchEngine, proxy: Proxy, staff: Staff
) -> None:
    first, second = published(staff, "Một", "Hai")
    command = Command()
    command.failures = 0
    proxy.fault = faults.answers(503)
    pauses = []
    for _ in range(12):
        make_due()
        pauses.append(command._step())
    assert pauses[0] <= 1.0 < pauses[3] < pauses[-1] <= LONGEST_PAUSE_SECONDS
    proxy.fault = faults.none
    IndexEntry.objects.filter(page_id=first.pk).update(next_try_at=timezone.now())
    assert command._step() == 0.0  # the first one goes out, and the other one need not wait for its time
    assert command._step() == 0.0
    assert found(direct, "một") | found(direct, "hai") == {first.pk, second.pk}


def test_publishing_never_waits_for_the_engine(direct: ElasticsearchEngine, proxy: Proxy, staff: Staff) -> None:
    page = factories.disclosure(staff.unit, staff.editor, title="Không chờ")
    submit(page, staff.editor)
    page = type(page).objects.get(pk=page.pk)
    proxy.fault = faults.slow(5)
    client = client_of(staff.leader)
    before = len(proxy.asked)
    started = time.perf_counter()
    client.post(make.decide_url(page), make.decide_form(page, approve="1"))
    seconds = time.perf_counter() - started
    assert type(page).objects.get(pk=page.pk).live
    assert len(proxy.asked) == before  # not one question to the engine
    assert seconds < 4
    assert IndexEntry.objects.pending().filter(page_id=page.pk).exists()
    proxy.fault = faults.none
    send_all()
    assert found(direct, "không chờ") == {page.pk}
    assert engine().is_ready()
