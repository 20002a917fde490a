"""The words of official papers: named places are filled, unknown ones are told, nothing typed becomes a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.export.wording import PARTS, UNKNOWN, PaperKind, paper_kinds

RECOGNITION = paper_kinds()["recognition"]


@pytest.mark.parametrize("kind", paper_kinds().values(), ids=lambda kind: kind.key)
def test_default_words_use_only_known_places(kind: PaperKind) -> None:
    assert set(kind.parts) <= set(PARTS)
    assert [kind.problems(text) for text in kind.parts.values()] == [[]] * len(kind.parts)
    assert kind.optional <= set(kind.places)
    assert kind.is_decision == ("grounds" in kind.parts)


@pytest.mark.parametrize("kind", paper_kinds().values(), ids=lambda kind: kind.key)
def test_no_paper_cites_the_lapsed_decision_or_names_a_money_fine(kind: PaperKind) -> None:
    """QĐ 22/2018 lapsed on 16 August 2023 (domain §2)."""
    assert "22/2018" not in "".join(kind.parts.values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Về {tên văn ban}", "Không có chỗ điền {tên văn ban}. Những chỗ điền dùng được: {tên văn bản}"),
        ("Về {}", "Không có chỗ điền {}"),
        ("Về {tên văn bản", "không đi thành cặp"),
        ("Về tên}", "không đi thành cặp"),
        ("Về {{tên văn bản}}", "không đi thành cặp"),
        ("  \n ", "Hãy ghi lời văn"),
    ],
)
def test_a_wrong_place_is_told(text: str, words: str) -> None:
    assert any(words in problem for problem in RECOGNITION.problems(text))


def test_places_are_filled_and_unknown_values_leave_dots() -> None:
    assert RECOGNITION.fill("Về {tên văn bản} của {ấp khóm}", {"tên văn bản": "Hương ước"}) == [
        f"Về Hương ước của {UNKNOWN}"
    ]


def test_an_optional_place_takes_its_line_out() -> None:
    text = "Một.\nHết hiệu lực: {tạm ngừng được chấm dứt}.\nHai."
    assert RECOGNITION.fill(text, {}) == ["Một.", "Hai."]
    assert len(RECOGNITION.fill(text, {"tạm ngừng được chấm dứt": "Quyết định số 3"})) == 3


def test_lines_of_a_value_are_paragraphs() -> None:
    refusal = paper_kinds()["refusal"]
    assert refusal.fill("{lý do}", {"lý do": "Một.\n\nHai."}) == ["Một.", "Hai."]


@given(st.text(max_size=50).filter(lambda text: text.strip() and "\n" not in text and text.isprintable()))
def test_a_value_is_never_read_as_a_place(value: str) -> None:
    filled = RECOGNITION.fill("A {ấp khóm} B", {"ấp khóm": f"{value}{{loại}}", "loại": "X"})
    assert filled == [f"A {value}{{loại}} B".strip()]
