"""A search over one generation: candidates, scores, hits, facets."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search.engines.base import FACETS, PASSAGES_SHOWN, Hit, Passage, Request, Results
from search.engines.weights import score_weights, words_required
from search.text.query import ReadQuery


@dataclass
class Found:
    """A document among the candidates, with its passages' scores (higher is better)."""

    id: str
    facets: Mapping[str, str]
    date: str
    passages: list[tuple[float, int]] = field(default_factory=list)

    @property
    def score(self) -> float:
        return max(score for score, _rowid in self.passages)


def find(connection: sqlite3.Connection, generation: str, request: Request) -> Results:
    """Documents whose passages hold enough of the words, best first, with exact facets."""
    scores = _scores(connection, generation, request.query)
    documents = _documents(connection, generation, scores)
    matching = [document for document in documents if _passes(document, request.filters)]
    matching.sort(key=lambda d: (-d.score, d.id))
    if request.sort == "date":
        matching.sort(key=lambda d: d.date, reverse=True)
    first = (request.page - 1) * request.page_size
    shown = matching[first : first + request.page_size]
    return Results(
        hits=tuple(_hit(connection, generation, document) for document in shown),
        total=len(matching),
        facets={name: _facet(documents, request.filters, name) for name in FACETS},
    )


def _scores(connection: sqlite3.Connection, generation: str, query: ReadQuery) -> dict[int, float]:
    """Row ids of passages that hold enough different words, with their score (higher is better)."""
    if query.is_empty:
        return {}
    candidates = _candidates(connection, generation, query)
    weights = score_weights()

    def part(table: str, column: str, terms: Iterable[str], weight: float) -> dict[int, float]:
        expression = f"{column} : ({_either(terms)})" if weight and terms else ""
        return _bm25(connection, f"{table}_{generation}", expression, candidates, weight)

    words = part("whole", "words", query.terms, weights.words)
    pairs = part("whole", "pairs", dict.fromkeys(query.pairs), weights.pairs)
    accented = part("whole", "accented", dict.fromkeys(query.accented) if query.has_marks else (), weights.accented)
    heading = part("heads", "heading", query.terms, weights.heading)
    title = part("heads", "title", query.terms, weights.title)
    return {
        row: _best(
            [score + pairs.get(row, 0.0) + accented.get(row, 0.0), heading.get(row, 0.0), title.get(row, 0.0)],
            weights.tie,
        )
        for row, score in words.items()
    }


def _best(scores: list[float], tie: float) -> float:
    """The best score and a share of the others (dis_max)."""
    best = max(scores)
    return best + tie * (sum(scores) - best)


def _candidates(connection: sqlite3.Connection, generation: str, query: ReadQuery) -> str:
    """JSON list of the rows that hold at least the required number of different words."""
    table = f"whole_{generation}"
    one = f"SELECT rowid AS r FROM {table} WHERE {table} MATCH ?"
    union = " UNION ALL ".join([one] * len(query.terms))
    rows = connection.execute(
        f"SELECT json_group_array(r) FROM (SELECT r FROM ({union}) GROUP BY r HAVING count(*) >= ?)",
        (*(f'words : "{term}"' for term in query.terms), words_required(len(query.terms))),
    )
    return str(rows.fetchone()[0])


def _bm25(
    connection: sqlite3.Connection, table: str, expression: str, candidates: str, weight: float
) -> dict[int, float]:
    """Weighted BM25 of the candidates that match, sign turned: higher is better.

    The weight is a factor here: inside FTS5's bm25() it would be lost in the saturation of word counts.
    The plus keeps SQLite from running the whole match once for each candidate.
    """
    if not expression:
        return {}
    rows = connection.execute(
        f"SELECT rowid, -bm25({table}) * ? FROM {table}"
        f" WHERE {table} MATCH ? AND +rowid IN (SELECT value FROM json_each(?))",
        (weight, expression, candidates),
    )
    return dict(rows.fetchall())


def _either(terms: Iterable[str]) -> str:
    """Words hold letters and digits only, so quoting is enough."""
    return " OR ".join(f'"{term}"' for term in terms)


def _documents(connection: sqlite3.Connection, generation: str, scores: dict[int, float]) -> list[Found]:
    rows = connection.execute(
        f"SELECT p.rowid, d.id, d.kind, d.commune, d.hamlet, d.year, d.date FROM passages_{generation} p"
        f" JOIN docs_{generation} d ON d.id = p.doc WHERE p.rowid IN (SELECT value FROM json_each(?))",
        (json.dumps(list(scores)),),
    )
    found: dict[str, Found] = {}
    for rowid, document_id, kind, commune, hamlet, year, date in rows:
        facets = {"kind": kind, "commune": commune, "hamlet": hamlet, "year": year}
        document = found.setdefault(document_id, Found(document_id, facets, date))
        document.passages.append((scores[rowid], rowid))
    return list(found.values())


def _passes(document: Found, filters: Mapping[str, frozenset[str]], but: str = "") -> bool:
    return all(document.facets[name] in values for name, values in filters.items() if values and name != but)


def _facet(documents: list[Found], filters: Mapping[str, frozenset[str]], name: str) -> dict[str, int]:
    counted = Counter(d.facets[name] for d in documents if d.facets[name] and _passes(d, filters, but=name))
    return dict(counted.most_common())


def _hit(connection: sqlite3.Connection, generation: str, document: Found) -> Hit:
    best = sorted(document.passages, key=lambda passage: (-passage[0], passage[1]))[:PASSAGES_SHOWN]
    rows = connection.execute(
        f"SELECT rowid, anchor, heading, body FROM passages_{generation}"
        " WHERE rowid IN (SELECT value FROM json_each(?))",
        (json.dumps([rowid for _score, rowid in best]),),
    )
    by_row = {rowid: Passage(anchor, heading, body) for rowid, anchor, heading, body in rows}
    return Hit(document.id, document.score, tuple(by_row[rowid] for _score, rowid in best))
