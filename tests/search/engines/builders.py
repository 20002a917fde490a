"""Documents and questions of the engines' tests."""

from __future__ import annotations

from typing import Any

from search.engines.base import Document, Engine, Passage, Request, Results
from search.text.query import read_query


def document(number: int, *passages: str, version: int = 1, **fields: Any) -> Document:
    """Passage n has the anchor `dieu-n`, the heading "Điều n" and the given body."""
    made = tuple(Passage(f"dieu-{n}", f"Điều {n}", body) for n, body in enumerate(passages, 1))
    values = {"kind": "covenant", "title": f"Văn bản số {number}"} | fields
    return Document(id=str(number), version=version, passages=made, **values)


def ask(index: Engine, typed: str, **options: Any) -> Results:
    index.refresh()
    return index.search(Request(read_query(typed), **options))


def ids(index: Engine, typed: str, **options: Any) -> list[str]:
    return [hit.document_id for hit in ask(index, typed, **options).hits]
