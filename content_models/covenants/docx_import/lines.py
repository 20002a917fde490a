"""Pieces of a paragraph become lines of clean Unicode. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from content_models.cleaning import clean_text

from .code_pages import CodePage, page_of_font
from .decoding import Decoded, decode, decode_by_words
from .numbering import Label
from .pieces import Piece
from .source import Line
from .styles import Look, Style

_COLUMNS = re.compile(r"\t+| {4,}|\u00a0{4,}")
_SYMBOL_BULLETS = {"": "-", "o": "-", "§": "-", "ü": "-", "Ø": "-", "v": "-", "q": "-", "n": "-"}
_SYMBOL_FONTS = ("symbol", "wingdings", "courier", "webdings")


def lines_of(pieces: Iterable[Piece], style: Style, label: Label | None, *, centred: bool) -> list[Line]:
    """One line for each piece of the paragraph between soft line breaks; blank ones are kept as blank lines."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        rows[-1].append(Piece(first, piece.look, piece.contents))
        rows += [[Piece(text, piece.look, piece.contents)] for text in others]
    labelled = _label_piece(label, rows[0])
    return [_line(row, style, labelled if not at else None, centred) for at, row in enumerate(rows)]


def plain_line(text: str) -> Line:
    """A line that comes without fonts."""
    return _finished([(text, decode_by_words(text))], Line(""), "")


def _line(row: Sequence[Piece], style: Style, label: Piece | None, centred: bool) -> Line:
    pieces = [label, *row] if label else list(row)
    parts = [_decoded(group, page, upper) for (page, upper), group in groupby(pieces, key=_page_of)]
    letters = [piece for piece in row if piece.text.strip()]
    frame = Line(
        "",
        bold=bool(letters) and all(piece.look.bold for piece in letters),
        centred=centred,
        style=style.name,
        outline=style.outline,
        contents=any(piece.contents for piece in row),
    )
    return _finished(parts, frame, _label_text(label) if label else "")


def _finished(parts: Sequence[tuple[str, Decoded]], frame: Line, label: str) -> Line:
    """Put the parts together; a line that is still garbled is judged once more as a whole."""
    raw = "".join(decoded.text for _, decoded in parts)
    doubts = [decoded.doubt for _, decoded in parts if decoded.doubt]
    page: CodePage = next((decoded.page for _, decoded in parts if decoded.page), "")
    before = "".join(old for old, _ in parts) if page else ""
    if not page:
        whole = decode_by_words(raw)
        before, raw, page = (raw, whole.text, whole.page) if whole.page else ("", raw, page)
        doubts += [whole.doubt] if whole.doubt and whole.doubt not in doubts else []
    columns = tuple(clean_text(column) for column in _COLUMNS.split(raw) if column.strip())
    return Line(
        clean_text(raw),
        before=_visible(before),
        page=page,
        label=label,
        bold=frame.bold,
        centred=frame.centred,
        style=frame.style,
        outline=frame.outline,
        contents=frame.contents,
        columns=columns if len(columns) > 1 else (),
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _decoded(group: Iterable[Piece], page: CodePage, upper: bool) -> tuple[str, Decoded]:
    """Neighbours in one code page are decoded together: a letter of VNI may lie in two runs."""
    pieces = list(group)
    old = "".join(piece.text for piece in pieces)
    decoded = decode(old, page)
    text = decoded.text
    if upper and not decoded.doubt:
        text = text.upper()
    elif any(piece.look.caps for piece in pieces):
        text = text.upper() if all(piece.look.caps for piece in pieces) else _capitals(pieces, page)
    return old, Decoded(text, decoded.page, decoded.doubt)


def _capitals(pieces: Iterable[Piece], page: CodePage) -> str:
    done = (decode(piece.text, page).text for piece in pieces)
    return "".join(text.upper() if piece.look.caps else text for text, piece in zip(done, pieces, strict=True))


def _page_of(piece: Piece) -> tuple[CodePage, bool]:
    """By the font of the letters beyond ASCII; the font of A–z when that one says nothing."""
    for font in (piece.look.high, piece.look.ascii):
        page, upper = page_of_font(font or "")
        if page:
            return page, upper
    return "", False


def _label_piece(label: Label | None, row: Sequence[Piece]) -> Piece | None:
    """The automatic number, in the look of the text where its own level says nothing."""
    if label is None:
        return None
    base = next((piece.look for piece in row if piece.text.strip()), Look())
    look = label.look.over(base)
    text = _bullet(label) if label.bullet else label.text
    return Piece(text if label.joined else f"{text} ", Look(look.ascii, look.high, look.bold, look.caps))


def _bullet(label: Label) -> str:
    font = (label.look.high or label.look.ascii or "").lower()
    if font.startswith(_SYMBOL_FONTS) or "\uf000" <= label.text <= "\uf0ff":
        return _SYMBOL_BULLETS.get(label.text, "-")
    return label.text


def _label_text(label: Piece) -> str:
    page, upper = _page_of(label)
    return clean_text(_decoded([label], page, upper)[1].text)


def _visible(before: str) -> str:
    """Old letters for the eye of a reader: the soft hyphen, which is ư in TCVN3, would not show."""
    return " ".join(before.replace("\u00ad", "-").split())
