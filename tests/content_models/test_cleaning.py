"""Text at the door."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.cleaning import clean_text


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("Ðiều 1. Ấp", "Điều 1. Ấp"),  # Icelandic eth, from an old code page
        (unicodedata.normalize("NFD", "Hương ước ấp Rạch Tàu"), "Hương ước ấp Rạch Tàu"),
        ("giữ\u00a0gìn\t\tvệ  sinh ", "giữ gìn vệ sinh"),
        ("hòa\u00ad giải\u200b\ufeff", "hòa giải"),
        ("một\r\nhai\rba\x0bbốn\u2028năm", "một\nhai\nba\nbốn\nnăm"),
        ("\uf0b7\tGiữ gìn", "- Giữ gìn"),  # Word's bullet
        ("a\u202ecb\x00", "acb"),  # a turned writing direction hides what a text says
        ("chữ hỏng \ud800", "chữ hỏng"),
    ],
)
def test_clean_text_examples(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    once.encode()  # no lone surrogate is left


@given(st.text())
def test_no_letter_is_lost(text: str) -> None:
    def letters(value: str) -> list[str]:
        folded = unicodedata.normalize("NFKD", value.translate({0xD0: "Đ", 0x189: "Đ", 0xF0: "đ", 0x256: "đ"}))
        return sorted(c for c in folded if unicodedata.category(c)[0] in "LN")

    assert letters(clean_text(text)) == letters(text)
