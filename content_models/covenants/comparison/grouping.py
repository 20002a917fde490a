"""Articles that were split or merged: what is left without a partner and stands inside another one. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from .likeness import Feature, Likeness

INSIDE = 0.33  # share of an article's worth that must stand in the one it was cut from or put into
NOT_ELSEWHERE = 0.24  # and of that, what does not stand in the main one of the group
LEAST_FEATURES = 4


class Groups(Protocol):
    pairs: dict[int, int]
    parts: dict[int, int]
    sources: dict[int, int]


def attach(found: Groups, likeness: Likeness, free_old: Sequence[int], free_new: Sequence[int]) -> None:
    """Fills `parts` and `sources`: the clearest first; an article is split or merged, never both."""
    partner = {i: j for j, i in found.pairs.items()}
    split = _Side(likeness.old, likeness.new, likeness, partner)
    merged = _Side(likeness.new, likeness.old, likeness, found.pairs)
    wholes, halves = sorted(partner), sorted(found.pairs)
    claims = [(share, "split", whole, part) for share, whole, part in split.claims(wholes, free_new)]
    claims += [(share, "merged", whole, part) for share, whole, part in merged.claims(halves, free_old)]
    for _, kind, whole, part in sorted(claims, key=lambda claim: (-claim[0], abs(claim[2] - claim[3]), claim[2:])):
        if kind == "split" and part not in found.parts and partner[whole] not in found.sources.values():
            found.parts[part] = whole
        if kind == "merged" and part not in found.sources and found.pairs[whole] not in found.parts.values():
            found.sources[part] = whole


class _Side:
    """One direction: `wholes` have a partner on the side of the parts."""

    def __init__(
        self,
        wholes: Sequence[frozenset[Feature]],
        parts: Sequence[frozenset[Feature]],
        likeness: Likeness,
        partner: Mapping[int, int],
    ) -> None:
        self._wholes, self._parts, self._partner = wholes, parts, partner
        self._weight = likeness.weight

    def claims(self, wholes: Sequence[int], free: Sequence[int]) -> Iterator[tuple[float, int, int]]:
        """(share, whole, part): how much of the free article stands in the whole and not in its partner."""
        for part in free:
            features = self._parts[part]
            size = self._weight(features)
            for whole in wholes if size else ():
                common = features & self._wholes[whole]
                if len(common) < LEAST_FEATURES or self._weight(common) < INSIDE * size:
                    continue
                alone = self._weight(common - self._parts[self._partner[whole]]) / size
                if alone >= NOT_ELSEWHERE:
                    yield alone, whole, part
