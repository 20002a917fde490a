"""Passages of documents as bulk actions with external versions.

A document is its passages `id:0`, `id:1`, … without a gap; they carry the document's version. Position 0 is
always there: a deleted document leaves a tombstone in it, so that an older write cannot bring it back. A
writer looks at position 0 after it has written: if somebody newer is there, it removes what it has just
added. So whatever two writers do, the newest version is what remains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.base import Document, EngineUnavailable, Passage, Refusal
from search.engines.terms import joined, views

from . import completing

LOOK_AHEAD = 32  # passages of a document that are asked for at once
CHUNK, CHUNK_BYTES = 200, 10 * 1024 * 1024
BAD_DOCUMENT, NOT_FOUND, CONFLICT = 400, 404, 409


def write(client: Elasticsearch, index: str, documents: Sequence[Document]) -> dict[str, Refusal]:
    """Store the passages and remove those of an earlier, longer text. Gives id → refusal of those not stored."""
    refused = _send(client, (action for document in documents for action in _passage_actions(index, document)))
    # A document of which a part was refused is settled too: what came in must not stay beside something newer.
    return _settle(client, index, {d.id: (len(_passages(d)), d.version) for d in documents}) | refused


def delete(client: Elasticsearch, index: str, versions: Mapping[str, int]) -> dict[str, Refusal]:
    """Leave a tombstone with the version and nothing else. Gives id → refusal of those that are still there."""
    refused = _send(client, (_tombstone(index, doc, version) for doc, version in versions.items()))
    gone = {doc: (1, version) for doc, version in versions.items() if doc not in refused}
    return _settle(client, index, gone) | refused


def _settle(client: Elasticsearch, index: str, written: Mapping[str, tuple[int, int]]) -> dict[str, Refusal]:
    """Remove what is not newer than (count, version) from position `count` on; from 0 on when it was superseded."""
    if not written:
        return {}
    asked = [place for doc, (count, _version) in written.items() for place in ((doc, 0), (doc, count))]
    there = _versions(client, index, asked)
    starts = {}
    for doc, (count, version) in written.items():
        if there.get((doc, 0), 0) > version:
            starts[doc] = 0
        elif (doc, count) in there:
            starts[doc] = count
    # From the end, so that a kill in between leaves no gap behind which the rest would be forgotten.
    leftovers = sorted(_from(client, index, starts), key=lambda place: -place[1])
    return _send(
        client,
        (
            {"_op_type": "delete", "_index": index, **_versioned(f"{doc}:{position}", written[doc][1])}
            for doc, position in leftovers
        ),
    )


def _from(client: Elasticsearch, index: str, starts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Passages from a position on. Reading by id is real-time: no refresh is waited for."""
    found: list[tuple[str, int]] = []
    pending = dict(starts)
    while pending:
        asked = [(doc, n) for doc, first in pending.items() for n in range(first, first + LOOK_AHEAD)]
        there = _versions(client, index, asked)
        found += there
        pending = {doc: n + LOOK_AHEAD for doc, n in pending.items() if (doc, n + LOOK_AHEAD - 1) in there}
    return found


def _versions(client: Elasticsearch, index: str, places: list[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """Versions of those of the passages that exist."""
    answer = client.mget(index=index, ids=[f"{doc}:{n}" for doc, n in places], source=False)
    return {place: found["_version"] for place, found in zip(places, answer["docs"], strict=True) if found.get("found")}


def _send(client: Elasticsearch, actions: Iterable[dict[str, Any]]) -> dict[str, Refusal]:
    """Bulk through a write alias, which must exist: a missing index is never made by a write.

    A version conflict means that somebody newer was here: success. So is deleting what is not there.
    Raises EngineUnavailable when the engine took nothing at all and no document is to blame.
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
        if succeeded or item["status"] == CONFLICT or (item["status"] == NOT_FOUND and "error" not in item):
            taken += 1
            continue
        _note(refused, item["_id"].rsplit(":", 1)[0], _refusal(item))
    if refused and not taken and not any(refusal.own for refusal in refused.values()):
        raise EngineUnavailable(next(iter(refused.values())).reason)
    return refused


def _refusal(item: Mapping[str, Any]) -> Refusal:
    """400 is what the document holds; anything else (429, 503, a read-only index) is the engine's own trouble."""
    return Refusal(str(item.get("error"))[:500], own=item["status"] == BAD_DOCUMENT)


def _note(refused: dict[str, Refusal], doc: str, refusal: Refusal) -> None:
    """Of several passages' reasons the one that waiting does not help counts."""
    if doc not in refused or refusal.own:
        refused[doc] = refusal


def _passage_actions(index: str, document: Document) -> Iterator[dict[str, Any]]:
    title, tags = views(document.title), views(" ".join(document.tags))
    about = {
        "doc": document.id,
        "version": document.version,
        **document.facets,
        "date": document.date.isoformat() if document.date else None,
        "language": document.language,
        "title": title.folded,
        "parts": len(_passages(document)),
    }
    for position, passage in enumerate(_passages(document)):
        heading, body = views(passage.heading), views(passage.body)
        parts = (title, heading, body, tags)
        source = about | {
            "position": position,
            "heading": heading.folded,
            "words": joined([part.folded for part in parts]),
            "pairs": joined([part.pairs for part in parts]),
            "accented": joined([part.accented for part in parts]),
            "references": passage.references,
            "cites": passage.cites,
            "shown": {"anchor": passage.anchor, "heading": passage.heading, "body": passage.body},
        }
        if position == 0:
            source |= completing.fields(document)
        yield {"_index": index, "_source": source, **_versioned(f"{document.id}:{position}", document.version)}


def _tombstone(index: str, doc: str, version: int) -> dict[str, Any]:
    source = {"doc": doc, "position": 0, "version": version, "parts": 0, "deleted": True}
    return {"_index": index, "_source": source, **_versioned(f"{doc}:0", version)}


def _passages(document: Document) -> tuple[Passage, ...]:
    return document.passages or (Passage("", "", ""),)


def _versioned(passage_id: str, version: int) -> dict[str, Any]:
    return {"_id": passage_id, "version": version, "version_type": "external_gte"}
