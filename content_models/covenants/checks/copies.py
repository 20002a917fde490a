"""Is an article copied from another hamlet or left as the model has it? And which part is the hamlet's own? Pure.

Likeness of two articles: the share of rows of four words that they have in common, counted on the text in hand.
Numbers, names of places and blanks fall out of few rows only, so a model with its blanks filled is still like it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..provisions import Article, Covenant
from .words import shingles

SHINGLE = 4  # words in a row
LIKE = 0.8  # share from which an article counts as copied
MOST_CANDIDATES = 8  # articles that are compared row by row
LEAST = 12  # rows of words; a shorter article is like many others by chance


@dataclass(frozen=True)
class OtherText:
    """A text to compare with: its name as people read it, and whether it is a model text."""

    name: str
    covenant: Covenant
    is_model: bool = False


@dataclass(frozen=True)
class Likeness:
    """An article of another text and the share (0–1) of the rows of words that it has in common."""

    name: str
    article_label: str
    share: float
    is_model: bool = False


@dataclass
class TextIndex:
    """Rows of words of many texts. Made once, kept in the process; texts are added and never altered.

    `add` takes less than a millisecond an article; memory about 30 bytes a row of words.
    """

    _sources: list[tuple[str, str, bool]] = field(default_factory=list)
    _rows: list[array[int]] = field(default_factory=list, repr=False)
    _articles: dict[int, array[int]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, others: Iterable[OtherText]) -> TextIndex:
        """An index of these texts."""
        index = cls()
        for other in others:
            index.add(other)
        return index

    def __len__(self) -> int:
        """Number of articles."""
        return len(self._sources)

    def add(self, other: OtherText) -> None:
        """Take up all articles of a text."""
        for article in other.covenant.articles:
            self.add_rows(other.name, article.label, rows_of(article), is_model=other.is_model)

    def add_rows(self, name: str, label: str, rows: Iterable[int], *, is_model: bool = False) -> None:
        """Take up one article by its rows of words, as `rows_of` gives them."""
        number = len(self._sources)
        self._sources.append((name, label, is_model))
        self._rows.append(array("Q", rows))
        for row in self._rows[-1]:
            self._articles.setdefault(row, array("l")).append(number)

    def nearest(self, article: Article, *, but: str = "") -> Likeness | None:
        """The most alike article of a text with another name than `but`, if it is like enough; models first."""
        rows = rows_of(article)
        if len(rows) < LEAST:
            return None
        like = [
            (number, share)
            for number in self._candidates(rows)
            if self._sources[number][0] != but and (share := self._share(number, rows)) >= LIKE
        ]
        if not like:
            return None
        number, share = max(like, key=lambda entry: (self._sources[entry[0]][2], entry[1], -entry[0]))
        name, label, is_model = self._sources[number]
        return Likeness(name, label, share, is_model)

    def _candidates(self, rows: set[int]) -> list[int]:
        """Articles that may be like enough. One that has four fifths of the rows has at least one of any fifth of
        them and one more: the rarest are asked. Of many candidates those with most of these rows are looked at."""
        rarest = sorted(rows, key=lambda row: (len(self._articles.get(row, ())), row))
        asked = rarest[: int(len(rows) * (1 - LIKE)) + 1]
        counts = Counter(number for row in asked for number in self._articles.get(row, ()))
        models = [number for number in counts if self._sources[number][2]]
        return list(dict.fromkeys([*models, *(number for number, _count in counts.most_common(MOST_CANDIDATES))]))

    def _share(self, number: int, rows: set[int]) -> float:
        return sum(row in rows for row in self._rows[number]) / len(rows)


@dataclass(frozen=True)
class OwnPart:
    """An article with its paragraphs, each with True when the hamlet wrote it itself."""

    article: Article
    paragraphs: tuple[tuple[str, bool], ...]

    @property
    def is_own(self) -> bool:
        """At least one paragraph is the hamlet's own."""
        return any(own for _text, own in self.paragraphs)


def rows_of(article: Article) -> set[int]:
    """Rows of words of an article's body."""
    return set(shingles(article.body, SHINGLE))


def only_yours(covenant: Covenant, others: Sequence[OtherText]) -> list[OwnPart]:
    """For the view "chỉ phần này là của ấp mình": every article, and which of its paragraphs no other text has."""
    known = {row for other in others for article in other.covenant.articles for row in rows_of(article)}
    return [OwnPart(article, tuple(_paragraphs(article, known))) for article in covenant.articles]


def likenesses(covenant: Covenant, index: TextIndex, *, but: str = "") -> Mapping[str, Likeness]:
    """Anchor → the other article, for each article that is like one."""
    found = {article.anchor: index.nearest(article, but=but) for article in covenant.articles}
    return {anchor: likeness for anchor, likeness in found.items() if likeness}


def _paragraphs(article: Article, known: set[int]) -> Iterator[tuple[str, bool]]:
    for line in article.lines:
        rows = list(shingles(line.text, SHINGLE))
        if line.text.strip():
            shared = sum(row in known for row in rows)
            yield line.text, not rows or shared / len(rows) < LIKE
