"""A new index beside the live one, from the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wagtail.models import Page, get_page_models

from content_models.searching import read_for_search
from content_models.visibility import public
from search.documents import document_of, is_searchable
from search.engines import engine
from search.engines.base import Document
from search.models import IndexEntry

from .outbox import mark

BATCH = 100


class IndexIncomplete(Exception):
    """The new index does not hold what was sent to it; the old one stays live."""


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Build beside, compare, swap once. Edits meanwhile go to both indexes through the outbox.

    Returns the number of documents sent. Raises EngineUnavailable or IndexIncomplete; the old index stays then.
    """
    new = engine().rebuild()
    try:
        # Only now: what becomes public from here on reaches the new index through the outbox.
        ids = searchable_ids()
        ensure_entries(ids)
        sent: dict[int, int] = {}
        for start in range(0, len(ids), BATCH):
            batch = list(current_documents(ids[start : start + BATCH]))
            if refused := new.write(batch):
                raise IndexIncomplete(f"refused: {refused}"[:500])
            sent |= {int(document.id): document.version for document in batch}
            progress(min(start + BATCH, len(ids)), len(ids))
        _compare(sent, {int(document_id) for document_id in new.versions()})
    except BaseException:
        new.abandon()
        raise
    new.finish()
    _acknowledge(sent)
    return len(sent)


def searchable_ids() -> list[int]:
    """Ids of all public pages that are documents."""
    models = [model for model in get_page_models() if is_searchable(model)]
    pages = public(Page.objects.all()).type(*models) if models else Page.objects.none()
    return list(pages.order_by("pk").values_list("pk", flat=True))


def current_documents(page_ids: list[int]) -> Iterator[Document]:
    """The documents of public pages, with the version of their last change, read before the page."""
    versions = dict(IndexEntry.objects.filter(page_id__in=page_ids).values_list("page_id", "version"))
    pages = list(public(Page.objects.filter(pk__in=page_ids)).specific())
    read_for_search(pages)
    for page in pages:
        yield document_of(page, versions[page.pk])


def ensure_entries(page_ids: list[int]) -> None:
    """Pages from before the outbox get their row."""
    known = set(IndexEntry.objects.values_list("page_id", flat=True))
    mark([page_id for page_id in page_ids if page_id not in known])


def _compare(sent: dict[int, int], stored: set[int]) -> None:
    """What was sent is there, but for what was withdrawn meanwhile."""
    missing = set(sent) - stored
    if missing and (missing := missing & set(searchable_ids())):
        raise IndexIncomplete(f"{len(missing)} of {len(sent)} documents are missing, among them {min(missing)}")


def _acknowledge(sent: dict[int, int]) -> None:
    """What the new index holds need not be sent again; what was marked meanwhile stays pending."""
    by_version: dict[int, list[int]] = {}
    for page_id, version in sent.items():
        by_version.setdefault(version, []).append(page_id)
    for version, ids in by_version.items():
        for start in range(0, len(ids), BATCH):
            entries = IndexEntry.objects.filter(page_id__in=ids[start : start + BATCH], version=version)
            entries.update(indexed_version=version, attempts=0, last_error="")
