"""Names of places that look like words of a query, found without comparing the words with every name. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST_NAME = 4  # words
LEAST_LETTERS = 4
NEAR_ENOUGH = 0.8  # share of the letters that are the same, in order
MOST_ALTERED = 2  # words of one name
SHORT_END = 1  # letters: "Rạch Tàu A" is asked for as "rạch tàu"


@dataclass(frozen=True)
class NearNames:
    """Folded names with the ids of what bears them, best first; all beginnings of these names, word by word; names
    of several words by what they are without spaces; words of names by themselves and by them less one letter."""

    ids: dict[str, list[str]]
    beginnings: frozenset[str]
    joined: dict[str, str]
    words: dict[str, list[str]]

    @classmethod
    def made(cls, names: Iterable[tuple[str, Sequence[str]]]) -> NearNames:
        """From pairs of id and folded words of a name, the most wanted first."""
        ids: dict[str, list[str]] = defaultdict(list)
        shortened: list[tuple[str, str]] = []
        for one, parts in names:
            if not 0 < len(parts) <= LONGEST_NAME:
                continue
            ids[" ".join(parts)].append(one)
            if len(parts) > 1 and len(parts[-1]) <= SHORT_END:
                shortened.append((" ".join(parts[:-1]), one))
        for name, one in shortened:
            ids[name].append(one)
        beginnings = {name[:end] for name in ids for end in _ends(name)}
        words: dict[str, list[str]] = defaultdict(list)
        for word in sorted({word for name in ids for word in name.split()}):
            for form in _forms(word):
                words[form].append(word)
        joined = {name.replace(" ", ""): name for name in ids if " " in name}
        return cls(dict(ids), frozenset(beginnings), joined, dict(words))

    def find(self, folded: Sequence[str]) -> list[str]:
        """Ids of the name most like some of the words in a row, the longest of several; empty when none is near.

        A name is reached when at most MOST_ALTERED of its words have a slip (a letter more, less, other, swapped),
        or when the spaces were left out.
        """
        best: tuple[float, int, str] = (0.0, 0, "")
        for start in range(len(folded)):
            for said, name in self._reached(folded[start : start + LONGEST_NAME]):
                if len(said) >= LEAST_LETTERS and (share := SequenceMatcher(None, said, name).ratio()) >= NEAR_ENOUGH:
                    best = max(best, (share, len(said), name))
        return self.ids.get(best[2], [])

    def _reached(self, folded: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Pairs of said words and a name that may be meant, beginning with the first word."""
        if folded[0] in self.joined:
            yield folded[0], self.joined[folded[0]]
        begun = [("", 0)]
        for at, word in enumerate(folded):
            near = self._near(word)
            begun = [
                (longer, altered + (other != word))
                for name, altered in begun
                for other in near
                if altered + (other != word) <= MOST_ALTERED
                and (longer := f"{name} {other}".lstrip()) in self.beginnings
            ]
            for name, _altered in begun:
                if name in self.ids:
                    yield " ".join(folded[: at + 1]), name

    def _near(self, word: str) -> list[str]:
        """Words of names that are the word or one slip away."""
        return list(dict.fromkeys(other for form in _forms(word) for other in self.words.get(form, ())))


def _ends(name: str) -> Iterator[int]:
    """Where the words of a name end."""
    yield from (at for at, letter in enumerate(name) if letter == " ")
    yield len(name)


def _forms(word: str) -> set[str]:
    """The word and, unless it is a number or very short, the word without each of its letters."""
    if len(word) < 3 or word.isdecimal():
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
