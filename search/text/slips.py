"""Typing errors in a query. Pure.

Only a word that is no Vietnamese syllable is mended, and only to one that is a single slip away: a letter doubled,
dropped, added, swapped with its neighbour, or the key beside it. Neighbouring words decide between candidates.
A word that is a syllable stays, however rare.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from . import telex
from .foreign import FOREIGN
from .restoration import Choice, best_path, forms_with
from .syllables import TONELESS, VOWELS, apart, fold, is_accented_syllable, is_stopped, marks_of, together

if TYPE_CHECKING:
    from .language import Language

LONGEST = 10  # letters of a word that may be a slip of one syllable
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# How much less likely than no slip, as logarithms.
SWAPPED, DOUBLED, ADDED, DROPPED, BESIDE, OTHER = -2.0, -2.0, -5.0, -4.5, -5.0, -8.0
_FIRST_LETTER = -2.0  # people seldom mistype the first letter
_RAW_TELEX = -0.5
_MARK_LOST = -7.0  # a typed mark that the candidate lacks
_MARK_ADDED = -2.5  # a mark that was not typed, in a query that has marks
_MOST_CANDIDATES = 10
_MOST_SLIPS = 4  # a query with more of them, and of a third of its words, is in another language


def mended(language: Language, words: Sequence[str], kept: Collection[int]) -> tuple[str, ...]:
    """The normalised words with slips mended. A query without marks stays without marks."""
    wrong = [place for place, word in enumerate(words) if place not in kept and is_slip(language, word)]
    if not wrong or len(wrong) > max(_MOST_SLIPS, len(words) // 3):
        return tuple(words)
    has_marks = any(not word.isascii() for word in words)
    columns = [
        candidates(language, word, has_marks) if place in wrong else as_typed(language, word, has_marks)
        for place, word in enumerate(words)
    ]
    path = best_path(language, columns)
    done = list(words)
    for place in wrong:
        if _is_supported(language, words, path, place):
            done[place] = path[place] if has_marks else fold(path[place])
    return tuple(done)


def is_slip(language: Language, word: str) -> bool:
    """True for letters that are no syllable, no known foreign word and in no text of the site."""
    if not 3 <= len(word) <= LONGEST or not word.isalpha() or word in TONELESS or is_accented_syllable(word):
        return False
    if word in FOREIGN or language.is_foreign(word) or language.is_own(word):
        return False
    return any(letter in VOWELS for letter in fold(word))


def _is_supported(language: Language, words: Sequence[str], path: Sequence[str], place: int) -> bool:
    """Marks show that a word is Vietnamese; a bare one must be a plain kind of slip or stand in a known pair."""
    word, form = words[place], path[place]
    if form == word:
        return False
    if not word.isascii() or _slip_cost(word, fold(form)) >= SWAPPED:
        return True
    before = place > 0 and language.has_pair(path[place - 1], form)
    return before or (place + 1 < len(path) and language.has_pair(form, path[place + 1]))


def as_typed(language: Language, word: str, has_marks: bool) -> Sequence[Choice]:
    """The forms that a word which is no slip may have beside one that is."""
    if has_marks or not word.isascii():
        return [(word, 0.0)]
    return [(form, 0.0) for form in language.forms.get(word, ())[:6]] or [(word, 0.0)]


def candidates(language: Language, word: str, has_marks: bool) -> list[Choice]:
    """Known syllables one slip away with how well each fits; the word itself when there is none."""
    bare, marks = fold(word), marks_of(word)
    fits = {form: -0.5 * len(marks_of(form) - marks) for form in forms_with(language, word)}
    replaced = _well_placed(word)
    if replaced is not None:
        fits[replaced] = -1.0
    typed = telex.repaired(word, language)
    if typed is not None:
        fits[typed] = _RAW_TELEX
    for folded in near_syllables(bare):
        cost = _slip_cost(bare, folded)
        for form in language.forms.get(folded, ()):
            there = marks_of(form)
            fit = cost + _MARK_LOST * len(marks - there)
            fits.setdefault(form, fit + (_MARK_ADDED * len(there - marks) if has_marks else 0.0))
    ranked = sorted(fits.items(), key=lambda item: (-item[1] - language.alone(item[0]), item[0]))
    return ranked[:_MOST_CANDIDATES] or [(word, 0.0)]


def _well_placed(word: str) -> str | None:
    """The same letters and tone with the tone where it belongs: "gỉai" → "giải"."""
    shape = apart(word)
    if shape is None or shape.well_placed or fold(shape.toneless) not in TONELESS:
        return None
    if shape.toneless not in TONELESS[fold(shape.toneless)] or (is_stopped(shape.toneless) and shape.tone not in "sj"):
        return None
    return together(shape.toneless, shape.tone)


@lru_cache(maxsize=20_000)
def _slip_cost(bare: str, folded: str) -> float:
    """Logarithm of the likelihood of typing `bare` for `folded`, which are one slip apart or equal."""
    if bare == folded:
        return -1.0
    place = _first_difference(bare, folded)
    first = 0.0 if place else _FIRST_LETTER
    if len(bare) < len(folded):
        return first + DROPPED
    if len(bare) > len(folded):
        return DOUBLED if place and bare[place] == bare[place - 1] else first + ADDED
    if bare[place : place + 2] == folded[place : place + 2][::-1]:
        return SWAPPED
    return first + (BESIDE if _are_neighbours(bare[place], folded[place]) else OTHER)


def _first_difference(left: str, right: str) -> int:
    shorter = min(len(left), len(right))
    return next((place for place in range(shorter) if left[place] != right[place]), shorter)


def _are_neighbours(left: str, right: str) -> bool:
    for row in _ROWS:
        if left in row and right in row:
            return abs(row.index(left) - row.index(right)) == 1
    return False


@lru_cache(maxsize=5_000)
def near_syllables(bare: str) -> tuple[str, ...]:
    """Folded syllables one slip away from a folded word (Damerau distance 1), and itself when it is one."""
    index = _deletions()
    reached = {word for form in {bare, *_shorter(bare)} for word in index.get(form, ())}
    return tuple(sorted(word for word in reached if _is_near(bare, word)))


@lru_cache(maxsize=1)
def _deletions() -> dict[str, tuple[str, ...]]:
    """Every folded syllable under itself and under itself with one letter left out."""
    found: dict[str, list[str]] = {}
    for word in TONELESS:
        for form in {word, *_shorter(word)}:
            found.setdefault(form, []).append(word)
    return {form: tuple(words) for form, words in found.items()}


def _shorter(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


def _is_near(left: str, right: str) -> bool:
    """At most one letter added, dropped, replaced, or swapped with its neighbour."""
    if len(left) > len(right):
        left, right = right, left
    start = _first_difference(left, right)
    if len(left) < len(right):
        return len(right) - len(left) == 1 and left[start:] == right[start + 1 :]
    if left[start + 1 :] == right[start + 1 :]:
        return True
    return left[start : start + 2] == right[start : start + 2][::-1] and left[start + 2 :] == right[start + 2 :]
