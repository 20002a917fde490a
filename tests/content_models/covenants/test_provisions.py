"""The whole covenant: numbers by position, printed numbers, anchors, storing and hash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.provisions import (
    Covenant,
    Part,
    Provision,
    from_json,
    number_blocks,
    plain_text,
    roman,
    roman_value,
    text_sha256,
    to_json,
)

from .texts import block, blocks


def article(block_id: str, heading: str = "", body: str = "Nội dung.", printed: str = "") -> dict[str, Any]:
    return block("article", {"heading": heading, "body": body, "printed_number": printed}, block_id)


def chapter(title: str, printed: str = "") -> dict[str, Any]:
    return block("chapter", {"title": title, "printed_number": printed})


def section(title: str) -> dict[str, Any]:
    return block("section", {"title": title, "printed_number": ""})


COVENANT = [
    block("preamble", "Ấp nằm bên sông.\n\nBà con cùng bàn."),
    chapter("Quy định chung"),
    article("a1", "Phạm vi", "1. Người trong ấp.\n2. Khách:\na) ở lại;\nb) đi qua."),
    chapter("Đời sống"),
    section("Việc cưới"),
    article("a2", "Lễ cưới"),
    section("Việc tang"),
    article("a3"),
    block("table", {"caption": "Lịch dọn rạch", "rows": [["Tháng", "Tổ"], ["Một", "Tổ 1"]]}),
    chapter("Thi hành"),
    section("Chung"),
    article("a4", "Hiệu lực"),
]
PRINTED = """LỜI NÓI ĐẦU
Ấp nằm bên sông.
Bà con cùng bàn.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Người trong ấp.
2. Khách:
a) ở lại;
b) đi qua.
Chương II
ĐỜI SỐNG
Mục 1. Việc cưới
Điều 2. Lễ cưới
Nội dung.
Mục 2. Việc tang
Điều 3
Nội dung.
Lịch dọn rạch
Tháng | Tổ
Một | Tổ 1
Chương III
THI HÀNH
Mục 1. Chung
Điều 4. Hiệu lực
Nội dung."""


def anchors(covenant: Covenant) -> list[str]:
    found = []
    for part in covenant.parts:
        found.append(part.anchor)
        found += [line.anchor for line in part.article.lines if line.anchor] if part.article else []
    return found


def by_id(covenant: Covenant) -> dict[str, tuple[str, str]]:
    return {article.block_id: (article.heading, article.body) for article in covenant.articles}


def messages(covenant: Covenant) -> list[str]:
    return [problem.message for problem in covenant.problems]


def test_printed_text() -> None:
    assert plain_text(number_blocks(COVENANT)) == PRINTED


def test_anchors() -> None:
    assert anchors(number_blocks(COVENANT)) == [
        "loi-noi-dau",
        "chuong-i",
        "dieu-1",
        "dieu-1-khoan-1",
        "dieu-1-khoan-2",
        "dieu-1-khoan-2-diem-a",
        "dieu-1-khoan-2-diem-b",
        "chuong-ii",
        "chuong-ii-muc-1",
        "dieu-2",
        "chuong-ii-muc-2",
        "dieu-3",
        "bang-1",
        "chuong-iii",
        "chuong-iii-muc-1",
        "dieu-4",
    ]


def test_passages_are_what_can_be_found() -> None:
    passages = number_blocks(COVENANT).passages
    assert [(p.anchor, p.heading) for p in passages] == [
        ("loi-noi-dau", "Lời nói đầu"),
        ("dieu-1", "Điều 1. Phạm vi"),
        ("dieu-2", "Điều 2. Lễ cưới"),
        ("dieu-3", "Điều 3"),
        ("bang-1", "Lịch dọn rạch"),
        ("dieu-4", "Điều 4. Hiệu lực"),
    ]
    assert passages[1].text == "1. Người trong ấp.\n2. Khách:\na) ở lại;\nb) đi qua."


def test_find_by_anchor() -> None:
    covenant = number_blocks(COVENANT)
    part, point = covenant.find("dieu-2"), covenant.find("dieu-1-khoan-2-diem-b")
    assert isinstance(part, Part) and part.article and part.article.block_id == "a2"
    assert isinstance(point, Provision) and point.text == "đi qua."
    assert covenant.find("dieu-99") is None


def test_a_well_numbered_covenant_has_no_problem() -> None:
    assert messages(number_blocks(COVENANT)) == []


def test_printed_numbers_win_and_are_checked() -> None:
    printed = ["1", "3", "3", "3a", "2"]
    articles = [article(f"id-{n}", printed=number) for n, number in enumerate(printed)]
    covenant = number_blocks([chapter("Chung", "1"), *articles, chapter("", "IV")])
    assert [a.label for a in covenant.articles] == ["Điều 1", "Điều 3", "Điều 3", "Điều 3a", "Điều 2"]
    assert [a.anchor for a in covenant.articles] == ["dieu-1", "dieu-3", "dieu-3--2", "dieu-3a", "dieu-2"]
    assert messages(covenant) == [
        "Thiếu Điều 2 trước Điều 3.",
        "Điều 3 lặp lại.",
        "Điều 2 đứng sau Điều 3a.",
        "Thiếu Chương 2 trước Chương IV.",
        "Chương IV chưa có tên.",
        "Chương IV không có điều nào.",
    ]


def test_a_printed_number_cannot_take_the_anchor_of_a_clause() -> None:
    covenant = number_blocks([article("a", body="1. Một\n2. Hai", printed="5"), article("b", printed="5 khoan 2")])
    assert len(set(anchors(covenant))) == 4


def test_unknown_block_is_refused() -> None:
    with pytest.raises(KeyError):
        number_blocks([block("picture", {})])


@given(blocks())
def test_anchors_are_unique_ascii(written: list[dict[str, Any]]) -> None:
    found = anchors(number_blocks(written))
    assert len(found) == len(set(found))
    assert all(anchor and anchor.isascii() and " " not in anchor for anchor in found)


@given(blocks(), st.text(max_size=20))
def test_storing_and_reading_back_changes_nothing(written: list[dict[str, Any]], title: str) -> None:
    covenant = number_blocks(written)
    stored = from_json(json.loads(json.dumps(to_json(covenant))))
    assert stored == covenant
    if title.isprintable():
        assert text_sha256(stored, title) == text_sha256(covenant, title)


@given(blocks(printed=st.just("")), st.data())
def test_identity_stays_through_edit_move_and_insertion(written: list[dict[str, Any]], data: st.DataObject) -> None:
    before = by_id(number_blocks(written))
    changed = data.draw(st.permutations(written))
    changed.insert(data.draw(st.integers(0, len(changed))), article("new", "Điều mới"))
    edited = data.draw(st.sampled_from(changed))
    if edited["type"] == "article":
        edited["value"] = edited["value"] | {"body": "Sửa."}
    covenant = number_blocks(changed)
    after = by_id(covenant)
    assert set(after) == {*before, "new"}
    assert all(after[key] == value for key, value in before.items() if key != edited["id"])
    assert [a.number for a in covenant.articles] == [str(n + 1) for n in range(len(covenant.articles))]


@given(blocks())
def test_numbers_go_by_position_where_nothing_is_printed(written: list[dict[str, Any]]) -> None:
    articles = [entry for entry in written if entry["type"] == "article"]
    for position, (entry, read) in enumerate(zip(articles, number_blocks(written).articles, strict=True), start=1):
        assert read.number == (entry["value"]["printed_number"].strip() or str(position))


def test_hash_follows_what_is_read() -> None:
    def sha(*articles: dict[str, Any], title: str = "Hương ước ấp 3") -> str:
        return text_sha256(number_blocks(articles), title)

    same = sha(article("a", "Tên", "1. Một\n2. Hai"))
    assert same == sha(article("b", "Tên", " 1. Một \r\n\r\n2. Hai\n"))
    assert same == sha(article("a", "Te\u0302n", "1. Mô\u0323t\n2. Hai"))  # NFD is the same text
    assert same != sha(article("a", "Tên", "1. Một\n2. Ba"))
    assert same != sha(article("a", "Tên", "1. Một\n2. Hai", printed="2"))
    assert same != sha(article("a", "Tên", "1. Một\n2. Hai"), title="Quy ước ấp 3")


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_back(number: int) -> None:
    assert roman_value(roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "ABC", "iv", "IM"])
def test_malformed_roman_numerals(text: str) -> None:
    assert roman_value(text) is None
