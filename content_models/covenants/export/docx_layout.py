"""The layout of NĐ 30/2020 (annex I) in Word: page, styles, fields, tables without borders, drawn lines.

Word's "Times New Roman" is named, not shipped: whoever opens the file has it or a font of the same widths.
Titles are stored as written; their styles set them in capitals.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from PIL import ImageFont

from .docx_styles import BODY, CAPTION, CELL, CHAPTER_TITLE, FOOT, HEAD, MARK, NOTE, SIGNATURE, TABLE_TITLE, TITLE

FONT = "Times New Roman"
LEFT, RIGHT, TOP, BOTTOM = Mm(30), Mm(20), Mm(22), Mm(20)
TEXT_MM = 160
FIRST_LINE = Mm(12.7)
LINE = Pt(19)  # from line to line of 14-point type, as in the PDF: 1.18 of single spacing
CENTRE, JUSTIFY, LEFTWARD = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
_NOT_XML = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_SHIPPED = Path(__file__).parent / "fonts"


def clean(text: str) -> str:
    """NFC, without control characters: XML has no place for most, Word would break the line at others."""
    return _NOT_XML.sub(" ", unicodedata.normalize("NFC", text))


def new_document(title: str) -> Any:
    """An empty A4 document with the styles, page numbers from the second page on, and no word about a person."""
    document = Document()
    _set_page(document.sections[0])
    _set_styles(document)
    _number_pages(document.sections[0])
    _set_properties(document.core_properties, title)
    return document


def to_bytes(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph(where: Any, text: str, style: str, **looks: Any) -> Any:
    """A paragraph of one run. `looks`: align, bold, italic, size (points), caps, keep (with the next)."""
    made = where.add_paragraph(style=style)
    return dress(made, text, **looks)


def dress(made: Any, text: str, *, align: Any = None, keep: bool | None = None, **looks: Any) -> Any:
    """Text with looks into an empty paragraph."""
    if align is not None:
        made.alignment = align
    if keep is not None:
        made.paragraph_format.keep_with_next = keep
    add_run(made, text, **looks)
    return made


def add_run(
    made: Any, text: str, *, bold: bool | None = None, italic: bool | None = None, size: float = 0, caps: bool = False
) -> None:
    run = made.add_run(clean(text))
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    if caps:
        run.font.all_caps = True


def drawn_line(where: Any, text: str, share: float, size: float, column_mm: float, style: str = HEAD) -> None:
    """A line below a centred bold text, `share` of its width: the lower border of an empty paragraph."""
    width = min(text_mm(text, size), column_mm) * share
    made = where.add_paragraph(style=style)
    form = made.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (column_mm - width) / 2))
    form.space_before, form.space_after = Pt(0), Pt(4)
    form.line_spacing = Pt(3)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = made._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def text_mm(text: str, size: float) -> float:
    """Width of bold capitals or small letters in the shipped font, which has the widths of Times New Roman."""
    return _bold(1000).getlength(unicodedata.normalize("NFC", text)) / 1000 * size * 25.4 / 72


@cache
def _bold(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_SHIPPED / "LiberationSerif-Bold.ttf"), size)


def bare_table(where: Any, widths_mm: Sequence[float], rows: int = 1) -> Any:
    """A table without borders that keeps its widths; its cells have one empty paragraph each."""
    table = where.add_table(rows=rows, cols=len(widths_mm))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row in table.rows:
        _unbroken(row)
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    return table


def fill(cell: Any, lines: Sequence[tuple[str, dict[str, Any]]], style: str) -> None:
    """Paragraphs into a new cell, whose first one is there already."""
    for position, (text, looks) in enumerate(lines):
        made = cell.paragraphs[0] if not position else cell.add_paragraph()
        made.style = style
        dress(made, text, **looks)


def draw_as_vector(document: Any, shape: Any, svg: str) -> None:
    """Give an inline picture its SVG: Word draws that since 2016, and the picture itself where it cannot."""
    part = Part(PackURI("/word/media/qr.svg"), "image/svg+xml", svg.encode(), document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(shape._inline.iter(qn("a:blip")))
    blip.append(
        parse_xml(
            f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
            '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
            f'r:embed="{relation}"/></a:ext></a:extLst>'
        )
    )


def data_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """A table of the text: borders, the first row bold and repeated on each page, no row torn in two."""
    widest = max(len(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=widest)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for number, (row, made) in enumerate(zip(rows, table.rows, strict=True)):
        _unbroken(made)
        if not number:
            _repeated(made)
        for text, cell in zip([*row, *[""] * (widest - len(row))], made.cells, strict=True):
            first, *more = text.split("\n")
            lines = [(line, {"bold": not number or None}) for line in (first, *more)]
            fill(cell, lines, CELL)


def _unbroken(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeated(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.header_distance, section.footer_distance = Mm(11), Mm(10)
    section.gutter = 0


def _set_styles(document: Any) -> None:
    normal = document.styles["Normal"]
    _set_font(normal, 14)
    form = normal.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(6), LINE
    form.widow_control = True
    _add(document, BODY, align=JUSTIFY, indent=True)
    _add(document, CELL, size=13, align=LEFTWARD, after=2, spacing=1.0)
    _add(document, CHAPTER_TITLE, bold=True, align=CENTRE, keep=True, caps=True)
    _add(document, TABLE_TITLE, bold=True, align=CENTRE, keep=True)
    _add(document, CAPTION, bold=True, align=CENTRE, keep=True)
    _add(document, HEAD, size=13, align=CENTRE, after=0, spacing=1.0)
    _add(document, TITLE, bold=True, align=CENTRE, keep=True, caps=True)
    _add(document, NOTE, italic=True, align=CENTRE)
    _add(document, MARK, italic=True, bold=True, align=JUSTIFY, indent=True, keep=True)
    _add(document, SIGNATURE, size=13, align=CENTRE, after=2, keep=True, spacing=1.0)
    _add(document, FOOT, size=11, align=LEFTWARD, after=2, spacing=1.0)
    for level in range(1, 5):
        _heading(document.styles[f"Heading {level}"])


def _heading(style: Any) -> None:
    """Word's own headings, so that its navigation pane and screen readers know them; black, in our font."""
    _set_font(style, 14)
    style.font.bold, style.font.italic = True, False
    style.font.color.rgb = None
    for colour in style.element.rPr.findall(qn("w:color")):
        style.element.rPr.remove(colour)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing, form.keep_with_next = Pt(0), Pt(6), LINE, True


def _add(
    document: Any, name: str, *, size: float = 14, align: Any = None, after: float = 6, spacing: float | Pt = LINE,
    bold: bool = False, italic: bool = False, indent: bool = False, keep: bool = False, caps: bool = False,
) -> None:  # fmt: skip
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _set_font(style, size)
    style.font.bold, style.font.italic, style.font.all_caps = bold or None, italic or None, caps or None
    form = style.paragraph_format
    form.space_after, form.line_spacing, form.alignment = Pt(after), spacing, align
    form.keep_with_next = keep or None
    if indent:
        form.first_line_indent = FIRST_LINE


def _set_font(style: Any, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    language = style.element.rPr.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        style.element.rPr.append(language)
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), "vi-VN")


def _number_pages(section: Any) -> None:
    """NĐ 30/2020: centred in the top margin, not on the first page. A real field, so Word counts."""
    section.different_first_page_header_footer = True
    made = section.header.paragraphs[0]
    made.style.font.name = FONT
    made.alignment = CENTRE
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "2"), ("end", "")):
        run = made.add_run()
        run.font.size, run.font.name = Pt(13), FONT
        if kind == "text":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._r.append(element)


def _set_properties(properties: Any, title: str) -> None:
    properties.title, properties.language = clean(title)[:255], "vi-VN"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
    properties.revision = 1
