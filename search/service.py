"""A search from request to what may be shown: engine, visibility, highlights, labels of the filters."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from content_models.documents import KIND_LABELS, STATE_LABELS, SearchPassage
from content_models.places.models import Place
from content_models.searching import pages_for_hits
from search.engines import engine
from search.engines.base import EngineUnavailable, Hit, Request
from search.text.highlight import Found, marked, marked_fragment

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ShownPassage:
    """A passage as HTML with <mark>, linked to its anchor."""

    url: str
    heading: str
    fragment: str


@dataclass(frozen=True)
class ShownHit:
    """A document that the visitor may see."""

    page_id: int
    title: str
    title_html: str
    url: str
    kind: str
    kind_label: str
    place: str
    state: str
    state_label: str
    date: Any
    passages: tuple[ShownPassage, ...]


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Answer:
    """What the search page shows. `degraded` is true when the engine did not answer."""

    hits: tuple[ShownHit, ...] = ()
    total: int = 0
    facets: Mapping[str, list[FacetValue]] = field(default_factory=dict)
    took_ms: float = 0.0
    degraded: bool = False


def answer(request: Request) -> Answer:
    """Run the search. A failing engine is a state of the answer, not an exception."""
    if request.query.is_empty:
        return Answer()
    started = time.perf_counter()
    try:
        results = engine().search(request)
    except EngineUnavailable as problem:
        logger.warning("search is down: %s", problem)
        return Answer(degraded=True)
    return Answer(
        hits=tuple(shown_hits(results.hits, Found.of(request.query))),
        total=results.total,
        facets=_labelled(results.facets, request.filters),
        took_ms=(time.perf_counter() - started) * 1000,
    )


def shown_hits(hits: tuple[Hit, ...], found: Found) -> list[ShownHit]:
    """Hits re-read from the database through the one predicate: what is no longer public is left out."""
    pages = pages_for_hits({int(hit.document_id): [passage.anchor for passage in hit.passages] for hit in hits})
    shown = []
    for hit in hits:
        page = pages.get(int(hit.document_id))
        if page is not None:
            shown.append(_shown(page, hit, found))
    return shown


def _shown(page: Any, hit: Hit, found: Found) -> ShownHit:
    content, url = page.search_content(), page.url
    # The text of now, not that of the index: what was just taken out is not shown for a moment longer.
    now = {passage.anchor: passage for passage in content.passages}
    passages_now = [now[passage.anchor] for passage in hit.passages if passage.anchor in now]
    passages = tuple(_shown_passage(url, passage, found) for passage in passages_now)
    return ShownHit(
        page_id=page.pk,
        title=content.title,
        title_html=marked(content.title, found),
        url=url,
        kind=content.kind,
        kind_label=KIND_LABELS[content.kind],
        place=page.place.label,
        state=content.state,
        state_label=STATE_LABELS[content.state],
        date=content.date,
        passages=passages,
    )


def _shown_passage(url: str, passage: SearchPassage, found: Found) -> ShownPassage:
    anchor = f"#{passage.anchor}" if passage.anchor else ""
    return ShownPassage(f"{url}{anchor}", marked(passage.heading, found), marked_fragment(passage.body, found))


def _labelled(
    facets: Mapping[str, Mapping[str, int]], filters: Mapping[str, frozenset[str]]
) -> dict[str, list[FacetValue]]:
    ids = {int(v) for name in ("commune", "hamlet") for v in {*facets.get(name, {}), *filters.get(name, ())}}
    places = {str(pk): label for pk, label in Place.objects.filter(pk__in=ids).labels().items()} if ids else {}
    labels = {"kind": KIND_LABELS, "commune": places, "hamlet": places, "state": STATE_LABELS}
    return {
        name: _values(counts, filters.get(name, frozenset()), labels.get(name, {})) for name, counts in facets.items()
    }


def _values(counts: Mapping[str, int], chosen: frozenset[str], labels: Mapping[str, str]) -> list[FacetValue]:
    """All values with their counts, and chosen ones even when they found nothing."""
    everything = {**counts, **{value: counts.get(value, 0) for value in chosen}}
    values = [FacetValue(v, str(labels.get(v, v)), count, v in chosen) for v, count in everything.items()]
    return sorted(values, key=lambda value: (not value.chosen, -value.count, value.label))
