"""What the state of the law is read from and what it says: versions, decisions, states as plain data. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

# `void` only as a correction: such a decision about this covenant does not exist, it was recorded by mistake.
Effect = Literal["recognition", "suspension", "abolition", "annulment", "void"]
Target = str  # an anchor of the version that the decision names
WHOLE: Target = ""


class State(StrEnum):
    """Exactly one of these holds for a provision on a day."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    REPLACED = "replaced"
    ABOLISHED = "abolished"


class End(NamedTuple):
    """What a recognition ends: a suspension (its record's id), at one of its targets or ("") at all of them."""

    suspension: int
    target: Target = WHOLE


@dataclass(frozen=True)
class DecisionFact:
    """One record of a decision. No targets: the whole text. `corrects` and `annuls` are ids of records."""

    id: int
    effect: Effect
    number: str
    issued_on: dt.date
    effective_on: dt.date
    version: int
    targets: frozenset[Target] = frozenset()
    ends: frozenset[End] = frozenset()
    corrects: int | None = None
    annuls: int | None = None


class Below(NamedTuple):
    """A clause or point of an article, with its own words."""

    anchor: str
    parent: str
    text: str = ""


@dataclass(frozen=True)
class ArticleFact:
    """An article: its identity through versions (block id, "" for none), its anchor, and what is below it."""

    identity: str
    anchor: str
    below: tuple[Below, ...] = ()


@dataclass(frozen=True)
class VersionFact:
    """One recognised text; `decision` is the id of the record that recognised it, `parts` its other anchors
    (preamble, headings, tables), which share the state of the whole."""

    number: int
    effective_on: dt.date
    decision: int
    articles: tuple[ArticleFact, ...] = ()
    parts: tuple[str, ...] = ()

    @cached_property
    def parents(self) -> dict[str, str]:
        """Anchor → anchor above it; the whole is ""."""
        found = dict.fromkeys(self.parts, WHOLE)
        for article in self.articles:
            found[article.anchor] = WHOLE
            found.update((below.anchor, below.parent) for below in article.below)
        return found

    def path(self, anchor: str) -> list[str]:
        """The anchor and all above it, the whole last. Raises KeyError for an unknown one."""
        path = [anchor]
        while path[-1]:
            path.append(self.parents[path[-1]])
        return path


@dataclass(frozen=True)
class ProvisionState:
    """The state, the record that brought it about, and the first day with another one (None: none on record)."""

    state: State
    decision_id: int | None
    until: dt.date | None = None
