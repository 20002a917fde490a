"""Elasticsearch's standard analyzer on the same server and passages: what one gets without knowing Vietnamese."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.base import Document
from search.engines.elasticsearch.connection import connect, options_of
from search.evaluation import Judged

from .sets import rank_of

_TEXT = {"type": "text", "analyzer": "standard"}
RIVALS: dict[str, dict[str, Any]] = {
    "one field": {"match": {"everything": {}}},
    "heading ×2 and body, best_fields": {"multi_match": {"type": "best_fields", "fields": ["heading^2", "body"]}},
    "the same, tie_breaker 0.3": {
        "multi_match": {"type": "best_fields", "fields": ["heading^2", "body"], "tie_breaker": 0.3}
    },
    "the same, title too": {
        "multi_match": {"type": "best_fields", "fields": ["title", "heading^2", "body"], "tie_breaker": 0.3}
    },
}
BOOSTED = "heading ×2 and body, best_fields"


@contextmanager
def standard_index(documents: Sequence[Document]) -> Iterator[Rival]:
    """A throw-away index with the standard analyzer in every field."""
    client = connect(options_of(settings.DINH_SEARCH))
    index = f"{settings.DINH_SEARCH['index']}-eval-{uuid.uuid4().hex[:12]}"
    fields = dict.fromkeys(("title", "heading", "body", "everything"), _TEXT)
    try:
        client.indices.create(
            index=index,
            settings={"number_of_shards": 1, "number_of_replicas": 0},
            mappings={"properties": {"id": {"type": "keyword"}, **fields}},
        )
        for _done in streaming_bulk(client, (_action(index, document) for document in documents), chunk_size=500):
            pass
        client.indices.refresh(index=index)
        yield Rival(client, index)
    finally:
        client.indices.delete(index=index, ignore_unavailable=True)
        client.close()


def _action(index: str, document: Document) -> dict[str, Any]:
    passage = document.passages[0]
    everything = "\n".join((document.title, passage.heading, passage.body))
    texts = {"title": document.title, "heading": passage.heading, "body": passage.body, "everything": everything}
    return {"_index": index, "_id": document.id, "_source": {"id": passage.anchor, **texts}}


class Rival:
    """Queries of the standard index, as typed."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self.client, self.index = client, index

    def ranks(self, name: str, queries: Sequence[Judged]) -> list[int]:
        """Rank of the first hit that counts, by the rival of that name; 0 without one among ten."""
        return [rank_of(query, self._hits(name, query.text)) for query in queries]

    def _hits(self, name: str, text: str) -> list[str]:
        kind, options = next(iter(RIVALS[name].items()))
        if kind == "match":
            asked: dict[str, Any] = {"match": {field: {"query": text} for field in options}}
        else:
            asked = {kind: options | {"query": text}}
        answer = self.client.search(index=self.index, query=asked, size=10, source=["id"])
        return [hit["_source"]["id"] for hit in answer["hits"]["hits"]]
