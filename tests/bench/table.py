"""The table that the command prints and writes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .timing import Sample

HEAD = ("measure", "bar", "measured", "verdict")


@dataclass(frozen=True)
class Row:
    """One line. `value` is what is held against `bar` (no bar: for information), which is the most it may be
    or, with `at_least`, the least; both in `unit`.

    `text` is how the measured value reads when there is no sample behind it; `note` is added to it.
    """

    name: str
    unit: str
    value: float
    bar: float | None = None
    sample: Sample | None = None
    text: str = ""
    note: str = ""
    at_least: bool = False

    @property
    def holds(self) -> bool:
        if self.bar is None:
            return True
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    @property
    def verdict(self) -> str:
        if self.bar is None:
            return "–"
        return "holds" if self.holds else "FAILS"

    @property
    def bar_text(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return "–" if self.bar is None else f"{sign} {number(self.bar)} {self.unit}".strip()

    @property
    def measured(self) -> str:
        shown = self.text or f"{number(self.value)} {self.unit}".strip()
        if self.sample:
            s = self.sample
            spread = f"{number(s.least)}–{number(s.most)}"
            shown = f"median {number(s.median)}, p95 {number(s.p95)}, {spread} {self.unit}".strip()
        return f"{shown}; {self.note}" if self.note else shown

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "unit": self.unit,
            "bar": self.bar,
            "value": round(self.value, 3),
            "measured": self.measured,
            "values": [round(value, 3) for value in self.sample.values] if self.sample else [],
            "holds": self.holds,
        }


def number(value: float) -> str:
    """Three figures are enough for a bar: 0.87, 1.52, 12.3, 148, 1,240."""
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def render(rows: Sequence[Row]) -> str:
    """A Markdown table with columns of one width, so that it reads on a terminal, too."""
    cells = [HEAD, *((row.name, row.bar_text, row.measured, row.verdict) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |" for line in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def load() -> str:
    """How busy the machine is, for a note beside a time."""
    return f"load {os.getloadavg()[0]:.1f}"
