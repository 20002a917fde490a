"""The contents of a covenant: chapters, in them sections, in them articles. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..provisions import Covenant, Part

_DEPTH = {"chapter": 0, "section": 1, "article": 2}


@dataclass
class Entry:
    """A line of the contents, with the lines that stand under it."""

    kind: str
    anchor: str
    label: str
    children: list[Entry] = field(default_factory=list)


def contents(covenant: Covenant) -> list[Entry]:
    """Entries in reading order. Tables have none; a preamble, and what stands before the first chapter, stay on top.

    Every part that has an entry has exactly one.
    """
    top: list[Entry] = []
    open_ones: list[tuple[int, Entry]] = []
    for part in covenant.parts:
        if part.kind == "table":
            continue
        entry = Entry(part.kind, part.anchor, _label(part))
        depth = _DEPTH.get(part.kind)
        while open_ones and (depth is None or open_ones[-1][0] >= depth):
            open_ones.pop()
        (open_ones[-1][1].children if open_ones else top).append(entry)
        if depth is not None:
            open_ones.append((depth, entry))
    return top


def _label(part: Part) -> str:
    if part.kind == "chapter" and part.title:
        return f"{part.label}. {part.title}"
    return part.label
