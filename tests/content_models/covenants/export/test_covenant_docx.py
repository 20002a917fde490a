"""The covenant as a Word file: layout, fields, properties, and that reading it gives the text back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import HealthCheck, example, given, settings

from content_models.covenants.export import covenant_docx, covenant_pdf
from content_models.covenants.export.docx_styles import CHAPTER_TITLE, OWN, TABLE_TITLE
from content_models.covenants.export.paper import DRAFT
from content_models.covenants.plain_text import read_covenant
from content_models.covenants.provisions import number_blocks, plain_text, text_sha256

from ..texts import blocks
from .papers import ADDRESS, DEMO, demo_paper, paper, paper_text, read_back, squeezed


@pytest.fixture(scope="module")
def word() -> Any:
    return Document(io.BytesIO(covenant_docx(paper())))


def test_page_and_margins_are_those_of_the_decree(word: Any) -> None:
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = [section.left_margin.mm, section.right_margin.mm, section.top_margin.mm, section.bottom_margin.mm]
    assert [round(margin) for margin in margins] == [30, 20, 22, 20]


def test_body_is_14_points_justified_and_indented(word: Any) -> None:
    style = word.styles["Đoạn văn"]
    assert (style.font.name, style.font.size) == ("Times New Roman", Pt(14))
    assert style.paragraph_format.alignment == 3
    assert 10 <= style.paragraph_format.first_line_indent.mm <= 12.71
    assert style.paragraph_format.space_after >= Pt(6)
    single = 14 * 1.15  # the height of a line of Times New Roman
    assert single <= style.paragraph_format.line_spacing.pt <= 1.5 * single


def test_headings_stay_with_what_follows(word: Any) -> None:
    headings = [p for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert [p.text for p in headings] == [
        "LỜI NÓI ĐẦU", "Chương I", "Mục 1. Phạm vi", "Điều 1. Ai làm theo", "Điều 2", "Chương II",
        "Điều 3. Không chặt đước",
    ]  # fmt: skip
    assert all(p.style.paragraph_format.keep_with_next for p in headings)


def test_page_numbers_are_a_field_and_not_on_the_first_page(word: Any) -> None:
    section = word.sections[0]
    fields = [e.text for e in section.header._element.iter(qn("w:instrText"))]
    assert [field.strip() for field in fields] == ["PAGE"]
    assert section.different_first_page_header_footer
    assert not list(section.first_page_header._element.iter(qn("w:instrText")))
    assert section.header.paragraphs[0].alignment == 1


def test_a_table_repeats_its_first_row_and_tears_none() -> None:
    table = Document(io.BytesIO(covenant_docx(paper()))).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Tháng", "Việc"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_language_is_vietnamese_everywhere(word: Any) -> None:
    normal = word.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert normal.get(qn("w:val")) == "vi-VN"
    assert word.core_properties.language == "vi-VN"


def test_properties_name_the_text_and_no_person(word: Any) -> None:
    properties = word.core_properties
    assert properties.title == "Hương ước ấp Rạch Tàu"
    assert [properties.author, properties.last_modified_by, properties.comments, properties.keywords] == [""] * 4
    parts = zipfile.ZipFile(io.BytesIO(covenant_docx(paper())))
    assert b"python-docx" not in parts.read("docProps/core.xml") + parts.read("docProps/app.xml")


def test_the_foot_leads_to_the_page(word: Any) -> None:
    words = [
        text for _, rows in read_back(covenant_docx(paper())) if isinstance(rows, list) for row in rows for text in row
    ]
    assert any(ADDRESS in text and paper().sha256 in text for text in words)
    assert ADDRESS in next(e.get("descr") for e in word.element.iter(qn("wp:docPr")))


def test_the_qr_is_a_vector_with_a_picture_for_old_programs() -> None:
    parts = zipfile.ZipFile(io.BytesIO(covenant_docx(paper())))
    drawn = parts.read("word/media/qr.svg")
    assert b"<path" in drawn
    assert b"svgBlip" in parts.read("word/document.xml")
    assert [name for name in parts.namelist() if name.endswith(".png")]
    assert b"image/svg+xml" in parts.read("[Content_Types].xml")


def test_a_draft_has_its_stamp_on_the_first_page_and_no_foot() -> None:
    draft = Document(io.BytesIO(covenant_docx(paper(address="", sha256="", recognition="", state="", stamp=DRAFT))))
    assert draft.sections[0].first_page_header.paragraphs[0].text == DRAFT
    assert not draft.inline_shapes


def test_what_is_no_text_of_the_covenant_has_a_style_of_its_own() -> None:
    marked = paper(marks={"dieu-3": "Điều này tạm ngừng thực hiện", "": "Văn bản này cũ"})
    own = [text for style, text in read_back(covenant_docx(marked)) if style.startswith(OWN)]
    assert own[0] == "Hương ước ấp Rạch Tàu"
    assert {"[Điều này tạm ngừng thực hiện]", "[Văn bản này cũ]"} <= set(own)


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_demo_covenant_comes_back_as_the_same_tree(path: Path) -> None:
    made = demo_paper(path)
    read = number_blocks(read_covenant(_lines(covenant_docx(made))).blocks)
    assert read == _without_ids(made.covenant)
    assert text_sha256(read, made.title) == made.sha256


@given(blocks())
@example([{"type": "article", "id": "", "value": {"heading": "", "body": "a\rb\tc", "printed_number": ""}}])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_line_is_lost_of_any_text(made: list[dict[str, Any]]) -> None:
    covenant = number_blocks(made)
    data = covenant_docx(paper(covenant=covenant))
    printed = [line for line in plain_text(covenant).split("\n") if line.strip()]
    found = _lines(data).split("\n")
    rest = iter(found)
    assert all(any(_same(line, other) for other in rest) for line in printed)


def _same(line: str, other: str) -> bool:
    """A printed line against one read back: XML has no place for control characters, titles are set in capitals."""
    return _visible(line).casefold() == _visible(other).casefold()


def _visible(text: str) -> str:
    return "".join(
        letter for letter in text.replace(" | ", "").replace("|", "") if letter.isprintable() and letter != " "
    )


def test_both_papers_say_the_same() -> None:
    for path in DEMO[:3]:
        made = demo_paper(path)
        pdf, word = squeezed(paper_text(covenant_pdf(made))), read_back(covenant_docx(made))
        paragraphs = [text for _, text in word if isinstance(text, str)]
        assert all(squeezed(text) in pdf for text in paragraphs)


def _lines(data: bytes) -> str:
    """The covenant in a Word file as plain text: own paragraphs of the paper, head and signatures left out."""
    lines = []
    for style, words in read_back(data):
        if isinstance(words, str):
            lines += [] if style.startswith(OWN) and style not in (CHAPTER_TITLE, TABLE_TITLE) else [words]
        elif not {"CỘNG HÒA", "ĐẠI DIỆN", "SHA-256"} & _known(words):
            lines += ["", *("| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in words), ""]
    return "\n".join(lines)


def _known(rows: list[tuple[str, ...]]) -> set[str]:
    text = "\n".join(cell for row in rows for cell in row)
    found = {words for words in ("CỘNG HÒA", "SHA-256") if words in text}
    return found | ({"ĐẠI DIỆN"} if "Đại diện hộ gia đình" in text else set())


def _without_ids(covenant: Any) -> Any:
    parts = [replace(p, article=replace(p.article, block_id="")) if p.article else p for p in covenant.parts]
    return replace(covenant, parts=tuple(parts))
