"""The only reader of the outbox: brings each changed page, as it is now, to the engine."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wagtail.models import Page

from content_models.searching import read_for_search
from content_models.visibility import public
from search.documents import document_of, is_searchable
from search.engines import engine
from search.engines.base import Document, EngineUnavailable, Refusal
from search.models import Fault, IndexEntry

from .failures import postpone, succeeded
from .outbox import mark_changed_branches

logger = logging.getLogger(__name__)

BATCH = 50
# After so many failures by the engine a page is tried alone: one that is too much for it holds up no others.
ALONE_AFTER = 3


@dataclass(frozen=True)
class Sent:
    """What came of one batch: pages done, and why the engine took nothing at all ("" when it did)."""

    done: int = 0
    problem: str = ""


def index_batch() -> int:
    """Send one batch of due entries. Returns how many were done; 0 when nothing is due or the engine is down."""
    return send_batch().done


def send_batch() -> Sent:
    """The same, and how the engine is.

    A page is read after its version, so what is sent is at least as new as the version says; a later change
    has a later mark. Killed anywhere, the entries stay pending and are sent again.
    """
    mark_changed_branches()
    entries = _due()
    if not entries:
        return Sent()
    documents, gone, problems = prepare(entries)
    try:
        problems |= _send(documents, gone)
    except EngineUnavailable as problem:
        logger.warning("search engine: %s", problem)
        engine_failed = Refusal(str(problem), own=False)
        postpone(entries, {str(entry.page_id): engine_failed for entry in entries} | problems)
        return Sent(problem=str(problem) or "no answer")
    postpone(entries, problems)
    done = [entry for entry in entries if str(entry.page_id) not in problems]
    succeeded(done)
    return Sent(done=len(done))


def prepare(entries: Sequence[IndexEntry]) -> tuple[list[Document], dict[str, int], dict[str, Refusal]]:
    """What to write, what to delete (with versions), and why some pages cannot be read (id → reason)."""
    pages = public(Page.objects.filter(pk__in=[entry.page_id for entry in entries])).specific()
    by_id = {page.pk: page for page in pages if is_searchable(page)}
    read_for_search(by_id.values())
    documents: list[Document] = []
    gone: dict[str, int] = {}
    problems: dict[str, Refusal] = {}
    for entry in entries:
        page = by_id.get(entry.page_id)
        if page is None:
            gone[str(entry.page_id)] = entry.version
            continue
        try:
            documents.append(document_of(page, entry.version))
        except Exception as problem:  # one bad page must not stop the others: it is reported and tried again
            problems[str(entry.page_id)] = Refusal(f"{type(problem).__name__}: {problem}")
    return documents, gone, problems


def _due() -> list[IndexEntry]:
    entries = list(IndexEntry.objects.due()[:BATCH])
    for entry in entries:
        if entry.fault == Fault.ENGINE and entry.attempts >= ALONE_AFTER:
            return [entry]
    return entries


def _send(documents: Sequence[Document], gone: Mapping[str, int]) -> dict[str, Refusal]:
    """Deletions first: what must leave the public waits for nobody."""
    problems: dict[str, Refusal] = {}
    if gone:
        problems |= engine().delete(gone)
    if documents:
        problems |= engine().write(documents)
    return problems
