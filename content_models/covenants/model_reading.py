"""A model text as its editors write it: a covenant, and hints for the committee between its lines. Pure.

A line that begins with "»" is a hint. It belongs to the block before it (the article, the preamble …), stands
beside that block in the editor and is never part of the text. A file begins with lines `name:`, `kind:`,
`summary:` and `title:`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .plain_text import read_covenant
from .provisions import Covenant, clean_text, number_blocks

SIGN = "»"
BLANK = "……"
_HEADERS = ("name", "kind", "summary", "title")
_BLANK = r"…{2,}"


@dataclass(frozen=True)
class ModelContent:
    """The blocks of a model (`{"type", "value"}`, without ids), the hints by the position of their block, and
    sentences about what was odd."""

    blocks: tuple[dict[str, Any], ...]
    hints: Mapping[int, tuple[str, ...]]
    problems: tuple[str, ...]

    @property
    def covenant(self) -> Covenant:
        """The text as a tree, for a preview."""
        return number_blocks(self.blocks)


def read_model(text: str) -> ModelContent:
    """Read a model: the text without its hints, and each hint with its block."""
    kept: list[str] = []
    places: list[tuple[int, str]] = []  # how many lines stand before a hint
    for line in clean_text(text).split("\n"):
        if line.startswith(SIGN):
            places.append((len(kept), line.removeprefix(SIGN).strip()))
        else:
            kept.append(line)
    result = read_covenant("\n".join(kept))
    hints: dict[int, tuple[str, ...]] = {}
    for before, hint in places:
        block = _block_at(kept[:before])
        hints[block] = (*hints.get(block, ()), hint)
    return ModelContent(tuple(result.blocks), hints, tuple(result.problems))


def read_file(text: str) -> dict[str, str]:
    """The fields of a model's file: `name`, `kind`, `summary`, `title`, `text`. Raises ValueError for a missing
    header."""
    head, _blank, body = text.partition("\n\n")
    fields = {name.strip(): value.strip() for name, _colon, value in (line.partition(":") for line in head.split("\n"))}
    if missing := [name for name in _HEADERS if not fields.get(name)]:
        raise ValueError(f"a model's file lacks {', '.join(missing)}")
    return {name: fields[name] for name in _HEADERS} | {"text": body.strip() + "\n"}


def with_names(text: str, *, hamlet: str, commune: str) -> str:
    """The blanks that the register of places knows are filled: "ấp ……" with the hamlet's, "xã ……" with the
    commune's full name ("Ấp Rạch Tàu", "Xã Đất Mũi"). Other blanks are the committee's."""
    for name in (hamlet, commune):
        text = _with_name(text, name)
    return text


def _with_name(text: str, name: str) -> str:
    kind, _space, rest = name.partition(" ")
    pattern = rf"\b({re.escape(kind)})\s+{_BLANK}"
    return re.sub(pattern, lambda found: f"{found[1]} {rest}", text, flags=re.IGNORECASE)


def _block_at(lines: Sequence[str]) -> int:
    """Position of the block that is open after these lines (the first one when there is none yet)."""
    return max(0, len(read_covenant("\n".join(lines)).blocks) - 1)
