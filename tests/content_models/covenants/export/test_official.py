"""Decisions and letters: NĐ 30/2020 in words, on paper and in Word."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document
from pypdf import PdfReader

from cms.papers.facts import EXAMPLE
from content_models.covenants.export.official import Letterhead, OfficialPaper, official_paper
from content_models.covenants.export.official_docx import official_docx
from content_models.covenants.export.official_pdf import official_pdf
from content_models.covenants.export.paper import MOTTO, NATION, long_date
from content_models.covenants.export.wording import PaperKind, paper_kinds

from .papers import Ruler, paper_text, read_back, squeezed

KINDS = list(paper_kinds().values())
HEAD = Letterhead("Xã Đất Mũi", "Nguyễn Văn Đệ", "Chủ tịch", "5/QĐ-UBND", dt.date(2026, 3, 2))


def made(kind: PaperKind | str, head: Letterhead = HEAD, **values: str) -> OfficialPaper:
    kind = paper_kinds()[kind] if isinstance(kind, str) else kind
    return official_paper(kind, head, kind.parts, EXAMPLE | values)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (dt.date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (dt.date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (dt.date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_dates_have_a_zero_only_where_the_decree_puts_one(day: dt.date, words: str) -> None:
    assert long_date(day) == words


@pytest.mark.parametrize(
    ("number", "printed"),
    [("5/QĐ-UBND", "Số: 05/QĐ-UBND"), ("15/QĐ-UBND", "Số: 15/QĐ-UBND"), ("05/QĐ-UBND", "Số: 05/QĐ-UBND")],
)
def test_numbers_below_ten_have_a_zero(number: str, printed: str) -> None:
    assert made("recognition", Letterhead("Xã A", "", "", number)).number == printed


def test_room_is_left_for_what_is_written_by_hand() -> None:
    empty = made("suspension", Letterhead("Phường An Xuyên", "", ""))
    assert empty.number.endswith("/QĐ-UBND")
    assert empty.place_date.startswith("An Xuyên, ngày  ")
    assert empty.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_a_deputy_signs_in_the_chairmans_stead() -> None:
    signed = made("recognition", Letterhead("Xã Đất Mũi", "Trần Thị B", "Phó Chủ tịch"))
    assert signed.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_grounds_and_end_have_their_signs(kind: PaperKind) -> None:
    paper = made(kind)
    assert all(ground.endswith(";") for ground in paper.grounds[:-1])
    assert not paper.grounds or paper.grounds[-1].endswith(".")
    assert paper.body[-1].text.endswith("./.")
    assert not any(one.text.endswith("./.") for one in paper.body[:-1])
    assert "………" not in "".join(one.text for one in paper.body)


def test_what_the_articles_force_is_in_the_papers() -> None:
    suspension = " ".join(one.text for one in made("suspension").body)
    assert EXAMPLE["lý do"] in suspension  # Đ.12 k.3: reason and deadline
    assert EXAMPLE["thời hạn"] in suspension
    assert "có hiệu lực kể từ ngày ký" in suspension  # Đ.12 k.5
    abolition = " ".join(one.text for one in made("abolition").body)
    assert EXAMPLE["ngày hiệu lực"] in abolition  # Đ.14 names none: the decision must
    assert EXAMPLE["lý do"] in " ".join(one.text for one in made("refusal").body)  # Đ.11 k.3b
    assert "không có cơ sở" in " ".join(one.text for one in made("unfounded").body)  # Đ.12 k.2a


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_pdf_has_everything_in_its_order_on_a4(kind: PaperKind) -> None:
    paper = made(kind)
    data = official_pdf(paper)
    ruler = Ruler(data)
    assert round(ruler.pages[0].get_height() / 72 * 25.4) == 297
    text = squeezed(paper_text(data))
    order = [
        NATION, MOTTO, *paper.authority, *paper.grounds, *([paper.order] if paper.order else []),
        *(f"{one.lead} {one.text}" for one in paper.body), "Nơi nhận:",
    ]  # fmt: skip
    places = [text.index(squeezed(words)) for words in order]
    assert places == sorted(places)
    assert all(squeezed(words) in text for words in (paper.number, paper.place_date, paper.abstract))
    assert all(squeezed(words) in text for words in (*paper.recipients, *paper.signature.lines, paper.signature.name))


def test_sizes_and_looks_of_a_decision() -> None:
    ruler = Ruler(official_pdf(made("recognition")))
    for words, size, style in [
        ("ỦY BAN NHÂN DÂN", 13, "Bold"),
        ("Số: 05/QĐ-UBND", 13, ""),
        ("Đất Mũi, ngày 02 tháng 3 năm 2026", 14, "Italic"),
        ("QUYẾT ĐỊNH", 14, "Bold"),
        ("Căn cứ Luật Thực hiện dân chủ", 14, "Italic"),
        ("Điều 1.", 14, "Bold"),
        ("Nơi nhận:", 12, "BoldItalic"),
        ("- Như Điều 3;", 11, ""),
        ("TM. ỦY BAN NHÂN DÂN", 14, "Bold"),
    ]:
        line = ruler.line_at(0, words)
        assert {round(glyph.size) for glyph in line} == {size}, words
        assert {glyph.font.split("+")[-1].split("-Identity")[0] for glyph in line} == {
            f"LiberationSerif-{style}" if style else "LiberationSerif"
        }, words


def test_the_abstract_of_a_decision_has_a_drawn_line_of_a_third_to_a_half() -> None:
    ruler = Ruler(official_pdf(made("recognition")))
    abstract = ruler.line_at(0, "Về việc công nhận Hương ước ấp Thí Dụ")
    width, end = abstract[-1].right - abstract[0].left, abstract[0].bottom
    rules = [rule for rule in ruler.rules(0) if -1 < rule[2] - end < 4]
    assert len(rules) == 1
    assert 1 / 3 <= (rules[0][1] - rules[0][0]) / width <= 1 / 2


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_word_says_what_the_pdf_says(kind: PaperKind) -> None:
    paper = made(kind)
    pdf = squeezed(paper_text(official_pdf(paper)))
    for _, words in read_back(official_docx(paper)):
        cells = (
            [words] if isinstance(words, str) else [line for row in words for cell in row for line in cell.split("\n")]
        )
        assert all(squeezed(words) in pdf for words in cells)


def test_no_person_is_in_the_metadata() -> None:
    paper = made("recognition")
    information = PdfReader(io.BytesIO(official_pdf(paper))).metadata
    assert "Nguyễn Văn Đệ" not in str(information)
    properties = Document(io.BytesIO(official_docx(paper))).core_properties
    assert properties.author == properties.last_modified_by == ""


@pytest.mark.parametrize("hostile", ["#panic(1)", "$x$ *y*", "{tên văn bản}", "<w:p/>", "\\", "a\x00b"])
def test_nothing_typed_is_code(hostile: str) -> None:
    paper = made("refusal", **{"lý do": hostile})
    assert squeezed(hostile.replace("\x00", "")) in squeezed(paper_text(official_pdf(paper))).replace("\x00", "")
    assert official_docx(paper)
