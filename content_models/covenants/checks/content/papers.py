"""Papers refused or delayed because of a breach. NĐ 61/2023 Đ.4 k.1, Đ.5 k.4. Pure."""

from __future__ import annotations

from ..clause import Clause, Span
from ..grammar import denied, in_part, wrong_before

_WINDOW = 9  # words between the refusal and what is refused


def refuses_papers(clause: Clause) -> Span | None:
    """The head does not certify, sign, pass on or propose."""
    for span in clause.found("refusal"):
        start, end = clause.part_of(span.start)
        near = clause.within("sure_papers", max(start, span.start - _WINDOW), min(end, span.end + _WINDOW))
        if near and not _allowed(clause, span) and _because(clause, span):
            return span
    return None


def _because(clause: Clause, span: Span) -> bool:
    """Something was done or left undone; a condition of its own ("muốn … thì phải") says so itself."""
    return wrong_before(clause, span) or bool(clause.within("own_condition", span.start, span.end))


def _allowed(clause: Clause, span: Span) -> bool:
    if in_part(clause, "false_statement", span.start) or in_part(clause, "still", span.start):
        return True
    return denied(clause, span)
