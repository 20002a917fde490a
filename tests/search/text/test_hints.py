"""What a query says that could be a filter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import hints, references
from search.text.normalise import fold, nfc, tokens


def offers(text: str) -> list[tuple[str, str, str]]:
    words = tokens(nfc(text))
    found = hints.find(words, references.find(text))
    return [(one.facet, one.value, " ".join(word.folded for word in words[one.start : one.end])) for one in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hương ước ấp 3 năm 2025", [("kind", "covenant", "huong uoc"), ("year", "2025", "nam 2025")]),
        ("QUY ƯỚC khóm", [("kind", "covenant", "quy uoc")]),
        ("quyết toán 2024", [("kind", "disclosure", "quyet toan"), ("year", "2024", "2024")]),
        ("công khai quyết toán", [("kind", "disclosure", "cong khai")]),
        ("tờ rơi tài liệu", [("kind", "material", "to roi")]),
        ("áp phích", [("kind", "material", "ap phich")]),
        ("luật đất đai 2024", [("document", "31/2024/qh15", "luat dat dai 2024")]),
        (
            "điều 5 NĐ 61/2023 công khai 2025",
            [
                ("document", "nd:61/2023", "dieu 5 nd 61 2023"),
                ("kind", "disclosure", "cong khai"),
                ("year", "2025", "2025"),
            ],
        ),
        ("công khai 15/QĐ-UBND", [("kind", "disclosure", "cong khai"), ("document", "15/qd-ubnd", "15 qd ubnd")]),
        ("2025 và 2025", [("year", "2025", "2025")]),
    ],
)
def test_offers(typed: str, expected: list[tuple[str, str, str]]) -> None:
    assert offers(typed) == expected == offers(fold(typed))


def test_half_accented_phrase_and_wrong_accents() -> None:
    assert offers("hương uoc") == [("kind", "covenant", "huong uoc")]
    assert offers("hướng ước") == []


@pytest.mark.parametrize("typed", ["", "1234 hộ", "9999", "20255", "điều 5", "giữ gìn vệ sinh"])
def test_no_offer(typed: str) -> None:
    assert offers(typed) == []


PHRASES = "hương ước năm 2025 điều 5 luật đất đai công khai"


@given(st.text() | st.lists(st.sampled_from(PHRASES.split())).map(" ".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    words = tokens(nfc(text))
    for offer in hints.find(words, references.find(text)):
        assert 0 <= offer.start < offer.end <= len(words)
        assert offer.value
