"""One normaliser for both sides of the search and for both engines. Pure.

NFC, lower case, one tone placement (hoà → hòa, thuý → thúy); folding drops every mark and turns đ into d.
Folding must start from NFC: Elasticsearch's `asciifolding` leaves NFD alone, so nothing unfolded is sent.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

# The new placement puts the tone on the second vowel of an open syllable; the old one, which most
# administrative texts use, on the first. "qu" is a consonant, so "quý" stays.
_NEW_TO_OLD = {
    new + tone_new: old + second
    for new, second, tones in (("o", "a", "àáảãạ"), ("o", "e", "èéẻẽẹ"), ("u", "y", "ỳýỷỹỵ"))
    for tone_new, old in zip(tones, {"o": "òóỏõọ", "u": "ùúủũụ"}[new], strict=True)
}
_OPEN_SYLLABLE = re.compile(rf"(?<!q)(?:{'|'.join(_NEW_TO_OLD)})(?!\w)")
_DROPPED = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ue000-\uf8ff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u00a0]")
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Token:
    """A word of a text: folded form, normalised form, and where it stands (code points of the NFC text)."""

    folded: str
    accented: str
    start: int
    end: int


def nfc(text: str) -> str:
    """NFC without invisible marks and control characters (these become spaces); private-use marks dropped."""
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", _DROPPED.sub("", text)))


def normalise(text: str) -> str:
    """Lower case, NFC, one tone placement. Idempotent."""
    lowered = unicodedata.normalize("NFC", nfc(text).lower())
    return _OPEN_SYLLABLE.sub(lambda match: _NEW_TO_OLD[match[0]], lowered)


def fold(text: str) -> str:
    """Normalised text without any mark: "Đầm Dơi" → "dam doi". Idempotent."""
    decomposed = unicodedata.normalize("NFKD", normalise(text).replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()


def words(text: str) -> list[str]:
    """Words of a text that is already normalised or folded."""
    return _TOKEN.findall(text)


def tokens(text: str) -> list[Token]:
    """Words of an NFC text with their places in it, for highlighting."""
    return [Token(fold(match[0]), normalise(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def pairs(folded_words: list[str]) -> list[str]:
    """Neighbouring folded words as one term: ["dam", "doi"] → ["dam_doi"]."""
    return [f"{left}_{right}" for left, right in pairwise(folded_words)]
