"""Documents as bulk actions with external versions.

A document is one entry with its passages nested in it, so it is written whole or not at all. A deleted one
leaves a tombstone with its version, so that an older write cannot bring it back: the server forgets the
version of what is really deleted after a minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.base import Document, EngineUnavailable, Passage, Refusal
from search.engines.terms import joined, views

from . import completing

CHUNK, CHUNK_BYTES = 200, 10 * 1024 * 1024
BAD_DOCUMENT, CONFLICT = 400, 409


def write(client: Elasticsearch, index: str, documents: Sequence[Document]) -> dict[str, Refusal]:
    """Store documents through a write alias. Gives id → refusal of those not stored."""
    return _send(client, (action_of(index, document) for document in documents))


def delete(client: Elasticsearch, index: str, versions: Mapping[str, int]) -> dict[str, Refusal]:
    """Leave tombstones with these versions. Gives id → refusal of those that are still there."""
    return _send(client, (_action(index, doc, v, {"doc": doc, "deleted": True}) for doc, v in versions.items()))


def action_of(index: str, document: Document) -> dict[str, Any]:
    """The bulk action that stores a document."""
    source = {
        "doc": document.id,
        **document.facets,
        "date": document.date.isoformat() if document.date else None,
        "language": document.language,
        "passages": list(_passages(document)),
        **completing.fields(document),
    }
    return _action(index, document.id, document.version, source)


def _passages(document: Document) -> Iterator[dict[str, Any]]:
    title, tags = views(document.title), views(" ".join(document.tags))
    for position, passage in enumerate(document.passages or (Passage("", "", ""),)):
        heading, body = views(passage.heading), views(passage.body)
        parts = (title, heading, body, tags)
        yield {
            "position": position,
            "title": title.folded,
            "heading": heading.folded,
            "words": joined([part.folded for part in parts]),
            "pairs": joined([part.pairs for part in parts]),
            "accented": joined([part.accented for part in parts]),
            "references": passage.references,
            "cites": passage.cites,
            "anchor": passage.anchor,
        }


def _action(index: str, doc: str, version: int, source: Mapping[str, Any]) -> dict[str, Any]:
    return {"_index": index, "_id": doc, "version": version, "version_type": "external_gte", "_source": source}


def _send(client: Elasticsearch, actions: Iterable[dict[str, Any]]) -> dict[str, Refusal]:
    """Bulk through a write alias, which must exist: a missing index is never made by a write.

    A version conflict means that somebody newer was here: success. Raises EngineUnavailable when the engine
    took nothing at all and no document is to blame.
    """
    refused: dict[str, Refusal] = {}
    taken = 0
    answers = streaming_bulk(
        client,
        actions,
        chunk_size=CHUNK,
        max_chunk_bytes=CHUNK_BYTES,
        raise_on_error=False,
        require_alias=True,
    )
    for succeeded, answer in answers:
        item = next(iter(answer.values()))
        if succeeded or item["status"] == CONFLICT:
            taken += 1
        else:
            refused[item["_id"]] = _refusal(item)
    if refused and not taken and not any(refusal.own for refusal in refused.values()):
        raise EngineUnavailable(next(iter(refused.values())).reason)
    return refused


def _refusal(item: Mapping[str, Any]) -> Refusal:
    """400 is what the document holds; anything else (429, 503, a read-only index) is the engine's own trouble."""
    return Refusal(str(item.get("error"))[:500], own=item["status"] == BAD_DOCUMENT)
