"""What a document is about, as terms by which both engines find others like it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from search.engines.base import Document
from search.engines.terms import views

SIMILAR_SECONDS = 0.3  # a page waits no longer for its neighbours
SAME_KIND = 2.0  # a covenant is compared with covenants first
MOST_PAIRS = 200  # looked up in the index for how rare they are
MOST_ASKED = 25  # the most telling of them are asked for
MOST_CHARACTERS = 40_000
HEADING_COUNTS = 3
LEAST_SHARE = 0.3  # of the best score; what scores lower only shares a phrase


def pairs_of(document: Document) -> Counter[str]:
    """Pairs of neighbouring words and how often they occur, those of title and headings counted more; without the
    pairs of the place's name, which would make a place's documents like one another whatever they say."""
    found: Counter[str] = Counter()
    read = 0
    for text, times in _texts(document):
        if read > MOST_CHARACTERS:
            break
        read += len(text)
        for pair in views(text[:MOST_CHARACTERS]).pairs.split():
            found[pair] += times
    for pair in views(document.tags[0]).pairs.split() if document.tags else ():
        del found[pair]
    return Counter(dict(found.most_common(MOST_PAIRS)))


def nearest(scores: Mapping[str, float], limit: int) -> tuple[str, ...]:
    """The documents that are not much less like it than the best one, best first."""
    ordered = sorted(scores, key=lambda document: (-scores[document], document))
    return tuple(one for one in ordered[:limit] if scores[one] >= LEAST_SHARE * scores[ordered[0]])


def _texts(document: Document) -> list[tuple[str, int]]:
    """Texts with how much a pair in them counts."""
    headings = [(passage.heading, HEADING_COUNTS) for passage in document.passages]
    return [(document.title, HEADING_COUNTS), *headings, *((passage.body, 1) for passage in document.passages)]
