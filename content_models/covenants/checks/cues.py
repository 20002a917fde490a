"""Cue lists of the data files and where they stand in a clause. Pure.

A list `name_not` holds longer phrases inside which the cues of the list `name` mean something else. A cue may use
lists that are written before its own, in its file or an earlier one; it never reaches over the end of a part of a
sentence. The language of cues: `patterns`.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from .amounts import mark_amounts
from .clause import Clause, Span
from .patterns import Pattern, Use, ends, is_plain, needs, read_cue, rows, uses
from .words import tokens

CUES = Path(__file__).parent / "cues"
_END = ""  # key of a trie's node under which the lists stand whose row of words ends there


@dataclass
class _List:
    """The cues of a list that are more than words, by what they begin with."""

    name: str
    by_word: dict[str, list[tuple[Pattern, tuple[frozenset[str], ...]]]] = field(default_factory=dict)
    by_list: dict[str, list[tuple[Pattern, tuple[frozenset[str], ...]]]] = field(default_factory=dict)


class Lexicon:
    """All cue lists, in the order in which they may use each other."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Raises KeyError for a cue that uses a list not written before, ValueError for one that cannot be read."""
        self._trie: dict[str, Any] = {}  # rows of words of all lists: every clause is walked once
        self._lists: list[_List] = []
        known: set[str] = {"money", "goods", "workdays", "number"}
        for name, cues in sorted(lists.items(), key=lambda entry: not entry[0].endswith("_not")):
            own = _List(name)
            for cue in cues:
                pattern = read_cue(cue)
                if missing := uses(pattern) - known:
                    raise KeyError(f"{name}: {cue!r} uses {missing}, which is not written before")
                self._file(own, pattern)
            self._lists.append(own)
            known.add(name)

    def mark(self, clause: Clause) -> Clause:
        """Write the places of all cues into the clause."""
        found = self._walk(clause)
        vocabulary = set(clause.all_words)
        for own in self._lists:
            spans = found[own.name]
            for word in own.by_word.keys() & vocabulary:
                spans |= _beginning_with(clause, word, own.by_word[word], vocabulary)
            for name in own.by_list.keys() & clause.spans.keys():
                spans |= _beginning_with_list(clause, name, own.by_list[name], vocabulary)
            if spans:
                clause.put(own.name, _without(spans, clause.found(f"{own.name}_not")))
        return clause

    def _file(self, own: _List, pattern: Pattern) -> None:
        if is_plain(pattern):
            for row in rows(pattern):
                node = self._trie
                for word in row:
                    node = node.setdefault(word, {})
                node.setdefault(_END, set()).add(own.name)
            return
        first = pattern[0]
        if isinstance(first, Use):
            own.by_list.setdefault(first.name, []).append((pattern, needs(pattern)))
        elif isinstance(first, tuple):
            for word in {option[0] for option in first}:
                own.by_word.setdefault(word, []).append((pattern, needs(pattern)))

    def _walk(self, clause: Clause) -> defaultdict[str, set[Span]]:
        """Rows of words of all lists, in one walk."""
        found: defaultdict[str, set[Span]] = defaultdict(set)
        words = clause.all_words
        for first, last in clause.parts:
            for start in range(first, last):
                node: dict[str, Any] = self._trie
                for place in range(start, last):
                    if words[place] not in node:
                        break
                    node = node[words[place]]
                    for name in node.get(_END, ()):
                        found[name].add(Span(start, place + 1))
        return found


def _beginning_with(
    clause: Clause, word: str, patterns: Iterable[tuple[Pattern, tuple[frozenset[str], ...]]], vocabulary: set[str]
) -> set[Span]:
    live = [pattern for pattern, sets in patterns if not any(one.isdisjoint(vocabulary) for one in sets)]
    return {
        Span(start, end)
        for start in (clause.places_of(word) if live else ())
        for pattern in live
        for end in ends(clause, pattern, start, clause.tokens[start].part)
    }


def _beginning_with_list(
    clause: Clause, name: str, patterns: Iterable[tuple[Pattern, tuple[frozenset[str], ...]]], vocabulary: set[str]
) -> set[Span]:
    live = [pattern for pattern, sets in patterns if not any(one.isdisjoint(vocabulary) for one in sets)]
    return {
        Span(begin.start, end)
        for begin in (clause.found(name) if live else ())
        for pattern in live
        for end in ends(clause, pattern, begin.end, clause.tokens[begin.start].part, 1)
    }


def _without(spans: set[Span], excepted: list[Span]) -> set[Span]:
    """Without the spans that lie in an excepted one."""
    return {s for s in spans if not any(e.start <= s.start and s.end <= e.end for e in excepted)}


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
    return Lexicon(lists)


def read_clause(text: str, lists: Lexicon | None = None) -> Clause:
    """An NFC text with all its cues marked."""
    clause = mark_amounts(Clause(text, tokens(text)))
    return (lists or lexicon()).mark(clause)
