"""Counts of syllables and of neighbouring syllables in one body of text. Pure.

Pairs are kept as two sorted arrays of numbers, not as a dictionary of strings: 170,000 pairs take 2 MB and load in
some milliseconds. A row (all followers of one word) is made when it is first asked for.
"""

from __future__ import annotations

import json
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import Any

NUMBER = "0"  # stands for every word with a digit in it: "điều 5" and "điều 61" teach the same
DISCOUNT = 0.75  # taken from each seen pair for the unseen ones
_SHIFT = 21  # bits of a word's number in a pair's key
_MOST_WORDS = 1_000_000  # different ones that are counted at all
MOST_KEPT = 100_000  # different ones that every process holds: badly read scans bring new "words" without end
_MOST_PAIRS = 600_000  # while learning: beyond it, pairs seen once are forgotten
_LIMIT = 1 << 53


@lru_cache(maxsize=100_000)
def counted_form(word: str) -> str:
    """The word as it is counted: numbers are all one."""
    return NUMBER if any(letter.isdigit() for letter in word) else word


@dataclass(frozen=True)
class Row:
    """Followers of one word with their counts, and the share of probability left for all the others."""

    followers: Mapping[str, int]
    rest: float


_EMPTY = Row({}, 1.0)


@dataclass(frozen=True)
class Counts:
    """Immutable counts. `words` maps normalised words to counts; `keys`/`values` are the pairs, sorted by key."""

    words: Mapping[str, int]
    keys: array[int]
    values: array[int]
    _rows: dict[str, Row] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def total(self) -> int:
        """Number of running words."""
        return sum(self.words.values())

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        return tuple(self.words)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    def row(self, word: str) -> Row:
        """What follows `word` (as `counted_form` gives it)."""
        row = self._rows.get(word)
        if row is None:
            number = self._numbers.get(word)
            if number is None:  # not kept: whoever types new words would fill the memory
                return _EMPTY
            row = self._rows[word] = self._made_row(word, number)
        return row

    def _made_row(self, word: str, number: int) -> Row:
        first = bisect_left(self.keys, number << _SHIFT)
        last = bisect_left(self.keys, (number + 1) << _SHIFT)
        mask = (1 << _SHIFT) - 1
        followers = {self._vocabulary[self.keys[at] & mask]: self.values[at] for at in range(first, last)}
        seen = sum(followers.values()) - DISCOUNT * len(followers)
        return Row(followers, max(1.0 - seen / max(self.words[word], 1), 0.01))

    def to_json(self) -> dict[str, Any]:
        """Plain lists: words, counts, pairs as differences of sorted keys, counts of pairs."""
        steps = [right - left for left, right in pairwise([0, *self.keys])]
        return {
            "words": list(self.words),
            "counts": list(self.words.values()),
            "pairs": steps,
            "pair_counts": list(self.values),
        }

    @classmethod
    def from_json(cls, stored: object) -> Counts:
        """The reverse of `to_json`. Raises ValueError when it is not of that form."""
        if not isinstance(stored, dict):
            raise ValueError("counts are an object")
        words, counts = stored.get("words"), _numbers(stored.get("counts"))
        steps, values = _numbers(stored.get("pairs")), _numbers(stored.get("pair_counts"))
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ValueError("words are a list of strings")
        if len(words) != len(counts) or len(set(words)) != len(words) or len(steps) != len(values):
            raise ValueError("lists of counts differ in length")
        keys = array("Q", accumulate(steps)) if steps and sum(steps) < _LIMIT else array("Q")
        mask = (1 << _SHIFT) - 1
        if len(words) > _MOST_WORDS:
            raise ValueError("too many different words")
        if len(keys) != len(steps) or any(key >> _SHIFT >= len(words) or key & mask >= len(words) for key in keys):
            raise ValueError("a pair of unknown words")
        return cls(dict(zip(words, counts, strict=True)), keys, array("Q", values))


def made(words: Mapping[str, int], pairs: Mapping[tuple[str, str], int]) -> Counts:
    """Counts from plain dictionaries; a pair's words must be among `words`."""
    numbers = {word: number for number, word in enumerate(words)}
    coded = {(numbers[left] << _SHIFT) | numbers[right]: count for (left, right), count in pairs.items()}
    return _sorted(dict(words), coded)


def counted(texts: Iterable[Iterable[str]], start: Counts | None = None) -> Counts:
    """Counts of texts that are already cut into normalised words, added to `start`.

    Memory grows with the number of different words and pairs only, and pairs are bounded.
    """
    words: dict[str, int] = dict(start.words) if start else {}
    numbers = {word: number for number, word in enumerate(words)}
    pairs: Counter[int] = Counter(dict(zip(start.keys, start.values, strict=True)) if start else {})
    for text in texts:
        coded = []
        for word in map(counted_form, text):
            if word not in numbers and len(numbers) >= _MOST_WORDS:
                continue
            words[word] = words.get(word, 0) + 1
            coded.append(numbers.setdefault(word, len(numbers)))
        pairs.update((left << _SHIFT) | right for left, right in pairwise(coded))
        if len(pairs) > _MOST_PAIRS:
            pairs = Counter({pair: count for pair, count in pairs.items() if count > 1})
    return _sorted(*_most_frequent(words, pairs))


def _most_frequent(words: dict[str, int], pairs: Mapping[int, int]) -> tuple[dict[str, int], Mapping[int, int]]:
    """The MOST_KEPT most frequent words, of equals those that came first, and the pairs that are made of them."""
    if len(words) <= MOST_KEPT:
        return words, pairs
    kept = dict(sorted(words.items(), key=lambda item: -item[1])[:MOST_KEPT])
    new = {word: number for number, word in enumerate(kept)}
    renumbered = [new.get(word) for word in words]
    coded = {}
    for key, count in pairs.items():
        left, right = renumbered[key >> _SHIFT], renumbered[key & ((1 << _SHIFT) - 1)]
        if left is not None and right is not None:
            coded[(left << _SHIFT) | right] = count
    return kept, coded


def packed(kind: str, version: int, content: dict[str, Any]) -> bytes:
    """Compressed JSON with its kind and version in front."""
    text = json.dumps({"kind": kind, "version": version, **content}, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode())


def unpacked(kind: str, version: int, stored: bytes) -> dict[str, Any]:
    """The reverse of `packed`. Raises ValueError for anything else."""
    try:
        content = json.loads(zlib.decompress(stored))
    except (zlib.error, UnicodeDecodeError, RecursionError, json.JSONDecodeError) as error:
        raise ValueError(f"not a stored {kind}") from error
    if not isinstance(content, dict) or content.get("kind") != kind or content.get("version") != version:
        raise ValueError(f"not a {kind} of version {version}")
    return content


def _sorted(words: dict[str, int], coded: Mapping[int, int]) -> Counts:
    keys = sorted(coded)
    return Counts(words, array("Q", keys), array("Q", [coded[key] for key in keys]))


def _numbers(values: object) -> list[int]:
    if not isinstance(values, list) or not all(type(value) is int and 0 <= value < _LIMIT for value in values):
        raise ValueError("counts are lists of whole numbers")
    return values
