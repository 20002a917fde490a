"""Papers refused or delayed because of a breach. NĐ 61/2023 Đ.4 k.1, Đ.5 k.4. Pure."""

from __future__ import annotations

from ..clause import Clause, Span
from ..grammar import denied, in_part, wrong_before

_WRONG = ("bad_act", "omission")
_WINDOW = 20  # words between the refusal and what is refused


def refuses_papers(clause: Clause) -> Span | None:
    """The head does not certify, sign, pass on or propose."""
    for span in clause.found("refusal"):
        start, end = clause.part_of(span.start)
        near = clause.within("sure_papers", max(start, span.start - _WINDOW), min(end, span.end + _WINDOW))
        if near and not _allowed(clause, span) and _because(clause, span):
            return span
    return _held_back(clause)


def _held_back(clause: Clause) -> Span | None:
    """After a breach, papers and a word of delay in the same part: "thẻ để ở nhà trưởng ấp, đóng xong tới nhận"."""
    for span in clause.found("hard_papers"):
        start, end = clause.part_of(span.start)
        wrongs = [w for name in _WRONG for w in clause.within(name, start, span.start)]
        ends = {"delay": [wrong.end for wrong in wrongs], "delay_hard": _conditions(clause, start, span.start)}
        delayed = any(
            min(places) <= delay.start < end for name, places in ends.items() if places for delay in clause.found(name)
        )
        if delayed and not _allowed(clause, span):
            return span
    return None


def _conditions(clause: Clause, start: int, end: int) -> list[int]:
    """Places after a "thì"."""
    return [place + 1 for place in range(start, end) if clause.tokens[place].word == "thì"]


def _because(clause: Clause, span: Span) -> bool:
    """Something was done or left undone; a condition of its own ("muốn … thì phải") says so itself."""
    if any(in_part(clause, name, span.end - 1) and _apart(clause, name, span) for name in _WRONG) or wrong_before(
        clause, span
    ):
        return True
    return bool(clause.within("own_condition", span.start, span.end))


def _allowed(clause: Clause, span: Span) -> bool:
    if in_part(clause, "false_statement", span.start) or in_part(clause, "still", span.start):
        return True
    return denied(clause, span)


def _apart(clause: Clause, name: str, span: Span) -> bool:
    """A cue of the list that is no part of the refusal itself."""
    start, end = clause.part_of(span.start)
    return any(found.end <= span.start or found.start >= span.end for found in clause.within(name, start, end))
