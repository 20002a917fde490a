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
            if not _allowed(clause, span, sure=sure) and (sure or _wrong(clause)):
                return span
    return _before_people(clause)


def _before_people(clause: Clause) -> Span | None:
    """A breach, and then something of it shown or said where everybody sees or hears it."""
    for place, shown in (("audience", "expose"), ("channel", "expose_person")):
        for span in clause.found(place):
            start, end = clause.part_of(span.start)
            exposed = clause.within(shown, start, end if place == "audience" else span.end + 1)
            if exposed and _told_here(clause, span) and not _allowed(clause, span, sure=False):
                return span
    return None


def _allowed(clause: Clause, span: Span, *, sure: bool) -> bool:
    start, end = clause.part_of(span.start)
    if denied(clause, span) or clause.within("private", start, end):
        return True
    if clause.within("no_publish", max(start, span.start - 1), end) or _listed_denial(clause, start, span):
        return True
    return in_part(clause, "praise", span.start) and not sure


def _listed_denial(clause: Clause, start: int, span: Span) -> bool:
    """ "không dán hình, réo tên người ta": the denial reaches over the comma."""
    before = clause.within("no_publish", max(start, span.start - 10), span.start)
    between = [set(clause.words(found.end, span.start)) for found in before]
    return any("," in words and not {"thì", "bị", "phải", "nên"} & words for words in between)


def _told_here(clause: Clause, span: Span) -> bool:
    """A breach or an omission stands in the same part."""
    return in_part(clause, "bad_act", span.start) or in_part(clause, "omission", span.start)


def _wrong(clause: Clause) -> bool:
    """A breach is told of anywhere in the clause, or "ai … thì", "… nào bị" is said."""
    if any(clause.found(name) for name in _WRONG):
        return True
    return bool(clause.found("whoever")) and bool({"thì", "bị"} & {token.word for token in clause.tokens})
