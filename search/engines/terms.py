"""The views of a text that both engines index: folded words, folded pairs, accented words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from search.text.normalise import nfc, pairs, words

BETWEEN = "_"  # no word of a text or a query: words are letters and digits
MAX_BODY = 100_000  # characters of one passage that are searched


@dataclass(frozen=True)
class Views:
    """Words joined by spaces: neither engine has to know anything about Vietnamese."""

    folded: str
    pairs: str
    accented: str


def views(text: str) -> Views:
    """The three views of one text. Pairs are inside it, so two texts never make a pair across."""
    found = words(nfc(text[:MAX_BODY]))
    folded = [word for word, _accented in found]
    return Views(" ".join(folded), " ".join(pairs(folded)), " ".join([accented for _word, accented in found]))


def joined(parts: list[str]) -> str:
    """Views of several texts as one field; the mark between them keeps phrases inside one text."""
    return f" {BETWEEN} ".join(part for part in parts if part)
