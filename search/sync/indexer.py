"""The only reader of the outbox: brings each changed page, as it is now, to the engine."""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections.abc import Sequence

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
    documents, gone, broken = prepare(entries)
    for entry, problem in broken:
        logger.error("page %s cannot be indexed: %s", entry.page_id, problem)
        _postpone([entry], problem)
    done = [entry for entry in entries if entry not in [b for b, _p in broken]]
    try:
        if documents:
            engine().write(documents)
        if gone:
            engine().delete(gone)
    except EngineUnavailable as problem:
        logger.warning("search engine: %s", problem)
        _postpone(done, str(problem))
        return 0
    for entry in done:
        IndexEntry.objects.filter(pk=entry.pk, indexed_version__lt=entry.version).update(
            indexed_version=entry.version, attempts=0, last_error=""
        )
    return len(done)


def prepare(
    entries: Sequence[IndexEntry],
) -> tuple[list[Document], dict[str, int], list[tuple[IndexEntry, str]]]:
    """What to write, what to delete (with versions), and entries whose page cannot be read."""
    pages = public(Page.objects.filter(pk__in=[entry.page_id for entry in entries])).specific()
    by_id = {page.pk: page for page in pages if is_searchable(page)}
    read_for_search(by_id.values())
    documents: list[Document] = []
    gone: dict[str, int] = {}
    broken: list[tuple[IndexEntry, str]] = []
    for entry in entries:
        page = by_id.get(entry.page_id)
        if page is None:
            gone[str(entry.page_id)] = entry.version
            continue
        try:
            documents.append(document_of(page, entry.version))
        except Exception as problem:  # one bad page must not stop the others: it is reported and tried again
            broken.append((entry, f"{type(problem).__name__}: {problem}"))
    return documents, gone, broken


def _postpone(entries: Sequence[IndexEntry], problem: str) -> None:
    """Growing waits with jitter. A new change of the page resets them."""
    for entry in entries:
        wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(entry.attempts, 10))
        IndexEntry.objects.filter(pk=entry.pk, version=entry.version).update(
            attempts=F("attempts") + 1,
            next_try_at=timezone.now() + dt.timedelta(seconds=wait * random.uniform(0.5, 1.0)),
            last_error=problem[:500],
        )
