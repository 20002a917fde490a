"""Which articles of two texts are the same ones: by identity, by words, by place. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from ..provisions import Article
from .changes import full_text
from .grouping import attach
from .likeness import Likeness

ALIKE = 0.20  # likeness above which two articles without common identity are the same one
ALIKE_IN_PLACE = 0.14  # the same for the only two that are left between two neighbours that are the same
HEADING = 0.5  # what an equal heading adds
CLEARLY_LESS = 0.6  # a pair far less alike than the best of either article is left for splitting and merging


@dataclass
class Alignment:
    """Positions (from 0) in both texts. `pairs`: new → old. `parts`: further new articles that were split off,
    new → old; `sources`: further old articles that were merged, old → new. No article stands in two of them but as
    the main one of its group."""

    pairs: dict[int, int] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)
    sources: dict[int, int] = field(default_factory=dict)


def pair_articles(old: Sequence[Article], new: Sequence[Article], by_identity: bool = True) -> dict[int, int]:
    """Which articles are the same one: new position → old position (both from 0)."""
    return align(old, new, by_identity).pairs


def align(old: Sequence[Article], new: Sequence[Article], by_identity: bool = True) -> Alignment:
    """Every article of both texts with its partner or group, or without one (added, removed)."""
    work = _Alignment(old, new)
    if by_identity:
        work.pair_equal(lambda article: article.block_id or None)
    work.pair_equal(full_text)
    if work.free_old and work.free_new:
        work.pair_like(beside_taken=True)
    if work.free_old or work.free_new:
        attach(work.found, work.likeness, work.free_old, work.free_new)
    if work.free_old and work.free_new:
        work.pair_like(beside_taken=False)
        work.pair_in_place()
    return work.found


class _Alignment:
    """The pairs found so far, and what is free."""

    def __init__(self, old: Sequence[Article], new: Sequence[Article]) -> None:
        self.old, self.new = old, new
        self.found = Alignment()
        self._likeness: Likeness | None = None

    @property
    def likeness(self) -> Likeness:
        if self._likeness is None:
            self._likeness = Likeness(self.old, self.new)
        return self._likeness

    @property
    def free_old(self) -> list[int]:
        taken = {*self.found.pairs.values(), *self.found.sources}
        return [i for i in range(len(self.old)) if i not in taken]

    @property
    def free_new(self) -> list[int]:
        return [j for j in range(len(self.new)) if j not in self.found.pairs and j not in self.found.parts]

    def pair_equal(self, key: Callable[[Article], Hashable]) -> None:
        """Articles of one key, the first with the first; None is no key."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for i in self.free_old:
            waiting[key(self.old[i])].append(i)
        for j in self.free_new:
            known = key(self.new[j])
            if known is not None and waiting[known]:
                self.found.pairs[j] = waiting[known].pop(0)

    def pair_like(self, *, beside_taken: bool) -> None:
        """The most alike first. With `beside_taken` an article that is most like one which has a partner already
        stays free: it was probably cut from it."""
        free_old, free_new = set(self.free_old), set(self.free_new)
        scored = self._scored(beside_taken)
        best_old: dict[int, float] = {}
        best_new: dict[int, float] = {}
        for score, i, j in scored:
            best_old.setdefault(i, score)
            best_new.setdefault(j, score)
        for score, i, j in scored:
            if score < ALIKE or i not in free_old or j not in free_new:
                continue
            if score >= CLEARLY_LESS * max(best_old[i], best_new[j]):
                self.found.pairs[j] = i
                free_old.remove(i)
                free_new.remove(j)

    def _scored(self, beside_taken: bool) -> list[tuple[float, int, int]]:
        """(likeness, old, new), the most alike first, equals in an order that is the same from both sides."""
        old, new = self.free_old, self.free_new
        pairs = set(self.likeness.candidates(old, new))
        if beside_taken and len(old) < len(self.old):
            pairs |= {*self.likeness.candidates(range(len(self.old)), new)}
            pairs |= {*self.likeness.candidates(old, range(len(self.new)))}
        scored = [(self._score(i, j), i, j) for i, j in pairs]
        return sorted(scored, key=lambda entry: (-entry[0], abs(entry[1] - entry[2]), entry[1] + entry[2], entry[1]))

    def _score(self, i: int, j: int) -> float:
        heading = self.old[i].heading.strip().casefold()
        same = bool(heading) and heading == self.new[j].heading.strip().casefold()
        return self.likeness.dice(i, j) + HEADING * same

    def pair_in_place(self) -> None:
        """Between two neighbours that stayed, one free article on each side: with a little likeness the same."""
        olds, news = set(self.free_old), set(self.free_new)
        for j in sorted(news):
            before, after = self._old_beside(j, -1), self._old_beside(j, +1)
            i = before + 1
            if i in olds and after == i + 1 and self._score(i, j) >= ALIKE_IN_PLACE:
                self.found.pairs[j] = i
                olds.remove(i)

    def _old_beside(self, new: int, step: int) -> int:
        """Old position of the new article before or after; the edges of the text count as neighbours."""
        beside = new + step
        if beside < 0:
            return -1
        if beside >= len(self.new):
            return len(self.old)
        return self.found.pairs.get(beside, -9)
