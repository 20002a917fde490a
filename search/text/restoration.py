"""Marks put back on a query typed without them: the most probable path through all accented forms. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from .counts import counted_form
from .syllables import TONELESS, fold, is_accented_syllable, marks_of

if TYPE_CHECKING:
    from .language import Language

MOST_FORMS = 14  # of one folded word; the rarest are not tried
# In a query whose other words carry marks, a bare word that is itself a syllable ("con", "cho") was probably
# meant so. The bonus (in units of the logarithm) grows with the share of marked words.
_BARE_IS_MEANT = 6.0
_ORDINARY_SHARE = 0.7  # of words with marks in Vietnamese text

Choice = tuple[str, float]  # a form and the logarithm of how well it fits what was typed


def restored(language: Language, words: Sequence[str]) -> tuple[str, ...]:
    """The normalised words with marks. Words with all their marks, numbers and foreign words stay as they are."""
    bonus = _BARE_IS_MEANT * min(1.0, _marked_share(words) / _ORDINARY_SHARE)
    return best_path(language, [_choices(language, word, bonus) for word in words])


def best_path(language: Language, columns: Sequence[Sequence[Choice]]) -> tuple[str, ...]:
    """One form from each column, together most probable (Viterbi). No column may be empty."""
    if not columns:
        return ()
    scores = [language.alone(form) + fit for form, fit in columns[0]]
    back: list[list[int]] = []
    for previous, column in pairwise(columns):
        reached = _steps(language, previous, scores, column)
        back.append([place for place, _ in reached])
        scores = [score for _, score in reached]
    place = max(range(len(scores)), key=scores.__getitem__)
    path = [columns[-1][place][0]]
    for column, steps in zip(reversed(columns[:-1]), reversed(back), strict=True):
        place = steps[place]
        path.append(column[place][0])
    return tuple(reversed(path))


def _steps(
    language: Language, previous: Sequence[Choice], scores: list[float], column: Sequence[Choice]
) -> list[tuple[int, float]]:
    """For each form of the column: the place in the previous one that leads best to it, and the score up to here."""
    afters = [
        (place, score, language.after(left))
        for place, ((left, _), score) in enumerate(zip(previous, scores, strict=True))
    ]
    reached = []
    for form, fit in column:
        counted, alone = counted_form(form), language.alone(form)
        score, place = max((score + after.score(counted, alone), -place) for place, score, after in afters)
        reached.append((-place, score + fit))
    return reached


def forms_with(language: Language, word: str) -> tuple[str, ...]:
    """Known forms that have at least the marks of the half-accented `word`: "huơng" → ("hương", "hướng", …)."""
    marks = marks_of(word)
    return tuple(form for form in language.forms.get(fold(word), ()) if marks <= marks_of(form))


def _choices(language: Language, word: str, bonus: float) -> list[Choice]:
    if word.isascii():
        forms: Iterable[str] = language.forms.get(word, ())[:MOST_FORMS]
    elif is_accented_syllable(word) or language.is_own(word):
        forms = ()
    else:
        forms = forms_with(language, word)[:MOST_FORMS]
    return [(form, bonus if form == word else 0.0) for form in forms] or [(word, 0.0)]


def _marked_share(words: Sequence[str]) -> float:
    syllables = [word for word in words if not word.isascii() or word in TONELESS]
    return sum(not word.isascii() for word in syllables) / max(len(syllables), 1)
