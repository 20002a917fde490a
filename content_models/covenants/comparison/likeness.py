"""How alike two articles are, by words and pairs of words that are rare in both texts and in the language. Pure.

Weights are whole numbers, so that a comparison gives the same answer whichever text comes first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import pairwise

from ..provisions import Article
from .changes import full_text
from .language import usual_share
from .tokens import syllables

Feature = str  # a syllable, or two with a space between them
MOST_PAIRS = 400  # articles of one side times articles of the other that are all compared
MOST_CANDIDATES = 8  # else: so many likely partners of each article
RARE = 40  # in one of so many articles a syllable says where to look
_Worths = dict[int, list[tuple[int, int]]]
_MOST_USUAL = 0.95  # no word is worth nothing
_PAIR_WORTH = 0.5  # of two syllables together, against the mean worth of each


class Likeness:
    """Compares the articles of two texts with each other; built once a comparison."""

    def __init__(self, old: Sequence[Article], new: Sequence[Article]) -> None:
        words = [[syllables(full_text(article)) for article in side] for side in (old, new)]
        weights = _weights([[set(text) for text in side] for side in words])
        self._weights = dict(weights)
        self.old, self.new = ([self._features(text) for text in side] for side in words)
        self.old_sizes, self.new_sizes = ([self.weight(found) for found in side] for side in (self.old, self.new))

    def _features(self, words: Sequence[str]) -> frozenset[Feature]:
        weights = self._weights
        found = set(words)
        for a, b in pairwise(words):
            pair = f"{a} {b}"
            found.add(pair)
            if pair not in weights:
                weights[pair] = int(_PAIR_WORTH * (weights[a] + weights[b]) / 2)
        return frozenset(found)

    def weight(self, features: frozenset[Feature]) -> int:
        """Worth of all these together."""
        return sum(map(self._weights.__getitem__, features))

    def common(self, old: int, new: int) -> int:
        """Worth of what two articles (by position) have in common."""
        return self.weight(self.old[old] & self.new[new])

    def dice(self, old: int, new: int) -> float:
        """0 (nothing in common) to 1 (the same words)."""
        sizes = self.old_sizes[old] + self.new_sizes[new]
        return 2 * self.common(old, new) / sizes if sizes else 0.0

    def candidates(self, old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs (old, new) that may be alike: all of them, or in long texts those that share rare words."""
        if len(old) * len(new) <= MOST_PAIRS:
            yield from ((i, j) for i in old for j in new)
            return
        rows, columns = self._shared(old, set(new))
        found = {(i, j) for i, row in rows.items() for j in _most_likely(row)}
        yield from sorted(found | {(i, j) for j, column in columns.items() for i in _most_likely(column)})

    @cached_property
    def _rare(self) -> dict[Feature, Sequence[int]]:
        """Syllable → the new articles that have it, of syllables that few articles of both sides have."""
        most = max(12, (len(self.old) + len(self.new)) // RARE)
        old, new = _index(self.old), _index(self.new)
        return {word: new[word] for word in old.keys() & new.keys() if max(len(old[word]), len(new[word])) <= most}

    def _shared(self, old: Sequence[int], new: set[int]) -> tuple[_Worths, _Worths]:
        """Worth of the rare syllables that articles share: old → new → worth, and new → old → worth."""
        rows: _Worths = {}
        columns: _Worths = defaultdict(list)
        for i in old:
            row: dict[int, int] = defaultdict(int)
            for word in self.old[i] & self._rare.keys():
                worth = self._weights[word]
                for j in self._rare[word]:
                    row[j] += worth
            rows[i] = [(worth, j) for j, worth in row.items() if j in new]
            for worth, j in rows[i]:
                columns[j].append((worth, i))
        return rows, columns


def _index(features: Sequence[frozenset[Feature]]) -> dict[Feature, list[int]]:
    """Where each single syllable stands; two together would find the same articles."""
    found: dict[Feature, list[int]] = defaultdict(list)
    for position, ours in enumerate(features):
        for feature in ours:
            if " " not in feature:
                found[feature].append(position)
    return found


def _most_likely(worths: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The articles with the largest shared worth; equals at the end all stay."""
    if not worths:
        return
    least = nlargest(MOST_CANDIDATES, worths)[-1][0]
    yield from (position for worth, position in worths if worth >= least)


def _weights(sides: Sequence[Sequence[set[str]]]) -> Iterator[tuple[str, int]]:
    """Syllable → worth in thousandths: the logarithm of how few articles have it, in these texts or in any."""
    counts = [Counter(word for words in side for word in words) for side in sides]
    for word in counts[0].keys() | counts[1].keys():
        shares = [count[word] / len(side) for count, side in zip(counts, sides, strict=True) if count[word] > 1]
        yield word, int(1000 * math.log(1 / min(max([*shares, usual_share(word)]), _MOST_USUAL)))
