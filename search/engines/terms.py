"""The views of a text that both engines index: folded words, folded pairs, accented words."""

from __future__ import annotations

from search.text.normalise import fold, normalise, pairs, words

MAX_BODY = 100_000


def folded(text: str) -> str:
    return " ".join(words(fold(text[:MAX_BODY])))


def accented(text: str) -> str:
    return " ".join(words(normalise(text[:MAX_BODY])))


def folded_pairs(*texts: str) -> str:
    """Pairs inside each text, not across them."""
    return " ".join(pair for text in texts for pair in pairs(words(fold(text[:MAX_BODY]))))
