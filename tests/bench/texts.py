"""Covenants of any length, made of the demo's articles: real sentences of real length."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from cms.demo.files import read_texts
from content_models.covenants.editing import stream_data
from content_models.covenants.plain_text import read_covenant

ARTICLES_A_CHAPTER = 12


def covenant_blocks(articles: int) -> list[dict[str, Any]]:
    """Preamble, chapters and so many articles, as `CovenantPage.body` takes them; the same at every call
    but for the blocks' new ids."""
    preamble, found = _demo()
    blocks: list[dict[str, Any]] = [{"type": "preamble", "value": preamble}]
    for number in range(articles):
        if number % ARTICLES_A_CHAPTER == 0:
            title = f"PHẦN THỨ {number // ARTICLES_A_CHAPTER + 1}"
            blocks.append({"type": "chapter", "value": {"title": title, "printed_number": ""}})
        blocks.append({"type": "article", "value": dict(found[number % len(found)])})
    return stream_data(blocks)


@cache
def _demo() -> tuple[str, list[dict[str, str]]]:
    """The first preamble and all articles of the demo's covenants, in the order of their files."""
    blocks = [
        block
        for demo in read_texts(settings.BASE_DIR / "fixtures" / "demo" / "covenants")
        for block in read_covenant(demo.text).blocks
    ]
    preamble = next(block["value"] for block in blocks if block["type"] == "preamble")
    return preamble, [block["value"] for block in blocks if block["type"] == "article"]
