"""A search over one generation: candidates, scores, hits, facets."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from search.engines.base import FACETS, PASSAGES_SHOWN, Hit, Request, Results
from search.engines.plan import Groups, Plan, Unit, plan_of
from search.engines.weights import cited_share, named_place_boost, own_place_boost, score_weights
from search.text.operators import Phrase

from .bm25 import Bm25, Scores


@dataclass
class Found:
    """A document among the candidates, with its passages' scores (higher is better)."""

    id: str
    facets: Mapping[str, list[str]]
    date: str
    passages: list[tuple[float, int]] = field(default_factory=list)
    near: float = 0.0
    named: float = 0.0

    @property
    def score(self) -> float:
        return max(score for score, _rowid in self.passages) + self.near + self.named


def find(connection: sqlite3.Connection, generation: str, request: Request) -> Results:
    """Documents whose passages hold enough of what was asked for, best first, with exact facets."""
    every = request.sort != "relevance"
    search = None if request.query.is_empty else _Search(connection, generation, plan_of(request.query, every=every))
    scores = search.scores() if search else {}
    documents = _documents(connection, generation, scores)
    matching = [document for document in documents if _passes(document, request.filters)]
    _sort(matching, request)
    first = (request.page - 1) * request.page_size
    shown = matching[first : first + request.page_size]
    return Results(
        hits=tuple(_hit(connection, generation, document, search if request.explain else None) for document in shown),
        total=len(matching),
        facets={name: _facet(documents, request.filters, name) for name in FACETS},
    )


def _sort(documents: list[Found], request: Request) -> None:
    # Sets made once: "ấp 1" names a hamlet of nearly every commune, and there are documents by the ten thousand.
    places = [] if request.query.is_empty else [(level, set(ids)) for level, ids in plan_of(request.query).places]
    own_boost, named_boost = own_place_boost(), named_place_boost()
    for document in documents if request.near or places else ():
        document.near = own_boost * (request.near in document.facets.get("commune", ()))
        document.named = named_boost * sum(not ids.isdisjoint(document.facets.get(level, ())) for level, ids in places)
    documents.sort(key=lambda d: (-d.score, d.id))
    if request.sort == "date":
        documents.sort(key=lambda d: d.date, reverse=True)


class _Search:
    """One plan carried out on the tables of one generation."""

    def __init__(self, connection: sqlite3.Connection, generation: str, plan: Plan) -> None:
        self.connection, self.generation, self.plan = connection, generation, plan
        self.parts: dict[str, Scores] = {}
        self.whole, self.refs = f"whole_{generation}", f"refs_{generation}"

    def scores(self) -> Scores:
        """Rows of passages that hold enough, with their score."""
        weights, plan = score_weights(), self.plan
        references = self._references()
        candidates = self._candidates(references)
        bm25 = Bm25(self.connection, self.generation)

        def part(table: str, column: str, groups: Groups, weight: float) -> Scores:
            total: Counter[int] = Counter()
            for own, terms in groups.items():
                total.update(bm25.score(table, column, terms, weight * own))
            return dict(total)

        whole: Counter[int] = Counter(part("whole", "words", plan.words, weights.words))
        whole.update(part("whole", "pairs", plan.pairs, weights.pairs))
        whole.update(part("whole", "accented", plan.accented, 1.0))
        heading = part("heads", "heading", plan.heads, weights.heading)
        title = part("heads", "title", plan.heads, weights.title)
        self.parts = {"whole": dict(whole), "heading": heading, "title": title, "references": references}
        return {
            row: _best([whole.get(row, 0.0), heading.get(row, 0.0), title.get(row, 0.0)], weights.tie)
            + references.get(row, 0.0)
            for row in candidates
        }

    def parts_of(self, row: int) -> dict[str, float]:
        """The parts of a row's score, after `scores`."""
        return {name: scores[row] for name, scores in self.parts.items() if row in scores}

    def _candidates(self, references: Scores) -> list[int]:
        """The rows that hold the required number of units, or what a reference names; kept in `temp.candidates`."""
        one = f"SELECT rowid AS r FROM {self.whole} WHERE {self.whole} MATCH ?"
        union = " UNION ALL ".join([one] * len(self.plan.units))
        execute = self.connection.execute
        execute("PRAGMA temp_store = MEMORY")
        execute("CREATE TEMP TABLE candidates (row INTEGER PRIMARY KEY)")
        execute(
            f"INSERT INTO candidates SELECT r FROM ({union}) GROUP BY r HAVING count(*) >= ?",
            (*(_unit(unit) for unit in self.plan.units), self.plan.required),
        )
        self.connection.executemany("INSERT OR IGNORE INTO candidates VALUES (?)", [(row,) for row in references])
        for wanted, phrases in ((True, self.plan.phrases), (False, self.plan.excluded)):
            for phrase in phrases:
                found = f"(SELECT rowid FROM {self.whole} WHERE {self.whole} MATCH ?)"
                execute(f"DELETE FROM candidates WHERE row {'NOT ' * wanted}IN {found}", (_phrase(phrase),))
        return [row for (row,) in execute("SELECT row FROM candidates")]

    def _references(self) -> Scores:
        """For each legal reference of the query the best keyword of a passage counts."""
        total: Counter[int] = Counter()
        for keywords in self.plan.references:
            best: Scores = {}
            for keyword, weight in keywords:
                rows = self.connection.execute(f"SELECT row, cited FROM {self.refs} WHERE keyword = ?", (keyword,))
                for row, cited in rows:
                    best[row] = max(best.get(row, 0.0), weight * (cited_share() if cited else 1.0))
            total.update(best)
        return dict(total)


def _best(scores: list[float], tie: float) -> float:
    """The best score and a share of the others (dis_max)."""
    best = max(scores)
    return best + tie * (sum(scores) - best)


def _unit(unit: Unit) -> str:
    """FTS5 expression of a unit. Words hold letters, digits and the mark of pairs only, so quoting is enough."""
    ways = [f"words : {_quoted(unit.word)}"]
    ways += [f"accented : ({_either(unit.accented)})"] if unit.accented else []
    ways += [f"(pairs : {' AND '.join(_quoted(pair) for pair in way)})" for way in unit.others if len(way) == 1]
    ways += [f"({' AND '.join(f'pairs : {_quoted(pair)}' for pair in way)})" for way in unit.others if len(way) > 1]
    return " OR ".join(ways)


def _phrase(phrase: Phrase) -> str:
    column = "accented" if phrase.accented else "words"
    return f'{column} : "{" ".join(phrase.words)}"'


def _either(terms: Iterable[str]) -> str:
    return " OR ".join(_quoted(term) for term in terms)


def _quoted(term: str) -> str:
    return f'"{term}"'


def _documents(connection: sqlite3.Connection, generation: str, scores: Scores) -> list[Found]:
    if not scores:
        return []
    rows = connection.execute(
        f"SELECT c.row, d.id, d.facets, d.date FROM candidates c JOIN passages_{generation} p ON p.rowid = c.row"
        f" JOIN docs_{generation} d ON d.id = p.doc"
    )
    found: dict[str, Found] = {}
    for row, document_id, facets, date in rows:
        document = found.get(document_id)
        if document is None:
            document = found[document_id] = Found(document_id, _decoded(facets), date)
        document.passages.append((scores[row], row))
    return list(found.values())


@lru_cache(maxsize=100_000)
def _decoded(facets: str) -> Mapping[str, list[str]]:
    return dict(json.loads(facets))


def _passes(document: Found, filters: Mapping[str, frozenset[str]], but: str = "") -> bool:
    return all(
        not values.isdisjoint(document.facets.get(name, ()))
        for name, values in filters.items()
        if values and name != but
    )


def _facet(documents: list[Found], filters: Mapping[str, frozenset[str]], name: str) -> dict[str, int]:
    shown = [d for d in documents if _passes(d, filters, but=name)] if filters else documents
    counted = Counter(chain.from_iterable(document.facets.get(name, ()) for document in shown))
    return dict(counted.most_common())


def _hit(connection: sqlite3.Connection, generation: str, document: Found, search: _Search | None) -> Hit:
    best = sorted(document.passages, key=lambda passage: (-passage[0], passage[1]))[:PASSAGES_SHOWN]
    rows = connection.execute(
        f"SELECT rowid, anchor FROM passages_{generation} WHERE rowid IN (SELECT value FROM json_each(?))",
        (json.dumps([rowid for _score, rowid in best]),),
    )
    anchors = dict(rows)
    parts = search.parts_of(best[0][1]) | {"near": document.near, "places": document.named} if search else {}
    return Hit(document.id, document.score, tuple(anchors[rowid] for _score, rowid in best), parts)
