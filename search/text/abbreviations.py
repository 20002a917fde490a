"""Abbreviations in a query, read by their neighbours, and the names of the community below the commune. Pure.

The tables are `data/abbreviations.toml`. Short to long and long to short; "HĐ" is a council before "phối hợp" and
a contract before "lao động"; ấp ~ thôn ~ làng and khóm ~ khu phố ~ tổ dân phố.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from .expansion import Expansion
from .normalise import fold, nfc, tokens

TABLES_FILE = Path(__file__).with_name("data") / "abbreviations.toml"
NUMBER, PLACE = "#", "@"  # in lists of neighbours: a number, the name of a place

Words = tuple[str, ...]
IsPlace = Callable[[Sequence[str], int], bool]
_folded = lru_cache(maxsize=10_000)(fold)
_GLUED = re.compile(r"([^\W\d_]+)([0-9]{1,3})")


class Neighbours:
    """Words that stand right after or right before, by the fold of the word that touches."""

    def __init__(self, after: Iterable[str] = (), before: Iterable[str] = ()) -> None:
        self.after: dict[str, list[Words]] = {}
        self.before: dict[str, list[Words]] = {}
        for words in map(_cut, after):
            self.after.setdefault(_folded(words[0]), []).append(words)
        for words in map(_cut, before):
            self.before.setdefault(_folded(words[-1]), []).append(words)


@dataclass(frozen=True)
class Rule:
    """`said` can be said as `others`: always, or beside its neighbours, or `otherwise` when no other sense holds."""

    said: Words
    others: tuple[Words, ...]
    beside: Neighbours | None = None
    not_beside: Neighbours | None = None
    accents_needed: bool = False
    otherwise: bool = False
    why: str = "abbreviation"


@dataclass(frozen=True)
class Query:
    """The words of a query, accented and folded, and the question whether a place's name begins at a word."""

    accented: Sequence[str]
    folded: Sequence[str]
    is_place: IsPlace | None = None

    def says(self, words: Words, at: int) -> bool:
        """True when `words` stand at `at`; a word typed without accents says each word that folds to it."""
        if at < 0 or at + len(words) > len(self.accented):
            return False
        return all(self._says_word(word, at + offset) for offset, word in enumerate(words))

    def sides(self, neighbours: Neighbours, start: int, end: int) -> int:
        """On how many sides of [start, end) one of the neighbours stands: 0 to 2."""
        follows = end < len(self.folded) and any(
            self.says(words, end) for touching in self._signs(end) for words in neighbours.after.get(touching, ())
        )
        precedes = start > 0 and any(
            self.says(words, start - len(words))
            for touching in self._signs(start - 1)
            for words in neighbours.before.get(touching, ())
        )
        return follows + precedes

    def _signs(self, at: int) -> tuple[str, str, str]:
        return self.folded[at], NUMBER, PLACE

    def _says_word(self, word: str, at: int) -> bool:
        typed = self.accented[at]
        if word == NUMBER:
            return typed.isdigit()
        if word == PLACE:
            return self.is_place is not None and self.is_place(self.folded, at)
        return typed == word or (typed == self.folded[at] and typed == _folded(word))


class Abbreviations:
    """The rules by the fold of their first word."""

    def __init__(self, rules: Iterable[Rule], glued: Mapping[str, Words]) -> None:
        self._glued = dict(glued)
        self._by_first: dict[str, list[Rule]] = {}
        for rule in rules:
            self._by_first.setdefault(fold(rule.said[0]), []).append(rule)
        for found in self._by_first.values():
            found.sort(key=lambda rule: -len(rule.said))

    @staticmethod
    @lru_cache(maxsize=1)
    def shipped() -> Abbreviations:
        """The project's tables."""
        tables = tomllib.loads(TABLES_FILE.read_text(encoding="utf-8"))
        rules = [*_sure(tables["sure"]), *map(_sense, tables["sense"]), *_units(tables)]
        return Abbreviations(rules, {short: _cut(long) for short, long in tables["glued"].items()})

    def find(self, query: Query) -> tuple[Expansion, ...]:
        """Longest first, none overlapping; what several rules say of the same words is put together."""
        found, at = [], 0
        while at < len(query.accented):
            expansion = self._at(query, at) or self._glued_at(query, at)
            if expansion:
                found.append(expansion)
            at = expansion.end if expansion else at + 1
        return tuple(found)

    def _at(self, query: Query, at: int) -> Expansion | None:
        holding: list[tuple[int, Rule]] = []
        for rule in self._by_first.get(query.folded[at], ()):
            if holding and len(rule.said) < len(holding[0][1].said):
                break
            certainty = _certainty(rule, query, at)
            if certainty:
                holding.append((certainty, rule))
        if not holding:
            return None
        best = max(certainty for certainty, _ in holding)
        chosen = [rule for certainty, rule in holding if certainty == best]
        others = tuple(dict.fromkeys(other for rule in chosen for other in rule.others))
        return Expansion(at, at + len(chosen[0].said), others, chosen[0].why)

    def _glued_at(self, query: Query, at: int) -> Expansion | None:
        """ "kp3" → "khu phố 3"."""
        match = _GLUED.fullmatch(query.accented[at])
        long = self._glued.get(match[1]) if match else None
        return (
            Expansion(at, at + 1, ((*long, match[2].lstrip("0") or "0"),), "abbreviation") if long and match else None
        )


def find(accented: Sequence[str], folded: Sequence[str], is_place: IsPlace | None = None) -> tuple[Expansion, ...]:
    """Other ways to say the short and the long forms among a query's words (as `normalise.tokens` cuts them).

    `is_place(folded, index)` says whether the name of a place begins at a word; without it "p", "x" and "h" stay.
    """
    return Abbreviations.shipped().find(Query(accented, folded, is_place))


def _certainty(rule: Rule, query: Query, at: int) -> int:
    """0 when the rule does not hold at a word; more for more sides with a fitting neighbour; 4 for a sure one."""
    end = at + len(rule.said)
    if not query.says(rule.said, at):
        return 0
    if rule.accents_needed and tuple(query.accented[at:end]) != rule.said:
        return 0
    if rule.not_beside and query.sides(rule.not_beside, at, end):
        return 0
    if rule.beside is None:
        return 1 if rule.otherwise else 4
    sides = query.sides(rule.beside, at, end)
    return 1 + sides if sides else 0


@lru_cache(maxsize=2000)
def _cut(text: str) -> Words:
    """Words of a table's text; the signs for a number and a place stay."""
    return (text,) if text in (NUMBER, PLACE) else tuple(token.accented for token in tokens(nfc(text)))


def _sure(table: Mapping[str, list[str]]) -> Iterator[Rule]:
    for short, longs in table.items():
        said, others = _cut(short), tuple(map(_cut, longs))
        yield Rule(said, others)
        if len(said) == 1:
            yield from (Rule(long, (said,)) for long in others)


def _sense(row: Mapping[str, Any]) -> Rule:
    said, others = _cut(row["short"]), (_cut(row["long"]),)
    if row.get("otherwise"):
        return Rule(said, others, otherwise=True)
    return Rule(said, others, beside=_neighbours(row))


def _units(tables: Mapping[str, Any]) -> Iterator[Rule]:
    not_beside, only_beside = tables["not_beside"], tables["only_beside"]
    for unit in tables["unit"]:
        for name in unit["said"]:
            yield Rule(
                _cut(name),
                tuple(_cut(other) for other in unit["meant"] if other != name),
                beside=_neighbours(only_beside[name]) if name in only_beside else None,
                not_beside=_neighbours(not_beside[name]) if name in not_beside else None,
                accents_needed=name in tables["only_accented"]["words"],
                why="unit",
            )


def _neighbours(row: Mapping[str, Any]) -> Neighbours:
    return Neighbours(row.get("next", ()), row.get("prev", ()))
