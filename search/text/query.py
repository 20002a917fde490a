"""What a person typed, read into terms. Pure.

The steps, each in a module of its own: operators (quotes, minus), legal references, raw Telex and VNI,
slips, abbreviations, synonyms, hints (place, kind, year), restored accents. `steps` tells what each one did.
"""

from __future__ import annotations

from dataclasses import dataclass

from .expansion import Expansion
from .knowledge import Knowledge
from .normalise import nfc
from .operators import Phrase, read_operators

MAX_CHARACTERS = 1000
MAX_WORDS = 48  # more would exceed the engines' clause limits and mean nothing to people


@dataclass(frozen=True)
class Step:
    """What one step of the reading found or changed, for `search_explain`."""

    name: str
    result: str


@dataclass(frozen=True)
class ReadQuery:
    """A query as the engines take it. `cut` is true when the end of a very long query was left out.

    `folded` and `accented` hold the same words in order, as they are searched for (mended); every word is
    letters and digits only. `references` holds for each legal reference its keywords, most specific first.
    `mended` is the whole query as searched when a step changed a word, `suggestion` the one to offer
    ("Có phải bạn muốn tìm"); both are empty when there is nothing to say.
    """

    typed: str
    accented: tuple[str, ...]
    folded: tuple[str, ...]
    has_marks: bool
    cut: bool
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    references: tuple[tuple[str, ...], ...] = ()
    mended: str = ""
    suggestion: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no letters, no digits."""
        return not self.folded

    @property
    def terms(self) -> tuple[str, ...]:
        """The different folded words, in order."""
        return tuple(dict.fromkeys(self.folded))


def read_query(typed: str, knowledge: Knowledge | None = None) -> ReadQuery:
    """Read any string whatever: wildcards and control characters are no operators."""
    # One more character than is kept, so that a cut is seen; NFD is up to four code points a letter.
    text = nfc(typed[: (MAX_CHARACTERS + 1) * 4]).strip()
    operators = read_operators(text[:MAX_CHARACTERS])
    kept = operators.words[:MAX_WORDS]
    return ReadQuery(
        typed=text[:MAX_CHARACTERS],
        accented=tuple(token.accented for token in kept),
        folded=tuple(token.folded for token in kept),
        has_marks=any(token.accented != token.folded for token in kept),
        cut=len(text) > MAX_CHARACTERS or len(operators.words) > MAX_WORDS,
        phrases=operators.phrases,
        excluded=operators.excluded,
    )
