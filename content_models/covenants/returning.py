"""Articles of the text in force that are abolished or suspended, wholly or in part: whoever writes them into the next
text brings them back, for a recognised text is the law from its day (NĐ 61/2023 Đ.11), so it must be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from .articles import Article
from .legal_state import State

if TYPE_CHECKING:
    from .models import CovenantPage, CovenantVersion

_WORDS = {State.ABOLISHED: "đã bị bãi bỏ", State.SUSPENDED: "đang tạm ngừng thực hiện"}


def ended_articles(
    page: CovenantPage, version: CovenantVersion, day: dt.date, of: Collection[State] = tuple(_WORDS)
) -> dict[str, list[str]]:
    """Block id → what of the article is abolished or suspended on the day ("khoản 4 Điều 7 đã bị bãi bỏ theo Quyết
    định số 87/QĐ-UBND ngày 22/09/2026"). `of`: the states that are told."""
    states = page.history.states(version.number, day)
    found: dict[str, list[str]] = {}
    for article in version.covenant.articles:
        for anchor, name in _names(article).items():
            state = states.get(anchor)
            if state and state.state in of:
                decision = page.decisions_by_id.get(state.decision_id or 0)
                by = f" theo {decision}" if decision else ""
                found.setdefault(article.block_id, []).append(f"{name} {_WORDS[state.state]}{by}")
                if anchor == article.anchor:
                    break
    return found


def _names(article: Article) -> dict[str, str]:
    """Anchor → what people call it, the article first."""
    names = {article.anchor: f"Điều {article.number}"}
    for clause in article.clauses:
        for one in clause.walk():
            word = "khoản" if one.kind == "clause" else "điểm"
            inside = f" khoản {clause.number}" if one is not clause and clause.kind == "clause" else ""
            names[one.anchor] = f"{word} {one.number}{inside} Điều {article.number}"
    return names
