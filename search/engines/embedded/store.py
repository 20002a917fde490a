"""The SQLite file of the embedded engine: generations of tables, versions, tombstones."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import Document, EngineUnavailable, Passage
from search.engines.terms import joined, views

from . import completing

# Another layout of the tables gets another number: an index of other code counts as not built.
FORMAT = 6
LIVE, BUILDING, BEFORE = f"live:{FORMAT}", f"building:{FORMAT}", f"before:{FORMAT}"
READ_SECONDS, WRITE_SECONDS = 1.5, 10.0
TABLES = ("docs", "passages", "whole", "heads", "whole_words", "heads_words", "refs", *completing.TABLES)

# A document that was deleted stays as a row with its version, so that an older write cannot bring it back.
# Headings have a table of their own: FTS5 measures a row's length over all its columns.
_CREATE = """
CREATE TABLE docs_{g} (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, date TEXT, facets TEXT
) WITHOUT ROWID;
CREATE TABLE passages_{g} (
    rowid INTEGER PRIMARY KEY, doc TEXT NOT NULL, anchor TEXT
);
CREATE INDEX passages_{g}_doc ON passages_{g} (doc);
CREATE VIRTUAL TABLE whole_{g} USING fts5(words, pairs, accented, {tokenize});
CREATE VIRTUAL TABLE heads_{g} USING fts5(title, heading, {tokenize});
CREATE VIRTUAL TABLE whole_words_{g} USING fts5vocab(whole_{g}, 'col');
CREATE VIRTUAL TABLE heads_words_{g} USING fts5vocab(heads_{g}, 'col');
CREATE TABLE refs_{g} (keyword TEXT, row INTEGER, cited INTEGER, PRIMARY KEY (keyword, row)) WITHOUT ROWID;
CREATE INDEX refs_{g}_row ON refs_{g} (row)
"""
_TOKENIZE = "tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\""


class Store:
    """One SQLite file, safe under several processes (WAL; a write is one IMMEDIATE transaction)."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    @contextmanager
    def connection(self, write: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection of its own in one transaction: a reader sees one state of the index throughout.

        sqlite3's errors become EngineUnavailable.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            seconds = WRITE_SECONDS if write else READ_SECONDS
            connection = sqlite3.connect(self.path, timeout=seconds, isolation_level=None)
        except (sqlite3.Error, OSError) as problem:
            raise EngineUnavailable(str(problem)) from problem
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
            connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as problem:
            raise EngineUnavailable(str(problem)) from problem
        finally:
            connection.close()

    def generation(self, connection: sqlite3.Connection) -> str:
        """Name of the live generation. Raises EngineUnavailable when there is no index yet."""
        live = meta(connection, LIVE)
        if live is None:
            raise EngineUnavailable("the index has not been built")
        return live

    def generations(self, connection: sqlite3.Connection) -> list[str]:
        """Where writes go: the live generation and, during a rebuild, the new one."""
        found = {name for name in (meta(connection, LIVE), meta(connection, BUILDING)) if name}
        if not found:
            raise EngineUnavailable("the index has not been built")
        return sorted(found)

    def write(self, connection: sqlite3.Connection, generation: str, document: Document) -> None:
        """Store a document unless a newer version (or deletion) is there."""
        if self._is_newer(connection, generation, document.id, document.version):
            return
        self._clear(connection, generation, document.id)
        connection.execute(
            f"INSERT OR REPLACE INTO docs_{generation} VALUES (?, ?, 0, ?, ?)",
            (
                document.id,
                document.version,
                document.date.isoformat() if document.date else "",
                json.dumps({name: values for name, values in document.facets.items() if values}),
            ),
        )
        self._add_passages(connection, generation, document)
        completing.write(connection, generation, document)

    def _add_passages(self, connection: sqlite3.Connection, generation: str, document: Document) -> None:
        title, tags = views(document.title), views(" ".join(document.tags))
        for passage in document.passages or (Passage("", "", ""),):
            heading, body = views(passage.heading), views(passage.body)
            parts = (title, heading, body, tags)
            row = connection.execute(
                f"INSERT INTO passages_{generation} (doc, anchor) VALUES (?, ?)",
                (document.id, passage.anchor),
            ).lastrowid
            connection.execute(
                f"INSERT INTO whole_{generation} (rowid, words, pairs, accented) VALUES (?, ?, ?, ?)",
                (
                    row,
                    joined([part.folded for part in parts]),
                    joined([part.pairs for part in parts]),
                    joined([part.accented for part in parts]),
                ),
            )
            connection.execute(
                f"INSERT INTO heads_{generation} (rowid, title, heading) VALUES (?, ?, ?)",
                (row, title.folded, heading.folded),
            )
            keywords = dict.fromkeys(passage.cites, 1) | dict.fromkeys(passage.references, 0)
            connection.executemany(
                f"INSERT INTO refs_{generation} VALUES (?, ?, ?)",
                [(keyword, row, cited) for keyword, cited in keywords.items()],
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

    def count(self, connection: sqlite3.Connection, generation: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM docs_{generation} WHERE NOT deleted").fetchone()[0])

    def create(self, connection: sqlite3.Connection) -> str:
        """Tables of a new generation, named by a growing number."""
        generation = str(int(meta(connection, "last") or 0) + 1)
        for statement in f"{_CREATE};{completing.CREATE}".format(g=generation, tokenize=_TOKENIZE).split(";\n"):
            connection.execute(statement)
        set_meta(connection, {"last": generation})
        return generation

    def drop_unused(self, connection: sqlite3.Connection) -> None:
        """Drop the tables of all generations but the live one, the one before and one in the making."""
        kept = {meta(connection, key) for key in (LIVE, BEFORE, BUILDING)}
        names = connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'docs_[0-9]*' AND type = 'table'")
        for generation in [str(name[0]).removeprefix("docs_") for name in names.fetchall()]:
            if generation not in kept:
                for table in (*TABLES, "fts"):  # "fts" is of the layout before
                    connection.execute(f"DROP TABLE IF EXISTS {table}_{generation}")

    def _is_newer(self, connection: sqlite3.Connection, generation: str, document_id: str, version: int) -> bool:
        row = connection.execute(f"SELECT version FROM docs_{generation} WHERE id = ?", (document_id,)).fetchone()
        return row is not None and int(row[0]) > version

    def _clear(self, connection: sqlite3.Connection, generation: str, document_id: str) -> None:
        rows = f"SELECT rowid FROM passages_{generation} WHERE doc = ?"
        for table in ("whole", "heads"):
            connection.execute(f"DELETE FROM {table}_{generation} WHERE rowid IN ({rows})", (document_id,))
        connection.execute(f"DELETE FROM refs_{generation} WHERE row IN ({rows})", (document_id,))
        connection.execute(f"DELETE FROM passages_{generation} WHERE doc = ?", (document_id,))
        completing.clear(connection, generation, document_id)


def meta(connection: sqlite3.Connection, key: str) -> str | None:
    """The value of a key; None when it is not set."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def set_meta(connection: sqlite3.Connection, values: Mapping[str, str | None]) -> None:
    """Set keys; None removes one."""
    for key, value in values.items():
        if value is None:
            connection.execute("DELETE FROM meta WHERE key = ?", (key,))
        else:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
