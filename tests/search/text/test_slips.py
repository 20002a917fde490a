"""Typing errors are mended; words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.language import Language
from search.text.normalise import fold, tokens
from search.text.slips import near_syllables
from search.text.syllables import TONELESS, is_accented_syllable, is_folded_syllable
from search.text.telex import repaired_words

from .test_syllables import SOUTHERN


def words(query: str) -> list[str]:
    return [token.accented for token in tokens(query)]


def mended(query: str, language: Language | None = None) -> str:
    return " ".join((language or Language.shipped()).mended(words(query)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tổ soạn thảo hươgn ước", "tổ soạn thảo hương ước"),  # swapped
        ("páht phiếu lấy ý kiến", "phát phiếu lấy ý kiến"),
        ("bểiu quyết trực tuyến", "biểu quyết trực tuyến"),
        ("thôi làm tưrởng ấp", "thôi làm trưởng ấp"),
        ("thaỏ thuận hòa giải thành", "thỏa thuận hòa giải thành"),
        ("quyết địịnh", "quyết định"),  # doubled
        ("quyết diinh", "quyết định"),
        ("nghị đinhj hươnng ước", "nghị định hương ước"),
        ("thườg trú", "thường trú"),  # dropped
        ("hương ướcc", "hương ước"),
        ("thủ tụcv đăng ký", "thủ tục đăng ký"),  # added
        ("huơng ước", "hương ước"),  # half of the marks
        ("đièu kiện", "điều kiện"),
        ("đươc hưởng", "được hưởng"),
        ("nguòi dân", "người dân"),
        ("hòa gỉai", "hòa giải"),  # tone on the wrong letter
        ("thanh tar nhân dân", "thanh tra nhân dân"),  # tar is Telex for tả, too
        ("kinh phis xây dựng", "kinh phí xây dựng"),
        ("người ddân", "người dân"),
        ("to soan thao huogn uoc", "to soan thao huong uoc"),  # no marks come into a query without marks
        ("nghi ddinh", "nghi dinh"),
        ("quyet diinh", "quyet dinh"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "query",
    [
        SOUTHERN,
        fold(SOUTHERN),
        "hưa có chồng",  # a syllable, if not the one that was meant
        "mất mạng internet wifi zalo facebook",
        "karaoke keo loa toi khuya camera",
        "test covid",
        "MTTQ UBND HĐND BHYT TDĐKXDĐSVH",
        "qh15 k2 đ51 61/2023/nđ-cp",
        "đc ko dc",
        "the quick brown foxes jumped lazily towards another village meeting",
    ],
)
def test_what_is_no_slip_stays(query: str) -> None:
    assert mended(query) == " ".join(words(query))


def test_the_sites_own_words_are_no_slips() -> None:
    language = Language.shipped().learned(["Ông Thạch Srây ở ấp Tróoc"])
    assert mended("nhà ông srây") != "nhà ông srây"
    assert mended("nhà ông srây ấp tróoc", language) == "nhà ông srây ấp tróoc"


def test_the_site_decides_between_candidates() -> None:
    language = Language.shipped().learned(["đốt đuốc đi đêm", "rước đuốc quanh ấp"] * 5)
    assert mended("rước đốuc", language) == "rước đuốc"


def test_kept_words_are_left_alone() -> None:
    assert Language.shipped().mended(["hươgn", "ước"], kept={0}) == ("hươgn", "ước")


@given(st.sampled_from(sorted(TONELESS)), st.data())
def test_each_slip_of_a_syllable_finds_it_again(syllable: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(syllable) - 1))
    letter = data.draw(st.sampled_from("abcdeghiklmnopqrstuvxy"))
    head, here, tail = syllable[:place], syllable[place], syllable[place + 1 :]
    slips = [head + tail, head + here + here + tail, head + letter + tail, head + letter + here + tail]
    slips.append(head + tail[:1] + here + tail[1:])
    assert all(syllable in near_syllables(slip) for slip in slips)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12), max_size=10))
def test_any_words_are_answered_and_syllables_stay(typed: list[str]) -> None:
    language = Language.shipped()
    query = words(" ".join(typed))
    done = language.mended(query)
    assert len(done) == len(query)
    for word, new in zip(query, done, strict=True):
        if is_syllable(word) or language.is_foreign(word):
            assert new == word
        assert new == word or is_syllable(new)


def is_syllable(word: str) -> bool:
    return is_folded_syllable(word) or is_accented_syllable(word)


@given(st.lists(st.sampled_from(sorted(Language.shipped().law.words)), min_size=1, max_size=12))
def test_syllables_of_the_law_are_never_mended(query: list[str]) -> None:
    language = Language.shipped()
    done = language.mended(repaired_words(query, language))
    assert all(new == word for word, new in zip(query, done, strict=True) if is_accented_syllable(word))
