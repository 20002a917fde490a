"""Times in milliseconds, and what is said of them. Pure but for the clock."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """Measured values of one thing, all in one unit (milliseconds unless the row says otherwise)."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The smallest measured value that 95 of 100 do not exceed (nearest rank)."""
        return sorted(self.values)[math.ceil(0.95 * len(self.values)) - 1]

    @property
    def least(self) -> float:
        return min(self.values)

    @property
    def most(self) -> float:
        return max(self.values)


def milliseconds(action: Callable[[], object]) -> float:
    """Run the action once. Young garbage of what went before is collected first: nobody pays for another's."""
    gc.collect(1)
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def interleaved(actions: Mapping[str, Callable[[], float]], *, rounds: int, warm_up: int = 3) -> dict[str, Sample]:
    """Measure several things in turn (A B, B A, A B, …), so that a busy machine is unkind to all of them.

    Each action returns its own time in milliseconds; the first `warm_up` rounds are thrown away.
    """
    gc.collect()
    names = list(actions)
    values: dict[str, list[float]] = {name: [] for name in names}
    for number in range(warm_up + rounds):
        for name in names if number % 2 else reversed(names):
            taken = actions[name]()
            if number >= warm_up:
                values[name].append(taken)
    return {name: Sample(tuple(taken)) for name, taken in values.items()}


def repeated(action: Callable[[], object], *, rounds: int, warm_up: int = 3) -> Sample:
    """Measure one thing that needs no comparison."""
    return interleaved({"": lambda: milliseconds(action)}, rounds=rounds, warm_up=warm_up)[""]


def differences(first: Sample, second: Sample) -> Sample:
    """Pair by pair: what the first took more than the second in the same round."""
    return Sample(tuple(a - b for a, b in zip(first.values, second.values, strict=True)))


def ratios(first: Sample, second: Sample) -> Sample:
    """Pair by pair: how many times the second the first took."""
    return Sample(tuple(a / b for a, b in zip(first.values, second.values, strict=True)))
