"""Several articles pasted into one are found and taken apart; no line is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.pasted_articles import holds_more_articles, taken_apart


def value(body: str, heading: str = "", printed: str = "") -> dict[str, Any]:
    return {"heading": heading, "body": body, "printed_number": printed}


def shape(blocks: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [
        (block["type"], block["value"].get("heading", block["value"].get("title", "")), block["value"].get("body", ""))
        for block in blocks
    ]


def test_articles_and_chapters_get_blocks_of_their_own() -> None:
    body = "1. Một.\nĐiều 6. Giữ rừng\nKhông đốt.\nChương II\nBAN ĐÊM\nĐiều 7: Canh gác\na) Đi đôi."
    assert shape(taken_apart(value(body, "Vệ sinh", "5"))) == [
        ("article", "Vệ sinh", "1. Một."),
        ("article", "Giữ rừng", "Không đốt."),
        ("chapter", "BAN ĐÊM", ""),
        ("article", "Canh gác", "a) Đi đôi."),
    ]
    assert taken_apart(value(body, "Vệ sinh", "5"))[0]["value"]["printed_number"] == "5"


def test_the_first_line_may_be_the_articles_own_title() -> None:
    assert not holds_more_articles(value("Điều 5. Vệ sinh\nKhông đổ rác."))
    assert shape(taken_apart(value("Điều 5. Vệ sinh\nA\nĐiều 6. Rừng\nB"))) == [
        ("article", "Vệ sinh", "A"),
        ("article", "Rừng", "B"),
    ]


def test_a_titled_article_with_another_one_first_keeps_its_title() -> None:
    assert shape(taken_apart(value("Điều 6. Rừng\nB", "Vệ sinh"))) == [
        ("article", "Vệ sinh", ""),
        ("article", "Rừng", "B"),
    ]


def test_a_reference_at_the_start_of_a_line_is_no_article() -> None:
    for body in ("Điều 5 của hương ước này nói khác.", "1. Theo Điều 6.\n2. Hết.", "Điều này\nđiều kia", ""):
        assert not holds_more_articles(value(body)) and taken_apart(value(body)) == []


LINES = st.lists(
    st.sampled_from(
        ["Điều 6. Rừng", "Điều 7: Nước", "1. Một.", "a) Hai;", "Bà con cùng giữ.", "", "Chương II", "BIỂN"]
    ),
    min_size=1,
    max_size=12,
)


@given(LINES, st.sampled_from(["", "Vệ sinh", "A" * 250]))
def test_no_line_is_lost(lines: list[str], heading: str) -> None:
    blocks = taken_apart(value("\n".join(lines), heading))
    if not blocks:
        return
    kept = " ".join(str(part) for block in blocks for part in _texts(block["value"]))
    for line in lines:
        words = line.partition(". " if line.startswith("Điều 6") else ": ")[2] if line.startswith("Điều") else line
        assert line == "Chương II" or words in kept
    assert heading in kept


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    rows = [" ".join(row) for row in value.get("rows", [])]
    return [*rows, *(str(value.get(name, "")) for name in ("heading", "title", "body"))]
