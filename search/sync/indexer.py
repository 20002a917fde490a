"""The only reader of the outbox: brings each changed page, as it is now, to the engine."""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections.abc import Mapping, Sequence

from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from content_models.searching import read_for_search
from content_models.visibility import public
from search.documents import document_of, is_searchable
from search.engines import engine
from search.engines.base import Document, EngineUnavailable
from search.models import IndexEntry

logger = logging.getLogger(__name__)

BATCH = 50
FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 300.0


def index_batch() -> int:
    """Send one batch of due entries. Returns how many were done; 0 when nothing is due or the engine is down.

    A page is read after its version, so what is sent is at least as new as the version says; a later change
    has a later mark. Killed anywhere, the entries stay pending and are sent again.
    """
    entries = list(IndexEntry.objects.due()[:BATCH])
    if not entries:
        return 0
    documents, gone, problems = prepare(entries)
    try:
        if documents:
            problems |= engine().write(documents)
        if gone:
            engine().delete(gone)
    except EngineUnavailable as problem:
        logger.warning("search engine: %s", problem)
        _postpone(entries, dict.fromkeys((str(entry.page_id) for entry in entries), str(problem)))
        return 0
    _postpone(entries, problems)
    done = [entry for entry in entries if str(entry.page_id) not in problems]
    for entry in done:
        IndexEntry.objects.filter(pk=entry.pk, indexed_version__lt=entry.version).update(
            indexed_version=entry.version, attempts=0, last_error=""
        )
    return len(done)


def prepare(entries: Sequence[IndexEntry]) -> tuple[list[Document], dict[str, int], dict[str, str]]:
    """What to write, what to delete (with versions), and why some pages cannot be read (id → reason)."""
    pages = public(Page.objects.filter(pk__in=[entry.page_id for entry in entries])).specific()
    by_id = {page.pk: page for page in pages if is_searchable(page)}
    read_for_search(by_id.values())
    documents: list[Document] = []
    gone: dict[str, int] = {}
    problems: dict[str, str] = {}
    for entry in entries:
        page = by_id.get(entry.page_id)
        if page is None:
            gone[str(entry.page_id)] = entry.version
            continue
        try:
            documents.append(document_of(page, entry.version))
        except Exception as problem:  # one bad page must not stop the others: it is reported and tried again
            problems[str(entry.page_id)] = f"{type(problem).__name__}: {problem}"
    return documents, gone, problems


def _postpone(entries: Sequence[IndexEntry], problems: Mapping[str, str]) -> None:
    """Growing waits with jitter for those entries that have a problem. A new change of the page resets them."""
    for entry in entries:
        problem = problems.get(str(entry.page_id))
        if problem is None:
            continue
        logger.log(logging.ERROR if entry.attempts == 0 else logging.DEBUG, "page %s: %s", entry.page_id, problem)
        wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(entry.attempts, 10))
        IndexEntry.objects.filter(pk=entry.pk, version=entry.version).update(
            attempts=F("attempts") + 1,
            next_try_at=timezone.now() + dt.timedelta(seconds=wait * random.uniform(0.5, 1.0)),
            last_error=problem[:500],
        )
