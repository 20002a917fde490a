"""Which records of decisions count, and what one provision is in another version. Pure; used by `legal_state`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from .legal_facts import WHOLE, ArticleFact, DecisionFact, Effect, Target, VersionFact

Key = tuple[Any, ...]


def order_key(decision: DecisionFact) -> Key:
    """Later is greater: day of issue, then the numeric part of the number, then its text ("15/QĐ-UBND"). What the
    records say decides between equal ones, never the order in which they were entered."""
    text = unicodedata.normalize("NFC", decision.number).casefold().strip()
    digits = re.search(r"[0-9]+", text)
    content = f"{decision.effective_on} {decision.effect} {sorted(decision.targets)}"
    return decision.issued_on, int(digits[0]) if digits else 0, text, decision.version, content


class Records:
    """The decisions that count: each with its last correction, without what was annulled or voided.

    A decision is known by the id of its first record (`root`); its corrections may be named instead of it.
    """

    def __init__(self, decisions: Iterable[DecisionFact]) -> None:
        self._by_id = {decision.id: decision for decision in decisions}
        groups: dict[int, list[DecisionFact]] = {}
        for decision in self._by_id.values():
            groups.setdefault(self.root(decision.id), []).append(decision)
        self._said = {root: _last(group) for root, group in groups.items()}
        self._annulments = self._find_annulments()

    def root(self, record_id: int) -> int:
        """The first record of the decision: corrections are followed back. An unknown id is its own root."""
        seen = [record_id]
        while (record := self._by_id.get(seen[-1])) and record.corrects in self._by_id:
            if record.corrects in seen:
                return min(seen[seen.index(record.corrects) :])
            seen.append(record.corrects)
        return seen[-1]

    def knows(self, record_id: int) -> bool:
        return record_id in self._by_id

    def counting(self, effect: Effect) -> list[DecisionFact]:
        """The decisions of one kind that count, in the order of the law."""
        found = [said for root, said in self._said.items() if said.effect == effect and root not in self._annulments]
        return sorted(found, key=lambda said: (said.effective_on, *order_key(said)))

    def effective(self, record_id: int) -> DecisionFact | None:
        """What the decision of a record says today; None when it does not count."""
        root = self.root(record_id)
        said = self._said.get(root)
        return None if said is None or said.effect == "void" or root in self._annulments else said

    def annulled_by(self, record_id: int) -> int | None:
        """The record of the annulment that undid the decision, or None."""
        return self._annulments.get(self.root(record_id))

    def ended_on(self, suspension: DecisionFact, target: Target) -> dt.date | None:
        """The first day on which a recognition ends the suspension of the target, or None."""
        root = self.root(suspension.id)
        days = [
            decision.effective_on
            for decision in self.counting("recognition")
            for end in decision.ends
            if self.root(end.suspension) == root and end.target in (WHOLE, target)
        ]
        return min(days, default=None)

    def _find_annulments(self) -> dict[int, int]:
        """Root of an annulled decision → record of the annulment. The last annulment is looked at first, for it may
        undo another; one that is not later than what it names does not reach it."""
        found: dict[int, int] = {}
        for root, said in sorted(self._said.items(), key=lambda item: order_key(item[1]), reverse=True):
            if said.effect != "annulment" or said.annuls is None or root in found:
                continue
            named = self._said.get(self.root(said.annuls))
            if named is not None and order_key(named) < order_key(said):
                found.setdefault(self.root(said.annuls), said.id)
        return found


def same_provision(old: VersionFact, target: Target, new: VersionFact) -> str | None:
    """The anchor that a provision of one version has in another, or None.

    An article is known by its identity. A clause or point is, inside that article, the one with the same words;
    else the one with the same number, unless those words stood elsewhere in the old article.
    """
    if target == WHOLE:
        return WHOLE
    if old is new:
        return target if target in old.parents else None
    before = next((a for a in old.articles if a.anchor == target or any(b.anchor == target for b in a.below)), None)
    after = next((a for a in new.articles if before and a.identity and a.identity == before.identity), None)
    if before is None or after is None:
        return None
    return after.anchor if target == before.anchor else _same_below(before, target, after)


def _same_below(before: ArticleFact, target: Target, after: ArticleFact) -> str | None:
    words = {below.anchor: below.text for below in before.below}
    here = after.anchor + target.removeprefix(before.anchor)
    places = [below.anchor for below in after.below if below.text == words[target]]
    if words[target] and places:
        return here if here in places else places[0]
    found = next((below for below in after.below if below.anchor == here), None)
    if found is None or (found.text and found.text in words.values()):
        return None
    return here


def _last(group: list[DecisionFact]) -> DecisionFact:
    """The record that no other one corrects; of several, the later one by what they say."""
    corrected = {decision.corrects for decision in group}
    tips = [decision for decision in group if decision.id not in corrected]
    return max(tips or group, key=order_key)
