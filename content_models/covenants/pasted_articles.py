"""Several articles pasted into the body of one: found, and taken apart without losing a line. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .plain_text import read_covenant
from .reference_grammar import NUMBER

_HEADING = re.compile(rf"^\s*điều\s+{NUMBER}\s*[.:]", re.IGNORECASE)


def holds_more_articles(value: Mapping[str, Any]) -> bool:
    """Whether a line of an article's body begins like an article ("Điều 6. …"). `value`: `heading`, `body`."""
    return len(_starts(value)) > 0


def taken_apart(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The article and those pasted into it, as blocks (`{"type", "value"}`) in their order; the first one is the
    article itself. Chapters and tables between them become blocks of their own. Empty when there is only one."""
    if not holds_more_articles(value):
        return []
    body, heading = str(value.get("body") or ""), str(value.get("heading") or "")
    own = [] if _is_own_heading(value) else ["Điều 1."]
    blocks = read_covenant("\n".join([*own, body])).blocks
    if len(blocks) < 2 or blocks[0]["type"] != "article":
        return []
    if own:
        blocks[0]["value"]["heading"] = heading
    blocks[0]["value"]["printed_number"] = value.get("printed_number") or ""
    return blocks


def _starts(value: Mapping[str, Any]) -> list[int]:
    """Lines that begin an article other than this one."""
    lines = str(value.get("body") or "").split("\n")
    skipped = 1 if _is_own_heading(value) else 0
    return [number for number, line in enumerate(lines) if number >= skipped and _HEADING.match(line)]


def _is_own_heading(value: Mapping[str, Any]) -> bool:
    """ "Điều 5. Vệ sinh" as the first line of an untitled article is its own title, pasted along."""
    first = str(value.get("body") or "").split("\n")[0]
    return not value.get("heading") and bool(_HEADING.match(first))
