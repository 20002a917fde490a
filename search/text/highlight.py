"""The best passage of a text with the found words marked, in the original letters. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape

from .normalise import Token, fold_word, nfc, tokens
from .query import ReadQuery

WINDOW = 40  # words of a fragment
BEFORE = 5  # words shown before the first found one
LONGEST = 100_000  # characters that are looked through


@dataclass(frozen=True)
class Found:
    """What is marked: folded words wherever they stand, and folded phrases only as a whole."""

    words: frozenset[str]
    phrases: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, query: ReadQuery) -> Found:
        """The words searched for, and the other ways to say them that stood in for them."""
        ways = {tuple(fold_word(word) for word in other) for e in query.expansions for other in e.others}
        words = {*query.folded, *(way[0] for way in ways if len(way) == 1)}
        return cls(frozenset(words), frozenset(way for way in ways if len(way) > 1))

    def places(self, all_tokens: list[Token]) -> dict[int, str]:
        """Index of each token to mark → what it was found by."""
        found = {i: token.folded for i, token in enumerate(all_tokens) if token.folded in self.words}
        if not self.phrases:
            return found
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in self.phrases:
            by_first.setdefault(phrase[0], []).append(phrase)
        for index, token in enumerate(all_tokens):
            for phrase in by_first.get(token.folded, ()):
                span = range(index, index + len(phrase))
                if tuple(t.folded for t in all_tokens[index : span.stop]) == phrase:
                    found |= dict.fromkeys(span, " ".join(phrase))
        return dict(sorted(found.items()))


def marked_fragment(text: str, found: Found, *, window: int = WINDOW) -> str:
    """HTML of the stretch of `text` with most of what was found, each in <mark>.

    The text is escaped; the only markup is <mark>. Without a found word it is the beginning of the text.
    """
    clean = nfc(text[:LONGEST])
    all_tokens = tokens(clean)
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
    clean = nfc(text)
    all_tokens = tokens(clean)
    return _marked(clean, [all_tokens[i] for i in found.places(all_tokens)], 0, len(clean))


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
