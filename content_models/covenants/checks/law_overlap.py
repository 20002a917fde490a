"""Does a paragraph restate the law? Shared rows of words with passages of law. NĐ 61/2023 Đ.4 k.1. Pure."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ..reading.law import Library
from .words import shingles

SHINGLE = 5  # words in a row
SHARE = 0.5  # of a paragraph's rows of words that stand in one article of law
LEAST = 8  # rows of words: a paragraph of twelve words; shorter ones say little


@dataclass(frozen=True)
class LawPassages:
    """Articles of law by their rows of words. `labels[i]` names article i: "Điều 4 Nghị định 61/2023/NĐ-CP"."""

    labels: tuple[str, ...]
    _articles: dict[int, array[int]] = field(repr=False)

    @classmethod
    def of(cls, passages: Iterable[tuple[str, str]]) -> LawPassages:
        """From pairs of label and text."""
        labels: list[str] = []
        articles: dict[int, array[int]] = {}
        for number, (label, text) in enumerate(passages):
            labels.append(label)
            for shingle in set(shingles(text, SHINGLE)):
                articles.setdefault(shingle, array("l")).append(number)
        return cls(tuple(labels), articles)

    @staticmethod
    @lru_cache(maxsize=1)
    def shipped() -> LawPassages:
        """Those of `fixtures/law`. Raises OSError when the file is missing."""
        return LawPassages.of(
            (f"Điều {article.number} {document.kind} {document.number}", article.text)
            for document in Library.shipped().documents
            for article in document.articles
        )

    def nearest(self, text: str) -> tuple[str, float] | None:
        """The article with the most rows of words in common, if it holds `SHARE` of them; else None."""
        rows = list(shingles(text, SHINGLE))
        if len(rows) < LEAST:
            return None
        counts = Counter(number for row in rows for number in self._articles.get(row, ()))
        for number, count in counts.most_common(1):
            if count / len(rows) >= SHARE:
                return self.labels[number], count / len(rows)
        return None
