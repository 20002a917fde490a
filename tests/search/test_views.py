"""The search page as a citizen meets it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import views
from search.engines import engine
from search.engines.base import Document, EngineUnavailable, Passage, Request
from search.models import IndexEntry
from search.sync.indexer import index_batch
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(each_engine: str, client: Client) -> Iterator[Client]:
    engine().rebuild().finish()
    IndexEntry.objects.all().delete()
    yield client
    engine().drop()


@pytest.fixture
def staff() -> Staff:
    return Staff(factories.DAT_MUI)


def indexed() -> None:
    while index_batch():
        pass
    engine().refresh()


def published(staff: Staff, title: str, **fields: Any) -> Any:
    draft = factories.disclosure(staff.unit, staff.editor, title=title, **fields)
    return factories.published(draft, by=staff.editor, approver=staff.leader)


def ask(client: Client, **parameters: Any) -> Any:
    return client.get("/tim-kiem/", parameters)


def test_an_article_is_found_without_accents_and_linked_to_its_anchor(site: Client, staff: Staff) -> None:
    covenant = staff.covenant(
        articles=(
            factories.article("1. Đám cưới tổ chức gọn nhẹ.", heading="Việc cưới"),
            factories.article("1. Không vứt rác xuống kênh rạch.", heading="Vệ sinh"),
        )
    )
    indexed()
    html = ask(site, q="vut rac xuong kenh").content.decode()
    assert "<mark>vứt</mark> <mark>rác</mark> <mark>xuống</mark> <mark>kênh</mark> rạch" in html
    assert f'href="{covenant.url}#dieu-2"' in html
    assert "<strong>1</strong>" in html


def test_filters_keep_the_rest_of_the_address(site: Client, staff: Staff) -> None:
    other = Staff(factories.DAM_DOI)
    published(staff, "Thu chi ngân sách xã")
    published(other, "Thu chi ngân sách xã")
    staff.covenant(articles=(factories.article("1. Công khai thu chi ngân sách của ấp."),))
    indexed()
    response = ask(site, q="thu chi ngân sách", xa=str(staff.unit.pk))
    assert response.context["answer"].total == 2
    facets = {facet["title"]: facet["values"] for facet in response.context["facets"]}
    communes = {value["facet"]["label"]: value for value in facets["Xã, phường, ấp, khóm"]}
    assert {label: value["facet"]["count"] for label, value in communes.items()} == {"Xã Đất Mũi": 2, "Xã Đầm Dơi": 1}
    assert communes["Xã Đất Mũi"]["facet"]["chosen"]
    assert f"xa={other.unit.pk}" in communes["Xã Đầm Dơi"]["url"] and "q=thu+chi" in communes["Xã Đầm Dơi"]["url"]
    narrowed = ask(site, q="thu chi ngân sách", xa=str(staff.unit.pk), loai="covenant")
    assert [hit.kind for hit in narrowed.context["answer"].hits] == ["covenant"]


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"trang": "abc"}, "Số trang phải là một số."),
        ({"trang": "0"}, "Số trang bắt đầu từ 1."),
        ({"trang": "99999999999"}, "Chỉ xem được"),
        ({"loai": "bai-hat"}, "Không có loại văn bản này"),
        ({"xa": "1 OR 1=1"}, "Bộ lọc trong địa chỉ không đúng"),
        ({"nam": "hai nghìn"}, "Bộ lọc trong địa chỉ không đúng"),
        ({"ap": "-1"}, "Bộ lọc trong địa chỉ không đúng"),
        ({"ap": "99999999"}, "Không có ấp, khóm này"),
        ({"xa": "1"}, "Không có xã, phường này"),  # the province
        ({"tinh-trang": "tot"}, "Không có tình trạng này"),
        ({"danh-cho": "nobody"}, "Không có nhóm người đọc này"),
        ({"muc": "15"}, "từ 1 đến 14"),
        ({"chu-de": "<script>"}, "Không có chủ đề này"),
        ({"nguyen-van": "2"}, "nguyen-van=1"),
        ({"sap-xep": "ngau-nhien"}, "Không có cách sắp xếp này"),
    ],
)
def test_nonsense_is_answered_with_a_sentence(site: Client, parameters: dict[str, str], sentence: str) -> None:
    response = ask(site, q="tôm", **parameters)
    assert response.status_code == 400
    html = response.content.decode()
    assert sentence in html
    assert '<a href="?q=t%C3%B4m" rel="nofollow">Tìm lại “tôm”' in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Tìm kiếm"),
        ("   ", "Tìm kiếm"),
        ("?!* ()", "Hãy gõ ít nhất một chữ"),
        ("-rác", "Câu tìm chỉ có phần loại trừ"),
        ("a" * 10_000, "Câu tìm quá dài"),
        ("tôm " * 2_500, "Câu tìm quá dài"),
        ('"tôm', "Không tìm thấy"),
        ("t\x00ôm\x1b", "Không tìm thấy"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
    ],
)
def test_hopeless_queries_get_help(site: Client, typed: str, sentence: str) -> None:
    response = ask(site, q=typed)
    assert response.status_code == 200
    html = response.content.decode()
    assert sentence in html
    assert "<script>alert" not in html


def test_a_page_behind_the_last_says_so(site: Client, staff: Staff) -> None:
    published(staff, "Thu chi ngân sách xã")
    indexed()
    response = ask(site, q="ngân sách", trang="7")
    assert response.status_code == 200
    assert "chỉ có 1 trang" in response.content.decode()


def test_a_hit_that_is_no_longer_public_is_not_shown(site: Client, staff: Staff) -> None:
    page = published(staff, "Danh sách hộ nghèo", body=factories.text_body("Ông Trần Văn Khuyết."))
    indexed()
    page.unpublish()  # the indexer has not come by yet
    response = ask(site, q="danh sách hộ nghèo")
    assert response.context["answer"].hits == ()
    assert "Khuyết" not in response.content.decode()


def test_text_that_was_just_taken_out_is_not_shown(site: Client, staff: Staff) -> None:
    page = published(staff, "Danh sách hộ nghèo", body=factories.text_body("Ông Trần Văn Khuyết được hỗ trợ."))
    indexed()
    page.body = factories.text_body("Một hộ được hỗ trợ.")
    page.save()
    response = ask(site, q="danh sách hỗ trợ")
    assert [hit.page_id for hit in response.context["answer"].hits] == [page.pk]
    assert "Khuyết" not in response.content.decode()


def test_markup_in_texts_stays_text(site: Client, staff: Staff) -> None:
    published(staff, "Tôm <b>sú</b>", body=factories.text_body("<img src=x onerror=alert(1)> tôm & cua"))
    indexed()
    html = ask(site, q="tôm").content.decode()
    assert "<mark>Tôm</mark> &lt;b&gt;sú&lt;/b&gt;" in html
    assert "<img src=x" not in html


def test_newest_first(site: Client, staff: Staff) -> None:
    import datetime as dt

    old = published(staff, "Thu chi quỹ", decision_date=dt.date(2025, 8, 1))
    new = published(staff, "Thu chi quỹ", decision_date=dt.date(2026, 2, 1))
    indexed()
    response = ask(site, q="thu chi quỹ", **{"sap-xep": "moi-nhat"})
    assert [hit.page_id for hit in response.context["answer"].hits] == [new.pk, old.pk]


def test_when_the_engine_is_down_the_page_says_so_and_offers_the_places(
    site: Client, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_request: Any) -> None:
        raise EngineUnavailable("refused")

    monkeypatch.setattr(engine(), "search", down)
    response = ask(site, q="vệ sinh")
    assert response.status_code == 503
    assert response["Retry-After"]
    html = response.content.decode()
    assert "tạm nghỉ" in html and 'value="vệ sinh"' in html
    assert staff.unit.page.url in html


def test_before_the_first_index_the_page_says_so(each_engine: str, client: Client) -> None:
    assert ask(client, q="vệ sinh").status_code == 503
    assert ask(client).status_code == 200


def test_a_search_asks_the_database_as_often_for_ten_hits_as_for_one(
    site: Client, staff: Staff, django_assert_max_num_queries: Any
) -> None:
    """Of a process that knows its places and words already."""
    published(staff, "Thu chi quỹ vì người nghèo")
    for number in range(10):
        published(staff, f"Thu chi ngân sách {number}")
    indexed()
    ask(site, q="ngân sách")
    with CaptureQueriesContext(connection) as one:
        assert len(ask(site, q="người nghèo").context["answer"].hits) == 1
    with django_assert_max_num_queries(min(12, len(one))):
        assert len(ask(site, q="ngân sách").context["answer"].hits) == 10


def test_no_page_is_promised_that_cannot_be_seen(site: Client, staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        published(staff, f"Thu chi ngân sách {number}")
    indexed()
    for name, size in (("PAGE_SIZE", 1), ("LAST_PAGE", 3)):
        monkeypatch.setattr(views, name, size)
    first, last = ask(site, q="ngân sách"), ask(site, q="ngân sách", trang="3")
    assert (first.context["pages"], bool(first.context["next_url"])) == (3, True)
    assert (last.context["pages"], last.context["next_url"]) == (3, "")
    assert "Chỉ xem được 3 trang đầu" in last.content.decode()
    monkeypatch.setattr(views, "LAST_PAGE", 5)
    assert "Chỉ xem được" not in ask(site, q="ngân sách").content.decode()


@pytest.mark.parametrize("address", ["/tim-kiem/", "/tim-kiem/atom/"])
def test_a_search_is_only_read(site: Client, address: str) -> None:
    assert site.head(address, {"q": "tôm"}).status_code == 200
    assert site.post(address, {"q": "tôm"}).status_code == 405


def test_a_chosen_hamlet_counts_communes_without_reading_hits(
    site: Client, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.covenant(articles=(factories.article("1. Công khai thu chi ngân sách của ấp."),))
    published(staff, "Thu chi ngân sách xã")
    indexed()
    requests: list[Request] = []
    search = engine().search
    monkeypatch.setattr(engine(), "search", lambda request: requests.append(request) or search(request))
    response = ask(site, q="ngân sách", ap=str(staff.hamlet.pk))
    assert [request.page_size for request in requests] == [10, 0]
    communes = response.context["facets"][0]["values"]
    assert [value["facet"]["count"] for value in communes] == [2]
    assert search(requests[1]).hits == ()


def test_an_index_that_knows_pages_of_another_database_is_no_error(site: Client) -> None:
    engine().write([Document("987654", 1, "disclosure", "Tôm", (Passage("", "", "tôm"),), commune="999999", year=2020)])
    engine().refresh()
    response = ask(site, q="tôm")
    assert response.status_code == 200
    assert response.context["answer"].hits == ()


@pytest.mark.elasticsearch
def test_a_server_that_hangs_is_given_up_in_time(client: Client, settings: Any) -> None:
    """It accepts the connection and never answers."""
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings.DINH_SEARCH = settings.DINH_SEARCH | {"engine": "elasticsearch", "url": url}
        started = time.perf_counter()
        response = ask(client, q="vệ sinh")
        assert time.perf_counter() - started < 2.0
        assert response.status_code == 503
