"""Blocks of a read text as the raw JSON of the editor, with ids of their own."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from content_models.blocks import raw_table


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
