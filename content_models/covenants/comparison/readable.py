"""Makes the steps of a comparison readable: words of two syllables stay whole, islands between changes go. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .language import is_compound
from .tokens import is_word

LONGEST_ISLAND = 3  # words that stayed between two longer changes, at most


@dataclass
class Step:
    """A run of tokens of both texts: equal but for spaces, or replaced (empty on one side when added or removed)."""

    same: bool
    old: list[str]
    new: list[str]


def readable(steps: Sequence[Step]) -> list[Step]:
    """The same words in fewer, rounder stretches. Changes only which equal words are shown as changed too. The
    steps are used up."""
    return _whole_words(_without_islands(_whole_words(_joined(steps))))


def _joined(steps: Sequence[Step]) -> list[Step]:
    """Neighbouring steps of one kind as one; empty ones gone."""
    found: list[Step] = []
    for step in steps:
        if not step.old and not step.new:
            continue
        if found and found[-1].same == step.same:
            found[-1] = Step(step.same, found[-1].old + step.old, found[-1].new + step.new)
        else:
            found.append(step)
    return found


def _whole_words(steps: list[Step]) -> list[Step]:
    """ "tổ chức" → "tổ trưởng": "tổ" goes with the syllable that changed, for they are one word."""
    for position, step in enumerate(steps):
        if step.same:
            continue
        if position and _ends_in_word(steps[position - 1].old, step):
            _move(steps[position - 1], -1, step, 0)
        if position + 1 < len(steps) and _begins_in_word(step, steps[position + 1].new):
            _move(steps[position + 1], 0, step, None)
    return _joined(steps)


def _ends_in_word(before: Sequence[str], change: Step) -> bool:
    if not before or (len(before) > 1 and _one_word(before[-2], before[-1])):
        return False
    return any(side and _one_word(before[-1], side[0]) for side in (change.old, change.new))


def _begins_in_word(change: Step, after: Sequence[str]) -> bool:
    if not after or (len(after) > 1 and _one_word(after[0], after[1])):
        return False
    return any(side and _one_word(side[-1], after[0]) for side in (change.old, change.new))


@lru_cache(maxsize=50_000)
def _one_word(first: str, second: str) -> bool:
    """Only spaces between them, and no end of line."""
    return is_compound(first.rstrip().lower(), second.rstrip().lower()) and "\n" not in first


def _move(same: Step, index: int, change: Step, where: int | None) -> None:
    for side, other in ((change.old, same.old), (change.new, same.new)):
        side.insert(len(side) if where is None else where, other.pop(index))


def _without_islands(steps: list[Step]) -> list[Step]:
    """A few words that stayed between two changes longer than they are read worse than one change."""
    found: list[Step] = []
    for position, step in enumerate(steps):
        inner = step.same and 0 < position < len(steps) - 1
        same = step.same and not (inner and _is_island(found[-1], step, steps[position + 1]))
        if found and found[-1].same == same:
            found[-1].old.extend(step.old)
            found[-1].new.extend(step.new)
        else:
            found.append(Step(same, step.old, step.new))
    return found


def _is_island(left: Step, step: Step, right: Step) -> bool:
    words = sum(map(is_word, step.new))
    if words > LONGEST_ISLAND or any("\n" in token for token in (*step.old, *step.new)):
        return False
    shorter = min(_length(left), _length(right))
    return 2 * words <= shorter and shorter > 0


def _length(change: Step) -> int:
    return max(sum(map(is_word, change.old)), sum(map(is_word, change.new)))
