"""The small language of cues: read into elements, matched against a clause. Pure.

A cue is a row of words. Beside words it may hold `a/b/c` (any of these; `+` joins the words of one:
`công+an/kiểm+lâm`), `<name>` (a cue of another list) and `…` (up to four words in between; `…7`: up to seven).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from .clause import Clause
from .words import same_word

Alternatives = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Gap:
    """Up to `most` words in between."""

    most: int


@dataclass(frozen=True)
class Use:
    """A cue of the list `name`."""

    name: str


Element = Alternatives | Gap | Use
Pattern = tuple[Element, ...]


def read_cue(cue: str) -> Pattern:
    """A written cue as elements. Raises ValueError for one that begins with a gap or is empty."""
    pattern = tuple(_element(piece) for piece in cue.split())
    if not pattern or isinstance(pattern[0], Gap):
        raise ValueError(f"{cue!r}: a cue cannot be empty or begin with a gap")
    return pattern


def rows(pattern: Pattern) -> Iterator[tuple[str, ...]]:
    """Every row of words that a pattern of words alone stands for."""
    for options in product(*(element for element in pattern if isinstance(element, tuple))):
        yield tuple(word for option in options for word in option)


def uses(pattern: Pattern) -> set[str]:
    """The lists that a pattern needs."""
    return {element.name for element in pattern if isinstance(element, Use)}


def is_plain(pattern: Pattern) -> bool:
    """Words alone: no gap, no other list."""
    return all(isinstance(element, tuple) for element in pattern)


def needs(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """Sets of words: of each at least one must stand in a clause that the pattern matches."""
    return tuple(frozenset(option[0] for option in element) for element in pattern[1:] if isinstance(element, tuple))


def ends(clause: Clause, pattern: Pattern, place: int, part: int, index: int = 0) -> Iterator[int]:
    """Ends of the matches of the elements from `index` on, at token `place`, inside one part of a sentence."""
    if index == len(pattern):
        yield place
        return
    element = pattern[index]
    if isinstance(element, Gap):
        _start, end = clause.parts[part]
        for start in range(place, min(end, place + element.most + 1)):
            yield from ends(clause, pattern, start, part, index + 1)
        return
    for after in _after(clause, element, place):
        if clause.tokens[after - 1].part == part:
            yield from ends(clause, pattern, after, part, index + 1)


def _element(piece: str) -> Element:
    if piece.startswith("<") and piece.endswith(">"):
        return Use(piece[1:-1])
    if piece.startswith("…"):
        return Gap(int(piece[1:] or 4))
    return tuple(tuple(same_word(word) for word in option.split("+")) for option in piece.split("/"))


def _after(clause: Clause, element: Alternatives | Use, place: int) -> Iterator[int]:
    if isinstance(element, Use):
        yield from (span.end for span in clause.starting(element.name, place))
        return
    words = clause.all_words
    for option in element:
        if words[place : place + 1] == [option[0]] and tuple(words[place : place + len(option)]) == option:
            yield place + len(option)
