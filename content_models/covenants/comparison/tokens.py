"""Words and signs of a text. Pure.

A word is a syllable with its marks, or a number, date or sign of a document with the dots, slashes and hyphens
inside it ("1.500.000", "21/5/2026", "61/2023/NĐ-CP"). Other signs stand alone, so that a comma changes without
the word before it. Spaces go with what stands before them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d"  # accents written apart, soft hyphen, joiners: parts of a word
_LETTER = rf"[\w{_MARKS}]"
_INSIDE = rf"(?:[/\-–]|(?<=\d)[.,:](?=\d)){_LETTER}+"
_TOKEN = re.compile(rf"(?:{_LETTER}+(?:{_INSIDE})*[%)]?|[^\w\s{_MARKS}]+)\s*|\s+")
_SYLLABLE = re.compile(rf"{_LETTER}+")


def tokens(text: str) -> list[str]:
    """The text cut into words and signs; joined they are the text."""
    return _TOKEN.findall(text)


def syllables(text: str) -> list[str]:
    """Lower-case syllables and numbers in reading order, without signs."""
    return _SYLLABLE.findall(text.lower())


@lru_cache(maxsize=20_000)
def is_word(token: str) -> bool:
    """A token with a letter or digit in it."""
    return token[:1].isalnum() or any(letter.isalnum() for letter in token)
