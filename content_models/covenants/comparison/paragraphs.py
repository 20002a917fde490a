"""Paragraphs of two texts beside each other: the equal ones, those that were changed, split or joined. Pure."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .tokens import syllables

MOST_EQUAL_PAIRS = 200_000  # pairs of equal lines (or words) that are still compared one by one
MOST_CELLS = 2_500  # paragraphs of one side times paragraphs of the other that are compared by their words
LEAST_ALIKE = 0.3  # share of common words below which two paragraphs are two, not one that was changed
LEAST_INSIDE = 0.6  # share of a paragraph's words that stand in the one it was cut from
_STEPS = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))


@dataclass(frozen=True)
class Stretch:
    """Neighbouring paragraphs of both texts that belong together; empty on one side when added or removed."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.old == self.new


def equal_pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of equal elements two lists have: what their comparison costs."""
    counts = Counter(new)
    return sum(count * counts[key] for key, count in Counter(old).items())


def stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """All paragraphs of both texts in order."""
    before, after = ([line.strip() for line in side] for side in (old, new))
    if equal_pairs(before, after) > MOST_EQUAL_PAIRS:
        yield Stretch(tuple(old), tuple(new))
        return
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Stretch((x,), (y,)) for x, y in zip(old[a:b], new[c:d], strict=True))
        elif (b - a) * (d - c) > MOST_CELLS:
            yield Stretch(tuple(old[a:b]), tuple(new[c:d]))
        else:
            yield from _paired(old[a:b], new[c:d])


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """The way through both lists along which most words stay."""
    table = _Table(old, new)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(len(old), len(new)): (0.0, (0, 0))}
    for i in range(len(old), -1, -1):
        for j in range(len(new), -1, -1):
            ways = [
                (gain + best[i + a, j + b][0], (a, b))
                for a, b in _STEPS
                if i + a <= len(old) and j + b <= len(new) and (gain := table.gain(i, j, a, b)) is not None
            ]
            if ways:
                best[i, j] = max(ways, key=lambda way: way[0])
    found, i, j = [], 0, 0
    while (i, j) != (len(old), len(new)):
        a, b = best[i, j][1]
        found.append(Stretch(tuple(old[i : i + a]), tuple(new[j : j + b])))
        i, j = i + a, j + b
    return found


class _Table:
    """Common words of paragraphs, counted once a pair."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = ([Counter(syllables(line)) for line in side] for side in (old, new))
        self._sizes = [[words.total() for words in side] for side in (self._old, self._new)]
        self._common = [[_common(before, after) for after in self._new] for before in self._old]

    def gain(self, i: int, j: int, a: int, b: int) -> float | None:
        """Words that stay when `a` old paragraphs from `i` become `b` new ones from `j`; None if they do not."""
        if a == 0 or b == 0:
            return 0.0
        if a == b == 1:
            common, size = self._common[i][j], self._sizes[0][i] + self._sizes[1][j]
            return float(common) if 2 * common >= LEAST_ALIKE * size and common else None
        return self._joined(i, j, a, b)

    def _joined(self, i: int, j: int, a: int, b: int) -> float | None:
        """One paragraph cut in two, or two joined: each of the two must stand in the one."""
        pairs = [(self._common[x][y], x, y) for x in range(i, i + a) for y in range(j, j + b)]
        if any(common < LEAST_INSIDE * (self._sizes[1][y] if b == 2 else self._sizes[0][x]) for common, x, y in pairs):
            return None
        if not all(common for common, _, _ in pairs):
            return None
        whole = sum(self._old[i : i + a], Counter()), sum(self._new[j : j + b], Counter())
        return _common(*whole) - 0.5


def _common(before: Counter[str], after: Counter[str]) -> int:
    small, large = sorted((before, after), key=len)
    return sum(min(count, large[word]) for word, count in small.items() if word in large)
