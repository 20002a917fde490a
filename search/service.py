"""A search from request to what may be shown: engine, visibility, highlights, labels of the filters."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from content_models.collation import sort_key
from content_models.documents import KIND_LABELS, STATE_LABELS, SearchContent
from content_models.searching import pages_for_hits
from search.engines import engine
from search.engines.base import EngineUnavailable, Hit, Request
from search.text.highlight import Found, marked, marked_fragment
from search.text.normalise import nfc, tokens

from .filters import labels_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ShownPassage:
    """A passage as HTML with <mark>, linked to its anchor."""

    url: str
    heading: str
    fragment: str
    note: str = ""


@dataclass(frozen=True)
class ShownHit:
    """A document that the visitor may see. `number` is its number, when that was asked for."""

    page_id: int
    title: str
    title_html: str
    url: str
    kind: str
    kind_label: str
    place: str
    state: str
    state_label: str
    date: dt.date | None
    passages: tuple[ShownPassage, ...]
    number: str = ""
    number_html: str = ""


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Answer:
    """What the search page shows. `facets` count documents by value, which `labelled` names; `degraded` is true
    when the engine did not answer."""

    hits: tuple[ShownHit, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
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
        facets=results.facets,
        took_ms=(time.perf_counter() - started) * 1000,
    )


def shown_hits(hits: tuple[Hit, ...], found: Found) -> list[ShownHit]:
    """Hits re-read from the database through the one predicate: what is no longer public is left out."""
    pages = pages_for_hits({int(hit.document_id): hit.anchors for hit in hits})
    shown = []
    for hit in hits:
        page = pages.get(int(hit.document_id))
        if page is not None:
            shown.append(_shown(page, hit, found))
    return shown


def counts_without(request: Request, *facets: str) -> Mapping[str, Mapping[str, int]]:
    """Counts of all facets as if these were not filtered by. Raises EngineUnavailable."""
    filters = {name: values for name, values in request.filters.items() if name not in facets}
    return engine().search(replace(request, filters=filters, page=1, page_size=0)).facets


def _shown(page: Any, hit: Hit, found: Found) -> ShownHit:
    content, url = page.search_content(), page.url
    number = _number(content.numbers, found)
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
        passages=tuple(_shown_passages(url, content, hit, found, least=0 if number else 1)),
        number=number,
        number_html=marked(number, found),
    )


def _shown_passages(url: str, content: SearchContent, hit: Hit, found: Found, least: int) -> list[ShownPassage]:
    """Those in which something is marked; when there is none (a document found by its title), the `least` best.

    The text of now, not that of the index: what was just taken out is not shown for a moment longer.
    """
    now = {passage.anchor: passage for passage in content.passages}
    shown = []
    for passage in (now[anchor] for anchor in hit.anchors if anchor in now):
        anchor = f"#{passage.anchor}" if passage.anchor else ""
        heading, fragment = marked(passage.heading, found), marked_fragment(passage.body, found)
        shown.append(ShownPassage(f"{url}{anchor}", heading, fragment, passage.note))
    return [passage for passage in shown if "<mark>" in passage.heading + passage.fragment] or shown[:least]


def _number(numbers: Iterable[str], found: Found) -> str:
    """The number that was asked for as a whole ("15/QĐ-UBND"); words in common are not enough."""
    for number in numbers:
        words = tokens(nfc(number))
        if words and all(word.folded in found.words for word in words):
            return number
    return ""


def labelled(counts: Mapping[str, int], facet: str, chosen: Iterable[str] = ()) -> list[FacetValue]:
    """All values with their labels and counts, chosen ones first and even when they found nothing."""
    picked = set(chosen)
    everything = {**counts, **{value: counts.get(value, 0) for value in picked}}
    label = labels_of(facet)
    values = [FacetValue(v, label(v), count, v in picked) for v, count in everything.items()]
    return sorted(values, key=lambda value: (not value.chosen, -value.count, sort_key(value.label)))
