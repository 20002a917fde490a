"""BM25 of FTS5 as Lucene counts it, so that weights mean the same in both engines.

FTS5 keeps the constant factor k1 + 1 that Lucene leaves out, and its idf, log((N - n + .5) / (n + .5)), falls to
nothing for a word that half of the passages hold; Lucene's, log(1 + (N - n + .5) / (n + .5)), stays positive.
For rare words they agree, so that only frequent ones are asked for by themselves.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

Scores = dict[int, float]  # row of a passage → score, higher is better

CONSTANT = 2.2  # k1 + 1
LEAST_IDF = 1e-6  # FTS5's floor
# Of headings, titles and accents a word of more than half of the passages says next to nothing and costs a walk
# through all of them (the judged sets come out the same without); of the words themselves it does say something.
EVERYWHERE = 0.5
FEW = 1000  # passages through which it costs nothing to walk
FREQUENT = 0.1  # share of the passages from which on the two differ by more than 5 %


class Bm25:
    """Scores of terms in one column, of the rows of `temp.candidates`."""

    def __init__(self, connection: sqlite3.Connection, generation: str) -> None:
        self.connection, self.generation = connection, generation
        # The words' table and that of headings have a row for each passage.
        self.rows = int(connection.execute(f"SELECT count(*) FROM passages_{generation}").fetchone()[0])

    def score(self, table: str, column: str, terms: Iterable[str], weight: float) -> Scores:
        """Weighted sum over the terms, of rows that hold one of them."""
        total: Counter[int] = Counter()
        for factor, some in self._by_factor(table, column, terms):
            total.update(self._sum(f"{table}_{self.generation}", column, some, weight * factor / CONSTANT))
        return dict(total)

    def _by_factor(self, table: str, column: str, terms: Iterable[str]) -> Iterator[tuple[float, list[str]]]:
        """Rare terms together, each frequent one alone, with what its score must be multiplied by."""
        rare = []
        for term in terms:
            holding = self._holding(table, column, term)
            if holding <= self.rows * FREQUENT:
                rare.append(term)
            elif column == "words" or holding <= max(FEW, self.rows * EVERYWHERE):
                odds = (self.rows - holding + 0.5) / (holding + 0.5)
                yield math.log(1 + odds) / max(LEAST_IDF, math.log(odds)), [term]
        if rare:
            yield 1.0, rare

    def _holding(self, table: str, column: str, term: str) -> int:
        """In how many rows a term stands."""
        row = self.connection.execute(
            f"SELECT doc FROM {table}_words_{self.generation} WHERE term = ? AND col = ?", (term, column)
        ).fetchone()
        return int(row[0]) if row else 0

    def _sum(self, table: str, column: str, terms: list[str], weight: float) -> Scores:
        """The plus keeps SQLite from running the whole match once for each candidate."""
        either = " OR ".join(f'"{term}"' for term in terms)
        rows = self.connection.execute(
            f"SELECT rowid, -bm25({table}) * ? FROM {table} WHERE {table} MATCH ? AND +rowid IN candidates",
            (weight, f"{column} : ({either})"),
        )
        return dict(rows.fetchall())
