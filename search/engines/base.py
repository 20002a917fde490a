"""The contract of a search engine. Two fulfil it: `embedded` (SQLite FTS5) and `elasticsearch`.

A document is indexed as passages and found as one hit with its best passages. Writes carry a version that
grows with each change of the document; an older write than what is stored does nothing and is no error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from search.text.query import ReadQuery

FACETS = ("kind", "commune", "hamlet", "year")
PASSAGES_SHOWN = 3


class EngineUnavailable(Exception):
    """The engine does not answer, or its index is missing. The message says why, for the log."""


@dataclass(frozen=True)
class Passage:
    """A part of a document that can be a hit: anchor on the page, heading, text."""

    anchor: str
    heading: str
    body: str


@dataclass(frozen=True)
class Document:
    """What the index knows of a page. `id` is the page's id as text; `commune` and `hamlet` are place ids."""

    id: str
    version: int
    kind: str
    title: str
    passages: tuple[Passage, ...]
    commune: str = ""
    hamlet: str = ""
    year: int | None = None
    date: dt.date | None = None
    state: str = ""
    language: str = "vi"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """A search: the read query, filters by facet (several values of one facet are alternatives), page, order."""

    query: ReadQuery
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    page: int = 1
    page_size: int = 10
    sort: Literal["relevance", "date"] = "relevance"


@dataclass(frozen=True)
class Hit:
    """A found document with its best passages (in order of merit)."""

    document_id: str
    score: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Results:
    """`total` counts documents; `facets` count documents by value, each facet without its own filter, uncut."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Status:
    """How the engine is: name, whether it answers, documents in the index, generation of the index."""

    engine: str
    available: bool
    documents: int
    generation: str
    problem: str = ""


class Rebuild(Protocol):
    """A new index beside the live one. Until `finish`, live writes go to both."""

    def write(self, documents: Sequence[Document]) -> dict[str, str]: ...
    def versions(self) -> dict[str, int]: ...
    def finish(self) -> None:
        """Swap in one step; the index before stays until the next rebuild."""

    def abandon(self) -> None: ...


class Engine(Protocol):
    """What the site needs of an engine. Every method may raise EngineUnavailable."""

    name: str

    def search(self, request: Request) -> Results: ...
    def write(self, documents: Sequence[Document]) -> dict[str, str]:
        """Store documents, each unless a newer version or deletion is there. An equal version is written again.

        Gives id → reason of those that the engine refuses for what they hold; all others are stored.
        """

    def delete(self, versions: Mapping[str, int]) -> None:
        """Delete documents (id → version of the deletion); an older write cannot bring them back."""

    def versions(self) -> dict[str, int]:
        """All documents in the live index, with their versions."""

    def rebuild(self) -> Rebuild:
        """Begin a new index; an unfinished one is dropped, and its `finish` will raise EngineUnavailable."""

    def is_ready(self) -> bool: ...
    def status(self) -> Status:
        """Never raises: a failing engine is `available=False`."""

    def refresh(self) -> None:
        """Make everything written so far visible to `search`."""

    def drop(self) -> None:
        """Remove all indexes (throw-away ones of tests and evaluations)."""
