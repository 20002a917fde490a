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

from .names import Completion, Reading

FACETS = ("kind", "commune", "hamlet", "year", "state", "audience", "item", "topic")
PASSAGES_SHOWN = 3


class EngineUnavailable(Exception):
    """The engine does not answer, or its index is missing. The message says why, for the log."""


@dataclass(frozen=True)
class Passage:
    """A part of a document that can be a hit: anchor on the page, heading, text.

    `references` are the keywords of what it is and `cites` of what it mentions (`search.text.references`);
    a passage of a hit carries neither.
    """

    anchor: str
    heading: str
    body: str
    references: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """What the index knows of a page. `id` is the page's id as text; `commune` and `hamlet` are place ids.

    `audiences` and `topics` are keys, `item` the number of the disclosed item; each is a facet.
    """

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
    audiences: tuple[str, ...] = ()
    item: str = ""
    topics: tuple[str, ...] = ()
    language: str = "vi"
    tags: tuple[str, ...] = ()

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """Values by facet, for each of FACETS; an empty value is none."""
        values = {
            "kind": (self.kind,),
            "commune": (self.commune,),
            "hamlet": (self.hamlet,),
            "year": (str(self.year or ""),),
            "state": (self.state,),
            "audience": self.audiences,
            "item": (self.item,),
            "topic": self.topics,
        }
        return {name: tuple(value for value in values[name] if value) for name in FACETS}


@dataclass(frozen=True)
class Request:
    """A search: the read query, filters by facet (several values of one facet are alternatives), page, order.

    `near` is the reader's own commune (place id): what belongs to it comes a little earlier. `explain` asks for
    the parts of each hit's score.
    """

    query: ReadQuery
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    page: int = 1
    page_size: int = 10
    sort: Literal["relevance", "date"] = "relevance"
    near: str = ""
    explain: bool = False


@dataclass(frozen=True)
class Hit:
    """A found document with the anchors of its best passages (in order of merit).

    `parts` are the parts of the best passage's score, when they were asked for: "whole", "heading" and "title",
    of which the best counts and the others by a share, and what is added: "references", "near" for the reader's own
    commune, "places" for a place that the query names.
    """

    document_id: str
    score: float
    anchors: tuple[str, ...]
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Results:
    """`total` counts documents; `facets` count documents by value, each facet without its own filter, uncut."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Refusal:
    """Why one document was not taken. `own` is true when what it holds is at fault: sending the same again
    will not help. It is false when the engine had no room or no time for it just then."""

    reason: str
    own: bool = True


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

    generation: str

    def write(self, documents: Sequence[Document]) -> dict[str, Refusal]: ...
    def versions(self) -> dict[str, int]: ...
    def finish(self) -> None:
        """Swap in one step; the index before stays until the next rebuild."""

    def abandon(self) -> None: ...


class Engine(Protocol):
    """What the site needs of an engine. Every method may raise EngineUnavailable."""

    name: str

    def search(self, request: Request) -> Results: ...
    def complete(self, readings: Sequence[Reading], limit: int) -> tuple[Completion, ...]:
        """Names for the search box: at most `limit` of places and as many of documents, best reading first."""

    def similar(self, document: Document, limit: int) -> tuple[str, ...]:
        """Ids of the documents most like one (which need not be stored), best first, itself and places apart.

        Raises EngineUnavailable after 0.3 s, too: a page does not wait for its neighbours.
        """

    def write(self, documents: Sequence[Document]) -> dict[str, Refusal]:
        """Store documents, each unless a newer version or deletion is there. An equal version is written again.

        Gives id → refusal of those that were not taken; all others are stored.
        """

    def delete(self, versions: Mapping[str, int]) -> dict[str, Refusal]:
        """Delete documents (id → version of the deletion); an older write cannot bring them back.

        Gives id → refusal of those that are still there.
        """

    def versions(self) -> dict[str, int]:
        """All documents in the live index, with their versions."""

    def rebuild(self, resume: str = "") -> Rebuild:
        """Begin a new index, or go on with the unfinished one of that name.

        Any other unfinished one is dropped, and its `finish` will raise EngineUnavailable.
        """

    def is_ready(self) -> bool: ...
    def status(self) -> Status:
        """Never raises: a failing engine is `available=False`."""

    def refresh(self) -> None:
        """Make everything written so far visible to `search`."""

    def drop(self) -> None:
        """Remove all indexes (throw-away ones of tests and evaluations)."""
