"""What the comparison knows of Vietnamese: pairs of syllables that are one word, and how common syllables are. Pure.

The lists are made by `tools.compound_words` from counts of the codified law; `village_words.txt` is by hand.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_USUAL_LENGTH = 100  # syllables of an article, to turn a frequency into "how many articles have it"
_RAREST = 0.005


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    lines = (line for name in ("compounds.txt", "village_words.txt") for line in _lines(name))
    return frozenset((first, second) for first, second in (line.split() for line in lines))


@cache
def _shares() -> dict[str, float]:
    """Syllable → share of articles that have it, as far as its frequency tells."""
    counts = ((word, int(count)) for word, count in (line.split() for line in _lines("common.txt")))
    return {word: 1 - math.exp(-count / 100_000 * _USUAL_LENGTH) for word, count in counts}


def is_compound(first: str, second: str) -> bool:
    """Two syllables in lower case, one after the other, are one word."""
    return (first, second) in _compounds()


def usual_share(syllable: str) -> float:
    """Share (0.005–1) of articles of any text in which a lower-case syllable stands."""
    return max(_shares().get(syllable, 0.0), _RAREST)


def _lines(name: str) -> list[str]:
    return (_DATA / name).read_text(encoding="utf-8").split("\n")[:-1]
