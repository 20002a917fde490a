"""A clause and where its cues stand. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from .words import Token


@dataclass(frozen=True, order=True)
class Span:
    """Tokens from `start` up to, without, `end`."""

    start: int
    end: int


@dataclass
class Clause:
    """A text with the places of all cues by list name, in reading order."""

    text: str
    tokens: list[Token]
    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def found(self, name: str) -> list[Span]:
        """Where the cues of a list stand."""
        return self.spans.get(name, [])

    def within(self, name: str, start: int, end: int) -> list[Span]:
        """The cues of a list that begin at `start` or later and end at `end` or before."""
        return [span for span in self.found(name) if start <= span.start and span.end <= end]

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """First token of each part of a sentence, and the one after its last."""
        starts = [i for i, token in enumerate(self.tokens) if not i or token.part != self.tokens[i - 1].part]
        return list(zip(starts, [*starts[1:], len(self.tokens)], strict=True))

    def part_of(self, position: int) -> tuple[int, int]:
        """First token of the part that a token stands in, and the one after its last."""
        return self.parts[self.tokens[position].part]

    def around(self, position: int, before: int) -> tuple[int, int]:
        """The same, with `before` parts more in front."""
        part = self.tokens[position].part
        return self.parts[max(0, part - before)][0], self.parts[part][1]

    def words(self, start: int, end: int) -> list[str]:
        """Compared words of a stretch."""
        return [token.word for token in self.tokens[max(0, start) : max(0, end)]]

    def excerpt(self, span: Span) -> str:
        """The part of the sentence that the span stands in, as written."""
        start, end = self.part_of(span.start)
        return self.text[self.tokens[start].start : self.tokens[end - 1].end].strip()
