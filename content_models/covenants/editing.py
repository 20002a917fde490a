"""Blocks of a read text as the raw JSON of the editor, with ids of their own."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from content_models.blocks import raw_table

from .provisions import Covenant, Part, number_blocks


def stream_data(blocks: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What `CovenantPage.body` takes. A block that brings an id keeps it (an amended text keeps its articles'
    identity); the others get a new one."""
    return [
        {
            "type": block["type"],
            "id": block.get("id") or str(uuid.uuid4()),
            "value": raw_table(block["value"]["rows"], block["value"].get("caption", ""))
            if block["type"] == "table"
            else block["value"],
        }
        for block in blocks
    ]


def blocks_of(covenant: Covenant) -> list[dict[str, Any]]:
    """A text as blocks again, articles with their ids, for texts of which no stored body is left. A number that
    does not follow from the position stays as printed."""
    blocks = [_block(part) for part in covenant.parts]
    for block, part, counted in zip(blocks, covenant.parts, number_blocks(blocks).parts, strict=True):
        if part.number and part.number != counted.number:
            block["value"]["printed_number"] = part.number
    return blocks


def _block(part: Part) -> dict[str, Any]:
    block: dict[str, Any] = {"type": part.kind, "value": part.text}
    if part.article:
        value = {"heading": part.article.heading, "body": part.article.body, "printed_number": ""}
        return {"type": "article", "id": part.article.block_id, "value": value}
    if part.kind == "table":
        block["value"] = {"caption": part.title, "rows": [list(row) for row in part.rows]}
    elif part.kind in ("chapter", "section"):
        block["value"] = {"title": part.title, "printed_number": ""}
    return block
