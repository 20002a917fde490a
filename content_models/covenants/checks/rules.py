"""The register of rules: why a place is worth a second look, by which article of law, from when. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from .findings import Finding, Severity

RULES = Path(__file__).with_name("rules.toml")
Group = Literal["form", "content", "law", "copy"]


@dataclass(frozen=True)
class Rule:
    """A rule with its source of law and the days on which it holds; sentences in Vietnamese."""

    rule_id: str
    group: Group
    source: str
    valid_from: date
    severity: Severity
    ground: str
    advice: str
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """From its first day up to and with its last one."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def finding(self, anchor: str, label: str, excerpt: str = "", ground: str = "") -> Finding:
        """A finding of this rule; `ground` takes the place of the general sentence."""
        return Finding(
            anchor, label, ground or self.ground, self.source, self.severity, self.advice, excerpt, self.rule_id
        )


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Rule]:
    """All rules by id. Raises ValueError for a rule with an unknown group or severity, KeyError for a missing field."""
    return {rule_id: _rule(rule_id, entry) for rule_id, entry in tomllib.loads(RULES.read_text("utf-8")).items()}


def _rule(rule_id: str, entry: Mapping[str, object]) -> Rule:
    if entry["severity"] not in get_args(Severity) or entry["group"] not in get_args(Group):
        raise ValueError(f"rule {rule_id}: unknown group or severity")
    return Rule(rule_id, **entry)  # type: ignore[arg-type]  # tomllib gives plain values; the fields are checked above
