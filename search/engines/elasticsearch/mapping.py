"""Mapping and settings of an index. Texts arrive folded by our own normaliser; the server only splits at spaces."""

from __future__ import annotations

from typing import Any

_WORDS: dict[str, Any] = {"type": "text", "analyzer": "whitespace", "norms": True}
_KEYWORD: dict[str, Any] = {"type": "keyword", "ignore_above": 512}

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "refresh_interval": "1s",
    # A deletion must be remembered longer than a delayed older write can take (the default is 60 s).
    "gc_deletes": "1h",
}

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"excludes": ["title", "heading", "body", "tags", "pairs", "accented", "words"]},
    "properties": {
        "doc": _KEYWORD,
        "version": {"type": "long"},
        "kind": _KEYWORD,
        "commune": _KEYWORD,
        "hamlet": _KEYWORD,
        "year": _KEYWORD,
        "date": {"type": "date"},
        "state": _KEYWORD,
        "title": _WORDS | {"copy_to": "words"},
        "heading": _WORDS | {"copy_to": "words"},
        "body": _WORDS | {"copy_to": "words"},
        "tags": _WORDS | {"copy_to": "words"},
        "pairs": _WORDS,
        "accented": _WORDS,
        "words": _WORDS,
        "shown": {"type": "object", "enabled": False},
    },
}
