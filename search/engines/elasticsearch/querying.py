"""A request as an Elasticsearch search, and its answer as results."""

from __future__ import annotations

from typing import Any

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engines.base import FACETS, PASSAGES_SHOWN, Hit, Passage, Request, Results
from search.engines.plan import Groups, Plan, Unit, plan_of
from search.engines.weights import cited_share, own_place_boost, score_weights
from search.text.operators import Phrase

EXACT_UP_TO = 40_000  # documents; Elasticsearch's largest precision threshold
FACET_SIZE = 10_000


def build(request: Request) -> Search:
    """One search: collapsed by document, facets each without its own filter, total of documents."""
    search = Search().query(_matching(plan_of(request.query), request.near))
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


def _matching(plan: Plan, near: str) -> Query:
    """Enough must occur (a filter, which facets and total share); the rest is score."""
    enough = [Q("bool", should=[_unit(unit) for unit in plan.units], minimum_should_match=plan.required)]
    if keywords := [keyword for reference in plan.references for keyword, _weight in reference]:
        enough += [Q("terms", references=keywords), Q("terms", cites=keywords)]
    required = [Q("bool", should=enough, minimum_should_match=1), *(_phrase(phrase) for phrase in plan.phrases)]
    pushes = [_reference(keywords) for keywords in plan.references]
    if near:
        pushes.append(Q("bool", should=[_constant("commune", near, own_place_boost())], _name="near"))
    excluded = [_phrase(phrase) for phrase in plan.excluded]
    return Q("bool", filter=required, must=[_score(plan)], should=pushes, must_not=excluded)


def _unit(unit: Unit) -> Query:
    ways = [Q("terms", words=[unit.word, *unit.whole_words])]
    for pairs in unit.others:
        ways.append(Q("bool", filter=[Q("term", pairs=pair) for pair in pairs]))
    return Q("bool", should=ways) if len(ways) > 1 else ways[0]


def _phrase(phrase: Phrase) -> Query:
    return Q("match_phrase", **{"accented" if phrase.accented else "words": " ".join(phrase.words)})


def _reference(keywords: tuple[tuple[str, float], ...]) -> Query:
    """The best keyword of a passage counts."""
    exact = [_constant("references", keyword, weight) for keyword, weight in keywords]
    cited = [_constant("cites", keyword, weight * cited_share()) for keyword, weight in keywords]
    return Q("dis_max", queries=exact + cited, _name="references")


def _constant(name: str, value: str, boost: float) -> Query:
    return Q("constant_score", filter=Q("term", **{name: value}), boost=boost)


def _score(plan: Plan) -> Query:
    """The best of whole passage, heading and title, and a share of the others."""
    weights = score_weights()
    whole = [
        *_matches("words", plan.words, weights.words),
        *_matches("pairs", plan.pairs, weights.pairs),
        *_matches("accented", plan.accented, weights.accented),
    ]
    heading = _matches("heading", plan.words, weights.heading)
    title = _matches("title", plan.words, weights.title)
    return Q(
        "dis_max",
        tie_breaker=weights.tie,
        queries=[
            Q("bool", should=part, _name=name)
            for name, part in (("whole", whole), ("heading", heading), ("title", title))
        ],
    )


def _matches(name: str, groups: Groups, weight: float) -> list[Query]:
    return [Q("match", **{name: {"query": " ".join(terms), "boost": weight * own}}) for own, terms in groups.items()]


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
        parts=_parts(hit.get("matched_queries")),
    )


def _parts(matched: Any) -> dict[str, float]:
    """Scores of the named clauses, which the server gives only when asked."""
    return {name: float(score) for name, score in matched.items()} if isinstance(matched, dict) else {}
