"""The found words, marked in the letters of the text."""

import re
import time
import unicodedata
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from search.text.highlight import Found, marked, marked_fragment
from search.text.normalise import nfc
from search.text.query import read_query


def words(*folded: str) -> Found:
    return Found({word: frozenset() for word in folded})


def test_a_query_without_accents_marks_the_accented_original() -> None:
    html = marked_fragment("Đám cưới tổ chức gọn nhẹ, không quá HAI NGÀY.", words("dam", "cuoi", "hai"))
    assert html == "<mark>Đám</mark> <mark>cưới</mark> tổ chức gọn nhẹ, không quá <mark>HAI</mark> NGÀY."


def test_markup_of_the_text_is_text() -> None:
    html = marked("<script>alert('ấp')</script> & ấp", words("ap", "script"))
    assert "<script>" not in html
    assert html.count("<mark>") == 4


def test_the_fragment_is_where_most_words_are() -> None:
    text = f"rác {'xa ' * 100} rác thải nhựa {'xa ' * 100}"
    html = marked_fragment(text, words("rac", "thai", "nhua"))
    assert html.startswith("… xa xa") and html.endswith(" …")
    assert "<mark>rác</mark> <mark>thải</mark> <mark>nhựa</mark>" in html
    assert len(html.split()) < 50


def test_without_a_found_word_it_is_the_beginning() -> None:
    assert marked_fragment("Một hai ba. " * 40, words("bon")).startswith("Một hai ba. Một")
    assert marked_fragment("", words("bon")) == ""
    assert marked_fragment("…!?", words("bon")) == "…!?"


def test_another_way_to_say_it_is_marked_only_as_a_whole() -> None:
    found = Found({"rac": frozenset({"rác"})}, phrases=frozenset({("tre", "em")}))
    assert marked("Em và trẻ em nhặt rác", found) == "Em và <mark>trẻ</mark> <mark>em</mark> nhặt <mark>rác</mark>"


def test_the_accents_that_are_meant_are_marked_where_the_text_has_them() -> None:
    found = Found.of(read_query("hương ước"))
    assert marked("hướng về hương ước", found) == "hướng về <mark>hương</mark> <mark>ước</mark>"
    assert marked("hướng về ước mơ", found) == "<mark>hướng</mark> về <mark>ước</mark> mơ"


def test_a_number_is_marked_where_it_stands_as_in_the_query() -> None:
    found = Found.of(read_query("ấp 3"))
    assert marked("3. Ấp 3 họp, 3 lần", found) == "3. <mark>Ấp</mark> <mark>3</mark> họp, 3 lần"


def test_an_article_asked_for_in_short_is_marked_as_headings_write_it() -> None:
    found = Found.of(read_query("đ10 khóm 5"))
    assert marked("Điều 10. Karaoke trước 10 giờ", found) == "<mark>Điều</mark> <mark>10</mark>. Karaoke trước 10 giờ"
    assert marked("Điều 1. Ai giữ", found) == "Điều 1. Ai giữ"


def test_only_the_tone_of_a_word_typed_with_marks_may_differ() -> None:
    assert marked("dâm bụt ở cuối gió, Đầm Dơi", Found.of(read_query("đám cưới"))) == "dâm bụt ở cuối gió, Đầm Dơi"
    assert marked("nghỉ hưu", Found.of(read_query("nghĩ hưu"))) == "<mark>nghỉ</mark> <mark>hưu</mark>"
    assert marked("dâm bụt", Found.of(read_query("dam bụt"))) == "<mark>dâm</mark> <mark>bụt</mark>"


def test_nfd_letters_are_marked_whole() -> None:
    assert marked(unicodedata.normalize("NFD", "hòa giải"), words("hoa")) == "<mark>hòa</mark> giải"


def test_work_grows_no_faster_than_the_text() -> None:
    """Sixteen times the words must cost far less than the 256 times of a quadratic search for the window."""

    def cost(repeats: int) -> float:
        text, taken = "và của có các " * repeats, []
        for _round in range(3):  # the least: a collection of garbage may fall into one
            started = time.process_time()
            marked_fragment(text, words("va", "cua", "co", "cac"))
            taken.append(time.process_time() - started)
        return min(taken)

    cost(500)  # the first call also compiles and imports
    assert cost(16_000) < 100 * max(cost(1_000), 0.001)


@given(st.text(), st.sets(st.text(max_size=3), max_size=5))
def test_the_text_itself_is_never_changed(text: str, found: set[str]) -> None:
    html = marked(text, Found({word: frozenset() for word in found}))
    assert unescape(re.sub("</?mark>", "", html)) == nfc(text)


@given(st.text(alphabet="ab <>&\"'xÁ\u0301", max_size=300), st.integers(6, 12))
def test_a_fragment_holds_no_markup_but_mark(text: str, window: int) -> None:
    html = marked_fragment(text, words("a", "x"), window=window)
    assert not re.search(r"<(?!/?mark>)", html)
    assert html.count("<mark>") == html.count("</mark>")
