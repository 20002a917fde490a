"""Money in a covenant: penalties that cost money or goods, and contributions that are laid on households. Pure.

NĐ 61/2023 Đ.5 k.4: penalties must not replace those of the law. Law 10/2022 Đ.15 and Đ.21 k.1: contributions are
decided apart, by two thirds of all households.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..clause import Clause, Span
from ..grammar import bad_before, by_authority, conditional, denied, in_part, of_free_will

_WRONG = ("bad_act", "omission")


def fine(clause: Clause) -> Span | None:
    """A breach that costs money or goods."""
    if clause.found("no_fines"):
        return None
    for span in clause.found("fine_words"):
        if not _excused(clause, span) and (_certain(clause, span) or bad_before(clause, span.start, lists=_WRONG)):
            return span
    for span in _payments(clause):
        if not _excused(clause, span) and _punishes(clause, span):
            return span
    return _loose_fine(clause)


def _loose_fine(clause: Clause) -> Span | None:
    """After a breach something counted is to be brought, whatever it is: "chịu mua một dàn đèn"."""
    for span in clause.found("paid_loose"):
        counted = any(span.start < number.start <= span.end for number in clause.found("number"))
        timed = clause.within("no_price_after", span.end, span.end + 2)
        if counted and not timed and bad_before(clause, span.start) and not _excused(clause, span):
            return span
    return None


def contribution(clause: Clause) -> Span | None:
    """A duty of households to pay, in money, goods or work-days counted in money."""
    for span in clause.found("levy_words"):
        if not _free(clause, span) and not _only_fine(clause, span):
            return span
    for span in _payments(clause):
        if not _free(clause, span) and not _punishes(clause, span) and _levied(clause, span):
            return span
    return None


def _payments(clause: Clause) -> Iterator[Span]:
    """Sums with the verb before them; then sums of money that stand alone ("mỗi con trâu 100.000 đồng")."""
    yield from clause.found("paid")
    taken = {span.end for span in clause.found("paid")}
    taken |= {span.end for span in clause.found("threshold")}  # "trộm dưới một triệu": what is at stake, no payment
    yield from (span for span in clause.found("money") if span.end not in taken)


def _certain(clause: Clause, span: Span) -> bool:
    return bool(clause.within("fine_only_words", span.start, span.end))


def _excused(clause: Clause, span: Span) -> bool:
    """No penalty of the hamlet's: denied, the law's, the real damage, a prize."""
    if denied(clause, span) or by_authority(clause, span):
        return True
    if in_part(clause, "damages", span.start) and not _certain(clause, span):
        return True
    return _prize(clause, span)


def _prize(clause: Clause, span: Span) -> bool:
    start, _ = clause.part_of(span.start)
    return bool(clause.within("prize", start, span.end))


def _punishes(clause: Clause, span: Span) -> bool:
    """The payment follows a breach; or a condition, and is no levy on households for what they have or use."""
    _start, end = clause.part_of(span.start)
    if in_part(clause, "daywork", span.start):
        return False
    if bad_before(clause, span.start) or _enumerated(clause, span):
        return True
    if any(span.end <= late.start < end for late in clause.found("if_bad")):
        return True
    if in_part(clause, "levy_each", span.start):
        return False
    if bad_before(clause, span.start, lists=("omission",)):
        return True
    return _hard(clause, span) and not in_part(clause, "occasion", span.start) and conditional(clause, span)


def _hard(clause: Clause, span: Span) -> bool:
    """A verb with which one pays for a wrong, not for a thing."""
    return bool(clause.within("hard_pay", span.start, span.end))


def _enumerated(clause: Clause, span: Span) -> bool:
    """A row of sums after one breach: "…: mỗi con trâu 100.000 đồng; mỗi con dê 50.000 đồng"."""
    first = clause.around(span.start, 3)[0]
    until = clause.part_of(span.start)[0]
    if "." in clause.words(first, until) or in_part(clause, "levy_each", span.start) or span in clause.found("paid"):
        return False
    return any(first <= bad.start < until for bad in clause.found("bad_act"))


def _levied(clause: Clause, span: Span) -> bool:
    """Households, heads or a trade pay, or a fund is filled."""
    start, end = clause.part_of(span.start)
    start = clause.around(span.start, 1)[0]
    subject = clause.within("levy_subject", start, end) or clause.within("period", start, end)
    return bool(subject) and bool(clause.within("firm_pay", start, end) or clause.within("fund", start, end))


def _free(clause: Clause, span: Span) -> bool:
    """No duty that the covenant lays: denied, voluntary, decided apart, by law, a price, a prize."""
    if denied(clause, span) or of_free_will(clause, span) or _prize(clause, span):
        return True
    if in_part(clause, "price", span.start) and not in_part(clause, "daywork", span.start):
        return True
    if in_part(clause, "price_kind", span.start) and not in_part(clause, "levy_subject_each", span.start):
        return True
    return any(in_part(clause, name, span.start) for name in ("decided_apart", "duty_by_law", "deposit"))


def _only_fine(clause: Clause, span: Span) -> bool:
    """The words of payment belong to a penalty."""
    return bad_before(clause, span.start) and not in_part(clause, "daywork", span.start)
