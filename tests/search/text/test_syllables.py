"""What is spelled like a Vietnamese syllable, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import normalise
from search.text.syllables import (
    TONE_PLACE,
    TONELESS,
    apart,
    fold,
    is_accented_syllable,
    is_folded_syllable,
    is_stopped,
    marks_of,
    together,
    word_list,
)

SOUTHERN = (  # words of the delta, half of which no law knows
    "con nít xài hùn giùm méc tía heo kinh dzô ghe xuồng quởn giựt nhứt chưn đờn gởi bịnh uýnh quẹo trỏng ngoải hổng"
    " nghen bển dìa dòm mần bự lượm vàm rạch xẻo giồng miễu đước vẹt mắm tràm xáng"
)


@pytest.mark.parametrize("word", SOUTHERN.split())
def test_southern_words_are_syllables(word: str) -> None:
    assert is_accented_syllable(word)
    assert is_folded_syllable(fold(word))


@pytest.mark.parametrize(
    "word",
    word_list("hương ước nghị quyết giếng giết gì gìn quý quốc khuỷu ngoằn uyên yêu yên khuya xoong quờ thuở ngoéo"),
)
def test_difficult_spellings_are_syllables(word: str) -> None:
    assert is_accented_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "huơng",  # half of the marks
        "đièu",
        "luat",  # a stopped rhyme has sắc or nặng
        "luàt",
        "thaỏ",  # tone on the wrong letter
        "gỉai",
        "hươgn",
        "kon",
        "ngiêm",
        "ghà",
        "páht",
        "ắấ",  # two different tones cannot be; two different vowels neither
        "",
        "61",
    ],
)
def test_what_is_no_accented_syllable(word: str) -> None:
    assert not is_accented_syllable(word)


@pytest.mark.parametrize("word", ["huogn", "diinh", "test", "internet", "ubnd", "sl", "", "zalo"])
def test_what_no_syllable_folds_to(word: str) -> None:
    assert not is_folded_syllable(word)


@given(st.sampled_from(sorted(TONE_PLACE)), st.sampled_from(["", "f", "s", "r", "x", "j"]))
def test_every_syllable_of_the_table_survives_normalising(toneless: str, tone: str) -> None:
    word = together(toneless, tone)
    assert normalise.normalise(word) == word
    assert normalise.fold(word) == fold(word) == fold(toneless)
    shape = apart(word)
    assert shape is not None and (shape.toneless, shape.tone, shape.well_placed) == (toneless, tone, True)
    assert is_accented_syllable(word) == (not is_stopped(toneless) or tone in {"s", "j"})
    assert toneless in TONELESS[fold(word)]


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    word = normalise.normalise(text)
    assert isinstance(is_accented_syllable(word), bool)
    assert marks_of(word) <= set("ăâđêôơưfsrxj")


def test_marks_are_letters_and_tone() -> None:
    assert marks_of("được") == {"đ", "ư", "ơ", "j"}
    assert marks_of("fax") == frozenset()
