"""What was understood of a query, as sentences and links: another reading, other words, filters that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from content_models.places.models.register import lower_first
from search.engines.base import Request
from search.text.normalise import nfc
from search.text.operators import read_operators
from search.text.query import ReadQuery

from .addresses import LITERALLY, QUERY, Address
from .filters import FILTER_BY_FACET, label_of

MOST_OFFERS = 6
MOST_OTHERS = 3
_SENTENCE = {"commune": "Chỉ xem ở {}", "hamlet": "Chỉ xem ở {}", "year": "Chỉ năm {}"}


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Understood:
    """`mended`: the words searched for, when they are not those that were typed; `literally`: nothing was mended
    because the reader wanted it so; `suggestion` and `offers` lead to another search."""

    typed: str
    mended: str = ""
    literally_url: str = ""
    mending_url: str = ""
    suggestion: Link | None = None
    offers: tuple[Link, ...] = ()


def understood(request: Request, address: Address) -> Understood:
    """What the page tells about its reading of the query."""
    query = request.query
    literally = bool(address.values(LITERALLY))
    return Understood(
        typed=query.typed,
        mended=query.mended,
        literally_url=str(address.but({LITERALLY: ("1",)})) if query.mended else "",
        mending_url=str(address.without([LITERALLY])) if literally else "",
        suggestion=_suggestion(query, address),
        offers=tuple(_offers(request, address)),
    )


def other_words(query: ReadQuery) -> list[dict[str, Any]]:
    """For each part of the query the other words that were looked for too."""
    return [
        {
            "said": " ".join(query.accented[expansion.start : expansion.end]),
            "others": [" ".join(other) for other in expansion.others[:MOST_OTHERS]],
        }
        for expansion in query.expansions
    ]


def without_words(typed: str, start: int, end: int) -> str:
    """The typed text without its words [start, end), as the reading counts them; its operators stay."""
    text = nfc(typed)
    gone = read_operators(text).words[start:end]
    if not gone:
        return text
    return " ".join(f"{text[: gone[0].start]} {text[gone[-1].end :]}".split()).strip(" ,;")


def _suggestion(query: ReadQuery, address: Address) -> Link | None:
    """Likely accents, unless they were put in already or would lose what stands in quotes."""
    if not query.suggestion or query.phrases or query.suggestion == query.mended:
        return None
    excluded = "".join(f' -"{" ".join(phrase.words)}"' for phrase in query.excluded)
    return Link(query.suggestion, str(address.but({QUERY: (query.suggestion + excluded,), LITERALLY: ()})))


def _offers(request: Request, address: Address) -> list[Link]:
    """Places, kinds and years that the query names, as filters that take the place of the words. Never forced."""
    links = []
    for offer in request.query.offers:
        one = FILTER_BY_FACET.get(offer.facet)
        rest = without_words(request.query.typed, offer.start, offer.end)
        if one is None or one.facet in request.filters or one.problem([offer.value]) or not rest:
            continue
        changes = {QUERY: (rest,), one.name: (offer.value,)}
        links.append(Link(_offered(offer.facet, offer.value), str(address.but(changes))))
    return links[:MOST_OFFERS]


def _offered(facet: str, value: str) -> str:
    return _SENTENCE.get(facet, "Chỉ {}").format(lower_first(label_of(facet, value)))
