"""A change leaves its mark in its own transaction, and one mark only."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from search.models import IndexEntry
from search.sync.outbox import mark


def versions() -> dict[int, int]:
    return dict(IndexEntry.objects.filter(page_id__gte=900_000).values_list("page_id", "version"))


@pytest.mark.django_db
def test_marks_of_one_page_coalesce_and_its_version_grows() -> None:
    mark([900_001, 900_002, 900_001])
    mark([900_001])
    assert versions() == {900_001: 2, 900_002: 1}


@pytest.mark.django_db
def test_a_mark_ends_the_waiting_after_failures_and_keeps_what_the_engine_has() -> None:
    mark([900_001])
    IndexEntry.objects.filter(page_id=900_001).update(indexed_version=1, attempts=7, last_error="x")
    mark([900_001])
    entry = IndexEntry.objects.get(page_id=900_001)
    assert (entry.version, entry.indexed_version, entry.attempts, entry.last_error) == (2, 1, 0, "x")
    assert entry in IndexEntry.objects.due()


@pytest.mark.django_db
def test_thousands_at_once_and_none() -> None:
    mark([])
    mark(range(900_000, 902_500))
    mark(range(900_000, 902_500))
    assert versions() == dict.fromkeys(range(900_000, 902_500), 2)


@pytest.mark.django_db
def test_versions_can_be_lifted_above_those_of_an_index() -> None:
    mark([900_001, 900_002])
    mark([900_001], above=40)
    assert versions() == {900_001: 41, 900_002: 1}
    mark([900_001], above=3)
    assert versions()[900_001] == 42


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_trace() -> None:
    mark([900_001])
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        mark([900_001, 900_002])
        raise ZeroDivisionError
    assert versions() == {900_001: 1}


@pytest.mark.django_db(transaction=True)
def test_many_processes_marking_lose_no_version() -> None:
    """Two orders of the same pages, from four connections at once: no deadlock, no lost mark."""
    ids = list(range(900_000, 900_020))
    failures: list[BaseException] = []

    def work(order: list[int]) -> None:
        try:
            for _ in range(10):
                with transaction.atomic():
                    mark(order)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(ids[:: (-1) ** n],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert versions() == dict.fromkeys(ids, 40)
