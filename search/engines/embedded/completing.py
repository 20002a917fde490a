"""Completion of names in the SQLite file: a table of names and an FTS5 index of their words' beginnings.

The row number carries the merit in its upper bits, so that matches come in order of merit without sorting.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from search.engines.base import Document
from search.engines.completions import (
    FORMER,
    distinct,
    groups,
    merit_of,
    names_of,
    words_of,
)
from search.engines.names import Completion, Name, Reading

TABLES = ("names", "starts")
CREATE = """
CREATE TABLE names_{g} (
    rowid INTEGER PRIMARY KEY, doc TEXT NOT NULL, kind TEXT NOT NULL, text TEXT, about TEXT, former INTEGER
);
CREATE INDEX names_{g}_doc ON names_{g} (doc);
CREATE VIRTUAL TABLE starts_{g} USING fts5(words, prefix='1 2 3', detail=none, {tokenize})
"""
_MERIT_BITS = 40


def write(connection: sqlite3.Connection, generation: str, document: Document) -> None:
    """Store the names of a document that has none (see `clear`)."""
    merit = merit_of(document)
    for name in names_of(document):
        row = _free_row(connection, generation, merit + FORMER * name.former)
        connection.execute(
            f"INSERT INTO names_{generation} VALUES (?, ?, ?, ?, ?, ?)",
            (row, document.id, document.kind, name.text, name.about, int(name.former)),
        )
        connection.execute(
            f"INSERT INTO starts_{generation} (rowid, words) VALUES (?, ?)", (row, " ".join(sorted(words_of(name))))
        )


def clear(connection: sqlite3.Connection, generation: str, document_id: str) -> None:
    """Forget the names of a document."""
    rows = f"SELECT rowid FROM names_{generation} WHERE doc = ?"
    connection.execute(f"DELETE FROM starts_{generation} WHERE rowid IN ({rows})", (document_id,))
    connection.execute(f"DELETE FROM names_{generation} WHERE doc = ?", (document_id,))


def complete(
    connection: sqlite3.Connection, generation: str, readings: Sequence[Reading], limit: int
) -> tuple[Completion, ...]:
    """At most `limit` names of places and as many of documents, those of an earlier reading first."""
    found: list[Completion] = []
    for first, end in groups():
        group: list[Completion] = []
        for reading in readings:
            if len(group) < limit:
                group += _matches(connection, generation, reading, first, end, limit)
        found += distinct(group, limit)
    return tuple(found)


def _matches(
    connection: sqlite3.Connection, generation: str, reading: Reading, first: int, end: int, limit: int
) -> Iterator[Completion]:
    # Words hold letters and digits only, so quoting is enough.
    terms = [f'"{word}"' for word in reading.whole] + ([f'"{reading.start}" *'] if reading.start else [])
    rows = connection.execute(
        f"SELECT n.doc, n.kind, s.rowid, n.text, n.about, n.former FROM starts_{generation} s"
        f" JOIN names_{generation} n ON n.rowid = s.rowid"
        f" WHERE s.starts_{generation} MATCH ? AND s.rowid >= ? AND s.rowid < ? ORDER BY s.rowid LIMIT ?",
        (" AND ".join(terms), first << _MERIT_BITS, end << _MERIT_BITS, limit),
    )
    for doc, kind, row, text, about, former in rows:
        yield Completion(doc, kind, row >> _MERIT_BITS, Name(text, about, bool(former)))


def _free_row(connection: sqlite3.Connection, generation: str, merit: int) -> int:
    first = merit << _MERIT_BITS
    last = connection.execute(
        f"SELECT max(rowid) FROM names_{generation} WHERE rowid >= ? AND rowid < ?",
        (first, (merit + 1) << _MERIT_BITS),
    ).fetchone()[0]
    return first if last is None else int(last) + 1
