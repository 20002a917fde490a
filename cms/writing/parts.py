"""A text in the order in which it is read, each part with the hints that stand beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content_models.covenants.provisions import Covenant, Part


@dataclass(frozen=True)
class HintedPart:
    """A part of a model and its hints."""

    part: Part
    hints: tuple[str, ...] = ()


def parts_with_hints(covenant: Covenant, hints: Mapping[int, Sequence[str]]) -> list[HintedPart]:
    """`hints` by the position of their block, which is that of the part."""
    return [HintedPart(part, tuple(hints.get(position, ()))) for position, part in enumerate(covenant.parts)]
