"""Strategies that write covenants as people do: mostly well, sometimes oddly."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

SENTENCES = st.sampled_from(
    [
        "Giữ gìn vệ sinh bờ rạch.",
        "Mỗi hộ góp một ngày công dọn đường.",
        "Không xả rác xuống sông",
        "30- 40 hộ ở hai bên kinh.",
        "v.v. và các việc khác;",
        "Điều 5 của hương ước này áp dụng cho cả khách.",
        "1.500 đồng không phải là khoản.",
        "2.1. Dòng đánh số thập phân",
        "| a | b |",
        "",
        "   ",
    ]
)
NUMBERS = st.sampled_from(["1. ", "2. ", "3) ", "4/ ", "07. ", "1.", "Khoản 2. ", "(3) ", "999. ", "0. "])
LETTERS = st.sampled_from(["a) ", "b. ", "đ) ", "d)", "w) ", "ă) ", "A) ", "(c) ", "g/ ", "Điểm e) ", "y) "])
LINES = st.builds(str.__add__, st.one_of(st.just(""), NUMBERS, LETTERS), SENTENCES) | st.text(max_size=12)
BODIES = st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=60)
PRINTED = st.sampled_from(["", "", "", "5", "5a", "5đ", "5dd", "7", "5 khoan 2", "III", "1.1", "–", "  "])
TITLES = st.sampled_from(["", "QUY ĐỊNH CHUNG", "Giữ gìn vệ sinh", "Điều khoản thi hành"])


def block(kind: str, value: Any, block_id: str = "") -> dict[str, Any]:
    return {"type": kind, "id": block_id, "value": value}


@st.composite
def blocks(draw: st.DrawFn, *, printed: st.SearchStrategy[str] = PRINTED) -> list[dict[str, Any]]:
    """A list of blocks in any order, articles with ids of their own."""
    result = []
    kinds = st.sampled_from(["article", "article", "article", "chapter", "section", "table", "preamble"])
    for position, kind in enumerate(draw(st.lists(kinds, max_size=12))):
        if kind == "article":
            value: Any = {"heading": draw(TITLES), "body": draw(BODIES), "printed_number": draw(printed)}
        elif kind == "preamble":
            value = draw(BODIES)
        elif kind == "table":
            value = {"caption": draw(TITLES), "rows": [["tháng", "việc"], ["một", draw(SENTENCES)]]}
        else:
            value = {"title": draw(TITLES), "printed_number": draw(printed)}
        result.append(block(kind, value, f"id-{position}"))
    return result
