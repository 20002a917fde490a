"""Which words are a reference to the text itself, and which name a law, another text, or no article at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.reference_grammar import own_mentions

OWN = {
    "Làm theo Điều 5.": ["Điều 5"],
    "khoản 2 Điều 7 của Hương ước này": ["khoản 2 Điều 7"],
    "điểm a, b khoản 2 và khoản 3 Điều 7": ["điểm a, b khoản 2 và khoản 3 Điều 7"],
    "khoản 1 và 2 Điều 4": ["khoản 1 và 2 Điều 4"],
    "các Điều 3, 4 và 6 được sửa": ["Điều 3", "4", "6"],
    "Điều 3, Điều 4 và Điều 6": ["Điều 3", "Điều 4", "Điều 6"],
    "từ Điều 3 đến Điều 6": ["Điều 3", "Điều 6"],
    "từ Điều 3 đến 6": ["Điều 3", "6"],
    "Điều 3, 4 và 6 của Quy ước này": ["Điều 3", "4", "6"],
    "Theo Điều 3, 4 hộ được khen": ["Điều 3"],
    "Điều 5 quy định về rác": ["Điều 5"],
    "Điều 5a và điều 7": ["Điều 5a", "điều 7"],
    "ĐIỀU 12 CỦA HƯƠNG ƯỚC NÀY": ["ĐIỀU 12"],
    "Điều 5 Hương ước này và Điều 8 Nghị định 61/2023/NĐ-CP": ["Điều 5"],
    "Ai trái Luật Giao thông đường bộ thì nhắc theo Điều 5.": ["Điều 5"],
    "Ngoài Luật Đất đai, bà con giữ Điều 5; Điều 6 nói về rừng": ["Điều 5", "Điều 6"],
}
FOREIGN = [
    "Điều này", "điều sau", "mọi điều 5", "Điều 5 Nghị định 61/2023/NĐ-CP", "khoản 4 Điều 5 Nghị định 61",
    "Điều 15 và khoản 1 Điều 21 Luật Thực hiện dân chủ ở cơ sở", "Điều 5, Mục 2 Chương I Luật Đất đai",
    "Điều 5 và Điều 8 Nghị định 61", "Điều 5 của luật này", "Luật Hôn nhân và gia đình (Điều 8)",
    "Nghị định số 61/2023/NĐ-CP, tại Điều 5", "theo Luật Đất đai tại Điều 12", "Điều 5 của Quy định này",
    "Điều 5, Điều 6, Điều 7 Quyết định số 22/2018/QĐ-TTg", "Điều 5 hương ước cũ", "Điều 5 Hương ước ấp Rạch Gốc",
    "Điều 5 Thông tư 04/2020", "có điều 3 hộ chưa đồng ý", "điều 4 người cùng hẹn nhau",
    "Điều 6. Vệ sinh", "  Điều 6: Vệ sinh", "tiểu Điều5", "Điều 1234",
]  # fmt: skip


@pytest.mark.parametrize("text", OWN)
def test_a_reference_to_the_text_itself(text: str) -> None:
    assert [text[found.start : found.end] for found in own_mentions(text)] == OWN[text]


@pytest.mark.parametrize("text", FOREIGN)
def test_no_reference_to_the_text_itself(text: str) -> None:
    assert list(own_mentions(text)) == []


def test_a_pasted_heading_is_no_reference_but_its_words_may_hold_one() -> None:
    text = "Điều 6. Vệ sinh theo Điều 9"
    assert [text[found.start : found.end] for found in own_mentions(text)] == ["Điều 9"]


@given(st.text(alphabet="điều Điều khoản 0123456789,.;(và các \n\u1ec1luật", max_size=300))
def test_places_are_right_in_any_text(text: str) -> None:
    last = 0
    for found in own_mentions(text):
        assert last <= found.start <= found.number_start < found.end <= len(text)
        assert text[found.number_start : found.number_start + len(found.number)] == found.number
        assert "\n" not in text[found.start : found.end]
        last = found.end


@pytest.mark.parametrize(
    "text",
    [
        "khoản 1, " * 10_000, "khoản 1 " * 10_000 + "Điều 5", "luật " * 10_000 + "Điều 5", "Điều 5, " * 10_000,
        "Điều 5 và luật (Điều 6) " * 3_000, " " * 50_000 + "Điều 5" + " " * 50_000, "các Điều " + "3, " * 20_000,
    ],
)  # fmt: skip
def test_hostile_lines_cost_nothing(text: str) -> None:
    start = time.perf_counter()
    list(own_mentions(text))
    assert time.perf_counter() - start < 5  # a nested repetition would take minutes
