"""The best passage of a text with the found words marked, in the original letters. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from html import escape

from .normalise import Token, nfc, tokens

WINDOW = 40  # words of a fragment
BEFORE = 5  # words shown before the first found one
LONGEST = 100_000  # characters that are looked through


def marked_fragment(text: str, found: Collection[str], *, window: int = WINDOW) -> str:
    """HTML of the stretch of `text` with most different words of `found` (folded), each in <mark>.

    The text is escaped; the only markup is <mark>. Without a found word it is the beginning of the text.
    """
    clean = nfc(text[:LONGEST])
    all_tokens = tokens(clean)
    if not all_tokens:
        return escape(clean[:200])
    first = _best_start(all_tokens, found, window)
    shown = all_tokens[first : first + window]
    start = shown[0].start if first else 0
    end = len(clean) if first + window >= len(all_tokens) else shown[-1].end
    body = _marked(clean, shown, found, start, end)
    return f"{'… ' if start else ''}{body}{' …' if end < len(clean) else ''}"


def marked(text: str, found: Collection[str]) -> str:
    """HTML of the whole text (a heading) with the found words in <mark>."""
    clean = nfc(text)
    return _marked(clean, tokens(clean), found, 0, len(clean))


def _best_start(all_tokens: list[Token], found: Collection[str], window: int) -> int:
    """Index where the window with most different found words begins: among equals the first, and a little
    before its first word. One pass: the window is left by one hit when it is entered by another."""
    hits = [index for index, token in enumerate(all_tokens) if token.folded in found]
    inside: Counter[str] = Counter()
    best, best_score, left = 0, 0, 0
    for right in hits:
        inside[all_tokens[right].folded] += 1
        while hits[left] <= right - window + BEFORE:
            _remove(inside, all_tokens[hits[left]].folded)
            left += 1
        if len(inside) > best_score:
            best, best_score = hits[left], len(inside)
    return max(0, best - BEFORE)


def _remove(inside: Counter[str], word: str) -> None:
    inside[word] -= 1
    if not inside[word]:
        del inside[word]


def _marked(text: str, shown: list[Token], found: Collection[str], start: int, end: int) -> str:
    pieces, at = [], start
    for token in shown:
        if token.folded in found:
            pieces += [escape(text[at : token.start]), f"<mark>{escape(text[token.start : token.end])}</mark>"]
            at = token.end
    return "".join([*pieces, escape(text[at:end])])
