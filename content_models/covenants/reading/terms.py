"""Terms that a covenant defines itself, in an article "Giải thích từ ngữ". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ..provisions import Article, Covenant

LONGEST = 60  # characters of a term
_HEADING = re.compile(r"giải\s+thích\s+(?:từ\s+ngữ|từ|lời)|từ\s+ngữ\s+(?:dùng\s+)?trong|cách\s+hiểu", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^[“\"«']?\s{0,2}(?P<term>[^“”\"«»:;.()]{2,60}?)\s{0,2}[”\"»']?\s{0,2}"
    r"(?:,\s{0,2})?(?:là|gồm|bao\s+gồm|được\s+hiểu\s+là|có\s+nghĩa\s+là|nghĩa\s+là|chỉ)\s",
    re.IGNORECASE,
)
# Words with which a sentence begins that defines nothing.
_NO_TERM = {"đây", "đó", "này", "các từ ngữ", "các từ ngữ dưới đây", "những từ ngữ dưới đây", "trong bản này"}


def defines_terms(article: Article) -> bool:
    return bool(_HEADING.search(article.heading))


def defined_terms(covenant: Covenant) -> Mapping[str, str]:
    """Lower-case term → anchor of the clause or point that defines it; of two definitions the first counts."""
    found: dict[str, str] = {}
    for article in covenant.articles:
        if not defines_terms(article):
            continue
        for line in article.lines:
            match = _DEFINITION.match(line.text) if line.number else None
            term = " ".join(match["term"].lower().split()) if match else ""
            if term and term not in _NO_TERM:
                found.setdefault(term, line.anchor)
    return found


def first_uses(text: str, terms: Mapping[str, str], used: set[str]) -> Iterable[tuple[int, int, str]]:
    """(start, end, anchor) of each term of `terms` that is not in `used` yet, which is filled; longest terms first."""
    if not terms:
        return
    for match in _pattern(tuple(terms)).finditer(text):
        term = " ".join(match[0].lower().split())
        if term not in used:
            used.add(term)
            yield match.start(), match.end(), terms[term]


@lru_cache(maxsize=256)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    words = "|".join(r"\s{1,2}".join(re.escape(word) for word in term.split()) for term in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
