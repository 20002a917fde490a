"""One spelling for all ways of typing Vietnamese."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.normalise import fold, nfc, normalise, pairs, tokens


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("hoà giải", "hòa giải"),
        ("HOÀ GIẢI", "hòa giải"),
        ("thuý", "thúy"),
        ("khoẻ mạnh", "khỏe mạnh"),
        ("Quý Quỳnh quỷ", "quý quỳnh quỷ"),  # qu is a consonant: the tone is on the only vowel
        ("hoàng hoạt thuỷu", "hoàng hoạt thuỷu"),  # closed syllables have one placement
        ("toà án, thuỷ sản, loá", "tòa án, thủy sản, lóa"),
        ("ðiều", "điều"),  # Icelandic eth
        ("Đ\u00ad\u200bầm\u00a0Dơi", "đầm dơi"),
        ("a\x00b\x1fc", "a b c"),
        ("\ue000mark\ue001", "mark"),
    ],
)
def test_ways_of_typing_become_one(typed: str, normal: str) -> None:
    assert normalise(typed) == normal
    assert normalise(unicodedata.normalize("NFD", typed)) == normal


def test_all_45_pairs_of_tone_placement_agree() -> None:
    """Three vowel groups, five tones, and each also after a consonant and in capitals."""
    old = ["òa óa ỏa õa ọa", "òe óe ỏe õe ọe", "ùy úy ủy ũy ụy"]
    new = ["oà oá oả oã oạ", "oè oé oẻ oẽ oẹ", "uỳ uý uỷ uỹ uỵ"]
    for old_group, new_group in zip(old, new, strict=True):
        for a, b in zip(old_group.split(), new_group.split(), strict=True):
            for form in ("{}", "h{}", "kh{}", "xin {} nhé"):
                assert normalise(form.format(b)) == form.format(a)
                assert normalise(form.format(b).upper()) == form.format(a)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đầm Dơi", "dam doi"),
        ("NGHĨA ĐƯỜNG ƯỚC", "nghia duong uoc"),
        ("ẵặẫậ ỗộ ữự ỹỵ", "aaaa oo uu yy"),
        ("ð Ð Đ đ", "d d d d"),
        ("①ﬁ", "1fi"),
    ],
)
def test_folding_drops_every_mark(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert nfc(nfc(text)) == nfc(text)
    assert normalise(once) == once


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵ ABCĐ"))
def test_accents_form_and_case_do_not_matter_when_folded(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFD", text)) == fold(text.upper()) == fold(fold(text))


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_any_string_is_cut_into_words_of_letters_and_digits(text: str) -> None:
    clean = nfc(text)
    for token in tokens(clean):
        assert clean[token.start : token.end]
        assert token.folded and token.accented
        assert all(letter.isalnum() for letter in token.folded + token.accented)


@given(st.text())
def test_a_word_alone_is_read_like_the_word_in_its_text(text: str) -> None:
    """Index and query cut alike, or a word would never be found."""
    clean = nfc(text)
    for token in tokens(clean):
        alone = tokens(clean[token.start : token.end])
        assert [(t.folded, t.accented) for t in alone] == [(token.folded, token.accented)]


def test_pairs_are_neighbours() -> None:
    assert pairs(["huong", "uoc", "ap"]) == ["huong_uoc", "uoc_ap"]
    assert pairs(["mot"]) == pairs([]) == []
