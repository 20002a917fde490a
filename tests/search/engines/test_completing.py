"""Completion of names: both engines find the same ones in the same order."""

from __future__ import annotations

from typing import Any

import pytest

from search.engines.base import Document, Engine, EngineUnavailable, Passage
from search.engines.completions import names_of, readings_of

BODY = (Passage("", "", "chữ nghĩa"),)


def place(number: int, label: str, *former: str, hamlet: str = "", version: int = 1) -> Document:
    return Document(str(number), version, "place", label, BODY, commune="1", hamlet=hamlet, tags=(label, *former))


def text(number: int, title: str, where: str = "Xã Đất Mũi", kind: str = "covenant", version: int = 1) -> Document:
    return Document(str(number), version, kind, title, BODY, commune="1", tags=(where,))


def completed(index: Engine, typed: str, limit: int = 20) -> list[str]:
    index.refresh()
    return [one.name.text for one in index.complete(readings_of(typed), limit)]


@pytest.fixture
def filled(index: Engine) -> Engine:
    index.write(
        [
            place(1, "Xã Đất Mũi", "Xã Viên An, Huyện Ngọc Hiển", "Xã Đất Mũi, Huyện Ngọc Hiển"),
            place(2, "Ấp Rạch Tàu, xã Đất Mũi", "Ấp Vàm Cũ", hamlet="2"),
            place(3, "Ấp 1, xã Đầm Dơi", hamlet="3"),
            place(4, "Ấp 10, xã Đầm Dơi", hamlet="4"),
            text(5, "Hương ước ấp Rạch Tàu"),
            text(6, "Dự toán ngân sách năm 2026", kind="disclosure"),
            text(7, "Sổ tay má và bé", kind="material"),
            text(8, "Chuyện mà kể", kind="material"),
        ]
    )
    return index


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("đất mũ", "Xã Đất Mũi"),
        ("dat mu", "Xã Đất Mũi"),
        ("mui", "Xã Đất Mũi"),
        ("MŨI ", "Xã Đất Mũi"),
        ("ra", "Ấp Rạch Tàu, xã Đất Mũi"),
        ("vam cu", "Ấp Vàm Cũ"),
        ("vien an", "Xã Viên An, Huyện Ngọc Hiển"),
        ("ap 1", "Ấp 1, xã Đầm Dơi"),
        ("huong uo", "Hương ước ấp Rạch Tàu"),
        ("hương ước đất mũi", "Hương ước ấp Rạch Tàu"),
        ("sach nam 20", "Dự toán ngân sách năm 2026"),
        ("ma", "Chuyện mà kể"),
        ("má", "Sổ tay má và bé"),
    ],
)
def test_a_name_is_found_from_its_beginnings(filled: Engine, typed: str, first: str) -> None:
    assert completed(filled, typed)[0] == first if typed != "ma" else set(completed(filled, typed)) >= {first}


def test_all_words_belong_to_one_name(filled: Engine) -> None:
    assert completed(filled, "viên tàu") == []
    assert completed(filled, "vàm tàu") == ["Ấp Vàm Cũ"]  # its present name stands beside it
    assert completed(filled, "khong co gi") == []


def test_places_do_not_crowd_out_documents(index: Engine) -> None:
    index.write([place(n, f"Ấp Hòa {n}, xã Đầm Dơi", hamlet=str(n)) for n in range(1, 40)])
    index.write([text(50, "Hòa giải ở ấp")])
    found = completed(index, "hoa", limit=5)
    assert len(found) == 6 and found[-1] == "Hòa giải ở ấp"


def test_a_former_name_comes_with_what_it_is_today(filled: Engine) -> None:
    filled.refresh()
    one = filled.complete(readings_of("vien an"), 5)[0]
    assert (one.document_id, one.kind, one.name.former) == ("1", "place", True)
    assert one.name.about == "nay là xã Đất Mũi"


def test_a_changed_title_replaces_the_old_one_and_a_deletion_removes_it(filled: Engine) -> None:
    filled.write([text(5, "Quy ước khóm Rạch Tàu", version=2)])
    filled.write([text(5, "Hương ước cũ", version=1)])
    assert completed(filled, "huong uoc") == []
    assert completed(filled, "quy uoc") == ["Quy ước khóm Rạch Tàu"]
    filled.delete({"5": 3, "1": 3})
    assert completed(filled, "quy uoc") == completed(filled, "vien an") == []


def test_a_new_generation_has_its_own_names(filled: Engine) -> None:
    new = filled.rebuild()
    new.write([text(5, "Hương ước mới")])
    assert completed(filled, "huong uoc") == ["Hương ước ấp Rạch Tàu"]
    new.finish()
    assert completed(filled, "huong uoc") == ["Hương ước mới"]


@pytest.mark.parametrize("typed", ["", "  ", "?!*", '"', "a" * 5000, "từ " * 500, "\x00*", "đ" * 40, "OR NOT ("])
def test_whatever_is_typed_is_no_error(filled: Engine, typed: str) -> None:
    assert isinstance(filled.complete(readings_of(typed), 5), tuple)


def test_without_an_index_it_says_so(each_engine: str) -> None:
    from search.engines import engine

    with pytest.raises(EngineUnavailable):
        engine().complete(readings_of("hương"), 5)


def test_a_place_that_ended_says_so() -> None:
    ended: Any = Document("1", 1, "place", "Ấp Cũ, xã Đất Mũi", (), state="not_in_force", tags=("Ấp Cũ, xã Đất Mũi",))
    assert names_of(ended)[0].about == "nay không còn"
