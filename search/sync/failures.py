"""What becomes of a page that could not be sent: longer and longer waits, then a dead letter that a person sees."""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from search.engines.base import Refusal
from search.models import Fault, IndexEntry

logger = logging.getLogger(__name__)

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 300.0
GIVEN_UP_WAIT_SECONDS = 3600.0
# A text that was refused five times in half a minute will be refused again. An engine is given about an hour;
# then a person should look, and the page is still tried every hour.
ATTEMPTS = {Fault.DOCUMENT: 5, Fault.ENGINE: 20}


def wait_seconds(attempts: int) -> float:
    """Seconds to wait after that many failures before, with jitter so that rows do not come back all at once."""
    return min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(attempts, 10)) * random.uniform(0.5, 1.0)


def postpone(entries: Iterable[IndexEntry], problems: Mapping[str, Refusal]) -> None:
    """Note the failure of those entries that have a problem (page id → refusal). A new change resets it all."""
    for entry in entries:
        if problem := problems.get(str(entry.page_id)):
            _postpone(entry, problem)


def _postpone(entry: IndexEntry, problem: Refusal) -> None:
    fault = Fault.DOCUMENT if problem.own else Fault.ENGINE
    # Another kind of failure begins to count anew: an hour without an engine is not the page's fault.
    before = entry.attempts if entry.fault == fault else 0
    given_up = before + 1 >= ATTEMPTS[fault]
    level = logging.ERROR if before == 0 or (given_up and entry.given_up_at is None) else logging.DEBUG
    logger.log(level, "page %s, attempt %d: %s", entry.page_id, before + 1, problem.reason)
    now = timezone.now()
    wait = GIVEN_UP_WAIT_SECONDS if given_up else wait_seconds(before)
    IndexEntry.objects.filter(pk=entry.pk, version=entry.version).update(
        attempts=before + 1,
        next_try_at=now + dt.timedelta(seconds=wait),
        last_error=problem.reason[:500],
        fault=fault,
        given_up_at=(entry.given_up_at or now) if given_up else None,
    )


def wake_waiting_for_engine() -> int:
    """The engine is back: whatever waited for it is due now. Returns how many."""
    waiting = IndexEntry.objects.pending().filter(fault=Fault.ENGINE, attempts__gt=0)
    return waiting.update(attempts=0, given_up_at=None, next_try_at=timezone.now())


def succeeded(entries: Iterable[IndexEntry]) -> None:
    """The engine has these entries in the version that was read. A newer change keeps its own waiting time."""
    with transaction.atomic():
        for entry in entries:
            IndexEntry.objects.filter(pk=entry.pk, indexed_version__lt=entry.version).update(
                indexed_version=entry.version, attempts=0, last_error="", fault="", given_up_at=None
            )
