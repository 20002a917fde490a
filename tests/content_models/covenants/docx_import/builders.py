"""Makers of Word files: with python-docx, and by hand as XML in a ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_ROOTS = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
    "comments": "comments", "header": "hdr", "footer": "ftr",
}  # fmt: skip


class Typed:
    """A document as people type it, by python-docx."""

    def __init__(self) -> None:
        self.document: Any = Document()

    def add(self, *texts: str, bold: bool = False, centred: bool = False, style: str = "", font: str = "") -> Typed:
        """A paragraph for each text. "\\n" is a soft line break, "\\t" a tab."""
        for text in texts:
            paragraph = self.document.add_paragraph(style=style or None)
            run = paragraph.add_run(text)
            run.bold = bold or None
            if font:
                run.font.name = font
            if centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return self

    def table(self, *rows: Sequence[str]) -> Typed:
        """Cells take several paragraphs, parted by "\\n"."""
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = table.cell(at, column)
                first, *others = text.split("\n")
                cell.paragraphs[0].add_run(first)
                for other in others:
                    cell.add_paragraph(other)
        return self

    def bytes(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    """A w:r. `properties` is the inside of w:rPr."""
    pieces = []
    for at, line in enumerate(text.split("\n")):
        pieces += ["<w:br/>"] if at else []
        pieces.append(f'<w:t xml:space="preserve">{escape(line)}</w:t>')
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{inside}{''.join(pieces)}</w:r>"


def font(name: str) -> str:
    """w:rFonts of one font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def para(*runs: str, style: str = "", number: tuple[int, int] | None = None, properties: str = "") -> str:
    """A w:p of texts or runs. `number` is (list, level)."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        inside += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    inside += properties
    content = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{content}</w:p>"


def cells(*rows: Sequence[str]) -> str:
    """A w:tbl; a cell is XML of paragraphs, or a text."""
    made = ""
    for row in rows:
        made += "<w:tr>" + "".join(f"<w:tc>{c if c.startswith('<') else para(c)}</w:tc>" for c in row) + "</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def level(at: int, form: str, text: str, more: str = "") -> str:
    """A w:lvl."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(abstract: Mapping[int, Iterable[str]], numbers: Mapping[int, tuple[int, str]]) -> str:
    """Inside of numbering.xml: abstract lists by id, lists by id as (abstract id, overrides)."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>' for key, levels in abstract.items()
    )
    return made + "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'
        for key, (of, overrides) in numbers.items()
    )


def style(style_id: str, inside: str = "", name: str = "", based: str = "") -> str:
    """A paragraph style."""
    above = f'<w:basedOn w:val="{based}"/>' if based else ""
    head = f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name or style_id}"/>'
    return f"{head}{above}{inside}</w:style>"


def package(*body: str, main: str = "word/document.xml", encoding: str = "UTF-8", **parts: str) -> bytes:
    """A DOCX by hand. `parts`: the inside of styles, numbering, footnotes…; `theme` is a whole file."""
    document = f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"
    files = {main: f'<?xml version="1.0" encoding="{encoding}"?>{document}'.encode(encoding)}
    relations = ""
    for key, inside in parts.items():
        kind = key.rstrip("0123456789")
        relations += f'<Relationship Id="{key}" Type="{R_NS}/{kind}" Target="{key}.xml"/>'
        root = _ROOTS.get(kind)
        text = f"<w:{root} {NAMESPACES}>{inside}</w:{root}>" if root else inside
        files[f"word/{key}.xml"] = text.encode()
    folder, file = main.rsplit("/", 1)
    files[f"{folder}/_rels/{file}.rels"] = _relations(relations)
    files["_rels/.rels"] = _relations(f'<Relationship Id="r1" Type="{R_NS}/officeDocument" Target="{main}"/>')
    return zipped({"[Content_Types].xml": _TYPES.replace("/word/document.xml", f"/{main}").encode(), **files})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of the files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _relations(inside: str) -> bytes:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    ).encode()
