"""Documents like another one in the SQLite file: those that share its most telling pairs."""

from __future__ import annotations

import json
import math
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Mapping

from search.engines.base import Document
from search.engines.completions import PLACE
from search.engines.likeness import MOST_ASKED, SAME_KIND, SIMILAR_SECONDS, nearest, pairs_of

BEST_PASSAGES = 3  # of a document count
MOST_ROWS = 200
MOST_MATCHES = 10_000  # passages that are scored: a pair that stands everywhere tells nothing and costs most
_STEPS = 2_000  # of SQLite's machine between two looks at the clock


def similar(connection: sqlite3.Connection, generation: str, document: Document, limit: int) -> tuple[str, ...]:
    """Ids of the documents most like `document`, best first; itself and places apart.

    Raises sqlite3.OperationalError after `SIMILAR_SECONDS`.
    """
    end = time.monotonic() + SIMILAR_SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
    telling = _telling(connection, generation, pairs_of(document))
    if not telling:
        return ()
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for doc, score in _passages(connection, generation, telling, document.id):
        scores[doc].append(score)
    kinds = _kinds(connection, generation, list(scores))
    ranked = {
        doc: sum(sorted(found, reverse=True)[:BEST_PASSAGES]) * (SAME_KIND if kinds.get(doc) == document.kind else 1.0)
        for doc, found in scores.items()
        if kinds.get(doc, PLACE) != PLACE
    }
    return nearest(ranked, limit)


def _telling(connection: sqlite3.Connection, generation: str, pairs: Counter[str]) -> list[str]:
    """The pairs that say most: frequent in the document, rare elsewhere, but there."""
    passages = connection.execute(f"SELECT count(*) FROM passages_{generation}").fetchone()[0]
    there = {pair: n for pair, n in _frequencies(connection, generation, pairs).items() if n > 1}
    weights = {pair: (1 + math.log(pairs[pair])) * math.log((1 + passages) / (1 + n)) for pair, n in there.items()}
    chosen, matches = [], 0
    for pair in sorted(weights, key=lambda pair: (-weights[pair], pair))[:MOST_ASKED]:
        matches += there[pair]
        if chosen and matches > MOST_MATCHES:
            break
        chosen.append(pair)
    return chosen


def _frequencies(connection: sqlite3.Connection, generation: str, pairs: Mapping[str, int]) -> dict[str, int]:
    """Passages that hold each pair. The vocabulary of an FTS5 table is a view of its index, made for this reading."""
    table = f"vocabulary_{generation}"
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table} USING fts5vocab('main', 'whole_{generation}', 'row')"
    )
    rows = connection.execute(
        f"SELECT term, doc FROM temp.{table} WHERE term IN (SELECT value FROM json_each(?))", (json.dumps(list(pairs)),)
    )
    return dict(rows.fetchall())


def _passages(connection: sqlite3.Connection, generation: str, pairs: list[str], but: str) -> list[tuple[str, float]]:
    """Documents of the passages that hold most of the pairs, with the passages' scores (higher is better)."""
    table = f"whole_{generation}"
    rows = connection.execute(
        f"SELECT p.doc, -bm25({table}) AS score FROM {table} JOIN passages_{generation} p ON p.rowid = {table}.rowid"
        f" WHERE {table} MATCH ? AND p.doc <> ? ORDER BY score DESC LIMIT ?",
        (f"pairs : ({' OR '.join(f'{chr(34)}{pair}{chr(34)}' for pair in pairs)})", but, MOST_ROWS),
    )
    return rows.fetchall()


def _kinds(connection: sqlite3.Connection, generation: str, documents: list[str]) -> dict[str, str]:
    rows = connection.execute(
        f"SELECT doc, kind FROM names_{generation} WHERE doc IN (SELECT value FROM json_each(?))",
        (json.dumps(documents),),
    )
    return dict(rows.fetchall())
