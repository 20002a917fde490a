"""The best passage of a text with the found words marked, in the original letters. Pure."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from .normalise import Token, nfc, tokens

WINDOW = 40  # words of a fragment


def marked_fragment(text: str, found: Collection[str], *, window: int = WINDOW) -> str:
    """HTML of the stretch of `text` with most different words of `found` (folded), each in <mark>.

    The text is escaped; the only markup is <mark>. Without a found word it is the beginning of the text.
    """
    clean = nfc(text)
    all_tokens = tokens(clean)
    if not all_tokens:
        return escape(clean[:200])
    first = _best_start(all_tokens, found, window)
    shown = all_tokens[first : first + window]
    start = 0 if first == 0 else shown[0].start
    end = len(clean) if first + window >= len(all_tokens) else shown[-1].end
    body = _marked(clean, shown, found, start, end)
    return f"{'… ' if start else ''}{body}{' …' if end < len(clean) else ''}"


def marked(text: str, found: Collection[str]) -> str:
    """HTML of the whole text (a heading) with the found words in <mark>."""
    clean = nfc(text)
    return _marked(clean, tokens(clean), found, 0, len(clean))


def _best_start(all_tokens: list[Token], found: Collection[str], window: int) -> int:
    """Index of the window with most different found words; among equals the first, a little before its word."""
    hits = [index for index, token in enumerate(all_tokens) if token.folded in found]
    best, best_score = 0, 0
    for index in hits:
        inside = {all_tokens[i].folded for i in hits if index <= i < index + window}
        if len(inside) > best_score:
            best, best_score = index, len(inside)
    return max(0, best - 5) if best + window > 12 and best > 5 else 0


def _marked(text: str, shown: list[Token], found: Collection[str], start: int, end: int) -> str:
    pieces, at = [], start
    for token in shown:
        if token.folded in found:
            pieces += [
                escape(text[at : token.start]),
                f"<mark>{escape(text[token.start : token.end])}</mark>",
            ]
            at = token.end
    return "".join([*pieces, escape(text[at:end])])
