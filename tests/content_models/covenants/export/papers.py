"""Papers to print in tests: the demo's covenants, a covenant with everything in it, and rulers for PDF files."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from content_models.covenants.export.paper import CovenantPaper
from content_models.covenants.plain_text import read_covenant
from content_models.covenants.provisions import Covenant, number_blocks, plain_text, text_sha256

DEMO = sorted(Path("fixtures/demo/covenants").rglob("*.txt"))
MM = 72 / 25.4
ADDRESS = "https://dinh.camau.gov.vn/b/128/"
FULL = """LỜI NÓI ĐẦU
Bà con ấp Rạch Tàu sống bên rừng đước, gần biển, xa chợ.
Chương I
QUY ĐỊNH CHUNG
Mục 1. Phạm vi
Điều 1. Ai làm theo
1. Người ở trong ấp, kể cả ở trọ:
a) người lớn;
b) trẻ em, có cha mẹ nhắc.
2. Khách tới chơi.
Điều 2
Điều này không có tên, chỉ có một đoạn văn khá dài để dòng chữ phải xuống hàng và canh đều hai bên lề giấy.
| Tháng | Việc |
| Ba | Dọn kinh |
| Tám | Vớt lục bình, quét đường |
Chương II
GIỮ RỪNG, GIỮ BIỂN
Điều 3. Không chặt đước
1. Không chặt cây đước non.
2. Ai thấy người chặt thì báo Trưởng ấp."""


def covenant(text: str = FULL) -> Covenant:
    return number_blocks(read_covenant(text).blocks)


def paper(text: str = FULL, title: str = "Hương ước ấp Rạch Tàu", **fields: Any) -> CovenantPaper:
    """A recognised covenant as it is exported."""
    tree = fields.pop("covenant", None) or covenant(text)
    values: dict[str, Any] = {
        "kind": "Hương ước",
        "place": ("Xã Đất Mũi", "Ấp Rạch Tàu"),
        "recognition": "Được Ủy ban nhân dân xã Đất Mũi công nhận tại Quyết định số 15/QĐ-UBND "
        "ngày 02 tháng 3 năm 2026",
        "address": ADDRESS,
        "sha256": text_sha256(tree, title),
        "day": dt.date(2026, 11, 24),
        "state": "đang có hiệu lực",
    } | fields
    return CovenantPaper(title=title, covenant=tree, **values)


def demo_paper(path: Path) -> CovenantPaper:
    _, front, text = path.read_text(encoding="utf-8").split("+++", 2)
    return paper(text, tomllib.loads(front)["title"])


def long_paper(articles: int) -> CovenantPaper:
    """A covenant of so many articles with three clauses each, about what communes recognise."""
    clause = "Bà con giữ gìn vệ sinh chung, nhắc nhau bằng lời nhẹ nhàng, giúp nhà neo đơn khi có việc."
    text = "\n".join(
        f"Điều {number}. Việc chung thứ {number}\n" + "\n".join(f"{n}. {clause}" for n in (1, 2, 3))
        for number in range(1, articles + 1)
    )
    return paper(text)


def squeezed(text: str) -> str:
    """Letters and signs alone, without case: lines of print are broken where they end."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def expected(made: CovenantPaper) -> str:
    return plain_text(made.covenant).replace(" | ", " ")


@dataclass(frozen=True)
class Glyph:
    """A letter on a page: millimetres from the left and top edge of the paper, points, font name."""

    letter: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str


class Ruler:
    """Measures a PDF with PDFium, which knows nothing of how it was made."""

    def __init__(self, data: bytes) -> None:
        self.document = pypdfium2.PdfDocument(data)
        self.pages = list(self.document)

    def text(self, number: int) -> str:
        return str(self.pages[number].get_textpage().get_text_range())

    def glyphs(self, number: int) -> list[Glyph]:
        return [glyph for glyph in self._glyphs(number) if glyph.letter.strip()]

    def _glyphs(self, number: int) -> Iterator[Glyph]:
        page = self.pages[number]
        text = page.get_textpage()
        height = page.get_height()
        letters = [text.get_text_range(index, 1) for index in range(text.count_chars())]
        for index, letter in enumerate(letters):
            left, bottom, right, top = text.get_charbox(index)
            size = raw.FPDFText_GetFontSize(text.raw, index)
            yield Glyph(
                letter, left / MM, right / MM, (height - top) / MM, (height - bottom) / MM, size, _font(text, index)
            )

    def line_at(self, number: int, words: str) -> list[Glyph]:
        """The glyphs of the first occurrence of `words` on a page. Raises ValueError when they are not there."""
        glyphs = self.glyphs(number)
        start = "".join(glyph.letter for glyph in glyphs).index("".join(words.split()))
        return glyphs[start : start + len("".join(words.split()))]

    def rules(self, number: int) -> list[tuple[float, float, float]]:
        """Drawn horizontal lines: left, right and top in millimetres."""
        page, found = self.pages[number], []
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
            left, bottom, right, top = item.get_bounds()
            if top - bottom < 2 and right - left > 5:
                found.append((left / MM, right / MM, (page.get_height() - top) / MM))
        return found


def _font(text: Any, index: int) -> str:
    import ctypes

    flags, buffer = ctypes.c_int(), ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text.raw, index, buffer, 200, flags)
    return buffer.value.decode()


def paper_text(data: bytes) -> str:
    """All pages without their numbers, as one text."""
    ruler = Ruler(data)
    pages = [ruler.text(number) for number in range(len(ruler.pages))]
    return "\n".join([pages[0], *(page.split("\n", 1)[1] for page in pages[1:])])


def buffer_of(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def read_back(data: bytes) -> list[tuple[str, Any]]:
    """A Word file as (kind of paragraph, words) in order, tables as their rows: what stands in it, by its styles."""
    from docx import Document
    from docx.table import Table

    found: list[tuple[str, Any]] = []
    for element in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(element, Table):
            rows = [tuple("\n".join(p.text for p in cell.paragraphs) for cell in row.cells) for row in element.rows]
            found.append(("table", rows))
        elif element.text:
            found.append((element.style.name, element.text))
    return found
