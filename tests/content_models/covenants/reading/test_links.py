"""Links in a covenant's text: right targets, and never a changed letter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_models.covenants.provisions import number_blocks
from content_models.covenants.reading import Library, contents, linked_parts
from content_models.covenants.reading.mentions import mentions
from tests.content_models.covenants.texts import blocks

LAW = Library.shipped()
DECREE = "/luat/nghi-dinh-61-2023-nd-cp/"
WORDS = st.sampled_from(
    [
        "Điều 1", "điều 2", "khoản 1 Điều này", "khoản 4 Điều 5", "Nghị định số 61/2023/NĐ-CP", "của", "các Điều 1, 2",
        "và 3", "Luật Trẻ em", "Luật Thực hiện dân chủ ở cơ sở", "điểm a", "hộ gia đình", "1. ", "a) ", "\n", "“", ",",
        "là", "61/2023", "Hương ước này",
    ]
)  # fmt: skip


def article(body: str, heading: str = "", number: int = 0) -> dict[str, Any]:
    return {
        "type": "article",
        "id": f"id-{number}",
        "value": {"heading": heading, "body": body, "printed_number": ""},
    }


def links(*bodies: str, heading: str = "") -> list[tuple[str, str]]:
    """(words, target) of all links of articles 1, 2 …; the heading is the first one's."""
    covenant = number_blocks([article(body, "" if n else heading, n) for n, body in enumerate(bodies)])
    return [
        (piece.text, piece.href)
        for part in linked_parts(covenant, LAW)
        for line in part.lines
        for piece in line.pieces
        if piece.href
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Theo Điều 2 thì làm.", [("Điều 2", "#dieu-2")]),
        ("Theo khoản 1 Điều 2.", [("khoản 1 Điều 2", "#dieu-2-khoan-1")]),
        ("Theo khoản 9 Điều 2.", [("khoản 9 Điều 2", "#dieu-2")]),
        ("Theo các Điều 1, 2 và 3.", [("Điều 1", "#dieu-1"), ("2", "#dieu-2"), ("3", "#dieu-3")]),
        ("Theo Điều 77.", []),
        ("Bà con không lấy 3 điều 2 lần.", []),
        (
            "khoản 4 Điều 5 Nghị định 61/2023/NĐ-CP",
            [("khoản 4 Điều 5 Nghị định 61/2023/NĐ-CP", f"{DECREE}dieu-5/#dieu-5-khoan-4")],
        ),
        ("Điều 5 của NĐ 61/2023", [("Điều 5 của NĐ 61/2023", f"{DECREE}dieu-5/")]),
        ("Điều 99 Nghị định 61/2023/NĐ-CP", [("Điều 99 Nghị định 61/2023/NĐ-CP", DECREE)]),
        ("Điều 2 Nghị định 99/2011/NĐ-CP", []),
        ("Điều 2 Luật Đất đai", []),
        ("Luật Trẻ em năm 2016", [("Luật Trẻ em năm 2016", "/luat/luat-102-2016-qh13/")]),
        ("Luật Trẻ em năm 2004", []),
        (
            "Luật Thực hiện dân chủ ở cơ sở (số 10/2022/QH15)",
            [("Luật Thực hiện dân chủ ở cơ sở (số 10/2022/QH15)", "/luat/luat-10-2022-qh15/")],
        ),
        (
            "theo các điều 15 và 21 Luật Thực hiện dân chủ ở cơ sở",
            [
                ("các điều 15", "/luat/luat-10-2022-qh15/dieu-15/"),
                ("21", "/luat/luat-10-2022-qh15/dieu-21/"),
                ("Luật Thực hiện dân chủ ở cơ sở", "/luat/luat-10-2022-qh15/"),
            ],
        ),
        ("1. Một.\n2. Như khoản 1 Điều này.", [("khoản 1 Điều này", "#dieu-1-khoan-1")]),
    ],
)  # fmt: skip
def test_what_a_reference_leads_to(body: str, expected: list[tuple[str, str]]) -> None:
    assert links(body, "1. Một khoản.", "Không có khoản.") == expected


def test_a_defined_term_is_linked_where_an_article_uses_it_first() -> None:
    found = links(
        "1. Hộ gia đình là những người ở chung.\n2. “Tổ tự quản” gồm mười hộ.",
        "1. Mỗi hộ gia đình góp lời.\n2. Hộ gia đình nào cũng được nói với tổ tự quản.",
        "Hộ gia đình cùng nhau.",
        heading="Giải thích từ ngữ",
    )
    assert found == [
        ("hộ gia đình", "#dieu-1-khoan-1"),
        ("tổ tự quản", "#dieu-1-khoan-2"),
        ("Hộ gia đình", "#dieu-1-khoan-1"),
    ]


def test_a_definition_elsewhere_is_none() -> None:
    assert links("1. Hộ gia đình là những người ở chung.", "Mỗi hộ gia đình.", heading="Gia đình") == []


@settings(max_examples=100, deadline=None)
@given(found=blocks(), extra=st.lists(WORDS, max_size=14))
def test_pieces_together_are_the_text_and_targets_exist(found: list[dict[str, Any]], extra: list[str]) -> None:
    covenant = number_blocks([*found, article(" ".join(extra), "Giải thích từ ngữ", 99)])
    for part in linked_parts(covenant, LAW):
        if part.article:
            assert [line.text for line in part.lines] == [line.text for line in part.article.lines]
        elif part.part.kind == "preamble":
            assert [line.text for line in part.lines] == part.part.paragraphs
        for piece in (piece for line in part.lines for piece in line.pieces):
            if piece.href.startswith("#"):
                assert covenant.find(piece.href[1:]) is not None
            elif piece.href:
                assert LAW.of_slug(piece.href.split("/")[2]) is not None


@given(st.lists(WORDS | st.text(max_size=5), max_size=30).map(" ".join))
def test_mentions_lie_in_order_and_name_what_stands_there(text: str) -> None:
    last = 0
    for mention in mentions(text):
        assert last <= mention.start < mention.end <= len(text)
        assert mention.article in text[mention.start : mention.end].lower()
        last = mention.end


@settings(max_examples=100, deadline=None)
@given(blocks())
def test_the_contents_name_each_part_once_and_in_order(found: list[dict[str, Any]]) -> None:
    covenant = number_blocks(found)

    def walk(entries: list[Any]) -> list[str]:
        return [anchor for entry in entries for anchor in (entry.anchor, *walk(entry.children))]

    assert walk(contents(covenant)) == [part.anchor for part in covenant.parts if part.kind != "table"]


def test_a_hostile_paragraph_is_read_at_once() -> None:
    import time

    text = "khoản 1, " * 4000 + "Điều 5 và " * 4000
    start = time.perf_counter()
    links(text, "Một.")
    assert time.perf_counter() - start < 5
