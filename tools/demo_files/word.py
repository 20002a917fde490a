"""DOCX files: official papers with the head of NĐ 30, and scripts in large letters to read aloud."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .official import paper
from .sheets import issuer
from .texts import Block, Source

FONT = "Times New Roman"
MADE = dt.datetime(2026, 11, 20)
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def word_file(source: Source) -> bytes:
    """The same bytes for the same text."""
    document = _document(source.meta["title"], large=source.meta.get("material_type") in ("loudspeaker", "audio"))
    if source.kind == "disclosure":
        _official(document, source)
    else:
        _reading(document, source)
    return _saved(document)


def _document(title: str, large: bool) -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(16 if large else 13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(10 if large else 6)
    style.paragraph_format.line_spacing = 1.5 if large else 1.15
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = MADE
    return document


def _official(document: Document, source: Source) -> None:
    data = paper(source)
    _head(document, data)
    for text, size in ((data["title"].upper(), 14), (data["abstract"], 13)):
        _line(document.add_paragraph(), text, bold=True, size=size, centre=True)
    _rule(document.add_paragraph(), side=55)
    _blocks(document, source.blocks)
    _foot(document, data)
    _line(document.add_paragraph(), data["note"], size=8, centre=True, italic=True)


def _head(document: Document, data: dict[str, Any]) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.width, right.width = Mm(64), Mm(98)
    _line(left.paragraphs[0], "\n".join(data["body"]), bold=True, size=12, centre=True)
    _rule(left.add_paragraph(), side=20)
    _line(left.add_paragraph(), f"Số: {data['number']}", centre=True)
    _line(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12, centre=True)
    _line(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True, size=13, centre=True)
    _rule(right.add_paragraph(), side=20)
    _line(right.add_paragraph(), f"{data['place']}, {data['date']}", italic=True, centre=True)


def _foot(document: Document, data: dict[str, Any]) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    _line(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for entry in data["recipients"]:
        _line(left.add_paragraph(), f"- {entry}", size=11)
    _line(right.paragraphs[0], "\n".join(data["signature"]) + "\n\n\n", bold=True, centre=True)
    _line(right.add_paragraph(), data["signer"], bold=True, centre=True)


def _reading(document: Document, source: Source) -> None:
    _line(document.add_paragraph(), issuer(source.meta), italic=True, size=12)
    title = document.add_heading(level=1)
    _line(title, source.meta["title"], bold=True, size=20)
    _blocks(document, source.blocks)


def _blocks(document: Document, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        if block.kind == "table":
            _table(document, block.rows)
            continue
        for text in block.lines:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Mm(11)
            if block.kind == "text" and not text.startswith(("Hỏi ", "Phần ")):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            _line(paragraph, f"- {text}" if block.kind == "list" else text, bold=text.startswith(("Hỏi ", "Phần ")))


def _table(document: Document, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _line(cell.paragraphs[0], text, bold=number == 0 or row[0].startswith("Tổng"), size=12, centre=number == 0)
    document.add_paragraph()


def _line(
    paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: int = 0, centre: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    run.font.name = FONT
    run.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    if size:
        run.font.size = Pt(size)
    if centre:
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_after = Pt(2)


def _rule(paragraph: Any, side: int) -> None:
    """A drawn line: the bottom border of an empty small paragraph, `side` millimetres in from both edges."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.line_spacing = Pt(3)
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    paragraph._element.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def _saved(document: Document) -> bytes:
    """The zip again, with one date for all entries: python-docx writes the time of day into it."""
    written, result = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename == "docProps/thumbnail.jpeg":
                continue
            content = old.read(entry)
            if entry.filename == "_rels/.rels":
                content = _without_thumbnail(content)
            info = zipfile.ZipInfo(entry.filename, MADE.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, content)
    return result.getvalue()


def _without_thumbnail(relations: bytes) -> bytes:
    """python-docx's own template carries a picture of its first page; ours has another first page."""
    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", relations)
