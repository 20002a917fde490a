"""A new index beside the live one, from the database; and finding and mending differences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wagtail.models import Page

from content_models.searching import read_for_search
from content_models.visibility import public
from search.documents import document_of, is_searchable
from search.engines import engine
from search.engines.base import Document
from search.models import IndexEntry

from .outbox import mark

BATCH = 100


class CountsDiffer(Exception):
    """The new index does not hold what was sent to it; the old one stays live."""


@dataclass(frozen=True)
class Drift:
    """Page ids whose index entry was wrong, by kind."""

    missing: tuple[int, ...]
    extra: tuple[int, ...]
    stale: tuple[int, ...]

    @property
    def found(self) -> int:
        return len(self.missing) + len(self.extra) + len(self.stale)


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Build beside, compare counts, swap once. Edits meanwhile go to both indexes through the outbox.

    Returns the number of documents. Raises EngineUnavailable or CountsDiffer; the old index then stays.
    """
    ids = searchable_ids()
    ensure_entries(ids)
    new = engine().rebuild()
    sent = 0
    try:
        for start in range(0, len(ids), BATCH):
            batch = list(current_documents(ids[start : start + BATCH]))
            new.write(batch)
            sent += len(batch)
            progress(min(start + BATCH, len(ids)), len(ids))
        if new.count() < sent:
            raise CountsDiffer(f"sent {sent}, found {new.count()}")
    except BaseException:
        new.abandon()
        raise
    new.finish()
    return sent


def reconcile() -> Drift:
    """Compare the live index with the database, mark every difference, and say what was found."""
    wanted = {entry.page_id: entry.indexed_version for entry in IndexEntry.objects.filter(page_id__in=searchable_ids())}
    unmarked = set(searchable_ids()) - set(wanted)
    pending = set(IndexEntry.objects.pending().values_list("page_id", flat=True))
    stored = {int(document_id): version for document_id, version in engine().versions().items()}
    missing = tuple(sorted((set(wanted) - set(stored) - pending) | unmarked))
    extra = tuple(sorted(set(stored) - set(wanted) - pending))
    stale = tuple(sorted(p for p, v in stored.items() if p in wanted and p not in pending and v != wanted[p]))
    mark([*missing, *extra, *stale])
    return Drift(missing, extra, stale)


def searchable_ids() -> list[int]:
    """Ids of all public pages that are documents."""
    models = [model for model in _page_models() if is_searchable(model)]
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


def _page_models() -> list[type[Page]]:
    from wagtail.models import get_page_models

    return list(get_page_models())
