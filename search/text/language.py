"""What the search knows of the Vietnamese language: how often syllables and pairs of them occur. Pure.

Two bodies of text are counted apart: the codified law (shipped, see docs/language.md) and the site's own texts.
Law alone "corrects" local words away (khóm, tên ấp), so the site's texts weigh more wherever they say something,
and a word that occurs in them is never a slip.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import log
from pathlib import Path

from . import restoration, slips
from .counts import DISCOUNT, Counts, counted, counted_form, made, packed, unpacked
from .normalise import fold, nfc, tokens
from .syllables import is_accented_syllable

DATA = Path(__file__).parent / "data" / "syllables.json.gz"
KIND, VERSION = "language", 1
LAW_SPEAKS = 4.0  # the law's opinion about a pair weighs as much as so many of the site's own occurrences
LAW_VARIES = 1.0  # more of it for each different follower that the site's texts hold
LAW_UNSURE = 0.1  # share of a word's followers in law that everyday speech follows differently
LAW_NAMES = 3000.0  # the same for the frequency of a single word
MOST_AFTERS = 4000  # words whose followers are kept prepared
MOST_ALONE = 50_000  # words whose own probability is kept
FOREIGN_SEEN = 3  # a word that is no syllable is left alone when the law holds it so often


@dataclass(frozen=True)
class After:
    """Logarithms of the probabilities of one word's followers: of the seen ones, and the factor of all others."""

    seen: Mapping[str, float]
    others: float

    def score(self, right: str, alone: float) -> float:
        """For a follower whose logarithm of the probability without neighbours is `alone`."""
        score = self.seen.get(right)
        return self.others + alone if score is None else score


@dataclass(frozen=True)
class Language:
    """Immutable. `law` are the shipped counts, `site` those of the site's own texts."""

    law: Counts
    site: Counts
    _alone: dict[str, float] = field(default_factory=dict, repr=False, compare=False)
    _afters: dict[str, After] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def shipped() -> Language:
        """The language of the law, without a site. Loaded once."""
        return _shipped()

    def learned(self, texts: Iterable[str]) -> Language:
        """A new Language that also knows these texts (any form of Unicode); of very many words the most frequent."""
        cut = ([token.accented for token in tokens(nfc(text))] for text in texts)
        return Language(self.law, counted(cut, self.site))

    def to_bytes(self) -> bytes:
        """The site's counts, compressed; the shipped ones stay in the program."""
        return packed(KIND, VERSION, self.site.to_json())

    @staticmethod
    def from_bytes(stored: bytes) -> Language:
        """The reverse of `to_bytes`. Raises ValueError for anything else."""
        return Language(_shipped().law, Counts.from_json(unpacked(KIND, VERSION, stored)))

    def knows(self, folded: str) -> bool:
        """True when some form of the folded word occurs in the law or in the site's texts."""
        return folded in self.forms

    def count(self, word: str) -> int:
        """How often the normalised word occurs in the law and in the site's texts."""
        word = counted_form(word)
        return self.law.words.get(word, 0) + self.site.words.get(word, 0)

    def is_own(self, word: str) -> bool:
        """True when the site's own texts hold the word, with these marks or (a word without marks) with any."""
        return word in self.site.words or word in self._own_folded

    def is_foreign(self, word: str) -> bool:
        """True for a word that is no syllable but common enough in the law (internet, camera, bhyt)."""
        return word.isascii() and self.law.words.get(word, 0) >= FOREIGN_SEEN

    @cached_property
    def _own_folded(self) -> frozenset[str]:
        return frozenset(map(fold, self.site.words))

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """Folded → the forms with marks that texts hold, most frequent first."""
        found: dict[str, list[str]] = {}
        for word in self.law.words.keys() | self.site.words.keys():
            if is_accented_syllable(word) or word in self.site.words:
                found.setdefault(fold(word), []).append(word)
        return {
            folded: tuple(sorted(words, key=lambda word: (-self.word_share(word), word)))
            for folded, words in found.items()
        }

    def word_share(self, word: str) -> float:
        """Probability of a word without looking at its neighbours; never 0."""
        word = counted_form(word)
        law = (self.law.words.get(word, 0) + 0.05) / (self.law.total + 1)
        return (self.site.words.get(word, 0) + LAW_NAMES * law) / (self.site.total + LAW_NAMES)

    def alone(self, word: str) -> float:
        """Logarithm of `word_share`."""
        score = self._alone.get(word)
        if score is None:
            if len(self._alone) >= MOST_ALONE:
                self._alone.clear()
            score = self._alone[word] = log(self.word_share(word))
        return score

    def pair_score(self, left: str, right: str) -> float:
        """Logarithm of the probability that `right` follows `left`; never minus infinity."""
        return self.after(left).score(counted_form(right), self.alone(right))

    def after(self, left: str) -> After:
        """What may follow a word, prepared for many questions about the same word."""
        left = counted_form(left)
        after = self._afters.get(left)
        if after is None:
            if len(self._afters) >= MOST_AFTERS:
                self._afters.clear()
            after = self._afters[left] = self._made_after(left)
        return after

    def _made_after(self, left: str) -> After:
        law, own = self.law.row(left), self.site.row(left).followers
        speaks = LAW_SPEAKS + LAW_VARIES * len(own)
        law_seen, whole = self.law.words.get(left, 0), self.site.words.get(left, 0) + speaks
        rest = LAW_UNSURE + (1.0 - LAW_UNSURE) * law.rest
        scores = {}
        for right in {**law.followers, **own}:
            seen = law.followers.get(right, 0)
            share = rest * self.word_share(right) + ((1.0 - LAW_UNSURE) * (seen - DISCOUNT) / law_seen if seen else 0.0)
            scores[right] = log((own.get(right, 0) + speaks * share) / whole)
        return After(scores, log(speaks * rest / whole))

    def has_pair(self, left: str, right: str) -> bool:
        """True when the two normalised words were seen side by side."""
        return counted_form(right) in self.after(left).seen

    def restore(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words with the marks they most probably have; see `restoration`."""
        return restoration.restored(self, words)

    def is_slip(self, word: str) -> bool:
        """True when `mended` would try to mend the word."""
        return slips.is_slip(self, word)

    def mended(self, words: Sequence[str], kept: Collection[int] = ()) -> tuple[str, ...]:
        """The words without typing errors; see `slips`. Words at the places `kept` are left alone."""
        return slips.mended(self, words, kept)


@lru_cache(maxsize=1)
def _shipped() -> Language:
    with gzip.open(DATA) as file:
        law = Counts.from_json(json.load(file))
    return Language(law, made({}, {}))
