"""What a person typed, read into terms. Pure. The place where Telex, references and synonyms will join."""

from __future__ import annotations

from dataclasses import dataclass

from .normalise import fold, nfc, normalise, pairs, words

MAX_CHARACTERS = 1000
MAX_WORDS = 48  # more would exceed the engines' clause limits and mean nothing to people


@dataclass(frozen=True)
class ReadQuery:
    """A query as the engines take it. `cut` is true when the end of a very long query was left out."""

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


def read_query(typed: str) -> ReadQuery:
    """Read any string whatever: quotes, wildcards and control characters are no operators."""
    text = nfc(typed)[: MAX_CHARACTERS * 2].strip()
    accented = words(normalise(text[:MAX_CHARACTERS]))
    cut = len(text) > MAX_CHARACTERS or len(accented) > MAX_WORDS
    accented = accented[:MAX_WORDS]
    folded = [fold(word) for word in accented]
    kept = [(a, f) for a, f in zip(accented, folded, strict=True) if f]
    folded = [f for _a, f in kept]
    return ReadQuery(
        typed=text[:MAX_CHARACTERS],
        accented=tuple(a for a, _f in kept),
        folded=tuple(folded),
        pairs=tuple(pairs(folded)),
        has_marks=any(a != f for a, f in kept),
        cut=cut,
    )
