"""A whole covenant as people paste it, read into blocks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.cleaning import clean_text
from content_models.covenants.plain_text import ReadResult, read_covenant
from content_models.covenants.provisions import number_blocks, plain_text

from .texts import LINES

FIXTURES = Path(__file__).parents[3] / "fixtures" / "demo" / "covenants"
HEADING_LINES = """LỜI NÓI ĐẦU
Lời mở đầu:
Chương I
CHƯƠNG 2: ĐỜI SỐNG
Chương III. Thi hành
Mục 1. Chung
Mục II
Điều 1. Phạm vi
ĐIỀU 2
Điều 3: Nguyên tắc
Điều 9 Thi hành
Điều 5 của hương ước này
Điều 4.1 cũ
QUY ĐỊNH CHUNG
| a | b |
|---|---|
|x|
TRƯỞNG ẤP"""
HEADINGS = st.sampled_from([*HEADING_LINES.split("\n"), "Điều 1. " + "dài " * 80])


def kinds(result: ReadResult) -> list[str]:
    return [block["type"] for block in result.blocks]


def values(result: ReadResult, kind: str) -> list[Any]:
    return [block["value"] for block in result.blocks if block["type"] == kind]


def shape(*lines: str) -> list[tuple[str, str]]:
    """(type, title or heading) of every block."""
    blocks = read_covenant("\n".join(lines)).blocks
    return [(b["type"], b["value"].get("title", b["value"].get("heading"))) for b in blocks]


def all_text(blocks: list[dict[str, Any]]) -> str:
    """Everything the blocks hold, headings with their words and numbers, without spaces."""
    words = {"chapter": "chương", "section": "mục", "article": "điều"}
    parts = []
    for block in blocks:
        value = block["value"]
        if block["type"] == "preamble":
            parts.append(value)
        elif block["type"] == "table":
            parts += [value["caption"], *("|".join(row) for row in value["rows"])]
        else:
            number = value["printed_number"]
            parts += [
                words[block["type"]],
                number,
                value.get("title") or value.get("heading") or "",
                value.get("body", ""),
            ]
    return "".join("".join(parts).split())


@pytest.mark.parametrize(
    ("lines", "kind", "title"),
    [
        (("Chương I", "QUY ĐỊNH CHUNG"), "chapter", "QUY ĐỊNH CHUNG"),
        (("CHƯƠNG 1: QUY ĐỊNH CHUNG",), "chapter", "QUY ĐỊNH CHUNG"),
        (("Chương I. Quy định chung",), "chapter", "Quy định chung"),
        (("chương I", "", "Quy định chung"), "chapter", "Quy định chung"),
        (("Chương I QUY ĐỊNH CHUNG",), "chapter", "QUY ĐỊNH CHUNG"),
        (("Chương I – Quy định chung",), "chapter", "Quy định chung"),
        (("Chương I", "XÂY DỰNG NẾP SỐNG", "Ở ẤP RẠCH TÀU"), "chapter", "XÂY DỰNG NẾP SỐNG Ở ẤP RẠCH TÀU"),
        (("Mục 1. Việc cưới",), "section", "Việc cưới"),
        (("MỤC 1", "VIỆC CƯỚI"), "section", "VIỆC CƯỚI"),
        (("Điều 1. Phạm vi", "Nội dung."), "article", "Phạm vi"),
        (("ĐIỀU 1: Phạm vi", "Nội dung."), "article", "Phạm vi"),
        (("Điều 1.Phạm vi", "Nội dung."), "article", "Phạm vi"),
        (("Ðiều 1. Phạm vi", "Nội dung."), "article", "Phạm vi"),  # eth for Đ
        (("Điều 1", "Nội dung."), "article", ""),
        (("Điều 1 Phạm vi", "Nội dung."), "article", "Phạm vi"),
    ],
)
def test_ways_to_write_a_heading(lines: tuple[str, ...], kind: str, title: str) -> None:
    assert shape(*lines) == [(kind, title)]


def test_sentences_that_begin_like_headings_stay_text() -> None:
    body = "\n".join(
        [
            "Điều 5 của hương ước này áp dụng cho khách.",
            "Chương II quy định việc tang.",
            "Mục tiêu: sạch đẹp.",
            "Điều 4.2 cũ bỏ.",
            "Điều kiện: hộ có nhà ở trong ấp.",
        ]
    )
    result = read_covenant(f"Điều 1. Áp dụng\n{body}")
    assert [value["body"] for value in values(result, "article")] == [body]


@pytest.mark.parametrize("sentence", ["Mọi hộ giữ gìn vệ sinh chung.", "1. Mọi hộ giữ gìn vệ sinh."])
def test_an_article_on_one_line_has_no_title(sentence: str) -> None:
    [value] = values(read_covenant(f"Điều 1. {sentence}"), "article")
    assert (value["heading"], value["body"]) == ("", sentence)


def test_a_long_first_sentence_is_no_title() -> None:
    sentence = "Mọi người " + "trong ấp " * 40 + "cùng giữ gìn."
    [value] = values(read_covenant(f"Điều 1. {sentence}\nTiếp theo."), "article")
    assert (value["heading"], value["body"]) == ("", f"{sentence}\nTiếp theo.")


def test_a_table_after_an_article_is_a_block() -> None:
    result = read_covenant("Điều 1. Lịch\nLịch như sau:\n\n| Tháng | Tổ |\n|---|---|\n| Một | 1 |\n\nĐiều 2. Hết\nHết.")
    assert kinds(result) == ["article", "table", "article"]
    assert values(result, "table")[0]["rows"] == [["Tháng", "Tổ"], ["Một", "1"]]
    assert result.problems == []


def test_a_table_inside_an_article_stays_at_its_place() -> None:
    result = read_covenant("Điều 1. Lịch\n1. Như sau:\n| Một | Tổ 1 |\n2. Ai cũng góp.")
    assert values(result, "article")[0]["body"] == "1. Như sau:\n| Một | Tổ 1 |\n2. Ai cũng góp."
    assert result.problems == ["Điều 1: bảng nằm giữa các đoạn, được giữ thành dòng chữ “| … |”."]


def test_head_of_the_document_is_kept_before_the_preamble() -> None:
    result = read_covenant("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHƯƠNG ƯỚC\nLỜI NÓI ĐẦU\nẤp ven sông.\nĐiều 1. A\nB")
    assert values(result, "preamble") == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHƯƠNG ƯỚC\nẤp ven sông."]
    assert result.problems == [
        "Dòng đứng trước Lời nói đầu được giữ ở đầu lời nói đầu: “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”."
    ]


def test_signatures_at_the_end_are_pointed_out() -> None:
    result = read_covenant("Điều 1. Hiệu lực\nTừ ngày công nhận.\nTRƯỞNG ẤP\nNguyễn Văn A")
    assert result.problems == ["Điều 1: dòng viết hoa “TRƯỞNG ẤP” có thể là tên chương hoặc phần chữ ký."]


def test_paragraph_between_chapter_and_article_is_kept_and_reported() -> None:
    result = read_covenant("Chương I. Chung\nĐoạn dẫn của chương.\nĐiều 1. A\nB")
    assert kinds(result) == ["chapter", "table", "article"]
    assert result.problems == ["Đoạn này không thuộc điều nào, được giữ như một bảng một cột: “Đoạn dẫn của chương.”."]


def test_printed_numbers_from_paper() -> None:
    text = "Chương 1. Chung\nĐiều 1. A\nA.\nĐiều 3. B\nB.\nĐiều 03. C\nC.\nMục I. D\nĐiều 5. E\nE."
    kept, by_position = read_covenant(text, keep_printed=True), read_covenant(text)
    assert [v["printed_number"] for v in values(kept, "article")] == ["", "3", "03", "5"]
    assert [v["printed_number"] for v in values(kept, "chapter") + values(kept, "section")] == ["1", "I"]
    assert [a.number for a in number_blocks(kept.blocks).articles] == ["1", "3", "03", "5"]
    assert kept.problems == ["Thiếu Điều 2 trước Điều 3.", "Điều 03 đứng sau Điều 3.", "Thiếu Điều 4 trước Điều 5."]
    assert [a.number for a in number_blocks(by_position.blocks).articles] == ["1", "2", "3", "4"]
    assert by_position.problems[-1] == "Đánh số lại theo thứ tự: Điều 3 thành Điều 2."


@pytest.mark.parametrize("text", ["", "   \n", "Bà con trong ấp cùng bàn."])
def test_a_text_without_articles_is_reported(text: str) -> None:
    assert read_covenant(text).problems[-1].startswith("Không thấy điều nào.")


@given(st.lists(HEADINGS | LINES, max_size=25))
def test_nothing_is_dropped(lines: list[str]) -> None:
    """Every line of the source is somewhere in the blocks, letter by letter (rules and bars of tables apart)."""
    source = "\n".join(lines)
    held = _folded(all_text(read_covenant(source, keep_printed=True).blocks))
    numbered = _folded(all_text(read_covenant(source).blocks))
    for line in clean_text(source).split("\n"):
        if set(line) - set("|-: "):
            rest = _without_heading(line)
            assert _folded(rest) in held
            assert _folded(rest) in numbered


PARAGRAPHS = st.sampled_from(["1. Giữ gìn vệ sinh.", "2. Khi có tang:", "a) báo trưởng ấp;", "Không xả rác."])
ARTICLES = st.builds(
    lambda heading, lines: {"type": "article", "value": {"heading": heading, "body": "\n".join(lines)}},
    st.sampled_from(["Vệ sinh", "Việc tang", "Điều khoản thi hành"]),
    st.lists(PARAGRAPHS, min_size=1, max_size=5),
)
TITLED = st.builds(
    lambda kind, title: {"type": kind, "value": {"title": title}},
    st.sampled_from(["chapter", "section"]),
    st.sampled_from(["Quy định chung", "VIỆC CƯỚI", "Đất, nước"]),
)
OPENINGS = st.lists(PARAGRAPHS, max_size=3).map("\n".join)


@given(OPENINGS, st.lists(ARTICLES | TITLED, min_size=1, max_size=12))
def test_what_was_printed_can_be_pasted_back(opening: str, blocks: list[dict[str, Any]]) -> None:
    written = ([{"type": "preamble", "value": opening}] if opening else []) + blocks
    printed = plain_text(number_blocks(written))
    again = read_covenant(printed).blocks
    assert plain_text(number_blocks(again)) == printed
    assert [block["type"] for block in again] == [block["type"] for block in written]


@pytest.mark.parametrize("path", sorted(FIXTURES.rglob("*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_sample_covenants_are_read_without_a_problem(path: Path) -> None:
    _, front, body = path.read_text(encoding="utf-8").split("+++", 2)
    recorded = tomllib.loads(front)["state"].startswith("recorded")
    result = read_covenant(body, keep_printed=recorded)
    articles = number_blocks(result.blocks).articles
    assert len(articles) >= 12
    assert all(article.heading and article.body.strip() for article in articles)
    assert recorded or result.problems == []


def _without_heading(line: str) -> str:
    """The line without the words that become the type and number of a block."""
    if re.fullmatch(r"(lời nói đầu|lời mở đầu|mở đầu)\s*[:.]?", line, re.IGNORECASE):
        return ""
    return re.sub(r"^(chương|mục|điều)\s+([IVX]+|\d+[a-zđ]?)(?!\w)\s*[.:)–—-]?\s*", "", line, flags=re.IGNORECASE)


def _folded(text: str) -> str:
    return "".join(text.split()).replace("|", "").lower()
