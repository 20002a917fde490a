"""Words typed in raw Telex or VNI: the keyboard's program was off. Pure.

"huwowng uwowcs", "hu7o7ng u7o71c", "ddinhj", "nguwowif", "xã huwowng". The keys may stand anywhere after the letter
they mark. A word is repaired only when it is no plain word and the result is a Vietnamese syllable.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .foreign import FOREIGN
from .keys import Keys, syllables_with, telex, vni
from .normalise import normalise
from .syllables import TONELESS, VOWELS, fold, is_accented_syllable, word_list

if TYPE_CHECKING:
    from .language import Language

LONGEST = 12  # letters of the longest syllable with all its keys ("nghieeengsj") and a little
_USUAL = 300  # occurrences of a syllable that a foreign word may be Telex for
_LIKELY = -4.6  # logarithm of the probability of its pair with a neighbour
# Words that are often followed by a number without a space: "ap3", "dieu5", "khoan2" are no VNI by themselves.
_NUMBERED = frozenset(
    word_list(
        "ap khom to doi khu xa so nha dieu khoan diem chuong muc phan nam thang ngay quy cap lop lan nhom cau cong"
        " lo bo hem ngo kinh duong quan phuong mau bieu k d c m q p h a b e g i l n o r s t u v x y"
    )
)


def repaired(word: str, language: Language | None = None) -> str | None:
    """The syllable meant by a word in raw Telex or VNI, normalised; None when it is not such a word.

    Words without a vowel are abbreviations: "ndd" is "nđ". A Language decides what the keys leave open.
    """
    typed = normalise(word)
    return None if typed in FOREIGN else _repaired(typed, language, sure=False)


def repaired_words(words: Sequence[str], language: Language | None = None) -> tuple[str, ...]:
    """A query's normalised words, each repaired where it is raw Telex or VNI.

    Beside words that are surely Telex or VNI doubtful ones are so too: "khoan3" is VNI in a query with "d9ie6u2",
    else clause 3; "cura" is Telex in one with "ddieeuf". "max" is mã where mã is usual: "max số". A lone word in a
    query with marks may as well be a slip ("thanh tar xã"): it is left to `Language.mended`, which weighs both.
    """
    found = [repaired(word, language) for word in words]
    if language is not None and _is_left_to_slips(words, found, language):
        return tuple(words)
    found = _without_lone_numbers(words, found)
    typed = [word for word, done in zip(words, found, strict=True) if done]
    sure = {_is_vni(word) for word in typed if _has_sure_key(word) or len(typed) > 1}
    now = [done or word for word, done in zip(words, found, strict=True)]
    for place, word in enumerate(words):
        if found[place] is None and 2 <= len(word) <= LONGEST:
            now[place] = _in_context(now, place, _is_vni(word) in sure, language) or word
    return tuple(now)


def _is_left_to_slips(words: Sequence[str], found: Sequence[str | None], language: Language) -> bool:
    typed = [word for word, done in zip(words, found, strict=True) if done]
    has_marks = any(not word.isascii() for word in words if word not in typed)
    return len(typed) == 1 and has_marks and language.is_slip(typed[0])


def _without_lone_numbers(words: Sequence[str], found: list[str | None]) -> list[str | None]:
    """A single word with a number behind it ("bang2") is no VNI; two of them are ("hoa2 giai3")."""
    numbered = [place for place, done in enumerate(found) if done and _is_vni(words[place])]
    if len(numbered) != 1 or not words[numbered[0]][:-1].isalpha():
        return found
    return [None if place in numbered else done for place, done in enumerate(found)]


def _in_context(words: Sequence[str], place: int, sure: bool, language: Language | None) -> str | None:
    """The repaired word, when the query's other words make it likely."""
    word = words[place]
    if word not in FOREIGN:
        return _repaired(word, language, sure=True) if sure else None
    done = _repaired(word, language, sure=False)
    if done is None or language is None or language.count(done) < _USUAL:
        return None
    before = max((language.pair_score(left, done) for left in words[max(place - 1, 0) : place]), default=-99.0)
    after = max((language.pair_score(done, right) for right in words[place + 1 : place + 2]), default=-99.0)
    return done if max(before, after) > _LIKELY else None


def _repaired(typed: str, language: Language | None, *, sure: bool) -> str | None:
    if not 2 <= len(typed) <= LONGEST or _is_plain(typed, language) or _is_short_for_something(typed):
        return None
    if _is_vni(typed):
        return _repaired_vni(typed, language, sure=sure)
    if not any(letter in VOWELS or letter == "w" for letter in fold(typed)):
        return _abbreviation(typed, "dd", language, sure=sure)
    return _best(telex(typed), language, sure=sure)


def _is_vni(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _has_sure_key(word: str) -> bool:
    """Keys that hardly stand for themselves: 6 to 9 inside a word, w, f, j, doubled letters."""
    if _is_vni(word):
        return any(key in word[1:] for key in "6789")
    return any(key in word for key in ("w", "f", "j", "dd", "aa", "ee", "oo"))


def _is_short_for_something(typed: str) -> bool:
    """Letters without a vowel whose w is no ư: "tw" (trung ương), "kwh"; but "nhw", "thws" are syllables."""
    if "w" not in typed or any(letter in VOWELS for letter in fold(typed)):
        return False
    return len(typed) == 2 or typed.endswith(("t", "c", "p", "ch"))


def _is_plain(typed: str, language: Language | None) -> bool:
    """Words that mean themselves: syllables, words of the site's own texts."""
    if typed in TONELESS or (not typed.isascii() and is_accented_syllable(typed)):
        return True
    return language is not None and typed.isalpha() and language.site.words.get(typed, 0) > 0


def _abbreviation(typed: str, key: str, language: Language | None, *, sure: bool) -> str | None:
    """Letters without a vowel: "qdd" is qđ. Bare "tddk" may be tdđk, so by itself the result must be known."""
    done = typed.replace("ddd", "dđ").replace(key, "đ")
    if done == typed or not done.isalpha() or len(done) < 2:
        return None
    return done if sure or language is None or language.count(done) else None


def _repaired_vni(typed: str, language: Language | None, *, sure: bool) -> str | None:
    letters = "".join(letter for letter in typed if letter.isalpha())
    if not typed[0].isalpha() or "0" in typed or (not sure and typed[-1].isdigit() and _is_numbered(typed)):
        return None
    if not any(letter in VOWELS for letter in fold(letters)):
        return _abbreviation(typed, "d9", language, sure=sure)
    return _best([vni(typed)], language, sure=True)


def _is_numbered(typed: str) -> bool:
    letters = typed.rstrip("0123456789")
    return letters in _NUMBERED


def _best(readings: Iterable[Keys | None], language: Language | None, *, sure: bool) -> str | None:
    for keys in readings:
        if keys is None or not keys.is_asked or not (sure or keys.is_likely):
            continue
        found = [syllable for toneless in TONELESS.get(keys.letters, ()) for syllable in syllables_with(toneless, keys)]
        if found:
            return found[0] if language is None else max(found, key=language.word_share)
    return None
