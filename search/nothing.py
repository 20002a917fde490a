"""What to do when nothing was found: what to drop, the place that may be meant, questions that are often asked."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from content_models.places.models import PlacePage
from content_models.visibility import public_pages
from search.engines import engine
from search.engines.base import EngineUnavailable, Request
from search.engines.weights import words_required
from search.learning.current import current_knowledge
from search.suggesting.questions import offered
from search.text.normalise import nfc
from search.text.operators import read_operators
from search.text.query import read_query

from .addresses import LITERALLY, QUERY, Address
from .filters import FILTER_BY_FACET, label_of
from .places import KnownPlace, known_places, places_like
from .understanding import Link, without_words

MOST_CALLS = 4
SECONDS = 0.3  # for all calls together; the one that goes over is the last
MOST_WORDS = 6
MOST_PLACES = 3
MOST_QUESTIONS = 3
_NO_QUOTES = str.maketrans('"“”«»„', " " * 6)


@dataclass(frozen=True)
class Drop:
    """A part of the search to leave out, with what would be found then."""

    label: str
    url: str
    count: int


class _Tries:
    """Searches for less, as many as may be; what finds something is kept."""

    def __init__(self) -> None:
        self.found: list[Drop] = []
        self.calls = 0
        self.started = time.perf_counter()

    def finds(self, label: str, asked: Request, then: Address) -> bool:
        """Search without the part of that label; `then` is the address of that search."""
        if asked.query.is_empty or self.calls == MOST_CALLS or time.perf_counter() - self.started > SECONDS:
            return False
        self.calls += 1
        try:
            total = engine().search(replace(asked, page=1, page_size=0)).total
        except EngineUnavailable:
            self.calls = MOST_CALLS
            return False
        if total:
            self.found.append(Drop(label, str(then), total))
        return bool(total)


def what_to_drop(request: Request, address: Address) -> list[Drop]:
    """Parts without which something is found, likeliest culprits first. At most MOST_CALLS searches."""
    tries = _Tries()
    _try_filters(tries, request, address)
    _try_operators(tries, request, address)
    words = _words(request)
    if len(words) > 1 and not _try_strange_words(tries, request, address, words):
        _try_single_words(tries, request, address, words)
    return tries.found


def strange_words(request: Request) -> list[str]:
    """Words as typed that neither the law nor this site's texts hold, in any form; numbers are left out."""
    words = [word.typed for word in _words(request) if word.strange and not word.typed.isdecimal()]
    return list(dict.fromkeys(words))[:MOST_WORDS]


def nearest_places(request: Request) -> list[Link]:
    """Pages of the places that the query names, else of those whose names look most like its words."""
    places = _named(request) or places_like(request.query.folded[:MOST_WORDS], MOST_PLACES)
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


@dataclass(frozen=True)
class _Word:
    """A typed word: its place, whether it occurs in no known text, and how often it does in the known ones."""

    at: int
    typed: str
    strange: bool
    own: bool
    seen: int


def _words(request: Request) -> list[_Word]:
    """The words of the query, as the reading counts them; mended ones are known by what they were mended to."""
    query, language = request.query, current_knowledge().language
    typed = nfc(query.typed)
    return [
        _Word(
            at, typed[word.start : word.end], not language.knows(folded), language.is_own(folded), language.count(said)
        )
        for at, (word, folded, said) in enumerate(
            zip(read_operators(typed).words, query.folded, query.accented, strict=False)
        )
    ]


def _try_filters(tries: _Tries, request: Request, address: Address) -> None:
    """All filters, then each: where nothing is found without all of them, one less is no help."""
    names = [FILTER_BY_FACET[facet].name for facet in request.filters]
    if not names or not tries.finds("mọi bộ lọc", replace(request, filters={}), address.without(names)):
        return
    for facet, values in request.filters.items() if len(names) > 1 else ():
        rest = {one: kept for one, kept in request.filters.items() if one != facet}
        label = ", ".join(label_of(facet, value) for value in sorted(values))
        then = address.without([FILTER_BY_FACET[facet].name])
        tries.finds(f"bộ lọc “{label}”", replace(request, filters=rest), then)


def _try_operators(tries: _Tries, request: Request, address: Address) -> None:
    query = request.query
    if query.phrases:
        bare = query.typed.translate(_NO_QUOTES)
        tries.finds("dấu ngoặc kép", replace(request, query=replace(query, phrases=())), _asking(address, bare))
    if query.excluded:
        kept = " ".join(query.typed[word.start : word.end] for word in read_operators(query.typed).words)
        tries.finds("phần loại trừ", replace(request, query=replace(query, excluded=())), _asking(address, kept))


def _try_strange_words(tries: _Tries, request: Request, address: Address, words: list[_Word]) -> bool:
    """All words that occur in no known text at once; when that is not enough, the filters too."""
    strange = [word for word in words if word.strange]
    if not strange or len(strange) == len(words):
        return False
    label, asked, then = _without(request, address, strange)
    if tries.finds(label, asked, then):
        return True
    names = [FILTER_BY_FACET[facet].name for facet in request.filters]
    return bool(names) and tries.finds(f"{label} và mọi bộ lọc", replace(asked, filters={}), then.without(names))


def _try_single_words(tries: _Tries, request: Request, address: Address, words: list[_Word]) -> None:
    """Each word but one, when one less makes the search ask for less; else all words but one.

    Among many words a passage need hold only some, and then the rarest word of the site's own texts says most.
    """
    if len(words) > MOST_WORDS:
        return
    terms = len(request.query.terms)
    if request.query.phrases or words_required(terms - 1) < words_required(terms):
        # What is known least goes first, then from the last: people put the main thing first.
        for word in sorted(words, key=lambda word: (not word.strange, word.own, -word.at)):
            tries.finds(*_without(request, address, [word]))
        return
    known = [word for word in words if not word.strange]
    for word in sorted(known, key=lambda word: (not word.own, word.seen)):
        tries.finds(*_without(request, address, [other for other in words if other is not word]))


def _without(request: Request, address: Address, gone: list[_Word]) -> tuple[str, Request, Address]:
    """Label, search and address without these words (in order)."""
    rest, label, last = request.query.typed, "", -2
    for word in reversed(gone):
        rest = without_words(rest, word.at, word.at + 1)
    for word in gone:
        label += f" {word.typed}" if word.at == last + 1 else f"”, “{word.typed}"
        last = word.at
    query = read_query(rest, current_knowledge(), literally=bool(address.values(LITERALLY)))
    return f"chữ {label[3:]}”", replace(request, query=query), _asking(address, rest)


def _asking(address: Address, typed: str) -> Address:
    return address.but({QUERY: (" ".join(typed.split()),)})


def _named(request: Request) -> list[KnownPlace]:
    ids = [one for mention in request.query.places if mention.level != "province" for one in mention.place_ids]
    return [place for place in map(known_places().get, ids[:MOST_PLACES]) if place]
