"""What is kept of a search, and what never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.suggesting.masking import LONGEST, masked, names_somebody

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "key", "text"),
    [
        ("Hương ước  ấp 3", "huong uoc ap #", "hương ước ấp #"),
        ("NĐ 61/2023/NĐ-CP", "nd # # nd cp", "nđ # # nđ cp"),
        ("điều 5, khoản 2?", "dieu # khoan #", "điều # khoản #"),
        ("họp ngày 20/05/2026", "hop ngay # # #", "họp ngày # # #"),
        ("giai đoạn 2021-2025", "giai doan # #", "giai đoạn # #"),
        ("hoà giải", "hoa giai", "hòa giải"),
        ("m2 đất", "m# dat", "m# đất"),
        ("ve sinh", "ve sinh", "ve sinh"),
    ],
)
def test_words_are_kept_and_digits_masked(typed: str, key: str, text: str) -> None:
    kept = masked(typed)
    assert kept and (kept.key, kept.text) == (key, text)


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "gọi 0912 345 678",
        "số 091.234.5678 của ai",
        "+84 912-345-678",
        "(0290) 383 1234",
        "０９１２３４５６７８",
        "٠٩١٢٣٤٥٦٧٨",
        "cccd 096085001234",
        "cmnd 385 123 456",
        "hộ chiếu B1234567",
        "an.nguyen@camau.gov.vn",
        "thư của an.nguyen @gmail.com",
        "a@b",
        "0 9 1 2 3 4 5 6 7 8",
    ],
)
def test_what_looks_like_somebodys_number_or_address_is_not_kept(typed: str) -> None:
    assert names_somebody(typed) or masked(typed) is None
    assert masked(typed) is None


@pytest.mark.parametrize("typed", ["", "   ", "2026", "?!", "12 34", "#"])
def test_nothing_without_a_letter_is_kept(typed: str) -> None:
    assert masked(typed) is None


def test_a_long_search_is_cut_between_words() -> None:
    kept = masked("nghĩa vụ đóng góp " * 30)
    assert kept and len(kept.text) <= LONGEST and kept.text.split()[-1] in ["nghĩa", "vụ", "đóng", "góp"]


@given(st.text(max_size=400))
def test_no_digit_is_ever_kept(typed: str) -> None:
    kept = masked(typed)
    if kept:
        assert not any(letter.isdigit() for letter in kept.key + kept.text)
        assert len(kept.key) <= LONGEST and len(kept.text) <= LONGEST
