"""Everyday and southern words → the law's own words. Pure; the tables are `data/synonyms/*.tsv`.

A line: everyday words, the law's words (several separated by " | "), the sense in which it holds, and "yes"
when it may be used only for words with accents (without them it would be another frequent word).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .expansion import Expansion
from .normalise import fold_word, nfc, tokens

FOLDER = Path(__file__).parent / "data" / "synonyms"


@dataclass(frozen=True)
class Entry:
    """One line of the tables: words as `normalise.tokens` cuts them."""

    everyday: tuple[str, ...]
    law: tuple[tuple[str, ...], ...]
    sense: str
    accents_needed: bool


class Synonyms:
    """The entries by the fold of their first everyday word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_first: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_first.setdefault(fold_word(entry.everyday[0]), []).append(entry)

    @staticmethod
    @cache
    def shipped() -> Synonyms:
        """The project's tables."""
        return Synonyms(entry for path in sorted(FOLDER.glob("*.tsv")) for entry in read_table(path))

    def find(self, accented: Sequence[str], restored: Sequence[str]) -> tuple[Expansion, ...]:
        """Everyday words in a query: longest first, none twice.

        `accented` are the words as typed, `restored` the same with their likely accents. A word without accents
        says what it is restored to; in a query without any it says all that an entry does not need accents for.
        """
        bare = all(word == fold_word(word) for word in accented)
        matches = [
            (at, entry)
            for at, word in enumerate(accented)
            for entry in self._by_first.get(fold_word(word), ())
            if _matches(entry, accented[at : at + len(entry.everyday)], restored[at : at + len(entry.everyday)], bare)
        ]
        # The longest of the whole query first: "ai làm" must not take a word of "làm trưởng ấp mấy năm".
        matches.sort(key=lambda match: (-len(match[1].everyday), match[0]))
        taken: set[int] = set()
        found = []
        for at, entry in matches:
            span = range(at, at + len(entry.everyday))
            if taken.isdisjoint(span):
                taken.update(span)
                found.append(Expansion(span.start, span.stop, entry.law, "synonym"))
        return tuple(sorted(found, key=lambda expansion: expansion.start))

    def everyday(self) -> Iterator[str]:
        """All everyday phrases: texts from which the language is learned that the law does not speak."""
        for entries in self._by_first.values():
            for entry in entries:
                yield " ".join(entry.everyday)


def _matches(entry: Entry, typed: Sequence[str], restored: Sequence[str], bare: bool) -> bool:
    if len(typed) < len(entry.everyday):
        return False
    if any(word not in (wanted, fold_word(wanted)) for word, wanted in zip(typed, entry.everyday, strict=True)):
        return False
    return tuple(restored) == entry.everyday or (bare and not entry.accents_needed)


def read_table(path: Path) -> list[Entry]:
    """Entries of one table. Raises ValueError with the line's number for a malformed one."""
    return list(_entries(path.read_text(encoding="utf-8").splitlines(), path.name))


def _entries(lines: Sequence[str], name: str) -> Iterable[Entry]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns: Mapping[int, str] = dict(enumerate(line.split("\t")))
        everyday = _words(columns[0])
        law = tuple(words for part in columns.get(1, "").split("|") if (words := _words(part)))
        if not everyday or not law:
            raise ValueError(f"{name}, line {number}: everyday words and law words are needed")
        yield Entry(everyday, law, columns.get(2, ""), columns.get(3, "").strip() == "yes")


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.accented for token in tokens(nfc(text)))
