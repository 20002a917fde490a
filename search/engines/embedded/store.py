"""The SQLite file of the embedded engine: generations of tables, versions, tombstones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import Document, EngineUnavailable
from search.engines.terms import accented, folded, folded_pairs

# A document that was deleted stays as a row with its version, so that an older write cannot bring it back.
_TABLES = """
CREATE TABLE docs_{g} (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, kind TEXT, title TEXT,
    commune TEXT, hamlet TEXT, year TEXT, date TEXT, state TEXT
) WITHOUT ROWID;
CREATE TABLE passages_{g} (
    rowid INTEGER PRIMARY KEY, doc TEXT NOT NULL, anchor TEXT, heading TEXT, body TEXT
);
CREATE INDEX passages_{g}_doc ON passages_{g} (doc);
CREATE VIRTUAL TABLE fts_{g} USING fts5(
    title, heading, body, tags, pairs, accented, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
"""
LIVE, BUILDING = "live", "building"


class Store:
    """One SQLite file, safe under several processes (WAL; a write is one IMMEDIATE transaction)."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    @contextmanager
    def connection(self, write: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection of its own; with `write`, one transaction. sqlite3 errors become EngineUnavailable."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        except (sqlite3.Error, OSError) as problem:
            raise EngineUnavailable(str(problem)) from problem
        try:
            connection.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
            )
            if write:
                connection.execute("BEGIN IMMEDIATE")
            yield connection
            if write:
                connection.execute("COMMIT")
        except sqlite3.Error as problem:
            raise EngineUnavailable(str(problem)) from problem
        finally:
            connection.close()

    def generation(self, connection: sqlite3.Connection, which: str = LIVE) -> str:
        """Name of the live or building generation. Raises EngineUnavailable when there is no index yet."""
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (which,)).fetchone()
        if row is None:
            raise EngineUnavailable("the index has not been built")
        return str(row[0])

    def generations(self, connection: sqlite3.Connection) -> list[str]:
        """Live and, during a rebuild, the new one."""
        rows = connection.execute("SELECT value FROM meta WHERE key IN (?, ?)", (LIVE, BUILDING)).fetchall()
        if not rows:
            raise EngineUnavailable("the index has not been built")
        return sorted({str(row[0]) for row in rows})

    def write(self, connection: sqlite3.Connection, generation: str, document: Document) -> None:
        """Store a document unless a newer version (or deletion) is there."""
        if self._is_newer(connection, generation, document.id, document.version):
            return
        self._clear(connection, generation, document.id)
        connection.execute(
            f"INSERT OR REPLACE INTO docs_{generation} VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id, document.version, document.kind, document.title, document.commune, document.hamlet,
                str(document.year or ""), document.date.isoformat() if document.date else "", document.state,
            ),
        )  # fmt: skip
        for passage in document.passages:
            cursor = connection.execute(
                f"INSERT INTO passages_{generation} (doc, anchor, heading, body) VALUES (?, ?, ?, ?)",
                (document.id, passage.anchor, passage.heading, passage.body),
            )
            connection.execute(
                f"INSERT INTO fts_{generation} (rowid, title, heading, body, tags, pairs, accented)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    cursor.lastrowid,
                    folded(document.title),
                    folded(passage.heading),
                    folded(passage.body),
                    folded(" ".join(document.tags)),
                    folded_pairs(document.title, passage.heading, passage.body, *document.tags),
                    accented(f"{document.title} {passage.heading} {passage.body}"),
                ),
            )

    def delete(self, connection: sqlite3.Connection, generation: str, document_id: str, version: int) -> None:
        """Leave only a tombstone with its version."""
        if self._is_newer(connection, generation, document_id, version):
            return
        self._clear(connection, generation, document_id)
        connection.execute(
            f"INSERT OR REPLACE INTO docs_{generation} (id, version, deleted) VALUES (?, ?, 1)",
            (document_id, version),
        )

    def versions(self, connection: sqlite3.Connection, generation: str) -> dict[str, int]:
        rows = connection.execute(f"SELECT id, version FROM docs_{generation} WHERE NOT deleted")
        return {str(document_id): int(version) for document_id, version in rows}

    def create(self, connection: sqlite3.Connection) -> str:
        """Tables of a new generation, named by a growing number."""
        row = connection.execute("SELECT value FROM meta WHERE key = 'last'").fetchone()
        generation = str(int(row[0]) + 1 if row else 1)
        for statement in _TABLES.format(g=generation).split(";\n"):
            if statement.strip():
                connection.execute(statement)
        set_meta(connection, {"last": generation})
        return generation

    def drop_except(self, connection: sqlite3.Connection, kept: Iterable[str]) -> None:
        """Drop the tables of all generations that are not in `kept`."""
        names = connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'docs_[0-9]*' AND type = 'table'")
        for generation in [str(name[0]).removeprefix("docs_") for name in names.fetchall()]:
            if generation not in set(kept):
                for table in ("docs", "passages", "fts"):
                    connection.execute(f"DROP TABLE IF EXISTS {table}_{generation}")

    def _is_newer(self, connection: sqlite3.Connection, generation: str, document_id: str, version: int) -> bool:
        row = connection.execute(f"SELECT version FROM docs_{generation} WHERE id = ?", (document_id,)).fetchone()
        return row is not None and int(row[0]) > version

    def _clear(self, connection: sqlite3.Connection, generation: str, document_id: str) -> None:
        rows = f"SELECT rowid FROM passages_{generation} WHERE doc = ?"
        connection.execute(f"DELETE FROM fts_{generation} WHERE rowid IN ({rows})", (document_id,))
        connection.execute(f"DELETE FROM passages_{generation} WHERE doc = ?", (document_id,))


def set_meta(connection: sqlite3.Connection, values: Mapping[str, str | None]) -> None:
    """Set keys; None removes one."""
    for key, value in values.items():
        if value is None:
            connection.execute("DELETE FROM meta WHERE key = ?", (key,))
        else:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
