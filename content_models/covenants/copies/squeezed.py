"""Texts without spaces and case, with the way back to the letters as they were written. Pure.

Lines of print end where the paper ends, titles are set in capitals: neither makes a copy another text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Squeezed:
    """`letters`: the text in NFC, folded, without spaces; `places[i]`: where letter i stands in `source`."""

    source: str
    letters: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> str:
        """The words from letter `start` to before `end` as they were written, on one line."""
        if start >= end:
            return ""
        return " ".join(self.source[self.places[start] : self.places[end - 1] + 1].split())


def squeeze(text: str) -> Squeezed:
    """See `Squeezed`."""
    source = unicodedata.normalize("NFC", text)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(source):
        if letter.isspace() or letter == SOFT_HYPHEN or unicodedata.category(letter) in ("Cc", "Cf", "Cs"):
            continue
        folded = letter.casefold()
        letters.append(folded)
        places += [place] * len(folded)
    return Squeezed(source, "".join(letters), tuple(places))


def bare(text: str) -> str:
    """Only the letters of `squeeze`."""
    return squeeze(text).letters
