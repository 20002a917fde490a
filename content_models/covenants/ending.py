"""Suspensions that a redone text may end: what is open, and what is proposed (NĐ 61/2023 Đ.12: no lifting)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .history import articles_of, version_fact
from .legal_records import same_provision
from .legal_state import WHOLE, End, VersionFact
from .provisions import Covenant, Provision
from .reading.labels import provision_label

if TYPE_CHECKING:
    from .models import CovenantPage


@dataclass(frozen=True)
class OpenSuspension:
    """A suspended provision: what is suspended, by which decision, and whether the redone text mends it."""

    end: End
    label: str
    decision: str
    proposed: bool

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"end-{self.end.suspension}-{self.end.target}"


def open_suspensions(page: CovenantPage, redone: Covenant, day: dt.date) -> list[OpenSuspension]:
    """Suspensions in force on a day, target by target.

    Proposed to be ended: those of provisions whose text changed or is gone; all when the whole was suspended.
    """
    history = page.history
    texts = {version.number: version for version in page.public_versions}
    new = VersionFact(0, day, 0, *articles_of(redone))
    found = history.open_suspensions(day)
    whole = any(target == WHOLE for _, target in found)
    open_ones = []
    for decision, target in found:
        version = texts.get(decision.version)
        if version is None:
            continue
        changed = whole or _changed(version_fact(version), version.covenant, target, new, redone)
        label = provision_label(version.covenant, target)
        name = f"số {decision.number} ngày {decision.issued_on:%d/%m/%Y}"
        open_ones.append(OpenSuspension(End(decision.id, target), label[:1].upper() + label[1:], name, changed))
    return open_ones


def chosen(suspensions: Iterable[OpenSuspension], keys: Iterable[str]) -> tuple[End, ...]:
    """The ends whose names were ticked."""
    ticked = set(keys)
    return tuple(one.end for one in suspensions if one.key in ticked)


def _changed(old: VersionFact, before: Covenant, target: str, new: VersionFact, after: Covenant) -> bool:
    there = same_provision(old, target, new)
    return there is None or _words(before, target) != _words(after, there)


def _words(covenant: Covenant, anchor: str) -> str:
    """What a provision says, without its number."""
    found = covenant.find(anchor)
    if isinstance(found, Provision):
        return "\n".join(part.text for part in found.walk())
    return f"{found.title}\n{found.article.body}" if found and found.article else ""
