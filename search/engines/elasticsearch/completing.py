"""Completion of names in Elasticsearch: fields of a document, asked in one round trip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import Document, EngineUnavailable
from search.engines.completions import (
    FORMER,
    distinct,
    fitting,
    groups,
    merit_of,
    names_of,
    words_of,
)
from search.engines.names import Completion, Name, Reading

SECONDS = 0.5  # later than that nobody waits for a suggestion
LONGEST_START = 12  # letters of a word's beginning that are indexed; the rest is compared here
_ANALYZER = "dinh_starts"
_TERMS: dict[str, Any] = {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"}

ANALYSIS: dict[str, Any] = {
    "filter": {"dinh_starts": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_START}},
    "analyzer": {_ANALYZER: {"type": "custom", "tokenizer": "whitespace", "filter": ["dinh_starts"]}},
}
FIELDS: dict[str, Any] = {
    "names": _TERMS,
    "starts": _TERMS | {"analyzer": _ANALYZER, "search_analyzer": "whitespace"},
    "merit": {"type": "integer"},
    "completion": {"type": "object", "enabled": False},
}
NOT_STORED = ["names", "starts"]


def fields(document: Document) -> dict[str, Any]:
    """What a document carries besides its passages."""
    names = names_of(document)
    words = " ".join(sorted(frozenset().union(*(words_of(name) for name in names))))
    shown = [{"text": name.text, "about": name.about, "former": name.former} for name in names]
    return {"names": words, "starts": words, "merit": merit_of(document), "completion": shown}


def complete(client: Elasticsearch, index: str, readings: Sequence[Reading], limit: int) -> tuple[Completion, ...]:
    """At most `limit` names of places and as many of documents, those of an earlier reading first.

    The client's errors pass through; NotFoundError without an index.
    """
    if not readings:
        return ()
    answers = client.options(request_timeout=SECONDS).msearch(searches=_searches(index, readings, limit))["responses"]
    for answer in answers:
        if "error" in answer:
            raise EngineUnavailable(str(answer["error"])[:500])
    return _read(answers, readings, limit)


def _searches(index: str, readings: Sequence[Reading], limit: int) -> list[dict[str, Any]]:
    """Body of one multi-search: each group of merits in each reading."""
    return [
        part
        for first, end in groups()
        for reading in readings
        for part in ({"index": index}, _search(reading, first, end, limit))
    ]


def _read(answers: Sequence[Any], readings: Sequence[Reading], limit: int) -> tuple[Completion, ...]:
    found: list[Completion] = []
    for position in range(len(groups())):
        group = answers[position * len(readings) : (position + 1) * len(readings)]
        pairs = zip(group, readings, strict=True)
        found += distinct((one for answer, reading in pairs for one in _completions(answer, reading)), limit)
    return tuple(found)


def _search(reading: Reading, first: int, end: int, limit: int) -> dict[str, Any]:
    terms: list[dict[str, Any]] = [{"term": {"names": word}} for word in reading.whole]
    if reading.start:
        terms.append({"term": {"starts": reading.start[:LONGEST_START]}})
    return {
        "query": {"bool": {"filter": [*terms, {"range": {"merit": {"gte": first, "lt": end}}}]}},
        "sort": ["merit", "doc"],
        "size": limit,
        "track_total_hits": False,
        "_source": ["doc", "kind", "merit", "completion"],
    }


def _completions(answer: Any, reading: Reading) -> Iterator[Completion]:
    for hit in answer["hits"]["hits"]:
        source = hit["_source"]
        kind = source["kind"][0] if isinstance(source["kind"], list) else source["kind"]
        for name in fitting((Name(**shown) for shown in source["completion"]), reading):
            yield Completion(source["doc"], kind, source["merit"] + FORMER * name.former, name)
