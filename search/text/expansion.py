"""Another way of saying a part of a query. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Expansion:
    """The query words [start, end) can be said as each of `others`.

    `others` are tuples of accented normalised words, as `normalise.tokens` cuts them; `why` names the source
    for `search_explain` ("abbreviation", "unit", "synonym", "place").
    """

    start: int
    end: int
    others: tuple[tuple[str, ...], ...]
    why: str
