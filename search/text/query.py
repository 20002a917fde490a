"""What a person typed, read into terms. Pure. The place where Telex, references and synonyms will join."""

from __future__ import annotations

from dataclasses import dataclass

from .normalise import nfc, pairs, tokens

MAX_CHARACTERS = 1000
MAX_WORDS = 48  # more would exceed the engines' clause limits and mean nothing to people


@dataclass(frozen=True)
class ReadQuery:
    """A query as the engines take it. `cut` is true when the end of a very long query was left out.

    `folded` and `accented` hold the same words in the order typed; every word is letters and digits only.
    """

    typed: str
    accented: tuple[str, ...]
    folded: tuple[str, ...]
    pairs: tuple[str, ...]
    has_marks: bool
    cut: bool

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no letters, no digits."""
        return not self.folded

    @property
    def terms(self) -> tuple[str, ...]:
        """The different folded words, in the order typed."""
        return tuple(dict.fromkeys(self.folded))


def read_query(typed: str) -> ReadQuery:
    """Read any string whatever: quotes, wildcards and control characters are no operators."""
    # One more character than is kept, so that a cut is seen; NFD is up to four code points a letter.
    text = nfc(typed[: (MAX_CHARACTERS + 1) * 4]).strip()
    found = tokens(text[:MAX_CHARACTERS])
    kept = found[:MAX_WORDS]
    folded = [token.folded for token in kept]
    return ReadQuery(
        typed=text[:MAX_CHARACTERS],
        accented=tuple(token.accented for token in kept),
        folded=tuple(folded),
        pairs=tuple(pairs(folded)),
        has_marks=any(token.accented != token.folded for token in kept),
        cut=len(text) > MAX_CHARACTERS or len(found) > MAX_WORDS,
    )
