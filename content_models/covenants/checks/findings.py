"""What a check finds and what it knows of the world around a covenant. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .copies import OtherText, TextIndex
    from .law_overlap import LawPassages

Severity = Literal["must", "look", "hint"]
Kind = Literal["huong_uoc", "quy_uoc", ""]


@dataclass(frozen=True)
class Finding:
    """One place that needs a second look: never a refusal.

    `anchor` is that of the narrowest provision ("" for the whole text), `article_label` the printed name of its
    article or part, `ground` why, `source` the article of law, `advice` what to do, `excerpt` the words meant.
    """

    anchor: str
    article_label: str
    ground: str
    source: str
    severity: Severity
    advice: str
    excerpt: str
    rule_id: str


@dataclass(frozen=True)
class CheckContext:
    """What the checks may compare with. `day` decides which rules are in force; `others` are texts of other
    hamlets and model texts, `index` the same prepared for many texts at once; a text named `own` in them is the
    hamlet's own and is not compared with."""

    kind: str = ""
    title: str = ""
    law: LawPassages | None = None
    others: Sequence[OtherText] = field(default=())
    day: date = date(2026, 1, 1)
    index: TextIndex | None = None
    own: str = ""
