"""Quotes for exact phrases, a minus to exclude. Pure; any other sign is no operator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .normalise import Token, tokens

MAX_PHRASES = 8
_QUOTED = re.compile(r'(?:(?<=\s)|^)(-?)["“”«»„]([^"“”«»„]+)["“”«»„]')
_MINUS = re.compile(r"(?:(?<=\s)|^)-([^\W_][\w/.-]*)")


@dataclass(frozen=True)
class Phrase:
    """Words side by side. With accents they are looked for as typed, without them in any accents."""

    words: tuple[str, ...]
    accented: bool


@dataclass(frozen=True)
class Typed:
    """A query without its operators: words to look for (those of phrases too), phrases, what to leave out.

    `text` is the typed text in which what is left out is blank; words have their places in it.
    `quoted` holds the places in `words` that stand in quotes: no step may mend them.
    """

    text: str
    words: tuple[Token, ...]
    phrases: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]
    quoted: frozenset[int]


def read_operators(text: str) -> Typed:
    """Read an NFC text. An unclosed quote is no operator. "kinh tế - xã hội" and "15/QĐ-UBND" exclude nothing."""
    phrases, excluded = [], []
    spans: list[tuple[int, int]] = []
    rest = list(text)

    def blank(start: int, end: int) -> None:
        rest[start:end] = " " * (end - start)

    for match in _QUOTED.finditer(text):
        phrase = _phrase(match[2])
        if phrase is None:
            continue
        if match[1]:
            excluded.append(phrase)
            blank(match.start(), match.end())
        else:
            phrases.append(phrase)
            spans.append((match.start(2), match.end(2)))
    for match in _MINUS.finditer("".join(rest)):
        phrase = _phrase(match[1])
        if phrase is not None and not any(start <= match.start() < end for start, end in spans):
            excluded.append(phrase)
            blank(match.start(), match.end())
    words = tuple(tokens("".join(rest)))
    quoted = frozenset(i for i, word in enumerate(words) if any(a <= word.start < b for a, b in spans))
    return Typed("".join(rest), words, tuple(phrases[:MAX_PHRASES]), tuple(excluded[:MAX_PHRASES]), quoted)


def _phrase(text: str) -> Phrase | None:
    found = tokens(text)
    if not found:
        return None
    if any(token.accented != token.folded for token in found):
        return Phrase(tuple(token.accented for token in found), True)
    return Phrase(tuple(token.folded for token in found), False)
