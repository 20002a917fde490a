"""Where a copy says something else than the text: line by line, between lines that both surely have. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content_models.covenants.provisions import Covenant, Part

from .squeezed import Squeezed, bare, squeeze

SURE = 8  # letters of a line that occurs once on both sides: it is the same line
_GAP = "\x00"  # stands where known words were taken out, so that what is around them does not join


@dataclass(frozen=True)
class Line:
    """A paragraph of the text and what it belongs to ("Điều 5", "Lời nói đầu")."""

    text: str
    where: str


@dataclass(frozen=True)
class Difference:
    """A place where the copy differs: what the text says and what stands there in the copy (either may be "")."""

    where: str
    text: str
    copy: str


@dataclass(frozen=True)
class Match:
    """`share`: how much of the text's letters the copy has in their order, 0–1. Without differences the copy says
    exactly the text; `extra` are words of the copy before and after it that no printed copy has."""

    share: float
    differences: tuple[Difference, ...]
    extra: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return not self.differences


@dataclass(frozen=True)
class _Found:
    """Line `line` of the text stands at letters `start`–`end` of the copy."""

    line: int
    start: int
    end: int


def text_lines(covenant: Covenant) -> list[Line]:
    """The text in print order, a table's row as one line."""
    return [line for part in covenant.parts for line in _lines(part)]


def match(
    text: Sequence[Line], copy: str, marks: Sequence[re.Pattern[str]] = (), frame: Sequence[re.Pattern[str]] = ()
) -> Match:
    """Compare a text with a copy. Squeezed words that a printed copy has besides the text: `marks` anywhere in it,
    `frame` before and after it."""
    lines = [line for line in text if bare(line.text)]
    whole = squeeze(copy)
    wanted = [bare(line.text) for line in lines]
    found = _align(wanted, whole.letters)
    differences, extra = [], []
    for before, after in zip([None, *found], [*found, None], strict=True):
        start, end = before.end if before else 0, after.start if after else len(whole.letters)
        missing = range(before.line + 1 if before else 0, after.line if after else len(lines))
        within = bool(before and after)
        left = _left(whole, start, end, marks if within else (*marks, *frame))
        if not within and not any(letter.isalnum() for letter in left):
            left = ""  # brackets and dashes of the print
        if missing:
            differences.append(_difference(lines, missing, left))
        elif left and before and after:
            differences.append(Difference(lines[before.line].where, "", left))
        elif left:
            extra.append(left)
    letters = sum(map(len, wanted)) or 1
    share = sum(len(wanted[one.line]) for one in found) / letters
    return Match(share, tuple(differences), tuple(extra))


def _difference(lines: Sequence[Line], missing: range, copy: str) -> Difference:
    places = list(dict.fromkeys(lines[number].where for number in missing))
    where = places[0] if len(places) == 1 else f"{places[0]} đến {places[-1]}"
    return Difference(where, "\n".join(lines[number].text for number in missing), copy)


def _align(wanted: Sequence[str], letters: str) -> list[_Found]:
    """Lines found in the copy, in the order of both."""
    return list(_between(wanted, letters, _sure(wanted, letters)))


def _sure(wanted: Sequence[str], letters: str) -> list[_Found]:
    """Lines that occur once in the text and once in the copy, as many as stand in one order."""
    often = Counter(wanted)
    once = []
    for number, words in enumerate(wanted):
        start = letters.find(words) if len(words) >= SURE and often[words] == 1 else -1
        if start >= 0 and letters.find(words, start + 1) < 0:
            once.append(_Found(number, start, start + len(words)))
    return _longest_rising(once)


def _longest_rising(found: Sequence[_Found]) -> list[_Found]:
    """The longest run of lines whose places in the copy rise (patience sorting)."""
    tops: list[int] = []  # the lowest start that ends a run of length i + 1
    ends: list[int] = []  # index of that line
    before: list[int] = []
    for index, one in enumerate(found):
        length = bisect_left(tops, one.start)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [one.start]
        ends[length : length + 1] = [index]
    run, index = [], ends[-1] if ends else -1
    while index >= 0:
        run.append(found[index])
        index = before[index]
    return run[::-1]


def _between(wanted: Sequence[str], letters: str, sure: Sequence[_Found]) -> Iterator[_Found]:
    """The sure lines, and between two of them what follows one another there; each at its first place."""
    place, number = 0, 0
    for anchor in (*sure, _Found(len(wanted), len(letters), len(letters))):
        while number < anchor.line:
            start = letters.find(wanted[number], place, anchor.start) if wanted[number] else -1
            if start >= 0:
                yield _Found(number, start, start + len(wanted[number]))
                place = start + len(wanted[number])
            number += 1
        if anchor.line < len(wanted):
            if anchor.start >= place:
                yield anchor
                place = anchor.end
            number = anchor.line + 1


def _left(whole: Squeezed, start: int, end: int, known: Sequence[re.Pattern[str]]) -> str:
    """What stands in a stretch of the copy besides known words."""
    letters = whole.letters[start:end]
    for pattern in known:
        letters = pattern.sub(lambda found: _GAP * len(found[0]), letters)
    left = [(piece.start(), piece.end()) for piece in re.finditer(f"[^{_GAP}]+", letters)]
    words = [whole.original(start + first, start + last) for first, last in left]
    return " … ".join(word for word in words if word)


def _lines(part: Part) -> Iterator[Line]:
    if part.article:
        label = f"Điều {part.article.number}"
        yield from (Line(text, label) for text in (part.label, *part.article.printed_lines))
    elif part.kind == "preamble":
        yield from (Line(text, "Lời nói đầu") for text in ("LỜI NÓI ĐẦU", *part.paragraphs))
    elif part.kind == "table":
        where = part.title or "Bảng"
        yield from (Line(text, where) for text in (part.title, *(" ".join(row) for row in part.rows)) if text.strip())
    elif part.kind == "chapter":
        yield from (Line(text, part.label) for text in (part.label, part.title) if text)
    else:
        yield Line(part.label, f"Mục {part.number}")
