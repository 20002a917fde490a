"""What may be kept of a search: no digits, nothing that looks like a person's number or address. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from search.text.normalise import nfc, tokens

MASK = "#"  # stands for the digits of a word
LONGEST = 100

# Telephone numbers have 9 to 11 digits, identity cards 9 or 12, however they are grouped; a day has 8.
_LONG_NUMBER = re.compile(r"(?:\d[\s.,_()+\-–/]*){9,}")
_DAYS = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}\b|\b\d{4}\s?[-–]\s?\d{4}\b")
_MAIL = re.compile(
    r"\S@\S|\b(?:a còng|a cong)\b|\b(?:gmail|yahoo|hotmail|outlook|zalo\.me|facebook\.com)\b", re.IGNORECASE
)
_PASSPORT = re.compile(r"\b[A-Za-z]{1,2}\s?\d{7,8}\b")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Masked:
    """The folded words under which a search is counted, and the same words as they were written."""

    key: str
    text: str


def masked(typed: str) -> Masked | None:
    """What may be kept of a query; None when nothing may: no word, or the look of a telephone number, an
    e-mail address or the number of an identity card."""
    text = unicodedata.normalize("NFKC", nfc(typed))
    if names_somebody(text):
        return None
    words = tokens(nfc(text))
    key, shown = "", ""
    for word in words:
        longer = f"{key} {_mask(word.folded)}".strip(), f"{shown} {_mask(word.accented)}".strip()
        if max(map(len, longer)) > LONGEST:
            break
        key, shown = longer
    return Masked(key, shown) if any(letter.isalpha() for letter in key) else None


def names_somebody(text: str) -> bool:
    """True for what looks like a telephone number, an e-mail address or an identity number."""
    numbers = _DAYS.sub(" ngày ", _plain_digits(text))
    return bool(_MAIL.search(text) or _LONG_NUMBER.search(numbers) or _PASSPORT.search(numbers))


def _mask(word: str) -> str:
    return _DIGITS.sub(MASK, _plain_digits(word))


def _plain_digits(text: str) -> str:
    """Digits of any script, circled ones and fractions as 0."""
    return "".join("0" if letter.isnumeric() and not letter.isdecimal() else letter for letter in text)
