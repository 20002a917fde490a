"""One normaliser for both sides of the search and for both engines. Pure.

NFC, lower case, one tone placement (hoà → hòa, thuý → thúy); folding drops every mark and turns đ into d.
Folding must start from NFC: Elasticsearch's `asciifolding` leaves NFD alone, so nothing unfolded is sent.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# The new placement puts the tone on the second vowel of an open syllable; the old one, which most
# administrative texts use, on the first. "qu" is a consonant, so "quý" stays.
_NEW_TO_OLD = {
    new + tone_new: old + second
    for new, second, tones in (("o", "a", "àáảãạ"), ("o", "e", "èéẻẽẹ"), ("u", "y", "ỳýỷỹỵ"))
    for tone_new, old in zip(tones, {"o": "òóỏõọ", "u": "ùúủũụ"}[new], strict=True)
}
_OPEN_SYLLABLE = re.compile(rf"(?<!q)(?:{'|'.join(_NEW_TO_OLD)})(?!\w)")
# Soft hyphen, zero width and direction marks, private use (marks of highlighters), halves of surrogate pairs.
_DROPPED = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ue000-\uf8ff\ud800-\udfff]")
_SPACE = re.compile(r"[\x00-\x1f\x7f-\x9f\u00a0\u2028\u2029]")
_TOKEN = re.compile(r"[^\W_]+")
_LOOKALIKES = str.maketrans({"ð": "đ", "ɖ": "đ"})  # eth and tailed d, which some keyboards give for đ
_D = str.maketrans("đðɖ", "ddd")


class Token(NamedTuple):
    """A word of a text: folded form, normalised form, and where it stands (code points of the NFC text)."""

    folded: str
    accented: str
    start: int
    end: int


def nfc(text: str) -> str:
    """NFC in which invisible marks are gone and control characters are spaces. Idempotent."""
    return _once(_once(text))


def _once(text: str) -> str:
    # Twice: a mark between two letters that compose keeps them apart the first time.
    return unicodedata.normalize("NFC", _SPACE.sub(" ", _DROPPED.sub("", text)))


def normalise(text: str) -> str:
    """Lower case, NFC, one tone placement. Idempotent."""
    lowered = unicodedata.normalize("NFC", nfc(text).lower()).translate(_LOOKALIKES)
    # The vowel that a tone has left may take up a mark that stands behind it.
    return unicodedata.normalize("NFC", _OPEN_SYLLABLE.sub(lambda match: _NEW_TO_OLD[match[0]], lowered))


def fold(text: str) -> str:
    """Normalised text without any mark: "Đầm Dơi" → "dam doi"."""
    decomposed = unicodedata.normalize("NFKD", normalise(text))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower().translate(_D)


def tokens(text: str) -> list[Token]:
    """Words of an NFC text (`nfc`) with their places in it. The one place where a text is cut into words."""
    # Not Token(…): a rebuild cuts hundreds of millions of words, and this is where its time goes.
    new = tuple.__new__
    return [new(Token, (*_forms(match[0]), *match.span())) for match in _TOKEN.finditer(text)]


def words(text: str) -> list[tuple[str, str]]:
    """Folded and accented form of each word of an NFC text: `tokens` without places, in a third of the time."""
    return [_forms(word) for word in _TOKEN.findall(text)]


def pairs(folded_words: list[str]) -> list[str]:
    """Neighbouring folded words as one term: ["dam", "doi"] → ["dam_doi"]."""
    return [f"{left}_{right}" for left, right in pairwise(folded_words)]


def fold_word(word: str) -> str:
    """The folded form of one word as `tokens` gives it: letters and digits only, never empty."""
    return _forms(word)[0]


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, str]:
    """Folded and accented form of one word: letters and digits only, neither ever empty."""
    accented = "".join(_TOKEN.findall(normalise(word))) or word
    return "".join(_TOKEN.findall(fold(word))) or accented, accented
