"""What to do when nothing was found: what to drop, the place that may be meant, questions that are often asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches

from content_models.places.models import PlacePage
from content_models.visibility import public_pages
from search.engines import engine
from search.engines.base import EngineUnavailable, Request
from search.learning.current import current_knowledge
from search.suggesting.questions import offered
from search.text.normalise import fold, nfc
from search.text.operators import read_operators
from search.text.query import read_query

from .addresses import LITERALLY, QUERY, Address
from .filters import FILTER_BY_FACET, label_of
from .places import KnownPlace, known_places
from .understanding import Link, without_words

MOST_CALLS = 4
SECONDS = 0.3  # for all calls together; the one that goes over is the last
MOST_WORDS = 6
LONGEST_NAME = 4  # words
LEAST_LETTERS = 4
NEAR_ENOUGH = 0.8
MOST_PLACES = 3
MOST_QUESTIONS = 3
_NO_QUOTES = str.maketrans('"“”«»„', " " * 6)


@dataclass(frozen=True)
class Drop:
    """A part of the search to leave out, with what would be found then."""

    label: str
    url: str
    count: int


def what_to_drop(request: Request, address: Address) -> list[Drop]:
    """Parts without which something is found. At most MOST_CALLS searches."""
    found: list[Drop] = []
    started = time.perf_counter()
    for calls, (label, asked, then) in enumerate(_fewer(request, address)):
        if calls == MOST_CALLS or time.perf_counter() - started > SECONDS:
            break
        try:
            total = engine().search(replace(asked, page=1, page_size=1)).total
        except EngineUnavailable:
            break
        if total:
            found.append(Drop(label, str(then), total))
    return found


def nearest_places(request: Request) -> list[Link]:
    """Pages of the places that the query names, else of those whose names look most like its words."""
    places = _named(request) or _similar(request.query.folded)
    pages = PlacePage.objects.filter(place__in=[place.id for place in places]).only("url_path", "place")
    urls = {str(page.place_id): page.url for page in pages}
    return [Link(place.label, urls[place.id]) for place in places if place.id in urls]


def related_questions(request: Request) -> list[str]:
    """Frequent questions that share most words with the query; none whose page the public may not see."""
    words = set(request.query.folded)
    scored = [(len(words & question.words), question) for question in offered()]
    least = max(2, (len(words) + 1) // 2)
    best = [question for score, question in sorted(scored, key=lambda one: -one[0]) if score >= least]
    targets = {question.page_id for question in best if question.page_id}
    shown = public_pages(targets) if targets else {}
    return [one.text for one in best if one.page_id is None or one.page_id in shown][:MOST_QUESTIONS]


def _fewer(request: Request, address: Address) -> Iterator[tuple[str, Request, Address]]:
    """Searches that ask for less, likeliest culprits first: label, search, its address."""
    names = [FILTER_BY_FACET[facet].name for facet in request.filters]
    if names:
        yield "mọi bộ lọc", replace(request, filters={}), address.without(names)
    if len(names) > 1:
        for facet, values in request.filters.items():
            rest = {one: kept for one, kept in request.filters.items() if one != facet}
            label = ", ".join(label_of(facet, value) for value in sorted(values))
            yield f"bộ lọc “{label}”", replace(request, filters=rest), address.without([FILTER_BY_FACET[facet].name])
    query = request.query
    if query.phrases:
        bare = query.typed.translate(_NO_QUOTES)
        yield "dấu ngoặc kép", replace(request, query=replace(query, phrases=())), _asking(address, bare)
    if query.excluded:
        kept = " ".join(query.typed[word.start : word.end] for word in read_operators(query.typed).words)
        yield "phần loại trừ", replace(request, query=replace(query, excluded=())), _asking(address, kept)
    yield from _without_each_word(request, address)


def _without_each_word(request: Request, address: Address) -> Iterator[tuple[str, Request, Address]]:
    """Words that are no Vietnamese first, then from the last: people put the main thing first."""
    typed = nfc(request.query.typed)
    words = read_operators(typed).words
    if not 1 < len(words) <= MOST_WORDS:
        return
    knowledge = current_knowledge()
    order = sorted(range(len(words)), key=lambda i: (knowledge.language.knows(words[i].folded), -i))
    for i in order:
        rest = without_words(typed, i, i + 1)
        query = read_query(rest, knowledge, literally=bool(address.values(LITERALLY)))
        if not query.is_empty:
            word = words[i]
            yield f"chữ “{typed[word.start : word.end]}”", replace(request, query=query), _asking(address, rest)


def _asking(address: Address, typed: str) -> Address:
    return address.but({QUERY: (" ".join(typed.split()),)})


def _named(request: Request) -> list[KnownPlace]:
    ids = [one for mention in request.query.places if mention.level != "province" for one in mention.place_ids]
    return [place for place in map(known_places().get, ids[:MOST_PLACES]) if place]


def _similar(folded: tuple[str, ...]) -> list[KnownPlace]:
    """Places of today with the name that is most like some words in a row."""
    names: dict[str, list[KnownPlace]] = {}
    for place in known_places().values():
        if place.exists and place.level != "province":
            names.setdefault(fold(place.full_name).partition(" ")[2], []).append(place)
    best: tuple[float, str] = (0.0, "")
    for words in _runs(folded[:MOST_WORDS]):
        for name in get_close_matches(words, names, n=1, cutoff=NEAR_ENOUGH):
            best = max(best, (SequenceMatcher(None, words, name).ratio(), name))
    places = sorted(names.get(best[1], ()), key=lambda place: place.level)  # communes before hamlets
    return places[:MOST_PLACES]


def _runs(words: tuple[str, ...]) -> Iterator[str]:
    for length in range(LONGEST_NAME, 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            if len(run) >= LEAST_LETTERS:
                yield run
