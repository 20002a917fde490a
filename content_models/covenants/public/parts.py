"""The parts of a text as the template takes them: links, marks and topics put together. No query."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..provisions import Covenant, Line, Part
from ..reading import Library, LinkedPart, Piece, linked_parts
from ..reading.marks import Mark

if TYPE_CHECKING:
    from ..models import CovenantVersion, Decision

MOST = 200  # texts; one of sixty articles with its links is about 300 kB
_kept: OrderedDict[tuple[int, str], tuple[LinkedPart, ...]] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class ShownMark:
    """A mark with the decision itself, as a sentence needs it."""

    state: str
    word: str
    decision: Decision | None
    is_ended: bool


@dataclass(frozen=True)
class ShownLine:
    """A paragraph: what kind of line, its pieces, and a mark of its own."""

    line: Line | None
    pieces: tuple[Piece, ...]
    mark: ShownMark | None = None


@dataclass(frozen=True)
class ShownPart:
    """A part of the text in reading order."""

    part: Part
    lines: tuple[ShownLine, ...] = ()
    mark: ShownMark | None = None


Marks = Mapping[str, ShownMark]


def shown_marks(marks: Mapping[str, Mark], decisions: Mapping[int, Decision]) -> dict[str, ShownMark]:
    """Marks with their decisions."""
    return {
        anchor: ShownMark(mark.state, mark.word, decisions.get(mark.decision_id or 0), mark.is_ended)
        for anchor, mark in marks.items()
    }


def shown_parts(linked: Iterable[LinkedPart], marks: Marks) -> list[ShownPart]:
    """Parts with the marks of their provisions."""
    return [
        ShownPart(
            one.part,
            tuple(ShownLine(line.line, line.pieces, _mark_of(line.line, marks)) for line in one.lines),
            marks.get(one.anchor) if one.anchor else None,
        )
        for one in linked
    ]


def about(parts: Iterable[ShownPart], anchors: frozenset[str]) -> list[ShownPart]:
    """The named articles with the chapters and sections in which they stand."""
    found: list[ShownPart] = []
    headings: list[ShownPart] = []
    for shown in parts:
        kind = shown.part.kind
        if kind in ("chapter", "section"):
            headings = [above for above in headings if above.part.kind == "chapter" and kind == "section"]
            headings.append(shown)
        elif shown.part.anchor in anchors:
            found += [*headings, shown]
            headings = []
    return found


def linked(version: CovenantVersion) -> tuple[LinkedPart, ...]:
    """A version's text with its links, kept in the process: it never changes. The hash stands beside the id, for a
    restored database may give an id to another text."""
    key = (version.pk, version.sha256)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = linked_parts(version.covenant, Library.shipped())
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return found


def linked_draft(covenant: Covenant) -> tuple[LinkedPart, ...]:
    return linked_parts(covenant, Library.shipped())


def _mark_of(line: Line | None, marks: Marks) -> ShownMark | None:
    return marks.get(line.anchor) if line and line.anchor else None
