"""Which names come first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.suggesting.ordering import SHOWN, Candidate, chosen

pytestmark = pytest.mark.once


def place(text: str, about: str = "", merit: int = 1, number: str = "") -> Candidate:
    return Candidate(number or text, "place", text, about, merit)


def document(text: str) -> Candidate:
    return Candidate(text, "covenant", text, "", 11)


COMMUNE = place("Xã Đất Mũi", merit=0)


@pytest.mark.parametrize(
    ("typed", "candidates", "first"),
    [
        ("mui", [place("Ấp 1, xã Đất Mũi"), COMMUNE], "Xã Đất Mũi"),
        ("mui", [place("Ấp 1, xã Đất Mũi"), document("Giữ rừng Đất Mũi")], "Giữ rừng Đất Mũi"),
        ("dat mui", [place("Ấp Đất Mũi Cũ, xã Đất Mũi"), COMMUNE], "Xã Đất Mũi"),
        ("ap 1", [place("Ấp 10, xã Tân Tiến"), place("Ấp 1, xã Đầm Dơi")], "Ấp 1, xã Đầm Dơi"),
        ("má", [document("mà thôi"), document("việc của má")], "việc của má"),
        ("ma", [document("việc của má"), document("mà thôi")], "mà thôi"),
        ("đất", [place("Ấp Dát", merit=0), document("Sử dụng đất")], "Sử dụng đất"),
        ("hòa", [document("hoà giải ở ấp"), document("hoa quả")], "hoà giải ở ấp"),
        ("giai hoa", [document("giải quyết và hòa"), document("việc giải hoà")], "việc giải hoà"),
    ],
)
def test_the_better_match_comes_first(typed: str, candidates: list[Candidate], first: str) -> None:
    assert chosen(candidates, typed)[0].text == first
    assert chosen(candidates[::-1], typed)[0].text == first


def test_one_kind_leaves_room_for_others() -> None:
    many = [place(f"Ấp Hòa {n}", number=str(n)) for n in range(20)]
    found = chosen([*many, document("Hòa giải"), document("Tổ hòa giải")], "hoa")
    assert len(found) == SHOWN
    assert {"Hòa giải", "Tổ hòa giải"} <= {one.text for one in found}
    assert len(chosen(many, "hoa")) == SHOWN


def test_a_place_that_kept_its_name_is_shown_once() -> None:
    former = place("Xã Đất Mũi, Huyện Ngọc Hiển", "nay là xã Đất Mũi", merit=3, number="7")
    today = place("Xã Đất Mũi", merit=0, number="7")
    assert chosen([former, today], "dat mui") == [today]
    split = [place("Xã Viên An", f"nay là {name}", merit=3, number=name) for name in ("xã A", "xã B")]
    assert len(chosen(split, "vien an")) == 2


@given(
    st.lists(
        st.builds(
            Candidate,
            st.text(),
            st.sampled_from(["place", "question", "covenant"]),
            st.text(),
            st.text(),
            st.integers(0, 20),
        ),
        max_size=20,
    ),
    st.text(max_size=30),
)
def test_anything_can_be_ordered(candidates: list[Candidate], typed: str) -> None:
    found = chosen(candidates, typed)
    assert len(found) <= SHOWN and set(found) <= set(candidates)
