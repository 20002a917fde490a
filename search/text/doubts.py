"""Words that are syllables but may be slips all the same: "hưa" for "chưa", "công khia" for "công khai". Pure.

They stay as they are, for real words must never be mended away; another reading is only offered, to be searched for
beside what was typed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from .foreign import FOREIGN
from .restoration import Choice
from .slips import LONGEST, as_typed, candidates
from .syllables import TONELESS, fold, is_accented_syllable

if TYPE_CHECKING:
    from .language import Language

_SELDOM = -2.0  # logarithm of the odds that a word which stands in no known pair is a slip
_SURE = 0.97  # confidence below which nothing is offered


@dataclass(frozen=True)
class Alternative:
    """The word at `place` of the query may mean `word` (accented); `confidence` between 0.97 and 1."""

    place: int
    word: str
    confidence: float


def alternatives(language: Language, words: Sequence[str], kept: Collection[int]) -> tuple[Alternative, ...]:
    """Other readings of syllables that were never seen beside their neighbours, while a word one slip away was."""
    has_marks = any(not word.isascii() for word in words)
    columns = [as_typed(language, word, has_marks) for word in words]
    found = []
    for place, word in enumerate(words):
        if place in kept or not _may_be_a_slip(word, has_marks) or _is_at_home(language, columns, place):
            continue
        chosen = _better(language, columns, place, candidates(language, word, has_marks))
        if chosen is not None and fold(chosen.word) != fold(word) and chosen.confidence >= _SURE:
            found.append(chosen)
    return tuple(found)


def _may_be_a_slip(word: str, has_marks: bool) -> bool:
    if not 3 <= len(word) <= LONGEST or word in FOREIGN:
        return False
    return is_accented_syllable(word) if has_marks else word in TONELESS


def _is_at_home(language: Language, columns: Sequence[Sequence[Choice]], place: int) -> bool:
    """True when a form of the word was seen beside a form of a neighbour, or the word has no neighbour."""
    if len(columns) < 2:
        return True
    pairs = [(place - 1, place)] * (place > 0) + [(place, place + 1)] * (place + 1 < len(columns))
    return any(
        language.has_pair(before, after)
        for left, right in pairs
        for before, _ in columns[left]
        for after, _ in columns[right]
    )


def _better(
    language: Language, columns: Sequence[Sequence[Choice]], place: int, others: Sequence[Choice]
) -> Alternative | None:
    """The most probable reading between the neighbours, with its share of the probability of all readings."""
    choices = {form: fit + _SELDOM for form, fit in others} | dict(columns[place])
    near, after = columns[max(place - 1, 0) : place], columns[place + 1 : place + 2]
    scores = {}
    for form, fit in choices.items():
        left = max((language.pair_score(word, form) for column in near for word, _ in column), default=0.0)
        right = max((language.pair_score(form, word) for column in after for word, _ in column), default=0.0)
        scores[form] = fit + left + right
    best = max(scores, key=scores.__getitem__)
    return Alternative(place, best, 1.0 / sum(exp(score - scores[best]) for score in scores.values()))
