"""A request as an Elasticsearch search, and its answer as results."""

from __future__ import annotations

from typing import Any

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engines.base import FACETS, PASSAGES_SHOWN, Hit, Passage, Request, Results
from search.engines.weights import weights, words_required
from search.text.query import ReadQuery

EXACT_UP_TO = 40_000  # documents; Elasticsearch's largest precision threshold
FACET_SIZE = 10_000


def build(request: Request) -> Search:
    """One search: collapsed by document, facets each without its own filter, total of documents."""
    search = Search().query(_matching(request.query))
    if active := _filters(request):
        search = search.post_filter(Q("bool", filter=list(active.values())))
    inner = {"name": "passages", "size": PASSAGES_SHOWN, "_source": ["shown"], "sort": ["_score", "_doc"]}
    search = search.extra(collapse={"field": "doc", "inner_hits": inner}, track_total_hits=False)
    search = search.source(["doc"])
    _count(search, request)
    first = (request.page - 1) * request.page_size
    order = ("-date", "-_score", "doc") if request.sort == "date" else ("-_score", "doc")
    return search.sort(*order).extra(track_scores=True)[first : first + request.page_size]


def read(answer: Any) -> Results:
    """Results out of the raw answer."""
    aggregations = answer["aggregations"]
    return Results(
        hits=tuple(_hit(hit) for hit in answer["hits"]["hits"]),
        total=aggregations["total"]["documents"]["value"],
        facets={
            name: {
                bucket["key"]: bucket["documents"]["value"]
                for bucket in aggregations[name]["values"]["buckets"]
                if bucket["key"]
            }
            for name in FACETS
        },
    )


def _matching(query: ReadQuery) -> Query:
    """Enough different words must occur (a filter); fields, pairs and accents add to the score."""
    fields = weights()["fields"]
    terms = list(dict.fromkeys(query.folded))
    text = " ".join(terms)
    scored = [
        Q("match", **{name: {"query": text, "boost": fields[name]}}) for name in ("title", "heading", "body", "tags")
    ]
    if query.pairs:
        scored.append(Q("match", pairs={"query": " ".join(query.pairs), "boost": fields["pairs"]}))
    if query.has_marks:
        scored.append(Q("match", accented={"query": " ".join(query.accented), "boost": fields["accented"]}))
    enough = Q("match", words={"query": text, "minimum_should_match": words_required(len(terms))})
    return Q("bool", filter=[enough], should=scored)


def _filters(request: Request) -> dict[str, Query]:
    return {name: Q("terms", **{name: sorted(values)}) for name, values in request.filters.items() if values}


def _count(search: Search, request: Request) -> None:
    filters = _filters(request)
    everything = Q("bool", filter=list(filters.values())) if filters else Q("match_all")
    search.aggs.bucket("total", "filter", everything).metric(
        "documents", "cardinality", field="doc", precision_threshold=EXACT_UP_TO
    )
    for name in FACETS:
        others = [query for other, query in filters.items() if other != name]
        within = Q("bool", filter=others) if others else Q("match_all")
        search.aggs.bucket(name, "filter", within).bucket("values", "terms", field=name, size=FACET_SIZE).metric(
            "documents", "cardinality", field="doc", precision_threshold=EXACT_UP_TO
        )


def _hit(hit: Any) -> Hit:
    inner = hit["inner_hits"]["passages"]["hits"]["hits"]
    shown = [entry["_source"]["shown"] for entry in inner]
    return Hit(
        document_id=hit["_source"]["doc"],
        score=float(hit["_score"] or 0.0),
        passages=tuple(Passage(entry["anchor"], entry["heading"], entry["body"]) for entry in shown),
    )
