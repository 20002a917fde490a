"""The state of each provision on any date, out of the decisions and their dates. Pure; nothing is stored.

Rules (NĐ 61/2023 Đ.11–14, and what the decree leaves open, see `docs/glossary.md`):

- A recognised version is in force from its decision's day (Đ.11); from the day of the next one it is replaced.
- A suspension (Đ.12, from its signing) hits the whole or named provisions of a version. The decree knows no
  lifting: it goes on in later versions, for the article of the same identity, until a recognition names it as
  ended. A clause follows its words, else its number, inside that article.
- An abolition (Đ.14, from the day that it names) ends the whole or named provisions of one version. A text that
  is recognised later is not hit, and a suspension of what was abolished does not reach it either.
- What ended a provision first counts; of two decisions on one day the one with the later number counts.
- An annulment (hủy bỏ) undoes a wrong decision from its start: it never counted.
- A record that corrects another takes its place for ever; the order in which records were entered never matters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .legal_facts import (
    WHOLE,
    ArticleFact,
    Below,
    DecisionFact,
    Effect,
    End,
    ProvisionState,
    State,
    Target,
    VersionFact,
)
from .legal_records import Key, Records, order_key, same_provision

__all__ = [
    "WHOLE", "ArticleFact", "Below", "DecisionFact", "Effect", "End", "History", "ProvisionState", "State",
    "Target", "VersionFact",
]  # fmt: skip


@dataclass(frozen=True)
class _Hit:
    """From a day (to the day before another) a decision makes an anchor of one version something."""

    state: State
    since: dt.date
    key: Key
    decision: int | None
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass
class _Line:
    """A version in the order of the law: from when, by what, and what hits which of its anchors."""

    version: VersionFact
    start: dt.date
    key: Key
    decision: int | None
    hits: dict[str, list[_Hit]] = field(default_factory=dict)


class History:
    """All versions of a covenant and all decisions about it. Immutable once made."""

    def __init__(self, versions: Iterable[VersionFact], decisions: Iterable[DecisionFact]) -> None:
        self.versions = tuple(sorted(versions, key=lambda version: version.number))
        # Records alike in all that they say have one effect; the id only settles which of them is named.
        self.decisions = tuple(sorted(decisions, key=lambda decision: (*order_key(decision), decision.id)))
        self._by_number = {version.number: version for version in self.versions}
        self._records = Records(self.decisions)
        self._lines = {line.version.number: line for line in self._recognised()}
        self._replace()
        for decision in self._records.counting("abolition"):
            self._abolish(decision)
        for decision in self._records.counting("suspension"):
            self._suspend(decision)

    def state(self, version_number: int, anchor: str, day: dt.date) -> ProvisionState:
        """The state of a provision ("" is the whole text). Raises KeyError for an unknown version or anchor."""
        version = self._by_number[version_number]
        hits = [hit for above in version.path(anchor) for hit in self._hits(version_number).get(above, ())]
        return self._until(version_number, hits, day)

    def states(self, version_number: int, day: dt.date) -> Mapping[str, ProvisionState]:
        """The state of the whole ("") and of every anchor of the version. Raises KeyError for an unknown one."""
        version = self._by_number[version_number]
        own = self._hits(version_number)
        found = {WHOLE: self.state(version_number, WHOLE, day)}
        for anchor, parent in version.parents.items():
            found[anchor] = self.state(version_number, anchor, day) if anchor in own else found[parent]
        return found

    def version_on(self, day: dt.date) -> int | None:
        """The version that is the law on that day, suspended or not; None before the first and after an
        abolition of the whole."""
        number = self.latest_on(day)
        if number is None or self.state(number, WHOLE, day).state == State.ABOLISHED:
            return None
        return number

    def latest_on(self, day: dt.date) -> int | None:
        """The version recognised last by that day, even when it was abolished since."""
        begun = [line.version.number for line in self._lines.values() if line.start <= day]
        return begun[-1] if begun else None

    def effective(self, record_id: int) -> DecisionFact | None:
        """What a record says after all corrections; None when it was annulled, voided or is not known."""
        return self._records.effective(record_id)

    def annulled_by(self, record_id: int) -> int | None:
        """The record of the annulment that undid a decision, or None."""
        return self._records.annulled_by(record_id)

    def open_suspensions(self, day: dt.date) -> list[tuple[DecisionFact, Target]]:
        """Suspensions that no recognition by that day has ended, target by target, in the order of the law."""
        return [
            (decision, target)
            for decision in self._records.counting("suspension")
            for target in sorted(decision.targets or {WHOLE})
            if decision.effective_on <= day and ((end := self._records.ended_on(decision, target)) is None or day < end)
        ]

    def change_days(self) -> tuple[dt.date, ...]:
        """The days on which anything changes, oldest first."""
        days = {line.start for line in self._lines.values()}
        for line in self._lines.values():
            for hit in (hit for hits in line.hits.values() for hit in hits):
                days |= {hit.since} | ({hit.until} if hit.until else set())
        return tuple(sorted(days))

    def _recognised(self) -> list[_Line]:
        lines = []
        for version in self.versions:
            decision = self._records.effective(version.decision)
            if decision is not None:
                key = (decision.effective_on, *order_key(decision), version.number)
                lines.append(_Line(version, decision.effective_on, key, decision.id))
            elif not self._records.knows(version.decision):
                key = (version.effective_on, version.effective_on, 0, "", version.number, "", version.number)
                lines.append(_Line(version, version.effective_on, key, None))
        return sorted(lines, key=lambda line: line.key)

    def _replace(self) -> None:
        lines = list(self._lines.values())
        for line, following in pairwise(lines):
            self._hit(line, WHOLE, _Hit(State.REPLACED, following.start, following.key[1:], following.decision))

    def _abolish(self, decision: DecisionFact) -> None:
        line = self._lines.get(decision.version)
        for target in decision.targets or {WHOLE}:
            if line is not None:
                since = max(decision.effective_on, line.start)
                self._hit(line, target, _Hit(State.ABOLISHED, since, order_key(decision), decision.id))

    def _suspend(self, decision: DecisionFact) -> None:
        for target in sorted(decision.targets or {WHOLE}):
            end = self._records.ended_on(decision, target)
            for line, anchor in self._reach(decision.version, target):
                self._hit(
                    line, anchor, _Hit(State.SUSPENDED, decision.effective_on, order_key(decision), decision.id, end)
                )

    def _reach(self, number: int, target: Target) -> Iterator[tuple[_Line, str]]:
        """The named version and those after it, each with the anchor that the target has there."""
        lines = list(self._lines.values())
        numbers = list(self._lines)
        for line in lines[numbers.index(number) :] if number in numbers else ():
            anchor = same_provision(self._by_number[number], target, line.version)
            if anchor is None:
                continue
            yield line, anchor
            path = line.version.path(anchor)
            ended = _ending([hit for above in path for hit in line.hits.get(above, ())], dt.date.max)
            if ended and ended.state == State.ABOLISHED:
                return

    def _hit(self, line: _Line, anchor: str, hit: _Hit) -> None:
        if anchor == WHOLE or anchor in line.version.parents:
            line.hits.setdefault(anchor, []).append(hit)

    def _hits(self, number: int) -> Mapping[str, list[_Hit]]:
        return self._lines[number].hits if number in self._lines else {}

    def _until(self, number: int, hits: Sequence[_Hit], day: dt.date) -> ProvisionState:
        now = self._state(number, hits, day)
        days = {self._lines[number].start} if number in self._lines else set()
        days |= {change for hit in hits for change in (hit.since, hit.until) if change}
        for change in sorted(change for change in days if change > day):
            if self._state(number, hits, change) != now:
                return ProvisionState(now.state, now.decision_id, change)
        return now

    def _state(self, number: int, hits: Sequence[_Hit], day: dt.date) -> ProvisionState:
        line = self._lines.get(number)
        if line is None:  # its recognition was annulled: it never was the law
            return ProvisionState(State.NOT_YET, self._records.annulled_by(self._by_number[number].decision))
        if day < line.start:
            return ProvisionState(State.NOT_YET, line.decision)
        if ended := _ending(hits, day):
            return ProvisionState(ended.state, ended.decision)
        suspended = [hit for hit in hits if hit.state == State.SUSPENDED and hit.holds(day)]
        if suspended:
            return ProvisionState(State.SUSPENDED, max(suspended, key=lambda hit: (hit.since, hit.key)).decision)
        return ProvisionState(State.IN_FORCE, line.decision)


def _ending(hits: Iterable[_Hit], day: dt.date) -> _Hit | None:
    """What ended a provision by that day: the first end counts, on one day the decision with the later number."""
    ends = [hit for hit in hits if hit.state in (State.REPLACED, State.ABOLISHED) and hit.since <= day]
    first = min((hit.since for hit in ends), default=None)
    return max((hit for hit in ends if hit.since == first), key=lambda hit: hit.key, default=None)
