"""The demo's text files as the makers of PDF and DOCX need them: front matter, and the body in blocks."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Block:
    """A paragraph ("text"), a list ("list": one entry a line) or a table ("table": rows, the head first)."""

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """What a Typst template reads."""
        if self.kind != "table":
            return {"kind": self.kind, "lines": list(self.lines)}
        return {
            "kind": "table",
            "rows": [list(row) for row in self.rows],
            "widths": column_widths(self.rows),
            "numeric": numeric_columns(self.rows),
        }


@dataclass(frozen=True)
class Source:
    """One text file of the demo and the folder kind it came from ("disclosure" or "material")."""

    kind: str
    meta: dict[str, Any]
    blocks: tuple[Block, ...] = field(default=())

    def data(self) -> list[dict[str, Any]]:
        """The body for a Typst template."""
        return [block.as_data() for block in self.blocks]


def read_source(path: Path, kind: str) -> Source:
    """Raises ValueError when the front matter does not stand between two +++ lines."""
    _, front, text = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Source(kind, tomllib.loads(front), tuple(read_blocks(text)))


def read_blocks(text: str) -> list[Block]:
    """Paragraphs, "- " lists and "| a | b |" tables, in their order."""
    blocks: list[Block] = []
    for chunk in text.strip().split("\n\n"):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        if lines and all(line.startswith("|") for line in lines):
            rows = tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines)
            blocks.append(Block("table", rows=rows))
            continue
        for line in lines:
            _add_line(blocks, line)
    return blocks


def _add_line(blocks: list[Block], line: str) -> None:
    if not line.startswith("- "):
        blocks.append(Block("text", (line,)))
    elif blocks and blocks[-1].kind == "list":
        blocks[-1] = Block("list", (*blocks[-1].lines, line[2:]))
    else:
        blocks.append(Block("list", (line[2:],)))


def numeric_columns(rows: tuple[tuple[str, ...], ...]) -> list[bool]:
    """Which columns hold only numbers (or nothing) below the head, and so stand to the right."""
    number = re.compile(r"[+-]?[\d.,]*")
    return [all(number.fullmatch(cell) for cell in column[1:]) for column in zip(*rows, strict=True)]


def column_widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Shares of the width: by the longest cell, and never less than the longest word of the column needs.

    The head of a column of numbers may break into several lines.
    """
    shares = []
    for column, numeric in zip(zip(*rows, strict=True), numeric_columns(rows), strict=True):
        longest = max(len(cell) for cell in column)
        word = max(len(word) for cell in column for word in cell.split() or [""])
        shares.append(float(max(word + 3, min(longest, 18 if numeric else 38), 12 if not numeric else 7)))
    return shares


def spoken_date(day: dt.date) -> str:
    """NĐ 30/2020 phụ lục I: a zero before days below 10 and months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
