"""How good the content rules are on labelled clauses: precision, recall and F1 by class. Pure.

A labelled file holds a JSON object a line: `id`, `text`, `labels` (class names, [] for a clause that is fine).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .checking import classes_of
from .content import CLASSES


@dataclass(frozen=True)
class Labelled:
    """A clause and the classes that people gave it."""

    clause_id: str
    text: str
    labels: frozenset[str]


@dataclass(frozen=True)
class Wrong:
    """A clause that the rules judged otherwise than people did. `excerpt` is why, "" for a miss."""

    class_name: str
    clause: Labelled
    excerpt: str = ""

    @property
    def kind(self) -> str:
        return "false alarm" if self.excerpt else "missed"


@dataclass(frozen=True)
class Score:
    """Counts of one class. Shares are 1 where there is nothing to divide by: nothing was claimed or to be found."""

    class_name: str
    right: int
    false_alarms: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / claimed if (claimed := self.right + self.false_alarms) else 1.0

    @property
    def recall(self) -> float:
        return self.right / labelled if (labelled := self.right + self.missed) else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Judgement:
    """Scores by class in the order of the rules, then "all" over all classes; and every wrong one."""

    clauses: int
    scores: tuple[Score, ...]
    wrong: tuple[Wrong, ...]


def read_labelled(lines: Iterable[str]) -> list[Labelled]:
    """The clauses of a file. Raises ValueError for a line that is no such object or has an unknown label."""
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        entry = json.loads(line)
        if not isinstance(entry, dict) or not {"id", "text", "labels"} <= entry.keys():
            raise ValueError(f"line {number}: id, text or labels is missing")
        if unknown := set(entry["labels"]) - set(CLASSES):
            raise ValueError(f"line {number}: unknown label {', '.join(sorted(unknown))}")
        found.append(Labelled(str(entry["id"]), entry["text"], frozenset(entry["labels"])))
    return found


def judge(clauses: Sequence[Labelled]) -> Judgement:
    """Run the rules over all clauses and compare."""
    right = dict.fromkeys(CLASSES, 0)
    wrong: list[Wrong] = []
    for clause in clauses:
        found = classes_of(clause.text)
        for name in CLASSES:
            if name in found and name in clause.labels:
                right[name] += 1
            elif name in found or name in clause.labels:
                wrong.append(Wrong(name, clause, found.get(name, "")))
    scores = [_score(name, right[name], wrong) for name in CLASSES]
    total = Score("all", *(sum(getattr(s, part) for s in scores) for part in ("right", "false_alarms", "missed")))
    return Judgement(len(clauses), (*scores, total), tuple(wrong))


def _score(name: str, right: int, wrong: Sequence[Wrong]) -> Score:
    own = [entry for entry in wrong if entry.class_name == name]
    alarms = sum(bool(entry.excerpt) for entry in own)
    return Score(name, right, alarms, len(own) - alarms)
