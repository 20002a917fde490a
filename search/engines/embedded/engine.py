"""The embedded engine: our own SQLite FTS5 file. No server, several processes, exact counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from search.engines.base import Document, EngineUnavailable, Refusal, Request, Results, Status
from search.engines.names import Completion, Reading

from . import completing, similar
from .ranking import find
from .store import BEFORE, BUILDING, LIVE, Store, meta, set_meta


class EmbeddedEngine:
    """See `search.engines.base.Engine`."""

    name = "embedded"

    def __init__(self, path: str) -> None:
        self.store = Store(path)

    def search(self, request: Request) -> Results:
        with self.store.connection() as connection:
            return find(connection, self.store.generation(connection), request)

    def complete(self, readings: Sequence[Reading], limit: int) -> tuple[Completion, ...]:
        with self.store.connection() as connection:
            return completing.complete(connection, self.store.generation(connection), readings, limit)

    def similar(self, document: Document, limit: int) -> tuple[str, ...]:
        with self.store.connection() as connection:
            return similar.similar(connection, self.store.generation(connection), document, limit)

    def write(self, documents: Sequence[Document]) -> dict[str, Refusal]:
        """Nothing is refused: any text is stored."""
        with self.store.connection(write=True) as connection:
            for generation in self.store.generations(connection):
                for document in documents:
                    self.store.write(connection, generation, document)
        return {}

    def delete(self, versions: Mapping[str, int]) -> dict[str, Refusal]:
        with self.store.connection(write=True) as connection:
            for generation in self.store.generations(connection):
                for document_id, version in versions.items():
                    self.store.delete(connection, generation, document_id, version)
        return {}

    def versions(self) -> dict[str, int]:
        with self.store.connection() as connection:
            return self.store.versions(connection, self.store.generation(connection))

    def rebuild(self, resume: str = "") -> EmbeddedRebuild:
        return EmbeddedRebuild(self.store, resume)

    def is_ready(self) -> bool:
        return self.status().available

    def status(self) -> Status:
        try:
            with self.store.connection() as connection:
                generation = self.store.generation(connection)
                count = self.store.count(connection, generation)
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
    """See `search.engines.base.Rebuild`. An earlier rebuild that was killed is gone on with, or dropped."""

    def __init__(self, store: Store, resume: str = "") -> None:
        self.store = store
        self.generation = resume
        with store.connection(write=True) as connection:
            if resume and meta(connection, BUILDING) == resume:
                return
            set_meta(connection, {BUILDING: None})
            store.drop_unused(connection)
            self.generation = store.create(connection)
            set_meta(connection, {BUILDING: self.generation})

    def write(self, documents: Sequence[Document]) -> dict[str, Refusal]:
        with self.store.connection(write=True) as connection:
            self._must_go_on(connection)
            for document in documents:
                self.store.write(connection, self.generation, document)
        return {}

    def versions(self) -> dict[str, int]:
        with self.store.connection() as connection:
            self._must_go_on(connection)
            return self.store.versions(connection, self.generation)

    def finish(self) -> None:
        """Swap in one transaction; the generation before stays until the next swap."""
        with self.store.connection(write=True) as connection:
            self._must_go_on(connection)
            set_meta(connection, {BEFORE: meta(connection, LIVE), LIVE: self.generation, BUILDING: None})
            self.store.drop_unused(connection)

    def abandon(self) -> None:
        with self.store.connection(write=True) as connection:
            if meta(connection, BUILDING) == self.generation:
                set_meta(connection, {BUILDING: None})
            self.store.drop_unused(connection)

    def _must_go_on(self, connection: sqlite3.Connection) -> None:
        if meta(connection, BUILDING) != self.generation:
            raise EngineUnavailable("another rebuild has taken over")
