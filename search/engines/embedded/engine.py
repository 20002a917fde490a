"""The embedded engine: our own SQLite FTS5 file. No server, several processes, exact counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from search.engines.base import Document, EngineUnavailable, Request, Results, Status

from .ranking import find
from .store import BUILDING, LIVE, Store, set_meta


class EmbeddedEngine:
    """See `search.engines.base.Engine`."""

    name = "embedded"

    def __init__(self, path: str) -> None:
        self.store = Store(path)

    def search(self, request: Request) -> Results:
        with self.store.connection() as connection:
            return find(connection, self.store.generation(connection), request)

    def write(self, documents: Sequence[Document]) -> None:
        with self.store.connection(write=True) as connection:
            for generation in self.store.generations(connection):
                for document in documents:
                    self.store.write(connection, generation, document)

    def delete(self, versions: Mapping[str, int]) -> None:
        with self.store.connection(write=True) as connection:
            for generation in self.store.generations(connection):
                for document_id, version in versions.items():
                    self.store.delete(connection, generation, document_id, version)

    def versions(self) -> dict[str, int]:
        with self.store.connection() as connection:
            return self.store.versions(connection, self.store.generation(connection))

    def rebuild(self) -> EmbeddedRebuild:
        return EmbeddedRebuild(self.store)

    def is_ready(self) -> bool:
        return self.status().available

    def status(self) -> Status:
        try:
            with self.store.connection() as connection:
                generation = self.store.generation(connection)
                count = len(self.store.versions(connection, generation))
        except EngineUnavailable as problem:
            return Status(self.name, False, 0, "", str(problem))
        return Status(self.name, True, count, generation)

    def refresh(self) -> None:
        """A committed write is seen at once."""

    def drop(self) -> None:
        """Remove the index (throw-away indexes of tests and evaluations)."""
        for suffix in ("", "-wal", "-shm"):
            self.store.path.with_name(self.store.path.name + suffix).unlink(missing_ok=True)


class EmbeddedRebuild:
    """See `search.engines.base.Rebuild`. An earlier rebuild that was killed is dropped."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.connection(write=True) as connection:
            self.generation = store.create(connection)
            set_meta(connection, {BUILDING: self.generation})

    def write(self, documents: Iterable[Document]) -> None:
        with self.store.connection(write=True) as connection:
            for document in documents:
                self.store.write(connection, self.generation, document)

    def count(self) -> int:
        with self.store.connection() as connection:
            return len(self.store.versions(connection, self.generation))

    def finish(self) -> None:
        """Swap in one transaction; the generation before stays until the next rebuild."""
        with self.store.connection(write=True) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (LIVE,)).fetchone()
            set_meta(connection, {LIVE: self.generation, BUILDING: None})
            self.store.drop_except(connection, [self.generation, *([str(row[0])] if row else [])])

    def abandon(self) -> None:
        with self.store.connection(write=True) as connection:
            set_meta(connection, {BUILDING: None})
            self.store.drop_except(connection, self._kept(connection))

    def _kept(self, connection: sqlite3.Connection) -> list[str]:
        try:
            return [self.store.generation(connection)]
        except EngineUnavailable:
            return []
