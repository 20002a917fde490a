"""A decision or a letter as a Word file, which the commune numbers, signs and files."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm, Pt

from . import docx_layout as layout
from . import docx_styles as styles
from .official import OfficialPaper, Paragraph
from .paper import MOTTO, NATION

HEAD_MM = (62, 98)
SIGNATURES_MM = (80, 80)
SIGNATURE_ROOM = Pt(64)


def official_docx(paper: OfficialPaper) -> bytes:
    """The layout of `official_pdf`."""
    document = layout.new_document(paper.name)
    _head(document, paper)
    _title(document, paper)
    for words in paper.grounds:
        layout.paragraph(document, words, styles.BODY, italic=True)
    if paper.order:
        layout.paragraph(document, paper.order, styles.CAPTION)
    _addressee(document, paper)
    for paragraph in paper.body:
        _paragraph(document, paragraph)
    _foot(document, paper)
    return layout.to_bytes(document)


def _head(document: Any, paper: OfficialPaper) -> None:
    table = layout.bare_table(document, HEAD_MM, rows=2)
    left, right = table.rows[0].cells
    layout.fill(left, [(words, {"bold": True}) for words in paper.issuer], styles.HEAD)
    layout.drawn_line(left, paper.issuer[-1], 0.4, 13, HEAD_MM[0] - 4)
    layout.fill(right, [(NATION, {"bold": True, "size": 12.5}), (MOTTO, {"bold": True, "size": 14})], styles.HEAD)
    layout.drawn_line(right, MOTTO, 1.0, 14, HEAD_MM[1] - 4)
    left, right = table.rows[1].cells
    abstract = [(paper.abstract, {"size": 12})] if not paper.title else []
    layout.fill(left, [(paper.number, {}), *abstract], styles.HEAD)
    layout.fill(right, [(paper.place_date, {"italic": True, "size": 14})], styles.HEAD)


def _title(document: Any, paper: OfficialPaper) -> None:
    if not paper.title:
        layout.paragraph(document, "", styles.HEAD)
        return
    made = layout.paragraph(document, paper.title, styles.CAPTION)
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(12), Pt(0)
    layout.paragraph(document, paper.abstract, styles.CAPTION).paragraph_format.space_after = Pt(0)
    layout.drawn_line(document, paper.abstract, 0.4, 14, layout.TEXT_MM)
    for words in paper.authority:
        layout.paragraph(document, words, styles.CAPTION).paragraph_format.space_before = Pt(6)


def _addressee(document: Any, paper: OfficialPaper) -> None:
    if len(paper.addressee) == 1:
        layout.paragraph(document, f"Kính gửi: {paper.addressee[0]}", styles.BODY, align=layout.CENTRE)
    elif paper.addressee:
        layout.paragraph(document, "Kính gửi:", styles.BODY).paragraph_format.first_line_indent = Mm(20)
        for words in paper.addressee:
            layout.paragraph(document, words, styles.BODY).paragraph_format.first_line_indent = Mm(45)


def _paragraph(document: Any, paragraph: Paragraph) -> None:
    made = document.add_paragraph(style=styles.BODY)
    if paragraph.lead:
        layout.add_run(made, f"{paragraph.lead} ", bold=True)
    layout.add_run(made, paragraph.text)


def _foot(document: Any, paper: OfficialPaper) -> None:
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.paragraphs[-1].paragraph_format.space_after = Pt(14)
    left, right = layout.bare_table(document, SIGNATURES_MM).rows[0].cells
    recipients = [(words, {"size": 11}) for words in paper.recipients]
    layout.fill(
        left,
        [("Nơi nhận:", {"bold": True, "italic": True, "size": 12, "align": layout.LEFTWARD}), *recipients],
        styles.FOOT,
    )
    signed = [(words, {"bold": True, "size": 14}) for words in (*paper.signature.lines, paper.signature.name)]
    layout.fill(right, signed, styles.SIGNATURE)
    right.paragraphs[-1].paragraph_format.space_before = SIGNATURE_ROOM
