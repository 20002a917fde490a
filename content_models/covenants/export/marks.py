"""What became of a text and its provisions by a day, in the sentences that stand on paper. Pure."""

from __future__ import annotations

import datetime as dt

from content_models.covenants.legal_state import DecisionFact, History, State
from content_models.covenants.reading.marks import STATE_WORDS, Mark, marks

from .paper import long_date


def marks_of(history: History, number: int, day: dt.date) -> dict[str, str]:
    """Anchor → sentence for the version's whole text ("") and for each provision that fares otherwise than what
    it stands in. Empty when all of it is in force. Raises KeyError for an unknown version."""
    parents = next(version.parents for version in history.versions if version.number == number)
    told = marks(history.states(number, day), parents)
    sentences = {anchor: _sentence(anchor, mark, history) for anchor, mark in told.items()}
    return {anchor: sentence for anchor, sentence in sentences.items() if sentence}


def state_words(history: History, number: int, day: dt.date) -> str:
    """The state of the whole text, and whether parts of it fare otherwise."""
    states = history.states(number, day)
    whole = states[""].state
    words = f"{STATE_WORDS[whole][:1].lower()}{STATE_WORDS[whole][1:]}"
    if whole == State.IN_FORCE and any(state.state != State.IN_FORCE for state in states.values()):
        return f"{words}, trừ những phần ghi là tạm ngừng thực hiện hoặc bị bãi bỏ"
    return words


def short_day(day: dt.date) -> str:
    return f"ngày {day.day:02d}/{day.month:02d}/{day.year}"


def _sentence(anchor: str, mark: Mark, history: History) -> str:
    decision = history.effective(mark.decision_id) if mark.decision_id else None
    what, by = _what(anchor), _by(decision)
    since = f" từ {short_day(decision.effective_on)}" if decision else ""
    if mark.state == State.SUSPENDED:
        return f"{what} tạm ngừng thực hiện{since}{by}"
    if mark.state == State.ABOLISHED:
        return f"{what} bị bãi bỏ{since}{by}"
    if mark.state == State.REPLACED:
        return f"{what} đã được thay thế{since} bằng văn bản được công nhận{by}"
    return f"{what} chưa có hiệu lực" if mark.state == State.NOT_YET else ""


def _by(decision: DecisionFact | None) -> str:
    return f" theo Quyết định số {decision.number} {long_date(decision.issued_on)}" if decision else ""


def _what(anchor: str) -> str:
    if not anchor:
        return "Văn bản này"
    if "-diem-" in anchor:
        return "Điểm này"
    return "Khoản này" if "-khoan-" in anchor else "Điều này"
