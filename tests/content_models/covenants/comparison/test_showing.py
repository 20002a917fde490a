"""A comparison as a page shows it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.comparison import (
    Span,
    compare,
    kept_sentence,
    pages,
    rows,
    shown_changes,
    summary,
    word_spans,
)
from content_models.covenants.provisions import number_blocks

from ..texts import block, blocks


def covenant(*bodies: str, printed: tuple[str, ...] = ()) -> Any:
    numbers = printed or ("",) * len(bodies)
    values = [{"heading": "", "body": body, "printed_number": n} for body, n in zip(bodies, numbers, strict=True)]
    return number_blocks([block("article", value, body[:9]) for body, value in zip(bodies, values, strict=True)])


def sides(old: str, new: str) -> list[tuple[str, str]]:
    return [("".join(s.text for s in row.old), "".join(s.text for s in row.new)) for row in rows(word_spans(old, new))]


def test_paragraphs_stand_beside_each_other() -> None:
    old = "1. Giữ sạch bờ rạch.\n2. Đò nghỉ lúc 21 giờ."
    new = "1. Giữ sạch bờ rạch.\n2. Đò nghỉ lúc 20 giờ.\n3. Không đốt rác sau nhà."
    assert sides(old, new) == [
        ("1. Giữ sạch bờ rạch.", "1. Giữ sạch bờ rạch."),
        ("2. Đò nghỉ lúc 21 giờ.", "2. Đò nghỉ lúc 20 giờ."),
        ("", "3. Không đốt rác sau nhà."),
    ]


def test_a_paragraph_replaced_whole_is_one_row() -> None:
    assert sides("Một.\nĐám cưới không quá một ngày.\nBa.", "Một.\nTrồng cây hai bên lộ.\nBa.")[1] == (
        "Đám cưới không quá một ngày.",
        "Trồng cây hai bên lộ.",
    )


def test_a_replaced_paragraph_stands_on_a_line_of_its_own() -> None:
    [row] = rows(word_spans("Đám cưới không quá một ngày.", "Trồng cây hai bên lộ."))
    assert [span.text for span in row.both] == ["Đám cưới không quá một ngày.", "Trồng cây hai bên lộ."]
    row = rows(word_spans("Đám cưới không quá một ngày.\nBa.", "Trồng cây hai bên lộ.\nBa."))[0]
    assert [span.text for span in row.both] == ["Đám cưới không quá một ngày.", "\n", "Trồng cây hai bên lộ."]
    assert [span.text for span in row.old] == ["Đám cưới không quá một ngày."]


def test_spaces_are_kept_where_words_went_or_came() -> None:
    old, new = "Không bắt ba khía đang ôm trứng ở bãi.", "Không bắt ba khía, cua cái đang ôm trứng ở bãi."
    assert sides(old, new) == [(old, new)]
    [row] = rows(word_spans(old, new))
    assert "".join(span.text for span in row.both) == new
    [row] = rows(word_spans("Rác chia ba loại ở đây.", "Rác chia bốn loại ở đây."))
    assert [span.text for span in row.both] == ["Rác chia ", "ba", " ", "bốn", " ", "loại ở đây."]


def test_a_sign_at_the_end_changes_on_its_line() -> None:
    [row, _] = rows(word_spans("c) Rác còn lại đem ra bến.\nHết.", "c) Rác còn lại đem ra bến;\nHết."))
    assert [span.text for span in row.both] == ["c) Rác còn lại đem ra bến", ".", ";"]


def test_a_changed_line_end_has_a_sign_and_changed_spaces_have_none() -> None:
    [row] = rows(word_spans("Giữ sạch kênh sau. Dọn bến nước.", "Giữ sạch kênh sau.\nDọn bến nước."))
    assert Span("added", "¶") in row.both and not row.same
    assert all(row.same for row in rows(word_spans("Giữ  sạch kênh.", "Giữ sạch kênh.")))


@given(st.text(alphabet="ab \n.", max_size=40), st.text(alphabet="ab \n.", max_size=40))
def test_rows_lose_no_word(old: str, new: str) -> None:
    found = sides(old, new)
    for side, text in enumerate((old, new)):
        shown = "".join(row[side] for row in found).replace("¶", "")
        assert "".join(shown.split()) == "".join(text.split())


def test_what_was_kept_is_one_sentence() -> None:
    old = covenant("Một việc.", "Hai việc.", "Ba việc.", "Bốn việc.")
    new = covenant("Một việc.", "Việc mới hẳn.", "Hai việc.", "Ba việc.", "Bốn việc.")
    assert kept_sentence(compare(old, new)) == "Điều 1, Điều 3–5 (cũ là Điều 2–4)"
    assert kept_sentence(compare(covenant(), new)) == ""


def test_unchanged_paragraphs_are_counted_and_shown_on_demand() -> None:
    lines = [f"{n}. Nhà số {n} giữ sạch đoạn đường trước cửa." for n in range(1, 7)]
    old, new = covenant("\n".join(lines)), covenant("\n".join([*lines[:5], "6. Thôi."]))
    changes = compare(old, new)
    assert [line.left_out for line in shown_changes(changes)[0].lines] == [5, 0]
    assert [line.left_out for line in shown_changes(changes, whole=True)[0].lines] == [0] * 6


def test_a_heading_that_the_title_says_is_not_said_again() -> None:
    value = {"heading": "Bến đò", "body": "Đò nghỉ lúc 21 giờ.", "printed_number": ""}
    new = number_blocks([block("article", value, "x")])
    [shown] = shown_changes(compare(number_blocks([]), new))
    assert shown.title == "Điều 1. Bến đò"
    assert [line.row.new[0].text for line in shown.lines if line.row] == ["Đò nghỉ lúc 21 giờ."]


@given(blocks(), blocks())
def test_everything_that_changed_is_shown(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    changes = compare(number_blocks(old), number_blocks(new))
    shown = shown_changes(changes)
    assert len(shown) == sum(change.kind != "same" for change in changes)
    for one in shown:
        assert one.word and one.sign and one.title
        words = "".join(span.text for span in one.change.spans).strip()
        assert one.lines or one.sentence or words in one.title
    assert [one for page in pages(shown, 900, beside=True) for one in page] == shown


def test_pages_are_cut_between_articles() -> None:
    new = covenant(*(f"Việc thứ {n} của ấp. " * 40 for n in range(20)))
    shown = shown_changes(compare(covenant(), new))
    cut = pages(shown, 6_000, beside=False)
    assert len(cut) > 3 and all(page for page in cut)
    assert pages([], 6_000, beside=False) == [[]]


@pytest.mark.parametrize("count", [3, 9])
def test_many_new_numbers_are_counted(count: int) -> None:
    texts = [f"Việc riêng số {n} {'abcdefghi'[n] * 3}." for n in range(count)]
    old = covenant(*texts, printed=tuple(str(2 * n + 1) for n in range(count)))
    new = covenant(*texts, printed=tuple(str(2 * n + 2) for n in range(count)))
    said = summary(compare(old, new))
    assert said == ("9 điều đổi số." if count == 9 else said) and ("Điều 1 chuyển" in said) == (count == 3)
