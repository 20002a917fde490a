"""A request as an Elasticsearch search, and its answer as results."""

from __future__ import annotations

from typing import Any

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engines.base import FACETS, PASSAGES_SHOWN, Hit, Passage, Request, Results
from search.engines.weights import score_weights, words_required
from search.text.query import ReadQuery

EXACT_UP_TO = 40_000  # documents; Elasticsearch's largest precision threshold
FACET_SIZE = 10_000


def build(request: Request) -> Search:
    """One search: collapsed by document, facets each without its own filter, total of documents."""
    search = Search().query(_matching(request.query))
    if active := _filters(request):
        search = search.post_filter(Q("bool", filter=list(active.values())))
    inner = {
        "name": "passages",
        "size": PASSAGES_SHOWN,
        "_source": ["shown"],
        "sort": [{"_score": "desc"}, {"position": "asc"}],
    }
    search = search.extra(collapse={"field": "doc", "inner_hits": inner}, track_total_hits=False)
    search = search.source(["doc"])
    _count(search, request)
    first = (request.page - 1) * request.page_size
    order = ("-date", "_score", "doc") if request.sort == "date" else ("_score", "doc")
    return search.sort(*order).extra(track_scores=True)[first : first + request.page_size]


def read(answer: Any) -> Results:
    """Results out of the raw answer."""
    aggregations = answer["aggregations"]
    return Results(
        hits=tuple(_hit(hit) for hit in answer["hits"]["hits"]),
        total=aggregations["total"]["documents"]["value"],
        facets={name: _facet(aggregations[name]["values"]["buckets"]) for name in FACETS},
    )


def _matching(query: ReadQuery) -> Query:
    """Enough different words must occur (a filter, which facets and total share); the rest is score."""
    terms = " ".join(query.terms)
    enough = _match("words", terms, 1.0, minimum_should_match=words_required(len(query.terms)))
    return Q("bool", filter=[enough], must=[_score(query)])


def _score(query: ReadQuery) -> Query:
    weights, terms = score_weights(), " ".join(query.terms)
    whole = [_match("words", terms, weights.words)]
    if query.pairs:
        whole.append(_match("pairs", " ".join(dict.fromkeys(query.pairs)), weights.pairs))
    if query.has_marks:
        whole.append(_match("accented", " ".join(dict.fromkeys(query.accented)), weights.accented))
    return Q(
        "dis_max",
        tie_breaker=weights.tie,
        queries=[
            Q("bool", should=whole),
            _match("heading", terms, weights.heading),
            _match("title", terms, weights.title),
        ],
    )


def _match(field: str, text: str, boost: float, **options: Any) -> Query:
    return Q("match", **{field: {"query": text, "boost": boost, **options}})


def _filters(request: Request) -> dict[str, Query]:
    return {name: Q("terms", **{name: sorted(values)}) for name, values in request.filters.items() if values}


def _count(search: Search, request: Request) -> None:
    filters = _filters(request)
    _within(search, "total", list(filters.values())).metric("documents", "cardinality", **_documents())
    for name in FACETS:
        others = [query for other, query in filters.items() if other != name]
        values = _within(search, name, others).bucket("values", "terms", field=name, size=FACET_SIZE)
        values.metric("documents", "cardinality", **_documents())


def _within(search: Search, name: str, filters: list[Query]) -> Any:
    """A bucket of what passes the filters: aggregations do not see the post filter."""
    return search.aggs.bucket(name, "filter", Q("bool", filter=filters) if filters else Q("match_all"))


def _documents() -> dict[str, Any]:
    return {"field": "doc", "precision_threshold": EXACT_UP_TO}


def _facet(buckets: list[Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["documents"]["value"] for bucket in buckets if bucket["key"]}


def _hit(hit: Any) -> Hit:
    inner = hit["inner_hits"]["passages"]["hits"]["hits"]
    shown = [entry["_source"]["shown"] for entry in inner]
    return Hit(
        document_id=hit["_source"]["doc"],
        score=float(hit["_score"] or 0.0),
        passages=tuple(Passage(entry["anchor"], entry["heading"], entry["body"]) for entry in shown),
    )
