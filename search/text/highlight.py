"""The best passage of a text with the found words marked, in the original letters. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from .normalise import Token, fold_word, nfc, tokens
from .query import ReadQuery
from .syllables import apart

WINDOW = 40  # words of a fragment
BEFORE = 5  # words shown before the first found one
LONGEST = 100_000  # characters that are looked through
SHORT = 5_000  # characters of a text whose words are remembered: an article, not a file


@dataclass(frozen=True)
class Found:
    """What is marked: typed words wherever they stand (folded → the accents meant), `others` with just these
    accents, folded phrases only as a whole. Of a word in `marked`, typed with marks, only the tone may differ.

    A number is marked only where it stands as in `beside`, the query's neighbours ("ấp 3"): alone it is that of
    a clause as often as that of a hamlet.
    """

    words: Mapping[str, frozenset[str]]
    others: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    beside: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, query: ReadQuery) -> Found:
        """The words searched for, and the other ways to say them that stood in for them."""
        meant: dict[str, set[str]] = {}
        for folded, accented in zip(query.folded, query.likely, strict=True):
            meant.setdefault(folded, set()).add(accented)
        ways = {other for expansion in query.expansions for other in expansion.others}
        phrases = {tuple(fold_word(word) for word in way) for way in ways if len(way) > 1}
        articles = set(_articles(query))
        return cls(
            {word: frozenset(forms) for word, forms in meant.items()},
            frozenset(way[0] for way in ways if len(way) == 1),
            frozenset(fold for fold, typed in zip(query.folded, query.accented, strict=True) if fold != typed)
            - {fold for fold, typed in zip(query.folded, query.accented, strict=True) if fold == typed},
            frozenset(phrases | articles),
            frozenset(pairwise(query.folded)) | articles,
        )

    def places(self, all_tokens: Sequence[Token]) -> dict[int, str]:
        """Index of each token to mark → what it was found by."""
        found = self._words(all_tokens) | self._phrases(all_tokens)
        return {i: found[i] for i in sorted(found) if self._is_meant(all_tokens, i)}

    def _is_meant(self, all_tokens: Sequence[Token], at: int) -> bool:
        if not self.beside or not all_tokens[at].folded.isdecimal():
            return True
        around = [token.folded for token in all_tokens[max(0, at - 1) : at + 2]]
        return not self.beside.isdisjoint(pairwise(around))

    def _words(self, all_tokens: Sequence[Token]) -> dict[int, str]:
        """With the accents meant where the text has such a word, else with any; a typed "đám" is no "dâm"."""
        by_word: dict[str, list[int]] = {}
        for index, token in enumerate(all_tokens):
            if token.folded in self.words:
                by_word.setdefault(token.folded, []).append(index)
        found = {i: token.folded for i, token in enumerate(all_tokens) if token.accented in self.others}
        return found | {
            index: word
            for word, indexes in by_word.items()
            for index in [i for i in indexes if all_tokens[i].accented in self.words[word]]
            or [i for i in indexes if self._may_be(word, all_tokens[i].accented)]
        }

    def _may_be(self, word: str, written: str) -> bool:
        return word not in self.marked or _toneless(written) in {_toneless(form) for form in self.words[word]}

    def _phrases(self, all_tokens: Sequence[Token]) -> dict[int, str]:
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in self.phrases:
            by_first.setdefault(phrase[0], []).append(phrase)
        found: dict[int, str] = {}
        for index, token in enumerate(all_tokens if by_first else ()):
            for phrase in by_first.get(token.folded, ()):
                span = range(index, index + len(phrase))
                if tuple(t.folded for t in all_tokens[index : span.stop]) == phrase:
                    found |= dict.fromkeys(span, " ".join(phrase))
        return found


@lru_cache(maxsize=5_000)
def _toneless(word: str) -> str:
    shape = apart(word)
    return shape.toneless if shape else word


def _articles(query: ReadQuery) -> Iterator[tuple[str, str]]:
    """The articles asked for as headings write them: "đ10" finds "Điều 10", whose words nobody typed."""
    for keywords in query.references:
        for keyword in keywords:
            if keyword.startswith("a:"):
                yield "dieu", keyword[2:].partition("@")[0]


def marked_fragment(text: str, found: Found, *, window: int = WINDOW) -> str:
    """HTML of the stretch of `text` with most of what was found, each in <mark>.

    The text is escaped; the only markup is <mark>. Without a found word it is the beginning of the text.
    """
    clean, all_tokens = _read(text[:LONGEST])
    if not all_tokens:
        return escape(clean[:200])
    places = found.places(all_tokens)
    first = _best_start(places, window)
    shown = [all_tokens[i] for i in places if first <= i < first + window]
    start = all_tokens[first].start if first else 0
    end = len(clean) if first + window >= len(all_tokens) else all_tokens[first + window - 1].end
    body = _marked(clean, shown, start, end)
    return f"{'… ' if start else ''}{body}{' …' if end < len(clean) else ''}"


def marked(text: str, found: Found) -> str:
    """HTML of the whole text (a heading) with the found words in <mark>."""
    clean, all_tokens = _read(text)
    return _marked(clean, [all_tokens[i] for i in found.places(all_tokens)], 0, len(clean))


def _read(text: str) -> tuple[str, Sequence[Token]]:
    """NFC of a text, and its words. The same articles are found again and again."""
    return _remembered(text) if len(text) <= SHORT else _cut(text)


def _cut(text: str) -> tuple[str, Sequence[Token]]:
    clean = nfc(text)
    return clean, tokens(clean)


_remembered = lru_cache(maxsize=2_000)(_cut)  # an article of 120 words takes some 20 kB


def _best_start(places: dict[int, str], window: int) -> int:
    """Index where the window with most different finds begins: among equals the first, and a little
    before its first word. One pass: the window is left by one hit when it is entered by another."""
    hits = list(places)
    inside: Counter[str] = Counter()
    best, best_score, left = 0, 0, 0
    for right in hits:
        inside[places[right]] += 1
        while hits[left] <= right - window + BEFORE:
            _remove(inside, places[hits[left]])
            left += 1
        if len(inside) > best_score:
            best, best_score = hits[left], len(inside)
    return max(0, best - BEFORE)


def _remove(inside: Counter[str], word: str) -> None:
    inside[word] -= 1
    if not inside[word]:
        del inside[word]


def _marked(text: str, marked_tokens: list[Token], start: int, end: int) -> str:
    pieces, at = [], start
    for token in marked_tokens:
        pieces += [escape(text[at : token.start]), f"<mark>{escape(text[token.start : token.end])}</mark>"]
        at = token.end
    return "".join([*pieces, escape(text[at:end])])
