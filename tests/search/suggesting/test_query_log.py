"""Counting searches: what is counted, how cheaply, and that nothing comes of a failure."""

from __future__ import annotations

import datetime as dt
import threading
import time
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.models import QueryCount
from search.suggesting import query_log
from search.suggesting.statistics import KEPT_DAYS, asked_often, asked_since, delete_old
from tests.staff import Staff

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


@pytest.fixture
def ask(site: Client) -> Any:
    """One search by a person's browser; gives the rows after it, as (key, text, found, count)."""

    def search(typed: str, agent: str = BROWSER, **parameters: str) -> list[tuple[str, str, bool, int]]:
        site.get("/tim-kiem/", {"q": typed} | parameters, headers={"user-agent": agent})
        query_log.write()
        return list(QueryCount.objects.order_by("key").values_list("key", "text", "found", "count"))

    return search


def test_a_search_is_counted_by_day_without_who_or_when(ask: Any) -> None:
    assert ask("Đám tang") == [("dam tang", "đám tang", False, 1)]
    assert ask("dam tang") == [("dam tang", "đám tang", False, 2)]
    row = QueryCount.objects.get()
    assert row.day == timezone.localdate()
    assert {field.name for field in QueryCount._meta.fields} == {"id", "day", "key", "text", "found", "count"}


def test_what_only_leaves_out_is_no_search_without_a_hit(ask: Any) -> None:
    assert ask("-rác") == []


def test_accents_that_come_later_are_kept(ask: Any) -> None:
    ask("dam tang")
    assert ask("đám tang")[0][:2] == ("dam tang", "đám tang")


def test_with_and_without_hits_are_counted_apart(ask: Any, staff: Staff, indexed: Any) -> None:
    ask("hương ước rạch tàu")
    staff.covenant()
    indexed()
    assert [row[2] for row in ask("hương ước rạch tàu")] == [False, True]


@pytest.mark.parametrize(
    "parameters", [{"trang": "2"}, {"loai": "covenant"}, {"sap-xep": "moi-nhat"}, {"xa": "1"}, {"trang": "x"}]
)
def test_the_same_search_is_not_counted_again_for_a_page_or_a_filter(ask: Any, parameters: dict[str, str]) -> None:
    assert ask("đám tang", **parameters) == []


@pytest.mark.parametrize(
    "agent", ["", "Googlebot/2.1", "curl/8.5", "Mozilla/5.0 (compatible; bingbot/2.0)", "Python-urllib"]
)
def test_robots_are_not_counted(ask: Any, agent: str) -> None:
    assert ask("đám tang", agent=agent) == []


def test_a_page_fetched_ahead_is_not_counted(site: Client) -> None:
    site.get("/tim-kiem/", {"q": "đám tang"}, headers={"user-agent": BROWSER, "sec-purpose": "prefetch"})
    assert query_log.write() == 0


@pytest.mark.parametrize("typed", ["", "0912345678", "an@camau.gov.vn", "cccd 096085001234", "?!"])
def test_nothing_of_a_person_is_written(ask: Any, typed: str) -> None:
    assert ask(typed) == []


def test_a_hundred_searches_are_one_statement_and_no_page_waits(site: Client) -> None:
    with CaptureQueriesContext(connection) as seen:
        for number in range(100):
            query_log.BUFFER.add((timezone.localdate(), f"tu {chr(97 + number % 26)}", True), "từ")
    assert len(seen) == 0
    with CaptureQueriesContext(connection) as seen:
        assert query_log.write() == 26
    assert sum("INSERT" in query["sql"] for query in seen) == 1
    assert sum(QueryCount.objects.values_list("count", flat=True)) == 100


def test_counting_costs_less_than_a_millisecond(rf: Any, site: Client) -> None:
    from search.engines.base import Request
    from search.service import Answer
    from search.text.query import read_query

    request = rf.get("/tim-kiem/", headers={"user-agent": BROWSER})
    asked = Request(read_query("quy định về việc cưới việc tang ở ấp " * 20))
    taken = []
    for _round in range(50):
        started = time.perf_counter()
        query_log.record(request, asked, Answer())
        taken.append(time.perf_counter() - started)
    assert min(taken) < 0.001


def test_a_failing_log_fails_no_page(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_typed: str) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(query_log, "masked", broken)
    assert site.get("/tim-kiem/", {"q": "đám tang"}, headers={"user-agent": BROWSER}).status_code == 200


def test_a_database_that_refuses_is_only_logged(
    site: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(*_arguments: Any) -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr(query_log.logger, "disabled", False)  # a command's logging set-up may have disabled it
    monkeypatch.setattr(query_log.logger, "handlers", [caplog.handler])
    monkeypatch.setattr(query_log, "_upsert", locked)
    monkeypatch.setattr(query_log.connections, "close_all", lambda: None)
    query_log.BUFFER.add((timezone.localdate(), "dam tang", True), "đám tang")
    query_log._write_and_close()
    assert "not written" in caplog.text


def test_masses_of_nonsense_fill_neither_memory_nor_the_table(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_log, "MOST_A_DAY", 3)
    today = timezone.localdate()
    for number in range(query_log.MOST_IN_MEMORY + 50):
        query_log.BUFFER.add((today, f"k{number}", True), f"k{number}")
    assert query_log.write() == query_log.MOST_IN_MEMORY
    query_log.BUFFER.add((today, "k1", True), "k1")
    query_log.BUFFER.add((today, "moi", True), "mới")
    assert query_log.write() == 1
    assert QueryCount.objects.get(key="k1").count == 2


@pytest.mark.django_db(transaction=True)
def test_processes_that_write_at_once_lose_nothing(settings: Any) -> None:
    """Threads with connections of their own stand for processes."""

    def work() -> None:
        for _round in range(20):
            query_log._upsert("default", [(timezone.localdate(), "dam tang", "đám tang", True, 1)])
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert QueryCount.objects.get().count == 80


@pytest.mark.django_db(transaction=True)
def test_the_first_search_starts_the_clock_to_the_write(settings: Any) -> None:
    settings.DINH_QUERY_LOG_SECONDS = 0.05
    query_log.BUFFER.add((timezone.localdate(), "dam tang", True), "đám tang")
    deadline = time.monotonic() + 5
    while not QueryCount.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert QueryCount.objects.get().text == "đám tang"


def test_a_thread_that_cannot_be_started_is_tried_again(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DINH_QUERY_LOG_SECONDS = 60
    start = threading.Timer.start

    def no_room(_timer: threading.Timer) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Timer, "start", no_room)
    with pytest.raises(RuntimeError):  # `record` logs it
        query_log.BUFFER.add((timezone.localdate(), "dam tang", True), "đám tang")
    monkeypatch.setattr(threading.Timer, "start", start)
    query_log.BUFFER.add((timezone.localdate(), "dam tang", True), "đám tang")
    timer = query_log.BUFFER._timer
    assert timer is not None and timer.is_alive()
    timer.cancel()
    assert query_log.BUFFER.empty()[timezone.localdate(), "dam tang", True] == ("đám tang", 2)


# --- statistics ------------------------------------------------------------------------------------------


def counted(key: str, days_ago: int, *, text: str = "", found: bool = True, count: int = 1) -> None:
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    QueryCount.objects.create(day=day, key=key, text=text or key, found=found, count=count)


def test_a_period_adds_up_its_days(db: None) -> None:
    counted("dam tang", 0, count=3)
    counted("dam tang", 6, text="đám tang", count=1)
    counted("dam tang", 7, text="đám tang", count=90)
    counted("dam cuoi", 1, count=2)
    counted("voi", 1, found=False)
    week = timezone.localdate() - dt.timedelta(days=6)
    assert [(a.text, a.times, a.days) for a in asked_since(week, found=True, limit=9)] == [
        ("đám tang", 4, 2),
        ("dam cuoi", 2, 1),
    ]
    assert [a.text for a in asked_since(week, found=False, limit=9)] == ["voi"]


def test_five_days_count_not_five_times(db: None) -> None:
    counted("mot ngay", 0, count=500)
    for day in range(4):
        counted("bon ngay", day, count=100)
    for day in range(5):
        counted("nam ngay", day)
        counted("khong thay", day, found=False)
    assert asked_often() == ["nam ngay"]


def test_old_counts_go(db: None) -> None:
    counted("moi", KEPT_DAYS)
    counted("cu", KEPT_DAYS + 1)
    delete_old()
    assert list(QueryCount.objects.values_list("key", flat=True)) == ["moi"]
