"""A covenant as a Word file: what `covenant_pdf` prints, to be read and changed with Word."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.shared import Mm, Pt

from . import docx_layout as layout
from . import docx_styles as styles
from .paper import MOTTO, NATION, CovenantPaper, Piece, Signer, foot_lines, pieces
from .qr import qr_png, qr_svg

HEAD_MM = (60, 100)
SIGNATURES_MM = (92, 68)
SIGNATURE_ROOM = Pt(48)


def covenant_docx(paper: CovenantPaper) -> bytes:
    """Same layout, words and order as the PDF; titles are stored as written and set in capitals by their looks, so
    that reading the file back gives the same tree."""
    document = layout.new_document(paper.title)
    _stamp(document, paper.stamp)
    _head(document, paper.place)
    _title(document, paper)
    for piece in pieces(paper):
        _piece(document, piece)
    _keep_last(document)
    _signatures(document, paper.signers)
    _foot(document, paper)
    return layout.to_bytes(document)


def _stamp(document: Any, words: str) -> None:
    """In the first page's top margin, where the page number is not."""
    if words:
        made = document.sections[0].first_page_header.paragraphs[0]
        layout.dress(made, words, align=layout.LEFTWARD, bold=True, size=12)


def _head(document: Any, place: Sequence[str]) -> None:
    left, right = layout.bare_table(document, HEAD_MM).rows[0].cells
    *above, issuer = place or ("",)
    lines = [(line, {"caps": True}) for line in above] + [(issuer, {"caps": True, "bold": True})]
    layout.fill(left, lines, styles.HEAD)
    layout.drawn_line(left, issuer.upper(), 0.4, 13, HEAD_MM[0] - 4)
    layout.fill(right, [(NATION, {"bold": True, "size": 13}), (MOTTO, {"bold": True, "size": 14})], styles.HEAD)
    layout.drawn_line(right, MOTTO, 1.0, 14, HEAD_MM[1] - 4)


def _title(document: Any, paper: CovenantPaper) -> None:
    made = layout.paragraph(document, paper.title, styles.TITLE)
    made.paragraph_format.space_before = Pt(12)
    if paper.recognition:
        layout.paragraph(document, f"({paper.recognition})", styles.NOTE)
    if mark := paper.marks.get(""):
        layout.paragraph(document, f"[{mark}]", styles.MARK, align=layout.CENTRE)


def _piece(document: Any, piece: Piece) -> None:
    heading = f"Heading {min(piece.level, 4)}"
    if piece.kind in ("preamble", "chapter", "section"):
        made = layout.paragraph(document, piece.text, heading, align=layout.CENTRE)
        if piece.kind == "chapter":
            made.paragraph_format.space_after = Pt(0)
    elif piece.kind == "chapter_title":
        layout.paragraph(document, piece.text, styles.CHAPTER_TITLE)
    elif piece.kind == "article":
        made = layout.paragraph(document, piece.text, heading, align=layout.JUSTIFY)
        made.paragraph_format.first_line_indent = layout.FIRST_LINE
    elif piece.kind == "line":
        layout.paragraph(document, piece.text, styles.BODY)
    elif piece.kind == "mark":
        layout.paragraph(document, piece.text, styles.MARK)
    elif piece.kind == "caption":
        layout.paragraph(document, piece.text, styles.TABLE_TITLE)
    else:
        layout.data_table(document, piece.rows)
        _gap(document)


def _gap(document: Any) -> None:
    """Word joins two tables that touch."""
    made = document.add_paragraph(style=styles.FOOT)
    made.paragraph_format.space_after, made.paragraph_format.line_spacing = Pt(0), Pt(6)


def _keep_last(document: Any) -> None:
    """No page of signatures alone: the last paragraph goes with them."""
    last = document.paragraphs[-1]
    last.paragraph_format.keep_with_next = True
    last.paragraph_format.space_after = Pt(12)


def _signatures(document: Any, signers: Sequence[Signer]) -> None:
    rows = [signers[start : start + 2] for start in range(0, len(signers), 2)]
    table = layout.bare_table(document, SIGNATURES_MM, rows=len(rows))
    for row, pair in zip(table.rows, rows, strict=True):
        for cell, signer in zip(row.cells, pair, strict=False):
            lines = [(signer.title, {"bold": True, "caps": True}), ("(Ký, ghi rõ họ tên)", {"italic": True})]
            layout.fill(cell, [*lines, (signer.name, {"bold": True, "size": 14})], styles.SIGNATURE)
            cell.paragraphs[-1].paragraph_format.space_before = SIGNATURE_ROOM


def _foot(document: Any, paper: CovenantPaper) -> None:
    if not paper.address:
        return
    _gap(document)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    picture, words = layout.bare_table(document, (26, 134)).rows[0].cells
    picture.paragraphs[0].style = styles.FOOT
    shape = picture.paragraphs[0].add_run().add_picture(io.BytesIO(qr_png(paper.address)), width=Mm(22))
    layout.draw_as_vector(document, shape, qr_svg(paper.address))
    shape._inline.docPr.set("descr", f"Mã QR dẫn tới trang của văn bản: {paper.address}")
    layout.fill(words, [(line, {}) for line in foot_lines(paper)], styles.FOOT)
