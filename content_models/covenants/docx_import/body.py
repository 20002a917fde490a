"""The body of a Word file, in reading order, as lines. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from content_models.cleaning import clean_text

from ..export.docx_styles import OWN
from . import refusals
from .limits import MAX_CHARACTERS, MAX_LINES
from .lines import lines_of
from .names import W, child, switch, value, whole
from .numbering import Label, Numbering
from .pieces import Paragraph, Piece, PieceReader
from .refusals import Refusal
from .source import Line
from .styles import Style, Styles
from .tables import as_rows, as_text, purpose

_THROUGH_LIST = "sdtContent customXml ins moveTo smartTag"
_THROUGH = frozenset(f"{W}{name}" for name in _THROUGH_LIST.split())
_GONE = frozenset((f"{W}del", f"{W}moveFrom"))


@dataclass
class Hanging:
    """What hangs on the text and is reported: (text or id, number of the line from 1)."""

    deleted: list[tuple[str, int]] = field(default_factory=list)
    hidden: list[tuple[str, int]] = field(default_factory=list)
    footnotes: list[tuple[str, int]] = field(default_factory=list)
    endnotes: list[tuple[str, int]] = field(default_factory=list)
    comments: list[tuple[str, int]] = field(default_factory=list)
    drawn_texts: list[tuple[str, int]] = field(default_factory=list)
    inserted: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)  # files of another kind inside (w:altChunk)


class BodyReader:
    """Reads a body, a header or a note into `lines`; numbering counts on from one to the next."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self._pieces = PieceReader(styles)
        self.lines: list[Line] = []
        self.hanging = Hanging()
        self._tables = 0
        self._characters = 0
        self._pending: list[Piece] = []  # of a paragraph whose end was deleted
        self._base = 0  # lines before those of the table cell being read

    def read(self, node: Any, *, contents: bool = False) -> None:
        """All paragraphs and tables inside. Raises Refusal for an endless text."""
        for part in node:
            if part.tag == f"{W}p":
                self._paragraph(part, contents)
            elif part.tag == f"{W}tbl":
                self._table(part)
            elif part.tag == f"{W}sdt":
                gallery = value(child(part, "sdtPr/docPartObj"), "docPartGallery") or ""
                self.read(part, contents=contents or gallery.lower() == "table of contents")
            elif part.tag in _THROUGH:
                self.read(part, contents=contents)
            elif part.tag == f"{W}altChunk":
                self.hanging.foreign.append(self._here)

    def finish(self) -> None:
        """The text has ended; a last paragraph whose end was deleted has no other to be joined to."""
        pieces, self._pending = self._pending, []
        for line in lines_of(pieces, Style(), None, centred=False) if pieces else ():
            self._add(line)

    @property
    def _here(self) -> int:
        return self._base + len(self.lines) + 1

    def _paragraph(self, node: Any, contents: bool) -> None:
        properties = node.find(f"{W}pPr")
        style_id = value(properties, "pStyle")
        style = self._styles.paragraph(style_id)
        if style.name.startswith(OWN):  # our own print stores a title as written and sets it in capitals
            style = replace(style, look=replace(style.look, caps=None))
        mark = child(properties, "rPr")
        paragraph = self._pieces.read(node, style.look)
        label = self._label(properties, style, style_id, paragraph, mark)
        self._report(paragraph)
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._pending += paragraph.pieces
            return
        pieces, self._pending = [*self._pending, *paragraph.pieces], []
        jc, outline = value(properties, "jc"), value(properties, "outlineLvl")
        if outline is not None:
            level = whole(outline, -1)
            style = replace(style, outline=level if level < 9 else -1)
        if style.name.lower().startswith(("toc ", "mục lục")):
            contents = True
        if (style_id or self._styles.default) == self._styles.default:
            style = replace(style, name="")
        centred = jc == "center" if jc else style.centred
        for line in lines_of(pieces, style, label, centred=centred):
            self._add(replace(line, contents=True) if contents else line)
        for box in paragraph.boxes:
            self._box(box)

    def _label(
        self, properties: Any, style: Style, style_id: str | None, paragraph: Paragraph, mark: Any
    ) -> Label | None:
        """The automatic number. The paragraph's own list wins over that of its style."""
        own = child(properties, "numPr")
        number_id = value(own, "numId") or style.number_id
        if (
            not number_id
            or number_id == "0"
            or (child(own, "numberingChange") is not None and value(own, "numId") == "0")
        ):
            return None
        level = whole(value(own, "ilvl"), -1)
        if level < 0:
            tied = self._numbering.level_of_style(number_id, style_id or self._styles.default)
            level = style.level if tied is None else tied
        is_gone = (child(mark, "del") is not None or switch(mark, "vanish")) and not paragraph.pieces
        if is_gone or not any(piece.text.strip() for piece in [*self._pending, *paragraph.pieces]):
            # A numbered paragraph without words still counts, but nobody meant its number as text.
            if child(mark, "del") is None:
                self._numbering.label(number_id, level)
            return None
        return self._numbering.label(number_id, level)

    def _report(self, paragraph: Paragraph) -> None:
        here, hanging = self._here, self.hanging
        for found, kept in (
            (paragraph.deleted, hanging.deleted),
            (paragraph.hidden, hanging.hidden),
            (paragraph.footnotes, hanging.footnotes),
            (paragraph.endnotes, hanging.endnotes),
            (paragraph.comments, hanging.comments),
            (paragraph.drawn_texts, hanging.drawn_texts),
        ):
            kept += [(text, here) for text in found if text]
        hanging.inserted += [here] * paragraph.inserted
        hanging.pictures += [here] * paragraph.pictures
        hanging.objects += [here] * paragraph.objects

    def _add(self, line: Line) -> None:
        self._characters += len(line.text)
        if self._characters > MAX_CHARACTERS or len(self.lines) >= MAX_LINES:
            raise Refusal(refusals.TOO_LONG)
        self.lines.append(line)

    def _box(self, node: Any) -> None:
        """A text box follows the paragraph that it hangs on."""
        start, pending = len(self.lines), self._pending
        self._pending = []
        self.read(node)
        self.finish()
        self._pending = pending
        for at in range(start, len(self.lines)):
            self.lines[at] = replace(self.lines[at], box=True)

    def _table(self, node: Any) -> None:
        self._tables += 1
        table = self._tables
        grid = [cells for row in _inside(node, f"{W}tr") if (cells := self._row(row)) is not None]
        if not any(line.text for row in grid for cell in row for line in cell):
            return
        made = as_rows if purpose(grid) == "data" else as_text
        for line in made(grid, table):
            self._add(line)

    def _row(self, node: Any) -> list[list[Line]] | None:
        """Its cells; None for a row that a tracked change deleted."""
        if child(node, "trPr/del") is not None:
            text = " ".join(part.text or "" for part in node.iter(f"{W}t", f"{W}delText"))
            self.hanging.deleted.append((text, self._here))
            return None
        cells: list[list[Line]] = []
        for cell in _inside(node, f"{W}tc"):
            cells.append(self._cell(cell))
            merged = whole(value(child(cell, "tcPr"), "gridSpan"), 1)
            cells += [[] for _ in range(min(merged, 64) - 1)]
        return cells

    def _cell(self, node: Any) -> list[Line]:
        outer, self.lines = self.lines, []
        base, self._base = self._base, self._base + len(outer)
        try:
            self.read(node)
            self.finish()
            return [line for line in self.lines if line.text]
        finally:
            self.lines, self._base = outer, base


def _inside(node: Any, tag: str) -> list[Any]:
    """Rows of a table or cells of a row, those in content controls and tracked changes too."""
    found = []
    for part in node:
        if part.tag == tag:
            found.append(part)
        elif part.tag == f"{W}sdt" or part.tag in _THROUGH:
            found += _inside(part, tag)
    return found


def text_of(lines: list[Line]) -> str:
    """The words of lines that are reported, not stored."""
    return clean_text(" ".join(line.text for line in lines if line.text))
