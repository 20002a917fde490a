"""Mapping and settings of an index. Texts arrive folded by our own normaliser; the server only splits at spaces."""

from __future__ import annotations

from typing import Any

from search.engines.base import FACETS

from . import completing

# Part of the name of every index: another mapping gets another number, so that code never reads an index
# that was made for other code, and `search_rebuild --if-missing` builds its own.
FORMAT = 6

_WORDS: dict[str, Any] = {"type": "text", "analyzer": "whitespace", "norms": True}
_KEYWORD: dict[str, Any] = {"type": "keyword", "ignore_above": 512}

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "refresh_interval": "500ms",
    "analysis": completing.ANALYSIS,
}

_PASSAGE: dict[str, Any] = {
    "position": {"type": "integer"},
    "references": _KEYWORD,
    "cites": _KEYWORD,
    "words": _WORDS,
    "pairs": _WORDS,
    "accented": _WORDS,
    "title": _WORDS,
    "heading": _WORDS,
    "anchor": {"type": "keyword", "index": False, "ignore_above": 512},
}

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"excludes": ["passages", *completing.NOT_STORED]},
    "properties": {
        "doc": _KEYWORD,
        "deleted": {"type": "boolean"},
        **dict.fromkeys(FACETS, _KEYWORD),
        "language": _KEYWORD,
        "date": {"type": "date"},
        "passages": {"type": "nested", "properties": _PASSAGE},
        **completing.FIELDS,
    },
}
