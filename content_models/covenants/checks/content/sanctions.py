"""The hamlet does what only the law or an authority may do. NĐ 61/2023 Đ.5 k.4. Pure."""

from __future__ import annotations

from ..clause import Clause, Span
from ..grammar import bad_before, by_authority, conditional, denied, in_part, suffered, wrong_before

_ALWAYS = ("expel", "self_trial", "seize")  # the words alone say it
_AFTER_CONDITION = ("hold", "labour", "cut", "kill", "bar")  # somebody did something before
_AFTER_WRONG = ("seize_weak", "expel_weak", "bar_weak")  # common words: only after a breach
_OWN_DENIAL = ("self_trial",)  # cues that are denials themselves


def replaces_law(clause: Clause) -> Span | None:
    """Seizing, holding, expelling, forced work, cutting off, killing animals, barring, "ấp tự xử"."""
    for name in _ALWAYS:
        for span in clause.found(name):
            if not _allowed(clause, span, denial=name not in _OWN_DENIAL):
                return span
    for name in _AFTER_CONDITION:
        for span in clause.found(name):
            if wrong_before(clause, span) and not _allowed(clause, span) and not _by_owner(clause, span):
                return span
    for name in _AFTER_WRONG:
        for span in clause.found(name):
            if _after_breach(clause, span) and not _allowed(clause, span) and not _by_owner(clause, span):
                return span
    return None


def _allowed(clause: Clause, span: Span, *, denial: bool = True) -> bool:
    if suffered(clause, span) or (denial and denied(clause, span)):
        return True
    return by_authority(clause, span) if denial else in_part(clause, "by_law", span.start)


def _after_breach(clause: Clause, span: Span) -> bool:
    if bad_before(clause, span.start):
        return True
    return conditional(clause, span) and bad_before(clause, span.start, lists=("omission", "whoever"))


def _by_owner(clause: Clause, span: Span) -> bool:
    """The owner keeps his own animal at home."""
    return bool(clause.within("owner", max(0, span.start - 3), span.start))
