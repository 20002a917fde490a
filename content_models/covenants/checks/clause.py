"""A clause and where its cues stand. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .words import Token


class Span(NamedTuple):
    """Tokens from `start` up to, without, `end`."""

    start: int
    end: int


@dataclass
class Clause:
    """A text with the places of all cues by list name, in reading order."""

    text: str
    tokens: list[Token]
    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    _starts: dict[str, dict[int, list[Span]]] = field(default_factory=dict, repr=False)

    def found(self, name: str) -> list[Span]:
        """Where the cues of a list stand."""
        return self.spans.get(name, [])

    def put(self, name: str, spans: Iterable[Span]) -> None:
        """The places of the cues of a list, instead of what was there."""
        self.spans[name] = sorted(spans)
        self._starts.pop(name, None)

    def starting(self, name: str, place: int) -> list[Span]:
        """The cues of a list that begin at a token."""
        if (starts := self._starts.get(name)) is None:
            starts = self._starts[name] = defaultdict(list)
            for span in self.found(name):
                starts[span.start].append(span)
        return starts.get(place, [])

    @cached_property
    def all_words(self) -> list[str]:
        """The compared word of every token."""
        return [token.word for token in self.tokens]

    def places_of(self, word: str) -> list[int]:
        """Where a word stands."""
        return [place for place, one in enumerate(self.all_words) if one == word]

    def within(self, name: str, start: int, end: int) -> list[Span]:
        """The cues of a list that begin at `start` or later and end at `end` or before."""
        return [span for span in self.found(name) if start <= span.start and span.end <= end]

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """First token of each part of a sentence, and the one after its last."""
        starts = [i for i, token in enumerate(self.tokens) if not i or token.part != self.tokens[i - 1].part]
        return list(zip(starts, [*starts, len(self.tokens)][1:], strict=True))

    def part_of(self, position: int) -> tuple[int, int]:
        """First token of the part that a token stands in, and the one after its last."""
        return self.parts[self.tokens[position].part]

    def around(self, position: int, before: int) -> tuple[int, int]:
        """The same, with `before` parts more in front."""
        part = self.tokens[position].part
        return self.parts[max(0, part - before)][0], self.parts[part][1]

    def words(self, start: int, end: int) -> list[str]:
        """Compared words of a stretch."""
        return self.all_words[max(0, start) : max(0, end)]

    def excerpt(self, span: Span) -> str:
        """The part of the sentence that the span stands in, as written."""
        start, end = self.part_of(span.start)
        return self.text[self.tokens[start].start : self.tokens[end - 1].end].strip()
