"""Passages of documents as bulk actions with external versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import BulkIndexError, bulk

from search.engines.base import Document, EngineUnavailable, Passage
from search.engines.terms import accented, folded, folded_pairs

LOOK_AHEAD = 32
CONFLICT = 409
NOT_FOUND = 404


def write(client: Elasticsearch, index: str, documents: Sequence[Document]) -> None:
    """Index the passages; then remove those that an earlier, longer text left behind."""
    send(client, (action for document in documents for action in _actions(index, document)))
    remove_from(client, index, {d.id: (len(_passages(d)), d.version) for d in documents})


def remove_from(client: Elasticsearch, index: str, starts: Mapping[str, tuple[int, int]]) -> None:
    """Delete passages from a position on, with a version. Passages of a document are numbered without a gap,
    and reading by id is real-time, so looking a few ids ahead finds all of them."""
    pending = dict(starts)
    while pending:
        asked = [(doc, n) for doc, (first, _v) in pending.items() for n in range(first, first + LOOK_AHEAD)]
        answer = client.mget(index=index, ids=[f"{doc}:{n}" for doc, n in asked], source=False)
        there = [pair for pair, found in zip(asked, answer["docs"], strict=True) if found.get("found")]
        gone = (
            {"_op_type": "delete", "_index": index, **_versioned(f"{doc}:{n}", pending[doc][1])} for doc, n in there
        )
        send(client, gone)
        full = {doc for doc, n in there if n == pending[doc][0] + LOOK_AHEAD - 1}
        pending = {doc: (pending[doc][0] + LOOK_AHEAD, pending[doc][1]) for doc in full}


def send(client: Elasticsearch, actions: Iterable[dict[str, Any]]) -> None:
    """Bulk; a version conflict (a newer write is there) and a missing document are success."""
    try:
        bulk(client, actions, raise_on_error=True, ignore_status=(CONFLICT, NOT_FOUND))
    except BulkIndexError as problem:
        raise EngineUnavailable(str(problem.errors[:1])[:500]) from problem


def _actions(index: str, document: Document) -> Iterator[dict[str, Any]]:
    for position, passage in enumerate(_passages(document)):
        source = {
            "doc": document.id,
            "version": document.version,
            "kind": document.kind,
            "commune": document.commune,
            "hamlet": document.hamlet,
            "year": str(document.year or ""),
            "date": document.date.isoformat() if document.date else None,
            "state": document.state,
            "title": folded(document.title),
            "heading": folded(passage.heading),
            "body": folded(passage.body),
            "tags": folded(" ".join(document.tags)),
            "pairs": folded_pairs(document.title, passage.heading, passage.body, *document.tags),
            "accented": accented(f"{document.title} {passage.heading} {passage.body}"),
            "shown": {"anchor": passage.anchor, "heading": passage.heading, "body": passage.body},
        }
        yield {
            "_index": index,
            "_source": source,
            **_versioned(f"{document.id}:{position}", document.version),
        }


def _passages(document: Document) -> tuple[Passage, ...]:
    return document.passages or (Passage("", "", ""),)


def _versioned(passage_id: str, version: int) -> dict[str, Any]:
    return {"_id": passage_id, "version": version, "version_type": "external_gte"}
