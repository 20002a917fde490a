"""What changed between two texts."""

from __future__ import annotations

import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.comparison import ArticleChange, compare, summary, word_spans
from content_models.covenants.provisions import Covenant, number_blocks

from .texts import block, blocks

TOPICS = ["vệ sinh bờ rạch", "việc cưới", "việc tang", "đường làng", "hòa giải", "khuyến học", "đò ngang"]


def article(key: int, *, body: str = "", heading: str = "", block_id: str | None = None) -> dict[str, Any]:
    text = body or f"1. Bà con cùng lo {TOPICS[key]}.\n2. Tổ {key} nhắc nhau mỗi tháng về {TOPICS[key]}."
    value = {"heading": heading or f"Về {TOPICS[key]}", "body": text, "printed_number": ""}
    return block("article", value, f"id-{key}" if block_id is None else block_id)


def covenant(*written: dict[str, Any]) -> Covenant:
    return number_blocks(written)


def kinds(changes: list[ArticleChange]) -> list[tuple[str, str]]:
    return [(change.kind, change.label.split(".")[0]) for change in changes]


def test_nothing_changed() -> None:
    text = covenant(article(0), article(1))
    assert {change.kind for change in compare(text, text)} == {"same"}
    assert summary(compare(text, text)) == "Không có điều nào thay đổi."


def test_changed_added_removed_in_reading_order() -> None:
    old = covenant(article(0), article(1), article(2), article(3))
    new = covenant(
        article(0), article(1, body="1. Cưới một ngày."), article(4, body="Hòa giải tại nhà văn hóa."), article(3)
    )
    changes = compare(old, new)
    assert kinds(changes) == [
        ("same", "Điều 1"),
        ("changed", "Điều 2"),
        ("added", "Điều 3"),
        ("removed", "Điều 3"),
        ("same", "Điều 4"),
    ]
    assert summary(changes) == "1 điều sửa, 1 điều mới, 1 điều bỏ."


def test_words_inside_a_changed_article() -> None:
    old = covenant(article(0, heading="Đò", body="Đò nghỉ lúc 21 giờ mỗi tối."))
    new = covenant(article(0, heading="Đò", body="Đò nghỉ lúc 20 giờ 30 mỗi tối."))
    [change] = compare(old, new)
    assert [(span.kind, span.text) for span in change.spans] == [
        ("same", "Đò\nĐò nghỉ lúc "),
        ("removed", "21 "),
        ("added", "20 "),
        ("same", "giờ "),
        ("added", "30 "),
        ("same", "mỗi tối."),
    ]


def test_an_insertion_renumbers_and_moves_nothing() -> None:
    old = covenant(*(article(key) for key in range(4)))
    new = covenant(article(0), article(6), *(article(key) for key in range(1, 4)))
    changes = compare(old, new)
    assert [change.kind for change in changes] == ["same", "added", "same", "same", "same"]
    assert [change.renumbered for change in changes] == [False, False, True, True, True]
    assert summary(changes) == "1 điều mới; Điều 2–4 chuyển thành Điều 3–5."


def test_a_moved_article_is_named_with_both_numbers() -> None:
    old = covenant(*(article(key) for key in range(5)))
    new = covenant(article(0), article(2), article(3), article(4), article(1))
    changes = compare(old, new)
    assert [change.kind for change in changes] == ["same", "same", "same", "same", "moved"]
    assert summary(changes) == "Điều 3–5 chuyển thành Điều 2–4; Điều 2 chuyển thành Điều 5."


def test_articles_without_common_ids_are_paired_by_heading_then_by_words() -> None:
    old = covenant(*(article(key, block_id=f"old-{key}") for key in range(3)))
    retold = article(2, heading="Tang lễ", block_id="")
    new = covenant(retold, article(1, body="Khác hẳn.", block_id=""), article(5, block_id=""))
    found = {(c.old and c.old.number, c.new and c.new.number): c.kind for c in compare(old, new)}
    assert found == {("3", "1"): "changed", ("2", "2"): "changed", (None, "3"): "added", ("1", None): "removed"}


def test_line_ends_and_blank_lines_are_no_change() -> None:
    old = covenant(article(0, body="1. Một.\n2. Hai."))
    new = covenant(article(0, body="1. Một.\r\n\r\n 2. Hai.\r\n"))
    assert [change.kind for change in compare(old, new)] == ["same"]


def test_what_is_no_article_is_compared_too() -> None:
    def written(preamble: str, title: str, cell: str) -> Covenant:
        rows = {"caption": "Lịch", "rows": [["Tháng"], [cell]]}
        chapter = block("chapter", {"title": title, "printed_number": ""})
        return covenant(block("preamble", preamble), chapter, article(0), block("table", rows))

    changes = compare(written("Ấp ven sông.", "Chung", "Một"), written("Ấp ven biển.", "Nền nếp", "Hai"))
    assert [(change.kind, change.label) for change in changes] == [
        ("same", "Điều 1. Về vệ sinh bờ rạch"),
        ("changed", "Lời nói đầu"),
        ("changed", "Chương, mục"),
        ("changed", "Bảng"),
    ]
    assert summary(changes) == "Sửa lời nói đầu; sửa chương, mục; sửa bảng."


def test_a_chapter_that_begins_elsewhere_is_seen() -> None:
    chapter = block("chapter", {"title": "Đời sống", "printed_number": ""})
    changes = compare(covenant(article(0), chapter, article(1)), covenant(chapter, article(0), article(1)))
    assert [change.label for change in changes if change.kind != "same"] == ["Chương, mục"]
    added = "".join(span.text for span in changes[-1].spans if span.kind == "added")
    assert "1)" in added


def test_only_the_chapter_that_begins_elsewhere_is_marked_and_a_preamble_never() -> None:
    first, second, third = (block("chapter", {"title": t, "printed_number": ""}) for t in ("Chung", "Sống", "Làm"))
    preamble = block("preamble", "Ấp ven sông.")
    old = covenant(preamble, first, article(0), second, article(1), article(2), third, article(3))
    new = covenant(preamble, first, article(4), article(0), article(1), second, article(2), third, article(3))
    changes = compare(old, new)
    assert [change.part for change in changes if change.part] == ["Chương, mục"]
    assert "".join(span.text for span in changes[-1].spans).count("(trước") == 1
    swapped = covenant(preamble, first, article(1), article(0), second, article(2), third, article(3))
    moved = covenant(preamble, first, article(0), article(1), second, article(2), third, article(3))
    assert [change.part for change in compare(moved, swapped) if change.part] == []


def test_hostile_length_is_compared_in_a_moment() -> None:
    long = [" ".join(f"{letter}{n}" for n in range(60_000)) for letter in "ab"]
    started = time.monotonic()
    changes = compare(covenant(article(0, body=long[0])), covenant(article(0, body=long[1])))
    assert [change.kind for change in changes] == ["changed"]
    assert time.monotonic() - started < 5


@given(st.text(), st.text())
def test_spans_joined_are_the_two_texts(old: str, new: str) -> None:
    spans = word_spans(old, new)
    assert "".join(span.text for span in spans if span.kind != "added") == old
    assert "".join(span.text for span in spans if span.kind != "removed") == new


@given(blocks(), blocks())
def test_every_article_of_both_texts_is_named_once(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    before, after = number_blocks(old), number_blocks(new)
    changes = compare(before, after)
    assert [change.new for change in changes if change.new] == list(after.articles)
    assert sorted(c.old.anchor for c in changes if c.old) == sorted(a.anchor for a in before.articles)
    assert summary(changes).endswith(".")


@given(blocks(), blocks())
def test_a_text_with_nothing_to_tell_is_the_same_text(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    """No change of words may hide behind “Không có điều nào thay đổi.”"""
    before, after = number_blocks(old), number_blocks(new)
    if summary(compare(before, after)) == "Không có điều nào thay đổi.":
        assert [a.printed_lines for a in before.articles] == [a.printed_lines for a in after.articles]
        assert [p.paragraphs for p in before.parts if p.kind == "preamble"] == [
            p.paragraphs for p in after.parts if p.kind == "preamble"
        ]


def test_a_line_end_alone_takes_no_word_with_it() -> None:
    spans = word_spans("Giữ sạch kênh sau. Dọn bến nước.", "Giữ sạch kênh sau.\nDọn bến nước.")
    assert [(span.kind, span.text) for span in spans] == [
        ("same", "Giữ sạch kênh sau."), ("removed", " "), ("added", "\n"), ("same", "Dọn bến nước."),
    ]  # fmt: skip
