"""A person or household that broke a rule is named in public. NĐ 61/2023 Đ.4 k.1. Pure."""

from __future__ import annotations

from ..clause import Clause, Span
from ..grammar import denied, in_part

_WRONG = ("bad_act", "omission", "owes")


def names_in_public(clause: Clause) -> Span | None:
    """Loudspeaker, board, group, list on the gate, apology before all."""
    for name in ("shame_words", "published"):
        for span in clause.found(name):
            sure = bool(clause.within("shame_sure", span.start, span.end))
            if not _allowed(clause, span, sure=sure) and (sure or _wrong(clause, span)):
                return span
    return None


def _allowed(clause: Clause, span: Span, *, sure: bool) -> bool:
    if denied(clause, span) or in_part(clause, "private", span.start):
        return True
    return in_part(clause, "praise", span.start) and not sure


def _wrong(clause: Clause, span: Span) -> bool:
    """A breach is told of, in other words than those of the span itself."""
    return any(found.end <= span.start or found.start >= span.end for name in _WRONG for found in clause.found(name))
