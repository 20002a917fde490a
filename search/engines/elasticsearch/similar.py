"""Documents like another one in Elasticsearch: `more_like_this` over its pairs."""

from __future__ import annotations

from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import Document
from search.engines.completions import PLACE
from search.engines.likeness import MOST_ASKED, SAME_KIND, SIMILAR_SECONDS, nearest, pairs_of

MOST_REPEATS = 5  # of a pair in what is sent: the server counts them


def similar(client: Elasticsearch, index: str, document: Document, limit: int) -> tuple[str, ...]:
    """Ids of the documents most like `document`, best first; itself and places apart.

    The client's errors pass through, a timeout after `SIMILAR_SECONDS` among them.
    """
    pairs = pairs_of(document)
    if not pairs:
        return ()
    text = " ".join(" ".join([pair] * min(times, MOST_REPEATS)) for pair, times in pairs.items())
    answer = client.options(request_timeout=SIMILAR_SECONDS, max_retries=0).search(
        index=index,
        query=_query(document, text),
        size=limit,
        source_includes=["doc"],
        track_total_hits=False,
        timeout=f"{int(SIMILAR_SECONDS * 1000)}ms",
    )
    return nearest({hit["_source"]["doc"]: hit["_score"] for hit in answer["hits"]["hits"]}, limit)


def _query(document: Document, text: str) -> dict[str, Any]:
    like = {
        "fields": ["passages.pairs"],
        "like": text,
        "min_term_freq": 1,
        "min_doc_freq": 2,
        "max_query_terms": MOST_ASKED,
        "minimum_should_match": "2<10%",
    }
    passages = {"nested": {"path": "passages", "score_mode": "max", "query": {"more_like_this": like}}}
    others = [{"term": {"doc": document.id}}, {"term": {"kind": PLACE}}]
    return {
        "function_score": {
            "query": {"bool": {"must": [passages], "must_not": others}},
            "functions": [{"filter": {"term": {"kind": document.kind}}, "weight": SAME_KIND}],
            "boost_mode": "multiply",
        }
    }
