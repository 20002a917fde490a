"""A comparison as a page shows it: what changed with its words and signs, and what was kept in a sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .changes import ArticleChange
from .rows import Row, rows
from .sentences import EDITED, Voice, change_sentence, change_word, ranges

SIGNS = {"changed": "±", "added": "+", "removed": "−", "moved": "↕", "split": "⇉", "merged": "⇇", "same": "="}
SHORTEST_FOLD = 2  # unchanged paragraphs in a row that are only counted
_MARKUP = 120  # bytes of HTML around a changed stretch, and around a paragraph
_HEAD = 500  # around an article


@dataclass(frozen=True)
class Line:
    """A paragraph of a changed article, or (without a row) how many unchanged ones are left out here."""

    row: Row | None
    left_out: int = 0


@dataclass(frozen=True)
class Shown:
    """An article, or another part, that changed. `sign` repeats `word`; `sentence` says what else happened."""

    change: ArticleChange
    word: str
    sign: str
    title: str
    sentence: str
    lines: tuple[Line, ...]

    @property
    def anchor(self) -> str:
        """Of the new text, or of the old one with "cu-" before it; of another part its name's place."""
        if self.change.new:
            return self.change.new.anchor
        return f"cu-{self.change.old.anchor}" if self.change.old else ""


def shown_changes(changes: Sequence[ArticleChange], *, whole: bool = False, voice: Voice = EDITED) -> list[Shown]:
    """Everything but what stayed as it was. With `whole` unchanged paragraphs are shown too."""
    return [_shown(change, whole, voice) for change in changes if change.kind != "same"]


def kept_sentence(changes: Sequence[ArticleChange], was: str = "cũ") -> str:
    """ "Điều 1–3, Điều 5–9 (cũ là Điều 4–8)": the articles that are the same in both texts, or ""."""
    same = [(c.old.number, c.new.number) for c in changes if c.kind == "same" and c.old and c.new]
    return ", ".join(
        f"Điều {now}" if now == before else f"Điều {now} ({was} là Điều {before})" for before, now in ranges(same)
    )


def pages(shown: Sequence[Shown], most: int, *, beside: bool) -> list[list[Shown]]:
    """Cut so that no page is longer than about `most` bytes of HTML; one article is never cut."""
    found: list[list[Shown]] = [[]]
    used = 0
    for one in shown:
        size = _size(one, beside)
        if found[-1] and used + size > most:
            found.append([])
            used = 0
        found[-1].append(one)
        used += size
    return found


def _shown(change: ArticleChange, whole: bool, voice: Voice) -> Shown:
    words, said = change_word(change, voice), change_sentence(change, voice)
    return Shown(change, words, SIGNS[change.kind], change.label, said, tuple(_lines(change, whole)))


def _lines(change: ArticleChange, whole: bool) -> Iterator[Line]:
    found = rows(change.spans)
    article = change.new or change.old
    if found and article and article.heading and not change.news and _says(found[0], article.heading):
        found = found[1:]  # the title says it
    waiting: list[Row] = []
    for row in found:
        if row.same and not whole and not change.news:  # of a split article one wants to see where it was cut
            waiting.append(row)
            continue
        yield from _folded(waiting)
        waiting = []
        yield Line(row)
    yield from _folded(waiting)


def _says(row: Row, heading: str) -> bool:
    """The paragraph is the heading and nothing else, the same on both sides or on the only one."""
    return (row.same or row.one_sided) and "".join(span.text for span in row.both) == heading


def _folded(waiting: Sequence[Row]) -> Iterator[Line]:
    if len(waiting) >= SHORTEST_FOLD:
        yield Line(None, len(waiting))
    else:
        yield from map(Line, waiting)


def _size(shown: Shown, beside: bool) -> int:
    size = _HEAD
    for line in shown.lines:
        spans = (*line.row.old, *line.row.new) if line.row and beside else line.row.both if line.row else ()
        size += _MARKUP + sum(len(span.text.encode()) + _MARKUP * (span.kind != "same") for span in spans)
    return size
