"""What is odd in numbers, each with the lines where it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..plain_text import Origin, same_number
from ..provisions import number_blocks
from .result import Doubt

_NAMES = {"chapter": "Chương", "section": "Mục", "article": "Điều"}
Places = Sequence[tuple[int, ...]]  # numbers of source lines (from 1) of each paragraph


def numbering_doubts(blocks: Sequence[Mapping[str, Any]], origins: Sequence[Origin], places: Places) -> Iterator[Doubt]:
    """Headings whose written number is not that of their position; the first of each run of equal shifts."""
    bare = [{**block, "value": _without_number(block["value"])} for block in blocks]
    shift: dict[str, str] = {}
    for at, part in enumerate(number_blocks(bare).parts):
        if part.kind not in _NAMES:
            continue
        written = str(blocks[at]["value"]["printed_number"])
        if part.kind == "chapter":
            shift.pop("section", None)
        if not written or same_number(written, part.number):
            shift.pop(part.kind, None)
            continue
        step = _step(written, part.number)
        if step and shift.get(part.kind) == step:
            continue
        shift[part.kind] = step
        name = _NAMES[part.kind]
        yield Doubt(
            f"Trong tệp ghi “{name} {written}”, theo thứ tự là {name} {part.number}; số được đánh lại theo thứ tự.",
            _lines(origins[at].heads[:1], places),
            at,
        )


def order_doubts(blocks: Sequence[Mapping[str, Any]], origins: Sequence[Origin], places: Places) -> Iterator[Doubt]:
    """What the tree itself finds odd: missing titles, numbers of clauses and points, empty articles."""
    covenant = number_blocks(blocks)
    known = {part.anchor: at for at, part in enumerate(covenant.parts)}
    for at, part in enumerate(covenant.parts):
        for number, line in enumerate(part.article.lines) if part.article else ():
            if line.anchor and number < len(origins[at].lines):
                known.setdefault(line.anchor, at)
    for problem in covenant.problems:
        at = known.get(problem.anchor, -1)
        yield Doubt(problem.message, _place(problem.anchor, at, covenant.parts, origins, places), at)


def _place(anchor: str, at: int, parts: Sequence[Any], origins: Sequence[Origin], places: Places) -> tuple[int, ...]:
    if at < 0:
        return ()
    article = parts[at].article
    for number, line in enumerate(article.lines) if article else ():
        if line.anchor == anchor and number < len(origins[at].lines):
            return _lines(origins[at].lines[number : number + 1], places)
    return _lines(origins[at].heads[:1] or origins[at].lines[:1], places)


def _lines(numbers: Sequence[int], places: Places) -> tuple[int, ...]:
    return tuple(places[number][0] for number in numbers)


def _step(written: str, position: str) -> str:
    """How far a number is from its position, "" when it is no number."""
    return str(int(written) - int(position)) if written.isdecimal() and position.isdecimal() else ""


def _without_number(value: Any) -> Any:
    return value | {"printed_number": ""} if isinstance(value, dict) else value
