"""Documents like the one that is being read."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from wagtail.models import Page

from content_models.documents import KIND_LABELS
from content_models.places.models import Place
from content_models.searching import read_for_search
from content_models.visibility import public
from search.documents import document_of, is_searchable
from search.engines import engine
from search.engines.base import EngineUnavailable
from search.models import IndexEntry

logger = logging.getLogger(__name__)

SHOWN = 4
ASKED_OF_ENGINE = 12  # more than are shown: some may not be public any more
KEPT_SECONDS = 60 * 60  # new documents of others come in so late
FAILED_SECONDS = 30  # a page does not wait for an engine that has just failed


@dataclass(frozen=True)
class SimilarDocument:
    """A document as a line: title, place, kind, address."""

    title: str
    place: str
    kind_label: str
    url: str


def similar_documents(page: Any) -> list[SimilarDocument]:
    """At most four documents like a public page, best first; none when the engine fails or is slow.

    Which ones is remembered for the page as it was last indexed; whether the public may see them is asked anew.
    """
    ids = _remembered(page)
    return _shown(ids) if ids else []


def _remembered(page: Any) -> Sequence[int]:
    version = IndexEntry.objects.filter(pk=page.pk).values_list("indexed_version", flat=True).first() or 0
    key = f"search-similar-{engine().name}-{page.pk}-{version}"
    ids = cache.get(key)
    if ids is None:
        ids, seconds = _asked(page)
        cache.set(key, ids, seconds)
    return ids


def _asked(page: Any) -> tuple[list[int], int]:
    """Ids from the engine, and for how many seconds they hold."""
    if not is_searchable(page):
        return [], KEPT_SECONDS
    read_for_search([page])
    try:
        found = engine().similar(document_of(page, 0), ASKED_OF_ENGINE)
    except EngineUnavailable as problem:
        logger.warning("similar documents: %s", problem)
        return [], FAILED_SECONDS
    return [int(one) for one in found if one.isascii() and one.isdigit()], KEPT_SECONDS


def _shown(ids: Sequence[int]) -> list[SimilarDocument]:
    pages = public(Page.objects.filter(pk__in=ids)).defer_streamfields().specific()
    by_id = {page.pk: page for page in pages if hasattr(page, "kind_key")}
    ordered = [by_id[pk] for pk in ids if pk in by_id][:SHOWN]
    places = Place.objects.select_related("parent").in_bulk([page.place_id for page in ordered])
    return [
        SimilarDocument(page.title, places[page.place_id].label, KIND_LABELS[page.kind_key], page.url)
        for page in ordered
    ]
