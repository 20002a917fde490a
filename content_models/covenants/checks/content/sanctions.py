"""The hamlet does what only the law or an authority may do. NĐ 61/2023 Đ.5 k.4. Pure."""

from __future__ import annotations

from ..clause import Clause, Span
from ..grammar import bad_before, by_authority, conditional, denied, in_part, suffered, wrong_before

_ALWAYS = ("expel", "self_trial", "seize")  # the words alone say it
_AFTER_CONDITION = ("hold", "labour", "kill", "bar")  # somebody did something before, or "… thì"
_AFTER_WRONG = ("cut", "seize_weak", "expel_weak", "bar_weak", "deprive")  # common words: only after a breach
_CONSEQUENCE = frozenset(["thì", "bị"])
_FAR = 10  # words from "thì" to what follows
_OTHERS_CLASS = ("harsh", "seize_weak", "bar_weak", "deprive")
_HANDED_OVER = ("seize_weak", "hold")  # fine when the authority is called at once


def replaces_law(clause: Clause) -> Span | None:
    """Seizing, holding, expelling, forced work, cutting off, killing animals, barring, "ấp tự xử"."""
    for name in (*_ALWAYS, *_AFTER_CONDITION, *_AFTER_WRONG):
        for span in clause.found(name):
            if _called_for(clause, name, span) and not _allowed(clause, name, span):
                return span
    return _harsh(clause)


def _harsh(clause: Clause) -> Span | None:
    """After a breach, something hard and nothing mild: no reminder, no talk, no repair, no authority."""
    for bad in clause.found("bad_act"):
        _start, end = clause.part_of(bad.start)
        for turn in range(bad.start, end):
            if clause.tokens[turn].word not in _CONSEQUENCE:
                continue
            hard = [h for h in clause.within("harsh", turn, min(end, turn + _FAR)) if not _paid(clause, h)]
            if hard and not clause.within("benign", turn + 1, end) and not _allowed(clause, "harsh", hard[0]):
                return hard[0]
    return None


def _paid(clause: Clause, span: Span) -> bool:
    """ "bị thu năm chục nghìn" is a penalty in money."""
    return any(paid.start <= span.start and span.end <= paid.end for paid in clause.found("paid"))


def _called_for(clause: Clause, name: str, span: Span) -> bool:
    """What stands before makes the words a sanction."""
    if name in _ALWAYS:
        return True
    if name in _AFTER_CONDITION:
        return wrong_before(clause, span)
    if bad_before(clause, span.start) or in_part(clause, "culprit", span.start):
        return True
    return conditional(clause, span) and bad_before(clause, span.start, lists=("omission",))


def _allowed(clause: Clause, name: str, span: Span) -> bool:
    if suffered(clause, span) or denied(clause, span) or _helps(clause, span):
        return True
    if name in _OTHERS_CLASS and _of_another_class(clause, span):
        return True
    if name == "deprive" and in_part(clause, "deprive_ok", span.start):
        return True
    if name == "labour" and (in_part(clause, "daywork", span.start) or in_part(clause, "multiple", span.start)):
        return True  # a missed work-day that is paid for, wages paid twice over
    if name == "self_trial":
        return in_part(clause, "by_law", span.start)
    if name in _HANDED_OVER and _handed_over(clause, span):
        return True
    return by_authority(clause, span) or (name not in _ALWAYS and _by_owner(clause, span))


def _helps(clause: Clause, span: Span) -> bool:
    """ "giữ giùm xe" is help, but not "dỡ giùm, hư bể chủ tự chịu"."""
    return not in_part(clause, "own_risk", span.start) and bool(clause.within("for_him", span.start, span.end + 2))


def _of_another_class(clause: Clause, span: Span) -> bool:
    """Papers held back, women or newcomers kept out: judged by the rules for those."""
    if in_part(clause, "things", span.start):
        return False
    return any(in_part(clause, other, span.start) for other in ("sure_papers", "newcomer", "woman", "only_men"))


def _handed_over(clause: Clause, span: Span) -> bool:
    """The authority is called in the same part, and not only after a night in the culture house."""
    return in_part(clause, "handover", span.start) and not in_part(clause, "late_handover", span.start)


def _by_owner(clause: Clause, span: Span) -> bool:
    """The owner keeps his own animal at home."""
    return bool(clause.within("owner", max(0, span.start - 3), span.start))
