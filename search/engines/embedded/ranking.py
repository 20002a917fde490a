"""A search over one generation: candidates, scores, hits, facets."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search.engines.base import FACETS, PASSAGES_SHOWN, Hit, Passage, Request, Results
from search.engines.weights import weights, words_required
from search.text.query import ReadQuery

_COLUMNS = ("title", "heading", "body", "tags", "pairs", "accented")
_TEXT = "{title heading body tags}"


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
    """Row ids of passages that hold enough different words, with their BM25 (sign turned: higher is better)."""
    terms = list(dict.fromkeys(query.folded))
    if not terms:
        return {}
    coverage: Counter[int] = Counter()
    for term in terms:
        rows = connection.execute(
            f"SELECT rowid FROM fts_{generation} WHERE fts_{generation} MATCH ?", (f'{_TEXT} : "{term}"',)
        )
        coverage.update(row[0] for row in rows)
    required = words_required(len(terms))
    columns = ", ".join(str(weights()["fields"][name]) for name in _COLUMNS)
    rows = connection.execute(
        f"SELECT rowid, bm25(fts_{generation}, {columns}) FROM fts_{generation} WHERE fts_{generation} MATCH ?",
        (_any_of(query, terms),),
    )
    return {rowid: -score for rowid, score in rows if coverage[rowid] >= required}


def _any_of(query: ReadQuery, terms: list[str]) -> str:
    """FTS5 expression: any word, any pair, and with accents typed any accented word. Words hold letters and
    digits only, so quoting is enough."""
    parts = [f"{_TEXT} : ({_either(terms)})"]
    if query.pairs:
        parts.append(f"pairs : ({_either(dict.fromkeys(query.pairs))})")
    if query.has_marks:
        parts.append(f"accented : ({_either(dict.fromkeys(query.accented))})")
    return " OR ".join(parts)


def _either(terms: Iterable[str]) -> str:
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
