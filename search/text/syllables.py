"""What a Vietnamese syllable may look like: onset, rhyme, tone. Pure.

A word that fits this table is never called a slip, however rare it is: southern and everyday words (méc, xài,
dzô) hardly occur in texts of law. The table is the spelling of standard Vietnamese (c/k/q, g/gh, ng/ngh, gi, qu;
stopped rhymes only with sắc or nặng), a little widened: the onsets dz and z of southern speech, final -ưn, -ưm.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

VOWELS = "aăâeêioôơuưy"
TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}  # named by their Telex keys
MARKED = "ăâđêôơư"
STOPS = ("p", "t", "c", "ch")

# letter with tone → (letter without tone, key of the tone)
_TONED = {unicodedata.normalize("NFC", vowel + mark): (vowel, key) for vowel in VOWELS for mark, key in TONES.items()}
_WITH_TONE = {(vowel, key): letter for letter, (vowel, key) in _TONED.items()}
_PLAIN = str.maketrans("ăâđêôơư", "aadeoou")
_FOLD = str.maketrans(
    {letter: vowel.translate(_PLAIN) for letter, (vowel, _) in _TONED.items()}
    | dict(zip("ăâđêôơư", "aadeoou", strict=True))
)


def word_list(text: str) -> tuple[str, ...]:
    """A table written as words between spaces."""
    return tuple(text.split())


_ONSETS = word_list("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x dz z")
_LABIAL = {"b", "m", "p", "ph", "v"}
_BEFORE_FRONT = {"k", "gh", "ngh"}  # before e, ê, i, y; elsewhere c, g, ng
_BEFORE_BACK = {"c", "g", "ng"}
_RHYMES = word_list(
    """
    a ai am an ang anh ao au ay ac ach ap at
    ăm ăn ăng ăc ăp ăt âm ân âng âu ây âc âp ât
    e em en eng eo ec ep et ê êm ên ênh êu êch êp êt
    i ia im in inh iu ich ip it iêm iên iêng iêu iêc iêp iêt
    o oi om on ong oc op ot ô ôi ôm ôn ông ôc ôp ôt ơ ơi ơm ơn ơp ơt
    u ua ui um un ung uc up ut uôi uôm uôn uông uôc uôt
    ư ưa ưi ưm ưn ưng ưu ưc ưt ươi ươm ươn ương ươu ươc ươp ươt
    y
"""
)
_ROUNDED = word_list(
    """
    oa oai oam oan oang oanh oao oay oac oach oap oat oăm oăn oăng oăc oăt oe oen oeo oet
    uân uâng uât uây uê uênh uêch uêu uơ uy uya uyu uyn uynh uych uyp uyt uyên uyêt
"""
)
_ALONE = word_list("yêm yên yêng yêu yêt")  # iê without an onset
_AFTER_GI = word_list("êng êm ên êc êt êu êp")  # gi + iêng is written giêng
_AFTER_QU = word_list("y ya yn ynh ych yt yên yêt yu ôc ăm ăn ăng ăp ăt ăc ân âng âu ây ât ơ ơi ơn")
_NOT_AFTER_QU = {"o", "ô", "u", "ư"}
_SINGLE = word_list("boa voan buyt phuy xoong goong boong mooc gi gin y")


@dataclass(frozen=True)
class Shape:
    """A word taken apart: letters without tone, key of the tone ("" for none), whether the tone stands right."""

    toneless: str
    tone: str
    well_placed: bool


def fold(word: str) -> str:
    """Folded form of a normalised Vietnamese word; quicker than `normalise.fold`, the same for such words."""
    return word.translate(_FOLD)


def apart(word: str) -> Shape | None:
    """Letters and tone of a normalised word; None when it has two different tones."""
    letters, tones, places = [], set(), []
    for place, letter in enumerate(word):
        vowel, tone = _TONED.get(letter, (letter, ""))
        letters.append(vowel)
        if tone:
            tones.add(tone)
            places.append(place)
    if len(tones) > 1:
        return None
    toneless = "".join(letters)
    return Shape(toneless, "".join(tones), not places or places == [TONE_PLACE.get(toneless)])


def together(toneless: str, tone: str) -> str:
    """The syllable of the table with that tone ("" or a Telex key), in the one placement of `normalise`."""
    if not tone:
        return toneless
    place = TONE_PLACE[toneless]
    return toneless[:place] + _WITH_TONE[toneless[place], tone] + toneless[place + 1 :]


@lru_cache(maxsize=20_000)
def marks_of(word: str) -> frozenset[str]:
    """The different marks of a normalised word: marked letters without tone, and the key of each tone."""
    marks = set()
    for letter in word:
        vowel, tone = _TONED.get(letter, (letter, ""))
        marks |= {mark for mark in (vowel, tone) if mark and (mark != vowel or vowel in MARKED)}
    return frozenset(marks)


def is_stopped(toneless: str) -> bool:
    """True when only sắc and nặng are possible."""
    return toneless.endswith(STOPS)


def is_accented_syllable(word: str) -> bool:
    """True for a complete, rightly written syllable: "hương", "xài"; not "huơng", "thaỏ", "luat"."""
    shape = apart(word)
    if shape is None or not shape.well_placed or shape.toneless not in TONE_PLACE:
        return False
    return shape.tone in {"s", "j"} if is_stopped(shape.toneless) else True


def is_folded_syllable(word: str) -> bool:
    """True for a word without any mark that some syllable folds to: "huong", "nit", "luat"."""
    return word in TONELESS


def _rhymes_after(onset: str) -> Iterable[str]:
    if onset == "qu":
        return [*(rhyme for rhyme in _RHYMES if rhyme[0] not in _NOT_AFTER_QU and rhyme[:2] != "iê"), *_AFTER_QU]
    if onset == "gi":
        return [*(rhyme for rhyme in _RHYMES if rhyme[0] not in "iyê"), *_AFTER_GI]
    if onset in _BEFORE_FRONT:
        return [rhyme for rhyme in _RHYMES if rhyme[0] in "eêiy"]
    if onset in _BEFORE_BACK:
        return [rhyme for rhyme in [*_RHYMES, *_ROUNDED] if rhyme[0] not in "eêiy"]
    if onset in _LABIAL:
        return _RHYMES
    return [*_RHYMES, *_ROUNDED]


def _tone_place(toneless: str, onset: int) -> int:
    """Index of the letter that carries the tone: a marked vowel, else by the number of vowels and the final."""
    marked = [place for place, letter in enumerate(toneless) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    vowels = [place for place in range(onset, len(toneless)) if toneless[place] in VOWELS]
    if not vowels:  # gi
        return onset - 1
    if len(vowels) == 3 or (len(vowels) == 2 and vowels[-1] < len(toneless) - 1):
        return vowels[1]
    return vowels[0]


def _table() -> dict[str, int]:
    """Every syllable without its tone → the place of its tone."""
    places = {}
    for onset in ["", *_ONSETS]:
        for rhyme in [*_rhymes_after(onset), *([] if onset else _ALONE)]:
            places[onset + rhyme] = _tone_place(onset + rhyme, len(onset))
    for single in _SINGLE:
        first = next(index for index, letter in enumerate(single) if letter in VOWELS)
        places[single] = _tone_place(single, first)
    return places


def _by_fold(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(fold(word), []).append(word)
    return {folded: tuple(forms) for folded, forms in found.items()}


TONE_PLACE = _table()
TONELESS = _by_fold(TONE_PLACE)  # folded → the syllables without tone
