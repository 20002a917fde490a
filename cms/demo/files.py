"""The demo's text files: TOML front matter between +++ lines, then the text as people write it. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from content_models.blocks import raw_table


@dataclass(frozen=True)
class DemoText:
    """One file: where it lies, its front matter, its text."""

    path: Path
    meta: dict[str, Any]
    text: str


def read_texts(folder: Path) -> list[DemoText]:
    """All texts below a folder, in the order of their paths."""
    return [read_text(path) for path in sorted(folder.rglob("*.txt"))]


def read_text(path: Path) -> DemoText:
    """Raises ValueError for a file without front matter."""
    start, front, text = path.read_text(encoding="utf-8").split("+++\n", 2)
    if start.strip():
        raise ValueError(f"{path}: the front matter must come first")
    return DemoText(path, tomllib.loads(front), text.strip("\n"))


def body_blocks(text: str) -> list[tuple[str, Any]]:
    """Paragraphs, "- " lists and "| a | b |" tables as raw blocks of a disclosure's or material's body."""
    blocks: list[tuple[str, Any]] = []
    for chunk in text.split("\n\n"):
        lines = [line.strip() for line in chunk.strip().split("\n") if line.strip()]
        if not lines:
            continue
        if all(line.startswith("|") for line in lines):
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            blocks.append(("table", raw_table([row for row in rows if not _is_rule(row)])))
        elif blocks and blocks[-1][0] == "text":
            blocks[-1] = ("text", blocks[-1][1] + _html(lines))
        else:
            blocks.append(("text", _html(lines)))
    return blocks


def _is_rule(row: list[str]) -> bool:
    return all(set(cell) <= set("-: ") for cell in row)


def _html(lines: list[str]) -> str:
    html, items = "", ""
    for line in lines:
        if line.startswith("- "):
            items += f"<li>{escape(line[2:], quote=False)}</li>"
            continue
        html += (f"<ul>{items}</ul>" if items else "") + f"<p>{escape(line, quote=False)}</p>"
        items = ""
    return html + (f"<ul>{items}</ul>" if items else "")
