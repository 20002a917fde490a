"""Measures with their uncertainty. Pure and repeatable: the same values give the same intervals."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

SAMPLES = 2000


@dataclass(frozen=True)
class Estimate:
    """A mean with the 95 % interval of its bootstrap."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} ({self.low:.3f}–{self.high:.3f})"


def estimate(values: Sequence[float], samples: int = SAMPLES) -> Estimate:
    """The mean over queries, drawn again with replacement. Of differences of one query twice asked it is the
    paired bootstrap. Values must not be empty."""
    chance, count = random.Random(1), len(values)
    means = sorted(sum(chance.choices(values, k=count)) / count for _ in range(samples))
    return Estimate(sum(values) / count, means[int(samples * 0.025)], means[int(samples * 0.975) - 1])


def reciprocals(ranks: Sequence[int]) -> list[float]:
    """1/rank of the first hit that counts, 0 when none is among the first ten."""
    return [1 / rank if rank else 0.0 for rank in ranks]


def firsts(ranks: Sequence[int]) -> list[float]:
    return [float(rank == 1) for rank in ranks]


def founds(ranks: Sequence[int]) -> list[float]:
    return [float(rank > 0) for rank in ranks]


def gaps(values: Sequence[float], splits: int = 500) -> Estimate:
    """How far the means of two halves lie apart, over many random splits: what chance alone does.

    Gives the mean gap and the range that holds 95 % of the splits.
    """
    chance, half = random.Random(1), len(values) // 2
    found = []
    for _ in range(splits):
        mixed = chance.sample(values, k=len(values))
        found.append(abs(sum(mixed[:half]) / half - sum(mixed[half:]) / (len(values) - half)))
    found.sort()
    return Estimate(sum(found) / splits, found[int(splits * 0.025)], found[int(splits * 0.975) - 1])
