"""What the search page says about its reading of a query, and how it helps when nothing is found."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from search.engines import engine
from search.learning import current
from search.models import FrequentQuestion, IndexEntry
from search.nothing import MOST_CALLS
from search.sync.indexer import index_batch
from search.understanding import without_words
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(each_engine: str, client: Client) -> Iterator[Client]:
    engine().rebuild().finish()
    IndexEntry.objects.all().delete()
    cache.clear()
    current.forget()
    staff = Staff(factories.DAT_MUI)
    staff.covenant(articles=(factories.article("1. Đám tang làm không quá hai ngày.", heading="Việc tang"),))
    staff.publish(staff.disclosure(title="Dự toán ngân sách", decision_number="15/QĐ-UBND"))
    while index_batch():
        pass
    engine().refresh()
    yield client
    engine().drop()
    current.forget()


def page(client: Client, typed: str, **more: Any) -> str:
    response = client.get("/tim-kiem/", {"q": typed, **more})
    assert response.status_code == 200
    return response.content.decode()


def links(html: str) -> dict[str, dict[str, list[str]]]:
    """Text of each link → parameters of its address."""
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {
        unescape(re.sub(r"<[^>]+>", "", text)).strip(): parse_qs(urlsplit(unescape(address)).query)
        for address, text in found
    }


def test_a_mended_query_says_so_and_can_be_asked_literally(site: Client) -> None:
    html = page(site, "ddasm tang")
    assert "Đã tìm theo: <strong>đám tang</strong> (bạn gõ: ddasm tang)" in html
    assert "<mark>Đám</mark> <mark>tang</mark>" in html
    literally = links(html)["Tìm đúng như đã gõ"]
    assert literally == {"q": ["ddasm tang"], "nguyen-van": ["1"]}
    html = page(site, "ddasm tang", **{"nguyen-van": "1"})
    assert "Đã tìm theo" not in html and "Đang tìm đúng từng chữ bạn gõ" in html
    assert links(html)["Tìm cả cách viết khác"] == {"q": ["ddasm tang"]}


def test_likely_accents_are_offered_only_where_they_say_more(site: Client) -> None:
    assert links(page(site, "dam tang"))["đám tang"] == {"q": ["đám tang"]}
    assert "Có phải bạn muốn tìm" not in page(site, "đám tang")
    assert links(page(site, "dam tang -cuoi"))["đám tang"] == {"q": ['đám tang -"cuoi"']}
    assert "Có phải bạn muốn tìm" not in page(site, '"dam tang"')


def test_a_named_filter_is_offered_in_place_of_its_words_and_never_forced(site: Client) -> None:
    html = page(site, "hương ước đám tang xã Đất Mũi năm 2025")
    offered = links(html)
    assert offered["Chỉ năm 2025"] == {"q": ["hương ước đám tang xã Đất Mũi"], "nam": ["2025"]}
    assert offered["Chỉ hương ước, quy ước"]["q"] == ["đám tang xã Đất Mũi năm 2025"]
    place = offered["Chỉ xem ở xã Đất Mũi"]
    assert place == {"q": ["hương ước đám tang năm 2025"], "xa": [str(factories.commune().pk)]}
    assert "Đang lọc" not in html
    assert "Chỉ năm" not in page(site, "đám tang năm 2025", nam="2026")
    assert "Chỉ hương ước" not in page(site, "hương ước")  # nothing would be left to look for


@pytest.mark.parametrize(
    ("typed", "span", "rest"),
    [
        ("đám cưới ở xã Đất Mũi", (3, 6), "đám cưới ở"),
        ("xã Đất Mũi, đám cưới", (0, 3), "đám cưới"),
        ('"rừng đước" -cưới ấp 3', (2, 4), '"rừng đước" -cưới'),
        ("tôm", (0, 1), ""),
        ("tôm", (4, 6), "tôm"),
        ("xa\u0303 tôm", (0, 1), "tôm"),
    ],
)
def test_words_are_taken_out_of_what_was_typed(typed: str, span: tuple[int, int], rest: str) -> None:
    assert without_words(typed, *span) == rest


@pytest.mark.parametrize("typed", ["dam tang", "đám tang", "\u0111a\u0301m tang", "DDAMS TANG", "đam tang"])
def test_the_right_letters_are_marked_however_it_was_typed(site: Client, typed: str) -> None:
    assert "<mark>Đám</mark> <mark>tang</mark> làm không quá" in page(site, typed)


def test_a_document_found_by_its_number_shows_the_number_and_no_chance_article(site: Client) -> None:
    for typed in ("15/QĐ-UBND", "15/qd-ubnd", "quyết định 15/QĐ-UBND"):
        html = page(site, typed)
        assert "<mark>15</mark>/<mark>QĐ</mark>-<mark>UBND</mark>" in html, typed
        assert "hit__passages" not in html


def test_a_covenant_is_found_by_the_number_of_its_recognition(site: Client) -> None:
    staff = Staff(factories.DAM_DOI)
    factories.recognised(
        factories.covenant(staff.hamlet, staff.writer),
        by=staff.head,
        approvers=(staff.culture, staff.justice, staff.leader),
    )
    while index_batch():
        pass
    engine().refresh()
    response = site.get("/tim-kiem/", {"q": "15/QĐ-UBND", "loai": "covenant"})
    assert {hit.number_html for hit in response.context["answer"].hits} == {
        "<mark>15</mark>/<mark>QĐ</mark>-<mark>UBND</mark>"
    }
    assert response.context["answer"].total == 2


def test_a_number_in_common_is_no_found_number(site: Client) -> None:
    assert "<mark>UBND</mark></span>" not in page(site, "ngân sách UBND")


def test_a_very_long_query_says_what_was_used(site: Client) -> None:
    assert "chỉ phần đầu được dùng" in page(site, "đám tang " * 60)


def test_without_a_hit_it_says_what_to_drop(site: Client) -> None:
    html = page(site, "đám xqzwk")
    assert "Không tìm thấy văn bản nào" in html
    assert links(html)["Bỏ chữ “xqzwk”"] == {"q": ["đám"]}
    assert "Bỏ chữ “đám”" not in html
    html = page(site, '"tang đám"')
    assert links(html)["Bỏ dấu ngoặc kép"] == {"q": ["tang đám"]}
    html = page(site, "đám tang -ngày")
    assert links(html)["Bỏ phần loại trừ"] == {"q": ["đám tang"]}


def test_words_that_occur_nowhere_are_named_and_left_out_at_once(site: Client) -> None:
    html = page(site, "zzzz qqqq đám")
    assert "Chưa gặp trong văn bản nào: “zzzz”, “qqqq”" in html
    assert links(html)["Bỏ chữ “zzzz qqqq”"] == {"q": ["đám"]}
    html = page(site, "zzzz đám qqqq", nam="1999")
    assert links(html)["Bỏ chữ “zzzz”, “qqqq” và mọi bộ lọc"] == {"q": ["đám"]}
    html = page(site, "zzzz")
    assert "Chưa gặp trong văn bản nào: “zzzz”." in html and "Bỏ bớt" not in html


def test_of_known_words_that_never_stand_together_each_is_tried_alone(site: Client) -> None:
    html = page(site, "đám thuế cảng")
    assert "Chưa gặp" not in html
    assert links(html)["Bỏ chữ “thuế cảng”"] == {"q": ["đám"]}


def test_without_a_hit_each_filter_is_tried(site: Client) -> None:
    html = page(site, "đám tang", loai="covenant", nam="1999")
    offered = links(html)
    assert offered["Bỏ mọi bộ lọc"] == {"q": ["đám tang"]}
    assert offered["Bỏ bộ lọc “1999”"] == {"q": ["đám tang"], "loai": ["covenant"]}
    assert "Bỏ bộ lọc “Hương ước, quy ước”" not in offered


def test_help_asks_the_engine_few_times(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    search = engine().search

    def counted(request: Any) -> Any:
        asked.append(request)
        return search(request)

    monkeypatch.setattr(engine(), "search", counted)
    page(site, "xqa xqb xqc xqd xqe xqf", loai="covenant", nam="1999", muc="1")
    assert 1 < len(asked) <= 1 + MOST_CALLS

    def slow(request: Any) -> Any:
        asked.append(request)
        time.sleep(0.2)
        return search(request)

    asked.clear()
    monkeypatch.setattr(engine(), "search", slow)
    page(site, "thuế cảng biển hàng không quân")
    assert 1 < len(asked) <= 3


def test_without_a_hit_the_nearest_place_is_named(site: Client) -> None:
    unit = factories.commune()
    for typed in ("xqzwk xã Đất Mũi", "xqzwk dat muii", "datmui", "dat nui"):
        html = page(site, typed, nam="1999")
        assert "Có phải bạn tìm nơi này" in html, typed
        assert f'<a href="{unit.page.url}">Xã Đất Mũi</a>' in html, typed


def test_without_a_hit_other_words_and_questions_help(site: Client) -> None:
    FrequentQuestion.objects.create(text="Con nít phá đồ thì ai đền?")
    html = page(site, "con nít phá đồ hàng xóm", nam="1999")
    assert "Đã tìm cả cách nói khác" in html
    assert "Con nít phá đồ thì ai đền?" in links(html)


def test_the_feed_of_the_search_is_linked(site: Client) -> None:
    html = page(site, "dam tang", loai="covenant", trang="1")
    assert 'rel="alternate" type="application/atom+xml"' in html
    assert 'href="/tim-kiem/atom/?q=dam+tang&amp;loai=covenant"' in html
    assert 'rel="alternate"' not in site.get("/tim-kiem/").content.decode()
