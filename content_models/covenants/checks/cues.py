"""Cue lists and where they stand in a clause. Pure.

A cue is a row of words in a data file (`cues/*.toml`). Beside words it may hold `a/b/c` (any of these; `+` joins the
words of one: `công+an/kiểm+lâm`), `<name>` (a cue of another list, written earlier) and `…` (up to four words in
between; `…7`: up to seven). It never reaches over the end of a part of a sentence.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .amounts import mark_amounts
from .clause import Clause, Span
from .words import same_word, tokens

CUES = Path(__file__).parent / "cues"
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


class Lexicon:
    """All cue lists, in the order in which they may use each other."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Raises KeyError for a cue that uses a list not written before."""
        self._lists: list[tuple[str, dict[str, list[tuple[Element, ...]]], list[tuple[Element, ...]]]] = []
        known: set[str] = {"money", "goods", "workdays", "number"}
        for name, cues in lists.items():
            by_word: dict[str, list[tuple[Element, ...]]] = defaultdict(list)
            by_list: list[tuple[Element, ...]] = []
            for cue in cues:
                pattern = read_cue(cue)
                if missing := {element.name for element in pattern if isinstance(element, Use)} - known:
                    raise KeyError(f"{name}: {cue!r} uses {missing}, which is not written before")
                _file(pattern, by_word, by_list)
            self._lists.append((name, dict(by_word), by_list))
            known.add(name)

    def mark(self, clause: Clause) -> Clause:
        """Write the places of all cues into the clause."""
        for name, by_word, by_list in self._lists:
            spans = {
                Span(start, end)
                for start, token in enumerate(clause.tokens)
                for pattern in by_word.get(token.word, ())
                for end in _match(clause, pattern, 0, start, token.part)
            }
            for pattern in by_list:
                first = pattern[0]
                assert isinstance(first, Use)
                for begin in clause.found(first.name):
                    part = clause.tokens[begin.start].part
                    spans |= {Span(begin.start, end) for end in _match(clause, pattern, 1, begin.end, part)}
            if spans:
                clause.spans[name] = sorted(_without(spans, clause.found(f"{name}_not")))
        return clause


def _without(spans: set[Span], excepted: list[Span]) -> set[Span]:
    """Without the spans that lie in an excepted one."""
    return {s for s in spans if not any(e.start <= s.start and s.end <= e.end for e in excepted)}


def read_cue(cue: str) -> tuple[Element, ...]:
    """A written cue as elements."""
    return tuple(_element(piece) for piece in cue.split())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The cue lists of this package. Files are read by name: the first may be used by all.

    Raises ValueError for a list that stands in two files.
    """
    lists: dict[str, Iterable[str]] = {}
    for path in sorted(CUES.glob("*.toml")):
        own = tomllib.loads(path.read_text(encoding="utf-8"))
        if twice := lists.keys() & own.keys():
            raise ValueError(f"{path.name}: {twice} stands in another file, too")
        lists |= own
    return Lexicon(dict(sorted(lists.items(), key=lambda entry: not entry[0].endswith("_not"))))


def _element(piece: str) -> Element:
    if piece.startswith("<") and piece.endswith(">"):
        return Use(piece[1:-1])
    if piece.startswith("…"):
        return Gap(int(piece[1:] or 4))
    return tuple(tuple(same_word(word) for word in option.split("+")) for option in piece.split("/"))


def _file(
    pattern: tuple[Element, ...],
    by_word: dict[str, list[tuple[Element, ...]]],
    by_list: list[tuple[Element, ...]],
) -> None:
    first = pattern[0]
    if isinstance(first, Gap):
        raise ValueError("a cue cannot begin with a gap")
    if isinstance(first, Use):
        by_list.append(pattern)
        return
    for word in {option[0] for option in first}:
        by_word[word].append(pattern)


def _match(clause: Clause, pattern: tuple[Element, ...], index: int, place: int, part: int) -> Iterator[int]:
    """Ends of the matches of the elements from `index` on, at token `place`, inside one part."""
    if index == len(pattern):
        yield place
        return
    element = pattern[index]
    if isinstance(element, Gap):
        for skipped in range(element.most + 1):
            if place + skipped < len(clause.tokens) and clause.tokens[place + skipped].part == part:
                yield from _match(clause, pattern, index + 1, place + skipped, part)
        return
    for end in _ends(clause, element, place):
        if clause.tokens[end - 1].part == part:
            yield from _match(clause, pattern, index + 1, end, part)


def _ends(clause: Clause, element: Alternatives | Use, place: int) -> Iterator[int]:
    if isinstance(element, Use):
        yield from (span.end for span in clause.found(element.name) if span.start == place)
        return
    for option in element:
        here = clause.tokens[place : place + len(option)]
        if tuple(token.word for token in here) == option:
            yield place + len(option)


def read_clause(text: str, lists: Lexicon | None = None) -> Clause:
    """An NFC text with all its cues marked."""
    clause = mark_amounts(Clause(text, tokens(text)))
    return (lists or lexicon()).mark(clause)
