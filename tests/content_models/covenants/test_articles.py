"""An article's text: clauses, points, anchors and odd numbering."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.articles import POINT_LETTERS, Line, parse_article, render_article

from .texts import BODIES

# Numbering as in NĐ 61/2023 itself: an intro sentence, clauses, points a, b, c, d, đ, e, a further paragraph.
BODY = """Hộ gia đình và cá nhân trong ấp có trách nhiệm:
1. Giữ gìn vệ sinh.
Không xả rác xuống rạch.
2. Khi có việc tang:
a) Báo cho trưởng ấp;
b) Không rải vàng mã;
c) Không mở nhạc sau 22 giờ;
d) Giữ lối đi chung;
đ) Dọn sạch nơi làm lễ;
e) Giúp đỡ tang gia.
3. Khen ngợi hộ làm tốt."""


def messages(body: str) -> list[str]:
    return [problem.message for problem in parse_article("5", "", body).problems]


def test_clauses_points_and_paragraphs() -> None:
    article = parse_article("5", "Nếp sống", BODY)
    assert [line.text for line in article.intro] == ["Hộ gia đình và cá nhân trong ấp có trách nhiệm:"]
    first, second, third = article.clauses
    assert first.text == "Giữ gìn vệ sinh.\nKhông xả rác xuống rạch."
    assert [point.number for point in second.children] == ["a", "b", "c", "d", "đ", "e"]
    assert [point.anchor for point in second.children[3:5]] == [
        "dieu-5-khoan-2-diem-d",
        "dieu-5-khoan-2-diem-dd",
    ]
    assert third.anchor == "dieu-5-khoan-3"
    assert article.problems == ()


def test_points_without_clauses_stand_below_the_article() -> None:
    article = parse_article("5", "", "Không được:\na) xả rác;\nb) bẫy chim.")
    assert [(p.kind, p.anchor) for p in article.clauses] == [
        ("point", "dieu-5-diem-a"),
        ("point", "dieu-5-diem-b"),
    ]


@pytest.mark.parametrize(
    ("raw", "kind", "number", "text", "marker"),
    [
        ("1. Giữ gìn", "clause", "1", "Giữ gìn", "1."),
        ("1.Giữ gìn", "clause", "1", "Giữ gìn", "1."),
        ("  2) Giữ gìn ", "clause", "2", "Giữ gìn", "2)"),
        ("3/ Giữ gìn", "clause", "3", "Giữ gìn", "3/"),
        ("(4) Giữ gìn", "clause", "4", "Giữ gìn", "(4)"),
        ("Khoản 5. Giữ gìn", "clause", "5", "Giữ gìn", "Khoản 5."),
        ("1. 1. lặp", "clause", "1", "1. lặp", "1."),
        ("đ) Giữ gìn", "point", "đ", "Giữ gìn", "đ)"),
        ("a)Giữ gìn", "point", "a", "Giữ gìn", "a)"),
        ("b. Giữ gìn", "point", "b", "Giữ gìn", "b."),
        ("Điểm c) Giữ gìn", "point", "c", "Giữ gìn", "Điểm c)"),
        ("1.500 đồng", "intro", "", "1.500 đồng", ""),
        ("2,5 mét", "intro", "", "2,5 mét", ""),
        ("2026. Năm", "intro", "", "2026. Năm", ""),
        ("v.v. và", "intro", "", "v.v. và", ""),
        ("- Giữ gìn", "intro", "", "- Giữ gìn", ""),
        ("1.", "intro", "", "1.", ""),
        ("", "intro", "", "", ""),
    ],
)
def test_what_a_line_is(raw: str, kind: str, number: str, text: str, marker: str) -> None:
    [line] = parse_article("5", "", raw).lines
    assert (line.kind, line.number, line.text, line.marker) == (kind, number, text, marker)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("2. Hai", "Điều 5: thiếu khoản 1 trước khoản 2."),
        ("1. Một\n3. Ba", "Điều 5: thiếu khoản 2 trước khoản 3."),
        ("1. Một\n1. Một", "Điều 5: khoản 1 lặp lại."),
        ("1. Một\n2. Hai\n1. Một", "Điều 5: khoản 1 đứng sau khoản 2."),
        ("b) bê", "Điều 5: thiếu điểm a trước điểm b."),
        ("a) a\na) a", "Điều 5: điểm a lặp lại."),
        ("a) a\nb) b\nc) c\nd) d\ne) e", "Điều 5: thiếu điểm đ trước điểm e."),
        ("a) a\nb) b\na) a", "Điều 5: điểm a đứng sau điểm b."),
        (
            "a) a\nw) w",
            "Điều 5: điểm “w” không có trong thứ tự chữ của điểm (a, b, c, d, đ, e, g, h, i, k, l…).",
        ),
        ("", "Điều 5: chưa có nội dung."),
        ("1.1. Một", "Điều 5: “1.1” không phải số khoản hay chữ điểm, nên là một đoạn thường."),
    ],
)
def test_odd_numbering_is_reported(body: str, message: str) -> None:
    assert messages(body) == [message]


@pytest.mark.parametrize("letter", "fjwzăâêôơư")
def test_letters_that_no_vietnamese_point_bears(letter: str) -> None:
    assert len(messages(f"a) một\n{letter}) hai\nb) ba")) == 1


def test_the_whole_list_of_letters_is_in_order() -> None:
    assert messages("\n".join(f"{letter}) việc" for letter in POINT_LETTERS)) == []


def test_points_begin_again_in_each_clause() -> None:
    assert messages("1. Một:\na) a\nb) b\n2. Hai:\na) a") == []


def test_a_repeated_number_has_an_anchor_of_its_own() -> None:
    article = parse_article("5", "", "1. Một\na) a\n1. Một\na) a\na) a")
    assert [line.anchor for line in article.lines] == [
        "dieu-5-khoan-1",
        "dieu-5-khoan-1-diem-a",
        "dieu-5-khoan-1--2",
        "dieu-5-khoan-1--2-diem-a",
        "dieu-5-khoan-1--2-diem-a--2",
    ]


@given(BODIES)
def test_reading_changes_no_letter(body: str) -> None:
    assert render_article(parse_article("5", "Tên", body)) == body


@given(BODIES)
def test_every_line_is_in_the_tree_once(body: str) -> None:
    article = parse_article("5", "", body)
    tree = [*article.intro]
    for clause in article.clauses:
        for provision in clause.walk():
            tree += provision.lines
    assert tree == list(article.lines)


@given(BODIES)
def test_marker_and_text_are_the_line(body: str) -> None:
    def letters(line: Line) -> str:
        return "".join((line.marker + line.text).split())

    for line in parse_article("5", "", body).lines:
        assert letters(line) == "".join(line.raw.split())


@given(st.integers(1, 60))
def test_a_well_numbered_article_has_no_problem(count: int) -> None:
    assert messages("\n".join(f"{n}. Việc thứ {n}" for n in range(1, count + 1))) == []
