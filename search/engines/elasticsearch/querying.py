"""A request as an Elasticsearch search, and its answer as results.

A document's passages are nested in it: the server scores passages, a document has the score of its best one,
and filters, counts and the total are of documents without any further work. All that match are scored by their
words and headings alone; the first `WINDOW` of them by everything.
"""

from __future__ import annotations

from typing import Any

from elasticsearch.dsl import Q, Search
from elasticsearch.dsl.query import Query

from search.engines.base import FACETS, PASSAGES_SHOWN, Hit, Request, Results
from search.engines.plan import Groups, Plan, Unit, plan_of
from search.engines.weights import cited_share, named_place_boost, own_place_boost, score_weights
from search.text.operators import Phrase

FACET_SIZE = 50_000  # values of one facet: a server counts at most 65,535 in one answer
WINDOW = 300  # documents of a shard that are scored by everything, the same on every page
# Not 0: behind the window it would leave documents in no order, and pages would repeat some and miss others.
HARDLY = 1e-6
BEST = {
    "name": "passages",
    "size": PASSAGES_SHOWN,
    "_source": False,
    "docvalue_fields": ["passages.anchor"],
    "sort": [{"_score": "desc"}, {"passages.position": "asc"}],
}


def build(request: Request) -> Search:
    """One search: best passages, facets each without its own filter, exact total."""
    by_relevance = request.sort == "relevance"
    plan, first = plan_of(request.query, every=not by_relevance), (request.page - 1) * request.page_size
    # Parts of a score are told by the query itself, not by a rescoring.
    search = Search().query(
        _documents(_whole(plan) if request.explain else _first_stage(plan), plan, request.near, shown=True)
    )
    if by_relevance and not request.explain:
        search = search.extra(rescore=_second_stage(plan, request.near))
    filters = {name: Q("terms", **{name: sorted(values)}) for name, values in request.filters.items() if values}
    if filters:
        search = search.post_filter(Q("bool", filter=list(filters.values())))
    for name in FACETS:
        _count(search, name, [query for other, query in filters.items() if other != name])
    if not by_relevance:
        search = search.sort("-date", "_score", "doc").extra(track_scores=True)
    return search.source(False).extra(track_total_hits=True)[first : first + request.page_size]


def read(answer: Any) -> Results:
    """Results out of the raw answer."""
    aggregations = answer["aggregations"]
    return Results(
        hits=tuple(_hit(hit) for hit in answer["hits"]["hits"]),
        total=answer["hits"]["total"]["value"],
        facets={name: _facet(aggregations[name]) for name in FACETS},
    )


def _documents(passages: Query, plan: Plan, near: str, *, shown: bool) -> Query:
    """Documents by their best passage; what belongs to the reader's commune or to a named place earlier."""
    nested = Q("nested", path="passages", score_mode="max", query=passages, **({"inner_hits": BEST} if shown else {}))
    pushes = [_constant(level, list(ids), named_place_boost(), _name="places") for level, ids in plan.places]
    if near:
        pushes.append(_constant("commune", [near], own_place_boost(), _name="near"))
    return Q("bool", must=[nested], should=pushes) if pushes else nested


def _first_stage(plan: Plan) -> Query:
    """What matches, scored by what is cheap."""
    weights = score_weights()
    cheap = [
        *_matches("words", plan.words, weights.words),
        *_matches("accented", plan.accented, 1.0),
        *_matches("heading", plan.heads, weights.heading),
        *(_reference(keywords) for keywords in plan.references),
    ]
    excluded = [_phrase(phrase) for phrase in plan.excluded]
    return Q("bool", filter=_required(plan), should=cheap, must_not=excluded)


def _second_stage(plan: Plan, near: str) -> dict[str, Any]:
    whole = _documents(_scored(plan), plan, near, shown=False).to_dict()
    return {
        "window_size": WINDOW,
        "query": {"rescore_query": whole, "query_weight": HARDLY, "rescore_query_weight": 1},
    }


def _whole(plan: Plan) -> Query:
    """What matches, with its whole score."""
    return Q(
        "bool",
        filter=_required(plan),
        must=[_scored(plan)],
        must_not=[_phrase(phrase) for phrase in plan.excluded],
    )


def _required(plan: Plan) -> list[Query]:
    """Enough must occur, or what a reference names; and the phrases."""
    enough = [Q("bool", should=[_unit(unit) for unit in plan.units], minimum_should_match=plan.required)]
    if keywords := [keyword for reference in plan.references for keyword, _weight in reference]:
        enough += [Q("terms", **{_field("references"): keywords}), Q("terms", **{_field("cites"): keywords})]
    return [_any(enough), *(_phrase(phrase) for phrase in plan.phrases)]


def _scored(plan: Plan) -> Query:
    """A passage may be what a reference names without holding one of the typed words ("đ51")."""
    references = [_reference(keywords) for keywords in plan.references]
    return Q("bool", should=[_score(plan), *references]) if references else _score(plan)


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Q("bool", should=queries, minimum_should_match=1)


def _unit(unit: Unit) -> Query:
    ways = [Q("term", **{_field("words"): unit.word})]
    if unit.accented:
        ways.append(Q("terms", **{_field("accented"): list(unit.accented)}))
    for pairs in unit.others:
        ways.append(Q("bool", filter=[Q("term", **{_field("pairs"): pair}) for pair in pairs]))
    return Q("bool", should=ways) if len(ways) > 1 else ways[0]


def _phrase(phrase: Phrase) -> Query:
    return Q("match_phrase", **{_field("accented" if phrase.accented else "words"): " ".join(phrase.words)})


def _reference(keywords: tuple[tuple[str, float], ...]) -> Query:
    """The best keyword of a passage counts."""
    exact = [_constant(_field("references"), [keyword], weight) for keyword, weight in keywords]
    cited = [_constant(_field("cites"), [keyword], weight * cited_share()) for keyword, weight in keywords]
    return Q("dis_max", queries=exact + cited, _name="references")


def _score(plan: Plan) -> Query:
    """The best of whole passage, heading and title, and a share of the others."""
    weights = score_weights()
    whole = [
        *_matches("words", plan.words, weights.words),
        *_matches("pairs", plan.pairs, weights.pairs),
        *_matches("accented", plan.accented, 1.0),
    ]
    heading = _matches("heading", plan.heads, weights.heading)
    title = _matches("title", plan.heads, weights.title)
    parts = {"whole": whole, "heading": heading, "title": title}
    return Q(
        "dis_max",
        tie_breaker=weights.tie,
        queries=[Q("bool", should=part, _name=name) for name, part in parts.items()],
    )


def _matches(name: str, groups: Groups, weight: float) -> list[Query]:
    return [
        Q("match", **{_field(name): {"query": " ".join(terms), "boost": weight * own}}) for own, terms in groups.items()
    ]


def _constant(name: str, values: list[str], boost: float, **options: Any) -> Query:
    return Q("constant_score", filter=Q("terms", **{name: values}), boost=boost, **options)


def _field(name: str) -> str:
    return f"passages.{name}"


def _count(search: Search, name: str, others: list[Query]) -> None:
    """Documents by value, of what passes the other filters: aggregations do not see the post filter."""
    if others:
        search.aggs.bucket(name, "filter", Q("bool", filter=others)).bucket(
            "values", "terms", field=name, size=FACET_SIZE
        )
    else:
        search.aggs.bucket(name, "terms", field=name, size=FACET_SIZE)


def _facet(counted: Any) -> dict[str, int]:
    values = counted.get("values", counted)
    return {bucket["key"]: bucket["doc_count"] for bucket in values["buckets"]}


def _hit(hit: Any) -> Hit:
    inner = hit["inner_hits"]["passages"]["hits"]["hits"]
    return Hit(
        document_id=hit["_id"],
        score=float(hit["_score"] or 0.0),
        anchors=tuple(entry["fields"]["passages.anchor"][0] for entry in inner),
        parts=_parts(inner[0].get("matched_queries") if inner else None) | _parts(hit.get("matched_queries")),
    )


def _parts(matched: Any) -> dict[str, float]:
    """Scores of the named clauses, which the server gives only when asked."""
    return {name: float(score) for name, score in matched.items()} if isinstance(matched, dict) else {}
