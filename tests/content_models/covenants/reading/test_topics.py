"""Topics of articles by the rule file: what real headings are about, and what only sounds like it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.articles import parse_article
from content_models.covenants.reading.topics import Rules, Topic, topics, topics_of

RULES = Rules.shipped()


def of(heading: str, body: str = "1. Bà con cùng giữ.") -> tuple[str, ...]:
    return topics_of(parse_article("1", heading, body))


@pytest.mark.parametrize(
    ("heading", "body", "topic"),
    [
        ("Đám cưới", "Đám cưới gọn trong một ngày rưỡi.", "cuoi-hoi"),
        ("Khi có người qua đời", "Cả xóm tới phụ.", "tang-le"),
        ("", "Mỗi nhà có giỏ rác; không thả rác xuống rạch. Rác mục thì ủ.", "moi-truong"),
        ("Khuyến học", "Thưởng học trò.", "hoc-tap"),
        ("Karaoke, loa kéo", "Nghỉ lúc 22 giờ.", "tieng-on"),
        ("Người mới về ấp", "Được dự họp.", "nguoi-moi"),
        ("Quỹ của ấp", "Đóng góp tự nguyện, thu chi công khai.", "dong-gop"),
        ("Phòng cháy chữa cháy", "Có bình chữa cháy.", "chay-no"),
    ],
)
def test_an_article_has_its_topic(heading: str, body: str, topic: str) -> None:
    assert topic in of(heading, body)


@pytest.mark.parametrize(
    ("heading", "body", "topic"),
    [
        ("Loa", "Khi bên cạnh có người bệnh nặng, có tang, có học trò thi thì vặn nhỏ.", "tang-le"),
        ("Giữ nếp", "Mỗi hộ gia đình cử một người. Mỗi gia đình coi như nhà mình.", "gia-dinh"),
        ("Nhà nước", "Việc của Nhà nước, của cả đất nước. Con nước rằm.", "nuoc"),
        ("Yêu cầu chung", "Theo yêu cầu và nhu cầu của bà con.", "duong-sa"),
        ("Đi vỏ lãi", "Chạy vỏ lãi chậm.", "vay-hui"),
    ],
)
def test_words_that_mean_something_else_give_no_topic(heading: str, body: str, topic: str) -> None:
    assert topic not in of(heading, body)


def test_keys_fit_an_address_and_words_their_texts() -> None:
    assert len(topics()) >= 15
    for topic in RULES.topics:
        assert topic.key.replace("-", "").isascii()
        for word in (*(word for word, _weight in topic.words), *topic.without):
            assert word == unicodedata.normalize("NFC", word.lower()).strip(), word
        assert all(weight > 0 for _word, weight in topic.words), topic.key


@given(st.text(max_size=40), st.text(max_size=200))
def test_any_text_has_at_most_four_known_topics(heading: str, body: str) -> None:
    found = of(heading, body)
    assert set(found) <= set(topics())
    assert len(set(found)) == len(found) <= RULES.topics_an_article


@given(st.sampled_from(RULES.topics))
def test_a_heading_of_a_topics_own_word_has_the_topic(topic: Topic) -> None:
    word = max(topic.words, key=lambda entry: entry[1])[0]
    assert topic.key in of(word)
