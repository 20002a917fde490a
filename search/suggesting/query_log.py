"""Counting what is asked, without knowing who asked: no address, no user, no time finer than a day.

A process counts in memory and writes a few seconds later in a thread of its own, so that no page waits for
it and no failure reaches a page. What is in memory when a process is killed is lost: these are statistics.
"""

from __future__ import annotations

import atexit
import datetime as dt
import logging
import threading
from collections.abc import Mapping, Sequence
from typing import Protocol

from django.conf import settings
from django.db import connections, router, transaction
from django.http import HttpRequest
from django.utils import timezone

from search.engines.base import Request

from .masking import LONGEST, masked
from .models import QueryCount

logger = logging.getLogger(__name__)

MOST_IN_MEMORY = 500  # different searches between two writes: who asks nonsense in masses is not counted
MOST_A_DAY = 20_000  # rows; later ones of that day only add to what is there
CHUNK = 100
ROBOTS = ("bot", "crawl", "spider", "slurp", "curl", "wget", "python", "headless", "preview", "monitor")
Key = tuple[dt.date, str, bool]

_UPSERT = """
INSERT INTO {table} (day, key, text, found, count) VALUES {rows}
ON CONFLICT (day, key, found) DO UPDATE SET
    count = {table}.count + excluded.count,
    text = CASE WHEN excluded.text = excluded.key THEN {table}.text ELSE excluded.text END
"""


class Answer(Protocol):
    """What a count needs of a search's answer."""

    @property
    def total(self) -> int: ...
    @property
    def degraded(self) -> bool: ...


class Buffer:
    """Counts that are not written yet. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[Key, tuple[str, int]] = {}
        self._timer: threading.Timer | None = None

    def add(self, key: Key, text: str) -> None:
        """Count one search. The first one starts the clock to the next write."""
        with self._lock:
            known, count = self._counts.get(key, (text, 0))
            if not count and len(self._counts) >= MOST_IN_MEMORY:
                return
            self._counts[key] = (known if text == key[1] else text, count + 1)
            seconds = settings.DINH_QUERY_LOG_SECONDS
            if self._timer is None and seconds is not None:
                timer = threading.Timer(seconds, _write_and_close)
                timer.daemon = True
                timer.start()
                self._timer = timer  # only now: where no thread could be started the next search tries again

    def empty(self) -> dict[Key, tuple[str, int]]:
        """Take everything out."""
        with self._lock:
            taken, self._counts, self._timer = self._counts, {}, None
            return taken


BUFFER = Buffer()


def record(request: HttpRequest, asked: Request, answer: Answer) -> None:
    """Count a person's search; following pages, filters and orders of the same search are not counted again.

    Never raises.
    """
    try:
        again = asked.page > 1 or asked.filters or asked.sort != "relevance"
        if again or answer.degraded or asked.query.is_empty or _is_robot(request):
            return
        if kept := masked(asked.query.typed):
            BUFFER.add((timezone.localdate(), kept.key, bool(answer.total)), kept.text)
    except Exception:  # a page must not fail for its statistics
        logger.exception("a search was not counted")


def write() -> int:
    """Write what was counted; returns the number of rows. Raises what the database raises, and the counts are lost."""
    counts = BUFFER.empty()
    if not counts:
        return 0
    database = router.db_for_write(QueryCount)
    with transaction.atomic(using=database):
        counts = _within_the_day(counts)
        # In one order everywhere, so that two processes never wait for one another's rows.
        rows = [(day, key, text, found, n) for (day, key, found), (text, n) in sorted(counts.items())]
        for start in range(0, len(rows), CHUNK):
            _upsert(database, rows[start : start + CHUNK])
    return len(rows)


def _is_robot(request: HttpRequest) -> bool:
    """What calls itself one, says nothing of itself, or only fetches ahead of a person who may never come."""
    agent = request.headers.get("User-Agent", "").lower()
    ahead = f"{request.headers.get('Sec-Purpose', '')}{request.headers.get('Purpose', '')}".lower()
    return not agent or any(word in agent for word in ROBOTS) or "prefetch" in ahead


def _within_the_day(counts: Mapping[Key, tuple[str, int]]) -> dict[Key, tuple[str, int]]:
    """Without what would make new rows on a day that is full."""
    days = {day for day, _key, _found in counts}
    full = {day for day in days if QueryCount.objects.filter(day=day).count() >= MOST_A_DAY}
    if not full:
        return dict(counts)
    rows = QueryCount.objects.filter(day__in=full, key__in=[key for _day, key, _found in counts])
    known = set(rows.values_list("day", "key", "found"))
    return {key: value for key, value in counts.items() if key[0] not in full or key in known}


def _upsert(database: str, rows: Sequence[tuple[dt.date, str, str, bool, int]]) -> None:
    connection = connections[database]
    adapt = connection.ops.adapt_datefield_value
    statement = _UPSERT.format(
        table=connection.ops.quote_name(QueryCount._meta.db_table),
        rows=", ".join(["(%s, %s, %s, %s, %s)"] * len(rows)),
    )
    values = [v for day, key, text, found, n in rows for v in (adapt(day), key[:LONGEST], text[:LONGEST], found, n)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _write_and_close() -> None:
    """The body of the writing thread."""
    try:
        write()
    except Exception:  # nobody is there to be told but the log
        logger.exception("the counts of searches were not written")
    finally:
        connections.close_all()


@atexit.register
def _write_the_rest() -> None:
    if settings.configured and getattr(settings, "DINH_QUERY_LOG_SECONDS", None) is not None:
        _write_and_close()
