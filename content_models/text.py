"""Plain text out of StreamField bodies, for the search and for feeds."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from wagtail.blocks import StreamValue

from content_models.blocks import table_rows
from content_models.documents import SearchPassage

_BREAK = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")


def plain_text(html: str) -> str:
    """Rich text as plain lines: tags away, entities read, a line a paragraph."""
    lines = unescape(_TAG.sub("", _BREAK.sub("\n", html))).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def body_lines(raw: list[dict[str, Any]]) -> str:
    """All text of a stored TextAndTableBlock, table rows as lines."""
    parts = []
    for block in raw:
        if block["type"] == "text":
            parts.append(plain_text(block["value"]))
        else:
            parts += [" ".join(cell for cell in row if cell) for row in table_rows(block["value"])]
    return "\n".join(part for part in parts if part)


def body_text(body: StreamValue, heading: str) -> tuple[SearchPassage, ...]:
    """The body as one passage."""
    text = body_lines(list(body.raw_data))
    return (SearchPassage("noi-dung", heading, text),) if text else ()
