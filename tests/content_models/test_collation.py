"""The order of Vietnamese names."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.collation import given_name_key, sort_key

IN_ORDER = [
    ["Ấp 1", "Ấp 2", "Ấp 10", "Ấp Chợ"],
    ["An Xuyên", "Ấp"],  # a before â
    ["Cái Nước", "Cửa Sông", "Dân Tộc", "Đầm Dơi", "Đất Mũi", "Em"],  # d before đ
    ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],  # the tone decides last
    ["tôm", "tơ"],  # ô before ơ
    ["u minh", "ư minh", "vàm"],
]


@pytest.mark.parametrize("names", IN_ORDER)
def test_names_stand_as_in_a_vietnamese_index(names: list[str]) -> None:
    shuffled = random.Random(1).sample(names, len(names))
    assert sorted(shuffled, key=sort_key) == names


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_texts_have_one_order(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


def test_people_stand_by_their_given_names_then_by_the_whole_name() -> None:
    names = ["Trần Văn An", "Lê Thị Ánh", "Đỗ Văn Đủ", "Nguyễn Thị Bé Bảy", "Võ Bảy", "Nguyễn Văn An", "Ý", ""]

    assert sorted(names, key=given_name_key) == [
        "", "Nguyễn Văn An", "Trần Văn An", "Lê Thị Ánh", "Nguyễn Thị Bé Bảy", "Võ Bảy", "Đỗ Văn Đủ", "Ý",
    ]  # fmt: skip
