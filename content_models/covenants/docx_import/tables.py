"""What a table of Word is for: data, or only to set text side by side. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..export.docx_styles import NOT_THE_TEXT
from .code_pages import CodePage
from .source import Line
from .words import folded, is_national, is_numbered_heading, is_signature_table

Grid = Sequence[Sequence[Sequence[Line]]]  # rows of cells of lines
_LABEL_ONLY = re.compile(r"^(điều|chương|mục|khoản|điểm)\s*[0-9ivxlcdm]{1,5}[a-zđ]?\s*[.:)]?$|^[0-9]{1,3}[.)]?$", re.I)
_CLAUSE = re.compile(r"^([0-9]{1,3}[.)]|[a-zđ]\))\s")
_MANY = 3  # numbered lines in one cell, from which it is running text


def purpose(grid: Grid) -> str:
    """ "head" (national motto), "signature", "layout" (text set in a table), or "data"."""
    cells = [cell for row in grid for cell in row]
    texts = [line.text for cell in cells for line in cell if line.text]
    if any(is_national(text) for text in texts):
        return "head"
    if is_signature_table(texts):
        return "signature"
    if all(line.style in NOT_THE_TEXT for cell in cells for line in cell if line.text):
        return "layout"  # the foot of our own print: its lines keep their style
    if any(is_numbered_heading(text) for text in texts) or all(len(row) <= 1 for row in grid):
        return "layout"
    clauses = max((sum(bool(_CLAUSE.match(line.text)) for line in cell) for cell in cells), default=0)
    return "layout" if clauses >= _MANY else "data"


def as_text(grid: Grid, table: int) -> list[Line]:
    """The cells' lines in reading order, each knowing its cell. A cell that holds only "Điều 5." is joined to the
    first line of the cell beside it."""
    found: list[Line] = []
    for row_at, row in enumerate(grid, 1):
        label: Line | None = None
        for column_at, cell in enumerate(row, 1):
            lines = [replace(line, cell=(table, row_at, column_at)) for line in cell if line.text]
            if label and lines:
                lines, label = _joined(label, lines), None
            elif len(lines) == 1 and column_at < len(row) and _LABEL_ONLY.match(lines[0].text):
                label, lines = lines[0], []
            found += lines
        found += [label] if label else []
    return found


def as_rows(grid: Grid, table: int) -> list[Line]:
    """A line for each row, "| a | b |", every row with as many cells as the widest."""
    width = max((len(row) for row in grid), default=0)
    found = []
    for at, row in enumerate(grid, 1):
        cells = [" ".join(line.text for line in cell if line.text).replace("|", "¦") for cell in row]
        cells += [""] * (width - len(cells))
        if not any(cells):
            continue
        lines = [line for cell in row for line in cell]
        doubts = tuple(dict.fromkeys(doubt for line in lines for doubt in line.doubts))
        page: CodePage = next((line.page for line in lines if line.page), "")
        before = " | ".join(" ".join(line.before or line.text for line in cell) for cell in row) if page else ""
        found.append(Line(f"| {' | '.join(cells)} |", before, page, cell=(table, at, 0), doubts=doubts))
    return found


def _joined(label: Line, lines: list[Line]) -> list[Line]:
    """ "Điều 5." with a title beside it, or with its text, which then begins a line of its own."""
    first = lines[0]
    heads = folded(label.text).startswith(("dieu", "chuong", "muc"))
    is_title = heads and (first.bold or (len(lines) > 1 and not first.text.endswith((".", ";", ":"))))
    if heads and not is_title:
        return [label, *lines]
    sign = "" if label.text[-1:] in ".:)" else "."
    before = f"{label.before or label.text} {first.before or first.text}" if label.page or first.page else ""
    joined = replace(
        first,
        text=f"{label.text}{sign} {first.text}",
        before=before,
        page=first.page or label.page,
        label=label.label and f"{label.label}{sign}",
        bold=label.bold or first.bold,
        doubts=(*label.doubts, *first.doubts),
    )
    return [joined, *lines[1:]]
