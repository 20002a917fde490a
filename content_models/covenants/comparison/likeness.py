"""How alike two articles are, by words and pairs of words that are rare in both texts and in the language. Pure.

Weights are whole numbers, so that a comparison gives the same answer whichever text comes first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
        shared = self._shared(old, set(new)) if len(old) <= len(new) else self._shared_back(new, set(old))
        yield from sorted(_most_likely(shared, 0) | _most_likely(shared, 1))

    @cached_property
    def _rare(self) -> dict[Feature, tuple[Sequence[int], Sequence[int]]]:
        """Syllable → the old and the new articles that have it, of syllables that few articles have."""
        most = max(12, (len(self.old) + len(self.new)) // 24)
        old, new = _index(self.old), _index(self.new)
        return {
            word: (old[word], new[word])
            for word in old.keys() & new.keys()
            if max(len(old[word]), len(new[word])) <= most
        }

    def _shared(self, old: Sequence[int], new: set[int]) -> dict[tuple[int, int], int]:
        """Worth of the rare syllables that each of a few old articles shares with new ones."""
        shared: dict[tuple[int, int], int] = defaultdict(int)
        for i in old:
            for word in self.old[i] & self._rare.keys():
                worth = self._weights[word]
                for j in self._rare[word][1]:
                    if j in new:
                        shared[i, j] += worth
        return shared

    def _shared_back(self, new: Sequence[int], old: set[int]) -> dict[tuple[int, int], int]:
        """The same, begun from a few new articles."""
        shared: dict[tuple[int, int], int] = defaultdict(int)
        for j in new:
            for word in self.new[j] & self._rare.keys():
                worth = self._weights[word]
                for i in self._rare[word][0]:
                    if i in old:
                        shared[i, j] += worth
        return shared


def _index(features: Sequence[frozenset[Feature]]) -> dict[Feature, list[int]]:
    """Where each single syllable stands; two together would find the same articles."""
    found: dict[Feature, list[int]] = defaultdict(list)
    for position, ours in enumerate(features):
        for feature in ours:
            if " " not in feature:
                found[feature].append(position)
    return found


def _most_likely(shared: Mapping[tuple[int, int], int], side: int) -> set[tuple[int, int]]:
    """For each article of a side the pairs with the largest shared worth; equals at the end all stay."""
    by_article: dict[int, list[tuple[int, tuple[int, int]]]] = defaultdict(list)
    for pair, worth in shared.items():
        by_article[pair[side]].append((worth, pair))
    found: set[tuple[int, int]] = set()
    for pairs in by_article.values():
        least = nlargest(MOST_CANDIDATES, (worth for worth, _ in pairs))[-1]
        found.update(pair for worth, pair in pairs if worth >= least)
    return found


def _weights(sides: Sequence[Sequence[set[str]]]) -> Iterator[tuple[str, int]]:
    """Syllable → worth in thousandths: the logarithm of how few articles have it, in these texts or in any."""
    counts = [Counter(word for words in side for word in words) for side in sides]
    for word in counts[0].keys() | counts[1].keys():
        shares = [count[word] / len(side) for count, side in zip(counts, sides, strict=True) if count[word] > 1]
        yield word, int(1000 * math.log(1 / min(max([*shares, usual_share(word)]), _MOST_USUAL)))
