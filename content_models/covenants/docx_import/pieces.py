"""A paragraph of Word as pieces of text with their look, and what hangs on it besides. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .names import MC, A, M, W, value
from .styles import Look, Styles

_THROUGH_LIST = "hyperlink smartTag sdt sdtContent ins moveTo fldSimple customXml dir bdo rubyBase ruby"
_THROUGH = frozenset(f"{W}{name}" for name in _THROUGH_LIST.split()) | {f"{M}oMath", f"{M}oMathPara"}
_OUT = frozenset((f"{W}del", f"{W}moveFrom"))
_MARKS: Mapping[str, str] = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_BOX = frozenset((f"{W}txbxContent",))
# Check boxes of forms, as the fonts Wingdings and Wingdings 2 hold them.
_SYMBOLS = {0xA8: "□", 0x6F: "□", 0xFE: "☒", 0x52: "☑", 0xFD: "☒"}


@dataclass(frozen=True)
class Piece:
    """Text of one look. Line breaks are "\\n", tabs "\\t"."""

    text: str
    look: Look
    contents: bool = False  # result of a table of contents


@dataclass
class Paragraph:
    """Everything inside one w:p, in reading order."""

    pieces: list[Piece] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)  # of tracked changes
    inserted: int = 0  # pieces that a tracked change put in
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)  # contents of text boxes, to be read like a body
    footnotes: list[str] = field(default_factory=list)  # ids
    endnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    drawn_texts: list[str] = field(default_factory=list)  # WordArt
    pictures: int = 0
    objects: int = 0
    page_fields: bool = False


class PieceReader:
    """Reads paragraphs. A table of contents is a field that reaches over many of them, so fields are remembered."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[list[str]] = []  # instructions of the open fields, in pieces

    def read(self, node: Any, base: Look) -> Paragraph:
        """`base` is the look that the paragraph's style gives."""
        found = Paragraph()
        self._walk(node, base, found)
        return found

    def _walk(self, node: Any, base: Look, found: Paragraph) -> None:
        for part in node:
            if part.tag == f"{W}r":
                self._run(part, base, found)
            elif part.tag in _OUT:
                found.deleted.append("".join(text.text or "" for text in part.iter(f"{W}delText", f"{W}t")))
            elif part.tag in (f"{W}ins", f"{W}moveTo"):
                found.inserted += 1
                self._walk(part, base, found)
            elif part.tag == f"{W}fldSimple" and _is_page_number(part.get(f"{W}instr", "")):
                found.page_fields = True
            elif part.tag in _THROUGH:
                self._walk(part, base, found)
            elif part.tag == f"{MC}AlternateContent":
                self._alternative(part, lambda inner: self._walk(inner, base, found), found)
            elif part.tag.startswith(M):
                text = "".join(t.text or "" for t in part.iter(f"{M}t"))
                self._keep(text, base, found)

    def _run(self, run: Any, base: Look, found: Paragraph) -> None:
        properties = run.find(f"{W}rPr")
        below = self._styles.character(value(properties, "rStyle")).over(base)
        look = self._styles.look_of(properties).over(below)
        self._run_parts(run, look, found)

    def _run_parts(self, run: Any, look: Look, found: Paragraph) -> None:
        for part in run:
            self._run_part(part, look, found)

    def _run_part(self, part: Any, look: Look, found: Paragraph) -> None:
        if part.tag == f"{W}t":
            self._keep(part.text or "", look, found)
        elif part.tag in _MARKS:
            self._keep(_MARKS[part.tag], look, found)
        elif part.tag == f"{W}sym":
            self._keep(_symbol(part), look, found)
        elif part.tag == f"{W}delText":
            found.deleted.append(part.text or "")
        elif part.tag in (f"{W}fldChar", f"{W}instrText"):
            self._field(part, found)
        elif part.tag == f"{W}footnoteReference":
            found.footnotes.append(part.get(f"{W}id", ""))
        elif part.tag == f"{W}endnoteReference":
            found.endnotes.append(part.get(f"{W}id", ""))
        elif part.tag == f"{W}commentReference":
            found.comments.append(part.get(f"{W}id", ""))
        elif part.tag == f"{W}ruby":
            for base_run in part.iter(f"{W}rubyBase"):
                self._walk(base_run, look, found)
        elif part.tag == f"{MC}AlternateContent":
            self._alternative(part, lambda inner: self._run_parts(inner, look, found), found)
        elif part.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            _drawing(part, found)

    def _keep(self, text: str, look: Look, found: Paragraph) -> None:
        if self._fields and _is_page_number("".join(self._fields[-1])):
            found.page_fields = True
        elif look.hidden:
            found.hidden.append(text)
        elif text:
            contents = any("".join(field).strip().upper().startswith("TOC") for field in self._fields)
            found.pieces.append(Piece(text, look, contents))

    def _field(self, part: Any, found: Paragraph) -> None:
        kind = part.get(f"{W}fldCharType")
        if part.tag == f"{W}instrText":
            if self._fields:
                self._fields[-1].append(part.text or "")
        elif kind == "begin":
            self._fields.append([])
        elif kind == "end" and self._fields:
            found.page_fields = found.page_fields or _is_page_number("".join(self._fields.pop()))

    def _alternative(self, node: Any, read: Callable[[Any], Any], found: Paragraph) -> None:
        """Word writes what old programs do not know twice: the first form is enough, unless it holds nothing."""
        choices = [part for part in node if part.tag == f"{MC}Choice"]
        fallback = [part for part in node if part.tag == f"{MC}Fallback"]
        before = (len(found.pieces), len(found.boxes), found.pictures, len(found.drawn_texts))
        for part in (choices or fallback)[:1]:
            read(part)
        if before == (len(found.pieces), len(found.boxes), found.pictures, len(found.drawn_texts)) and choices:
            for part in fallback[:1]:
                read(part)


def _drawing(node: Any, found: Paragraph) -> None:
    boxes = [box for box in node.iter(*_BOX) if not _inside_another(box, node)]
    found.boxes += boxes
    texts = [path.get("string", "") for path in node.iter("{urn:schemas-microsoft-com:vml}textpath")]
    found.drawn_texts += [text for text in texts if text.strip()]
    if not boxes and not texts:
        shapes = " ".join("".join(p.itertext()) for p in node.iter(f"{A}p"))
        found.drawn_texts += [shapes] if shapes.strip() else []
        is_object = node.tag == f"{W}object" or next(node.iter("{*}OLEObject"), None) is not None
        found.objects += is_object
        found.pictures += not is_object


def _inside_another(box: Any, top: Any) -> bool:
    """A box in a box is read with the outer one; a box in the form for old programs is the same box again."""
    for above in box.iterancestors():
        if above is top:
            return False
        if above.tag in _BOX or above.tag == f"{MC}Fallback":
            return True
    return False


def _is_page_number(instruction: str) -> bool:
    return instruction.strip().upper().split(" ")[0] in ("PAGE", "NUMPAGES", "SECTIONPAGES")


def _symbol(node: Any) -> str:
    """A character of a symbol font: a check box, else a bullet."""
    code = node.get(f"{W}char", "")
    position = int(code, 16) & 0xFF if all(c in "0123456789abcdefABCDEF" for c in code) and code else 0
    font = (node.get(f"{W}font") or "").lower()
    return _SYMBOLS.get(position, "-") if "wingdings" in font else "-"
