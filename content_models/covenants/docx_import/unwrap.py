"""Lines that end at the edge of a page instead of at the end of a paragraph: pasted from PDF. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..plain_text import CovenantReader
from .source import Line
from .words import is_national, is_place_date

_END = re.compile(r"[.;:!?…”\")]$")
_MARKED = re.compile(r"^(\(?[0-9]{1,3}[.)/]\s*|\(?[a-zđA-ZĐ][.)/]\s*|[-+–—•*·]\s*)", re.IGNORECASE)
_PAGE = re.compile(r"^[-–—\s]*(trang\s*)?[0-9]{1,3}\s*([/-]\s*[0-9]{1,3})?[-–—\s]*$", re.IGNORECASE)
_LEAST = 30  # characters; a shorter line that ends without a sign is no broken one
_JOINS = 4  # broken lines, from which the whole text counts as pasted from pages…
_SHARE = 0.1  # …when they are at least this share of its lines
_FULL = 0.8  # of the usual width: as long a line was broken at the edge


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and the positions of the lines that it came from."""

    line: Line
    at: tuple[int, ...]


@dataclass(frozen=True)
class Unwrapped:
    """Paragraphs, positions of page numbers, and positions of lines that may belong to the line above."""

    paragraphs: tuple[Paragraph, ...]
    pages: tuple[int, ...] = ()
    joined: tuple[int, ...] = ()
    loose: tuple[int, ...] = ()


def unwrap(lines: Sequence[Line], positions: Sequence[int]) -> Unwrapped:
    """Join broken lines where the text is full of them; elsewhere only a heading set over two lines is joined."""
    broken = [i for i in range(1, len(positions)) if _goes_on(lines[positions[i - 1]], lines[positions[i]])]
    written = sum(bool(lines[at].text) for at in positions)
    if len(broken) < max(_JOINS, written * _SHARE):
        return _lightly(lines, positions, set(broken))
    return _wholly(lines, positions)


def _lightly(lines: Sequence[Line], positions: Sequence[int], broken: set[int]) -> Unwrapped:
    paragraphs: list[Paragraph] = []
    joined, loose = [], []
    for i, at in enumerate(positions):
        if (
            i in broken
            and paragraphs
            and _is_heading(paragraphs[-1].line.text)
            and paragraphs[-1].line.bold
            and lines[at].bold
        ):
            paragraphs[-1] = _joined(paragraphs[-1], lines[at], at)
            joined.append(at)
            continue
        loose += [at] if i in broken else []
        paragraphs.append(Paragraph(lines[at], (at,)))
    return Unwrapped(tuple(paragraphs), (), tuple(joined), tuple(loose))


def _wholly(lines: Sequence[Line], positions: Sequence[int]) -> Unwrapped:
    width = _usual_width([lines[at].text for at in positions])
    paragraphs: list[Paragraph] = []
    pages, joined = [], []
    for at in positions:
        line = lines[at]
        if line.text and not line.cell and _PAGE.match(line.text):
            pages.append(at)
        elif paragraphs and (_goes_on(paragraphs[-1].line, line, last=lines[paragraphs[-1].at[-1]])
                             or _was_full(lines[paragraphs[-1].at[-1]], line, width)):  # fmt: skip
            paragraphs[-1] = _joined(paragraphs[-1], line, at)
            joined.append(at)
        else:
            paragraphs.append(Paragraph(line, (at,)))
    return Unwrapped(tuple(paragraphs), tuple(pages), tuple(joined))


def _goes_on(above: Line, line: Line, last: Line | None = None) -> bool:
    """The line begins with a small letter, and the one above (or the last of its lines) has no end."""
    if not _may_join(above, line):
        return False
    long_enough = len((last or above).text) >= _LEAST or (last is None and _is_heading(above.text))
    return line.text[0].islower() and long_enough


def _was_full(last: Line, line: Line, width: int) -> bool:
    return _may_join(last, line) and len(last.text) >= width * _FULL and not line.text.isupper()


def _may_join(above: Line, line: Line) -> bool:
    if not above.text or not line.text or above.cell or line.cell or _END.search(above.text):
        return False
    if _MARKED.match(line.text) or line.label or _is_heading(line.text) or _is_bare_heading(above.text):
        return False
    return not (
        is_national(above.text) or is_place_date(above.text) or (above.text.isupper() and line.text[0].islower())
    )


def _joined(paragraph: Paragraph, line: Line, at: int) -> Paragraph:
    above = paragraph.line
    page = above.page or line.page
    before = f"{above.before or above.text} {line.before or line.text}" if page else ""
    text = f"{above.text} {line.text}"
    bold = above.bold and line.bold
    doubts = (*above.doubts, *line.doubts)
    return Paragraph(replace(above, text=text, before=before, page=page, bold=bold, doubts=doubts), (*paragraph.at, at))


def _usual_width(texts: Sequence[str]) -> int:
    """Length that nine of ten lines stay below."""
    lengths = sorted(len(text) for text in texts if text)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _is_heading(text: str) -> bool:
    return CovenantReader().heading_of(text) is not None


def _is_bare_heading(text: str) -> bool:
    heading = CovenantReader().heading_of(text)
    return heading is not None and not heading.title
