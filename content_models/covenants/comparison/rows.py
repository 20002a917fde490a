"""The words of a change as paragraphs beside each other. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .changes import Span


@dataclass(frozen=True)
class Row:
    """A paragraph of both texts. `old` has "same" and "removed" spans, `new` "same" and "added" ones, `both` all.

    A changed line end stands as "¶" in a span of its own; other changed spaces are no change.
    """

    old: tuple[Span, ...]
    new: tuple[Span, ...]
    both: tuple[Span, ...]

    @property
    def same(self) -> bool:
        return all(span.kind == "same" for span in self.both)

    @property
    def one_sided(self) -> bool:
        """The paragraph stands in one of the texts only."""
        return not self.old or not self.new


def rows(spans: Sequence[Span]) -> list[Row]:
    """All words of a change in order, a row a paragraph; a paragraph that was replaced whole in one row."""
    return [row for row in (_row(group) for group in _groups(list(_pieces(spans)))) if row.both]


def _pieces(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans cut behind each line end."""
    for span in spans:
        for text in span.text.splitlines(keepends=True):
            yield Span(span.kind, text)


@dataclass
class _Open:
    """What is read of a paragraph: both sides are at the end of a line when it may be closed."""

    pieces: list[Span] = field(default_factory=list)
    old_ends: bool = True
    new_ends: bool = True

    def take(self, piece: Span, *, old_is_over: bool, new_is_over: bool) -> None:
        """The end of a text ends its last line."""
        ends = _ends(piece)
        self.pieces.append(piece)
        if piece.kind != "added":
            self.old_ends = ends
        if piece.kind != "removed":
            self.new_ends = ends
        self.old_ends |= old_is_over
        self.new_ends |= new_is_over


def _groups(pieces: Sequence[Span]) -> Iterator[list[Span]]:
    reading = _Open()
    last_old = max((n for n, piece in enumerate(pieces) if piece.kind != "added"), default=-1)
    last_new = max((n for n, piece in enumerate(pieces) if piece.kind != "removed"), default=-1)
    for position, piece in enumerate(pieces):
        reading.take(piece, old_is_over=position >= last_old, new_is_over=position >= last_new)
        if not (reading.old_ends and reading.new_ends):
            continue
        following = pieces[position + 1].kind if position + 1 < len(pieces) else ""
        if _waits(reading.pieces, following):
            continue
        yield reading.pieces
        reading = _Open()
    yield reading.pieces


def _waits(pieces: Sequence[Span], following: str) -> bool:
    """A removed paragraph waits for the one that replaces it."""
    return following == "added" and all(piece.kind == "removed" for piece in pieces)


def _row(pieces: Sequence[Span]) -> Row:
    """The line ends that close the paragraph need no sign; between a paragraph and its replacement one is kept."""
    closing = _closing(pieces)
    replaced = all(piece.kind != "same" for piece in pieces)
    old: list[Span] = []
    new: list[Span] = []
    both: list[Span] = []
    for position, piece in enumerate(pieces):
        closes = position in closing
        for span in _shown(Span(piece.kind, piece.text.rstrip()) if closes else piece):
            old += [span] * (piece.kind != "added")
            new += [span] * (piece.kind != "removed")
            both += [span] * (bool(span.text.strip()) or piece.kind != "removed" or bool(piece.text.strip()))
        if closes and replaced and position < len(pieces) - 1:
            both.append(Span("same", "\n"))
    return Row(tuple(old), tuple(new), tuple(both))


def _closing(pieces: Sequence[Span]) -> set[int]:
    """Positions of the pieces that end the last line of a side."""
    waiting, found = {"old", "new"}, set()
    for position in range(len(pieces) - 1, -1, -1):
        piece = pieces[position]
        sides = {"same": {"old", "new"}, "removed": {"old"}, "added": {"new"}}[piece.kind]
        if sides <= waiting and _ends(piece):
            found.add(position)
        waiting -= sides
    return found


def _shown(piece: Span) -> Iterator[Span]:
    """The words of a piece; spaces behind changed ones stand apart, for a line under them would look odd."""
    words = piece.text if piece.kind == "same" else piece.text.rstrip()
    if words:
        yield Span(piece.kind, words)
    if rest := piece.text[len(words) :]:
        yield Span(piece.kind, "¶") if _ends(piece) else Span("same", rest)


def _ends(piece: Span) -> bool:
    return bool(piece.text) and piece.text.splitlines()[-1] != piece.text.splitlines(keepends=True)[-1]
