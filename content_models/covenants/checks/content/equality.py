"""Women or newcomers are treated less well. Constitution Đ.16, Đ.26; NĐ 61/2023 Đ.4. Pure."""

from __future__ import annotations

from ..clause import Clause, Span
from ..grammar import affirmed, denied, in_part

_FAR = 12  # words between newcomers and what limits them
_CONTRASTS = (("women_less_contrast", "man"), ("only_men_contrast", "woman"), ("women_less_contrast", "woman"))


def unequal_women(clause: Clause) -> Span | None:
    """Women have less, or only the man counts."""
    for name in ("women_less", "only_men"):
        for span in clause.found(name):
            if not _same_for_both(clause, span) and (clause.found("woman") or not clause.found("newcomer")):
                return span
    for name, other in _CONTRASTS:
        for span in clause.found(name):
            if _mentioned_beside(clause, other, span) and not _same_for_both(clause, span):
                return span
    return _women_limited(clause)


def _women_limited(clause: Clause) -> Span | None:
    """Women are spoken of, a limit follows, and nothing says that it is for their good or for all."""
    for span in clause.found("woman"):
        _start, end = clause.part_of(span.start)
        limits = clause.within("limit", span.end, min(end, span.end + _FAR))
        if limits and not in_part(clause, "kindness", span.start) and not _same_for_both(clause, limits[0]):
            return span
    return None


def unequal_newcomers(clause: Clause) -> Span | None:
    """Newcomers, tenants, people of another place, religion or people have less or owe more."""
    for span in clause.found("first_old"):
        if not _alike(clause, span):
            return span
    for span in clause.found("first_old_contrast"):
        if clause.found("newcomer") and not _alike(clause, span):
            return span
    for span in clause.found("insider_free"):
        others = [found for found in clause.found("newcomer") if not _overlap(found, span)]
        if others and not _alike(clause, others[0]) and not in_part(clause, "residence_law", span.start):
            return span
    for span in clause.found("years_here"):
        if in_part(clause, "stay", span.start) and not _alike(clause, span):
            return span
    return _newcomers_have_less(clause)


def _newcomers_have_less(clause: Clause) -> Span | None:
    for name in ("less", "extra_duty"):
        for span in clause.found(name):
            start, _ = clause.part_of(span.start)
            if clause.within("newcomer", start, span.start) and not _alike(clause, span):
                return span
    return _newcomers_pay_more(clause) or _newcomers_limited(clause)


def _newcomers_limited(clause: Clause) -> Span | None:
    """Newcomers are spoken of, a limit follows, and nothing says that all are alike."""
    loose = clause.found("newcomer_loose")
    for span in clause.found("newcomer"):
        if span in loose:
            continue
        _start, end = clause.part_of(span.start)
        limits = clause.within("topic_limit", span.end, min(end, span.end + _FAR))
        if limits and not _alike(clause, span) and not denied(clause, limits[0]):
            return span
    return None


def _newcomers_pay_more(clause: Clause) -> Span | None:
    """Two sums in one part, one of them for newcomers."""
    for span in clause.found("newcomer"):
        start, end = clause.part_of(span.start)
        if len(clause.within("money", start, end)) > 1 and not _alike(clause, span):
            return span
    return None


def _mentioned_beside(clause: Clause, name: str, span: Span) -> bool:
    """The other sex is spoken of outside the span."""
    return any(not _overlap(found, span) for found in clause.found(name))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _same_for_both(clause: Clause, span: Span) -> bool:
    return affirmed(clause, "equality", span.start) or denied(clause, span)


def _alike(clause: Clause, span: Span) -> bool:
    if affirmed(clause, "alike", span.start) or in_part(clause, "residence_law", span.start):
        return True
    return denied(clause, span)
