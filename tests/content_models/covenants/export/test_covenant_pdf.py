"""The printed covenant, measured with a ruler (NĐ 30/2020, annex I; domain §5)."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from content_models.covenants.export import covenant_pdf
from content_models.covenants.export.paper import DRAFT, MOTTO, NATION
from content_models.covenants.provisions import number_blocks

from ..texts import blocks
from .papers import ADDRESS, DEMO, Ruler, demo_paper, expected, long_paper, paper, paper_text, squeezed

LEFT, RIGHT, TOP, BOTTOM = 30, 190, 22, 277  # millimetres from the paper's edges
HAIR = 0.6  # millimetres that a letter may hang over


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    return Ruler(covenant_pdf(paper()))


@pytest.fixture(scope="module")
def long() -> Ruler:
    return Ruler(covenant_pdf(long_paper(60)))


def test_every_page_is_a4_upright(long: Ruler) -> None:
    sizes = {(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in long.pages}

    assert sizes == {(210, 297)}
    assert len(long.pages) > 5


def test_text_stays_within_the_margins_of_the_decree(long: Ruler) -> None:
    for number in range(len(long.pages)):
        below_number = [glyph for glyph in long.glyphs(number) if glyph.top > 18]
        assert min(glyph.left for glyph in below_number) >= LEFT - HAIR
        assert max(glyph.right for glyph in below_number) <= RIGHT + HAIR
        assert max(glyph.bottom for glyph in below_number) <= BOTTOM + HAIR
        assert min(glyph.top for glyph in below_number) >= TOP - 2 * HAIR  # accents on capitals rise above the line


def test_full_lines_end_at_the_right_margin(long: Ruler) -> None:
    line = long.line_at(1, "Bà con giữ gìn vệ sinh chung, nhắc nhau bằng lời nhẹ nhàng, giúp nhà neo")
    assert max(glyph.right for glyph in line) == pytest.approx(RIGHT, abs=1)


def test_pages_are_numbered_in_the_top_margin_but_not_the_first(long: Ruler) -> None:
    assert not [glyph for glyph in long.glyphs(0) if glyph.top < TOP - 2]
    for number in range(1, len(long.pages)):
        above = [glyph for glyph in long.glyphs(number) if glyph.bottom < TOP - 1]
        assert "".join(glyph.letter for glyph in above) == str(number + 1)
        assert (above[0].left + above[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
        assert {round(glyph.size) for glyph in above} == {13}


def test_only_the_shipped_font_is_used_and_it_is_embedded(long: Ruler) -> None:
    fonts = {glyph.font for number in range(len(long.pages)) for glyph in long.glyphs(number)}
    assert {name.split("+")[-1].split("-Identity")[0] for name in fonts} <= {
        "LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic",
    }  # fmt: skip
    for page in PdfReader(io.BytesIO(covenant_pdf(paper()))).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.parametrize(
    ("words", "size", "bold", "italic"),
    [
        (NATION, 13, True, False),
        (MOTTO, 14, True, False),
        ("XÃ ĐẤT MŨI", 13, False, False),
        ("ẤP RẠCH TÀU", 13, True, False),
        ("HƯƠNG ƯỚC ẤP RẠCH TÀU", 14, True, False),
        ("(Được Ủy ban nhân dân xã Đất Mũi", 14, False, True),
        ("LỜI NÓI ĐẦU", 14, True, False),
        ("QUY ĐỊNH CHUNG", 14, True, False),
        ("Điều 1. Ai làm theo", 14, True, False),
        ("Bà con ấp Rạch Tàu", 14, False, False),
        ("1. Người ở trong ấp", 14, False, False),
    ],
)
def test_sizes_and_looks(ruler: Ruler, words: str, size: int, bold: bool, italic: bool) -> None:
    line = ruler.line_at(0, words)
    assert {round(glyph.size, 1) for glyph in line} == {size}
    assert {"Bold" in glyph.font for glyph in line} == {bold}
    assert {"Italic" in glyph.font for glyph in line} == {italic}


def test_headings_are_centred_and_articles_indented(ruler: Ruler) -> None:
    for words in ("HƯƠNG ƯỚC ẤP RẠCH TÀU", "LỜI NÓI ĐẦU", "Chương I", "QUY ĐỊNH CHUNG", "Mục 1. Phạm vi"):
        line = ruler.line_at(0, words)
        assert (line[0].left + line[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1), words
    for words in ("Điều 1. Ai làm theo", "1. Người ở trong ấp", "a) người lớn"):
        assert ruler.line_at(0, words)[0].left == pytest.approx(LEFT + 12.7, abs=1), words


def test_paragraphs_stand_six_points_apart_or_more(ruler: Ruler) -> None:
    """From baseline to baseline: 6 points more than a line of 14-point type takes; lines of one paragraph 1–1.5."""
    heights = [ruler.line_at(0, words)[0].bottom for words in ("1. Người ở", "2. Khách tới")]
    paragraphs = (heights[1] - heights[0]) / 3 * 72 / 25.4  # a) and b) stand between
    first = ruler.line_at(0, "Điều này không có tên")[0].bottom
    second = [glyph.bottom for glyph in ruler.glyphs(0) if first + 3 < glyph.bottom < first + 9]
    line = (max(second) - first) * 72 / 25.4 - 3  # without the descender of its lowest letter
    assert 14 <= line <= 14 * 1.15 * 1.5
    assert paragraphs - line >= 5.5


def test_the_line_below_the_motto_is_drawn_and_as_long_as_it(ruler: Ruler) -> None:
    motto, issuer = ruler.line_at(0, MOTTO), ruler.line_at(0, "ẤP RẠCH TÀU")
    rules = ruler.rules(0)
    below = [rule for rule in rules if 0 < rule[2] - motto[0].bottom < 4 and rule[0] > 90]
    assert len(below) == 1
    assert below[0][0] == pytest.approx(motto[0].left, abs=1)
    assert below[0][1] == pytest.approx(motto[-1].right, abs=1)
    short = next(rule for rule in rules if rule[1] < 90)
    share = (short[1] - short[0]) / (issuer[-1].right - issuer[0].left)
    assert 1 / 3 <= share <= 1 / 2
    assert "___" not in ruler.text(0)


def test_everything_comes_in_its_order() -> None:
    text = squeezed(paper_text(covenant_pdf(paper())))
    order = [
        NATION, MOTTO, "Hương ước ấp Rạch Tàu", "Quyết định số 15/QĐ-UBND", "Lời nói đầu", "Chương I", "Điều 1.",
        "Dọn kinh", "Chương II", "Điều 3.", "Trưởng Ban công tác Mặt trận", "Trưởng ấp (Ký", "Đại diện hộ gia đình",
        ADDRESS, paper().sha256,
    ]  # fmt: skip
    places = [text.index(squeezed(words)) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_the_demo_is_printed_letter_by_letter(path: Path) -> None:
    made = demo_paper(path)
    text = paper_text(covenant_pdf(made))
    assert squeezed(expected(made)) in squeezed(text)
    assert unicodedata.is_normalized("NFC", text)


def test_words_can_be_searched_across_the_ends_of_lines() -> None:
    text = " ".join(paper_text(covenant_pdf(paper())).split())
    assert "Điều này không có tên, chỉ có một đoạn văn khá dài để dòng chữ phải xuống hàng và canh đều" in text


@given(blocks())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_letter_is_lost_of_any_text(made: list[dict[str, Any]]) -> None:
    covenant = number_blocks(made)
    text = squeezed(paper_text(covenant_pdf(paper(covenant=covenant))))
    letters = [letter for letter in squeezed(expected(paper(covenant=covenant))) if letter.isalnum()]
    rest = iter(text)
    assert all(letter in rest for letter in letters if _in_font(letter))


def _in_font(letter: str) -> bool:
    """The random texts hold letters of every script; what is promised are those of Vietnamese."""
    return letter.isascii() or letter in "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"


@pytest.mark.parametrize(
    "hostile",
    [
        "#panic(1)", "#import \"/etc/passwd\"", "#{ while true {} }", "*đậm* _nghiêng_ $x^2$", "\\ \\u{41} ~ -- ---",
        "@preview/x:0.1.0 <nhãn> [ngoặc] ```raw```", "= Điều 9. Chen vào", "// chú thích", "\"); #panic(\"",
        "'nháy' \"kép\" ...", "https://a.vn/#x",
    ],
)  # fmt: skip
def test_nothing_in_a_text_is_code(hostile: str) -> None:
    made = paper(f"LỜI NÓI ĐẦU\n{hostile}\nĐiều 1. {hostile}\n1. {hostile}", title=hostile, state=hostile)
    assert squeezed(paper_text(covenant_pdf(made))).count(squeezed(hostile)) >= 4


@pytest.mark.parametrize("odd", ["a\x00b", "a\x0bb", "a\u2028b", "a\ufeffb", "chữ \U0001f600 lạ", "ភាសាខ្មែរ", "\ud83d"])
def test_letters_that_the_font_lacks_do_not_stop_the_print(odd: str) -> None:
    assert covenant_pdf(paper(f"Điều 1. Thử\n1. trước {odd} sau")).startswith(b"%PDF-")


def test_the_paper_says_what_was_suspended() -> None:
    marks = {"dieu-3": "Điều này tạm ngừng thực hiện", "dieu-1-khoan-2": "Khoản này bị bãi bỏ", "": "Văn bản này cũ"}
    text = squeezed(paper_text(covenant_pdf(paper(marks=marks))))
    assert squeezed("Điều 3. Không chặt đước [Điều này tạm ngừng thực hiện] 1. Không chặt") in text
    assert squeezed("2. Khách tới chơi. [Khoản này bị bãi bỏ] Điều 2") in text
    assert text.index(squeezed("[Văn bản này cũ]")) < text.index(squeezed("Lời nói đầu"))


def test_a_draft_carries_its_stamp_and_no_address() -> None:
    draft = paper(address="", sha256="", recognition="", state="", stamp=DRAFT)
    data = covenant_pdf(draft)
    assert DRAFT in Ruler(data).text(0)
    assert "SHA-256" not in paper_text(data)


def test_a_page_never_holds_signatures_alone() -> None:
    for articles in range(5, 17):
        last = Ruler(covenant_pdf(long_paper(articles)))
        text = last.text(len(last.pages) - 1)
        if "TRƯỞNG BAN" in text.upper():
            assert "Bà con giữ gìn" in text or "giúp nhà neo đơn" in text, articles


def test_it_is_tagged_for_screen_readers() -> None:
    reader = PdfReader(io.BytesIO(covenant_pdf(paper())))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi-VN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    kinds = _structure(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/Figure"} <= kinds


def _structure(node: Any, depth: int = 0) -> set[str]:
    found: set[str] = set()
    node = node.get_object() if hasattr(node, "get_object") else node
    if depth > 40 or not isinstance(node, dict):
        return found
    if "/S" in node:
        found.add(str(node["/S"]))
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found |= _structure(child, depth + 1)
    return found


def test_metadata_name_the_text_and_no_person() -> None:
    made = PdfReader(io.BytesIO(covenant_pdf(paper())))
    assert made.metadata.title == "Hương ước ấp Rạch Tàu"
    assert set(made.metadata) <= {"/Title", "/Author", "/Creator"}
    assert made.metadata.author == "Ấp Rạch Tàu"


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert covenant_pdf(paper()) == covenant_pdf(paper())


def test_the_qr_is_drawn_with_lines_not_dots() -> None:
    reader = PdfReader(io.BytesIO(covenant_pdf(paper())))
    assert not [image for page in reader.pages for image in page.images]
