"""Mentions of articles, clauses and points in one paragraph, as people write them. Pure.

"Điều 5", "khoản 2 Điều 7", "điểm a khoản 1 Điều 3", "Điều 7, khoản 2", "các Điều 3, 4 và 6", "khoản 2 Điều này".
A mention says what stands there; whose article it is ("… Nghị định 61/2023/NĐ-CP") is for `links` to find out.
All repeats are bounded, so that a paragraph is read in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"[0-9]{1,3}(?:[a-zđ](?!\w))?(?![\w/])(?!\.[0-9])"
_LETTER = r"[a-zđ](?!\w)"
_AND = r"\s{0,2}(?:,|;|và|hoặc|,\s{0,2}và)\s{1,2}"
# What may follow a number that belongs to a list; "Điều 3, 4 hộ liền kề" names one article.
_ENDS = r"(?=\s{0,2}(?:$|[.,;:)]|và\b|hoặc\b|của\b|này\b|nêu\b|tại\b|ở\b|trong\b|Luật\b|Nghị\b|Thông\b))"
_MENTION = re.compile(
    rf"(?<!\w)(?:(?:các\s{{1,2}})?điểm\s{{1,2}}(?P<point>{_LETTER})(?:{_AND}(?:điểm\s{{1,2}})?{_LETTER}){{0,6}}"
    rf"\s{{0,1}},?\s{{0,2}})?"
    rf"(?:(?:các\s{{1,2}})?khoản\s{{1,2}}(?P<clause>{_NUMBER})(?:{_AND}(?:khoản\s{{1,2}})?{_NUMBER}){{0,6}}"
    rf"\s{{0,1}},?\s{{0,2}}(?:của\s{{1,2}})?)?"
    rf"(?:các\s{{1,2}})?(?P<head>điều\s{{1,2}}(?:(?P<article>{_NUMBER})|(?P<own>này(?!\w))))"
    rf"(?P<below>\s{{0,1}},?\s{{0,2}}khoản\s{{1,2}}(?P<clause_after>{_NUMBER})"
    rf"(?:\s{{0,1}},?\s{{0,2}}điểm\s{{1,2}}(?P<point_after>{_LETTER}))?)?",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"{_AND}(?:điều\s{{1,2}})?(?P<article>{_NUMBER}){_ENDS}", re.IGNORECASE)
MOST = 40  # articles of one list


@dataclass(frozen=True)
class Mention:
    """An article at [start, end) of the paragraph; `article` is "" for "Điều này". `group`: mentions of one list
    carry the same number, for what follows the last of them belongs to all."""

    start: int
    end: int
    article: str
    clause: str = ""
    point: str = ""
    group: int = 0


def mentions(text: str) -> tuple[Mention, ...]:
    """All mentions in order, none overlapping. Positions are those of `text`; never raises."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    position = 0
    group = 0
    while match := _MENTION.search(text, position):
        group += 1
        clause = match["clause"] or match["clause_after"] or ""
        point = match["point"] or match["point_after"] or ""
        yield Mention(match.start(), match.end(), (match["article"] or "").lower(), clause, point.lower(), group)
        position = match.end()
        for _more in range(0 if match["own"] else MOST):
            further = _NEXT.match(text, position)
            if not further:
                break
            start = further.start("article")
            yield Mention(start, further.end("article"), further["article"].lower(), group=group)
            position = further.end("article")
