"""The small pure parts: old code pages, spelling, list numbers, speed."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.docx_import import read_docx, read_pasted
from content_models.covenants.docx_import.apart import read_source_apart
from content_models.covenants.docx_import.code_pages import from_tcvn3, from_vni, page_of_font
from content_models.covenants.docx_import.decoding import decode_by_words
from content_models.covenants.docx_import.number_formats import formatted
from content_models.covenants.docx_import.syllables import is_syllable, plausibility

from .builders import Typed
from .old_letters import to_tcvn3, to_vni

SYLLABLE_LIST = """
ấp khóm nghiêng quyết đất giữ giếng gì yên hương ước người khuỷu thuở khuya quỳ uống điều kỷ ngoằn hoẵng rượu tuýp
nghỉ ngơi xoong quanh oanh uỵch ỉu yếm đường sữa chửa mỹ nghĩa quý ngờ vực lỗ hổng ảnh ễnh ẩn ặt
"""
SYLLABLES = SYLLABLE_LIST.split()
VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
words = st.text(alphabet=VOWELS + "bcghklmnpqrstvx 0123456789.,;:()-", max_size=40)


@given(words)
def test_tcvn3_round_trip(text: str) -> None:
    assert from_tcvn3(to_tcvn3(text)) == text


@given(words, st.booleans())
def test_vni_round_trip(text: str, upper: bool) -> None:
    text = text.upper() if upper else text
    assert from_vni(to_vni(text)) == text


def test_every_letter_in_both_cases() -> None:
    assert from_tcvn3(to_tcvn3(VOWELS)) == VOWELS
    assert from_tcvn3("¡¢£¤¥¦§") == "ĂÂÊÔƠƯĐ"
    spaced = " ".join(VOWELS + VOWELS.upper())
    assert from_vni(to_vni(spaced)) == spaced


@pytest.mark.parametrize(
    "name, page, upper",
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".vnarialH", "tcvn3", True),
        (".VnArial Narrow", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("VNI-Helve-Condense", "vni", False),
        ("Times New Roman", "", False),
        ("", "", False),
        ("Vninh", "", False),
        (".VnBlackH", "tcvn3", True),
        ("UVN Ba Le", "", False),
    ],
)
def test_fonts_by_name(name: str, page: str, upper: bool) -> None:
    assert page_of_font(name) == (page, upper)


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables(word: str) -> None:
    assert is_syllable(word) and is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["hßa", "ViÖt", "bcd", "éê", "ÑÔN", "1", "", "x·", "họpc", "tốch", "cõp"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_correct_text_is_never_converted() -> None:
    """Every Unicode sentence of Vietnamese stays, those too whose letters are all in Latin-1."""
    for text in (
        "Các hộ xã là và cà phê có ý trí",
        "không",
        "Hà Nội và Cà Mau",
        "à á â ã è é ê",
        "Café résumé naïve garçon",
    ):
        assert decode_by_words(text).text == text
    assert plausibility("Các hộ dân") == 1


def test_pasted_old_letters_are_recognised() -> None:
    text = "Hương ước ấp Tân Thành\nĐiều 1. Phạm vi\nMọi hộ gia đình đều thực hiện."
    for old in (to_tcvn3(text), to_vni(text)):
        read = read_pasted(old)
        assert [article.heading for article in read.covenant.articles] == ["Phạm vi"]
        assert len(read.conversions) == 3


@pytest.mark.parametrize(
    "number, form, text",
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (4, "upperRoman", "IV"),
        (4, "lowerRoman", "iv"),
        (5, "lowerLetter", "e"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (0, "lowerLetter", "0"),
        (3, "bullet", ""),
        (3, "none", ""),
        (21, "vietnameseCounting", "hai mươi mốt"),
        (15, "vietnameseCounting", "mười lăm"),
        (10, "vietnameseCounting", "mười"),
        (3, "chicago", "3"),
        (9999, "upperRoman", "9999"),
        (-2, "upperRoman", "-2"),
    ],
)
def test_number_formats(number: int, form: str, text: str) -> None:
    assert formatted(number, form) == text


def test_sixty_articles_in_a_second() -> None:
    """The whole way, child process included; the best of three, for the machine is shared."""
    typed = Typed().add("HƯƠNG ƯỚC ẤP MỘT", bold=True)
    for number in range(1, 61):
        typed.add(
            f"Điều {number}. Việc {number}",
            *(f"{clause}. Nội dung dài của khoản này, {'chữ ' * 20}" for clause in range(1, 7)),
        )
    data, best = typed.bytes(), 9.0
    for _ in range(3):
        started = time.perf_counter()
        read_source_apart(data)
        assert len(read_docx(data).covenant.articles) == 60
        best = min(best, time.perf_counter() - started)
    assert best < 1.0
