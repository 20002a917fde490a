"""What became of a text and its provisions by a day, in the words that stand on paper. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from content_models.covenants.legal_state import DecisionFact, History, ProvisionState, State

from .paper import long_date

STATE_WORDS: Mapping[State, str] = {
    State.NOT_YET: "chưa có hiệu lực",
    State.IN_FORCE: "đang có hiệu lực",
    State.SUSPENDED: "đang tạm ngừng thực hiện",
    State.REPLACED: "đã được thay thế",
    State.ABOLISHED: "đã bị bãi bỏ",
}


def marks_of(history: History, number: int, day: dt.date) -> dict[str, str]:
    """Anchor → sentence for the version's whole text ("") and for each provision that fares otherwise than what
    it stands in. Empty when all of it is in force. Raises KeyError for an unknown version."""
    states = history.states(number, day)
    parents = next(version.parents for version in history.versions if version.number == number)
    found = {}
    for anchor, state in states.items():
        above = states[parents[anchor]] if anchor else None
        if state != above and state.state != State.IN_FORCE:
            found[anchor] = _sentence(anchor, state, history)
    return {anchor: sentence for anchor, sentence in found.items() if sentence}


def state_words(history: History, number: int, day: dt.date) -> str:
    """The state of the whole text, and that parts of it fare otherwise."""
    states = history.states(number, day)
    whole = states[""]
    words = STATE_WORDS[whole.state]
    if whole.state == State.IN_FORCE and any(state.state != State.IN_FORCE for state in states.values()):
        return f"{words}, trừ những phần ghi là tạm ngừng thực hiện hoặc bị bãi bỏ"
    return words


def _sentence(anchor: str, state: ProvisionState, history: History) -> str:
    decision = history.effective(state.decision_id) if state.decision_id else None
    what, by = _what(anchor), _by(decision)
    since = f" từ {short_day(decision.effective_on)}" if decision else ""
    if state.state == State.SUSPENDED:
        return f"{what} tạm ngừng thực hiện{since}{by}"
    if state.state == State.ABOLISHED:
        return f"{what} bị bãi bỏ{since}{by}"
    if state.state == State.REPLACED:
        return f"{what} đã được thay thế{since} bằng văn bản được công nhận{by}" if decision else ""
    return f"{what} chưa có hiệu lực" if not anchor else ""


def short_day(day: dt.date) -> str:
    return f"ngày {day.day:02d}/{day.month:02d}/{day.year}"


def _by(decision: DecisionFact | None) -> str:
    return f" theo Quyết định số {decision.number} {long_date(decision.issued_on)}" if decision else ""


def _what(anchor: str) -> str:
    if not anchor:
        return "Văn bản này"
    if "-diem-" in anchor:
        return "Điểm này"
    return "Khoản này" if "-khoan-" in anchor else "Điều này"
