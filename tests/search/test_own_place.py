"""The reader's own commune: kept by a button, used by the search page, forgotten by a button."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from content_models.places.models import Place
from search.engines import engine
from search.engines.base import Document, Passage, Request
from search.own_place import A_YEAR, COOKIE
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/tim-kiem/xa-cua-toi/"


@pytest.fixture
def unit() -> Place:
    return factories.commune()


@pytest.fixture
def asked(each_engine: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Request]]:
    """The requests that reach the engine."""
    engine().rebuild().finish()
    engine().write([Document("987654", 1, "disclosure", "Tôm", (Passage("", "", "tôm"),))])
    requests: list[Request] = []
    search = engine().search
    monkeypatch.setattr(engine(), "search", lambda request: requests.append(request) or search(request))
    yield requests
    engine().drop()


def keep(client: Client, place: Place | None, **headers: str) -> Any:
    """Press the button on a page of this site, or as the headers say."""
    sent = headers or {"sec_fetch_site": "same-origin"}
    return client.post(ADDRESS, {"xa": str(place.pk) if place else ""}, headers=sent)


def test_a_place_page_has_the_button_and_nothing_of_the_reader(unit: Place) -> None:
    hamlet = factories.hamlet("Rạch Tàu")
    for page in (unit.page, hamlet.page):
        client = Client()
        before = client.get(page.url).content.decode()
        assert "Đây là xã của tôi" in before and f'name="xa" value="{unit.pk}"' in before
        assert "csrf" not in before
        keep(client, unit)
        assert client.get(page.url).content.decode() == before
    assert "Đây là phường của tôi" in Client().get(factories.commune(factories.AN_XUYEN).page.url).content.decode()


def test_the_cookie_holds_a_place_and_nothing_else(client: Client, unit: Place, settings: Any) -> None:
    for secure in (False, True):
        settings.SESSION_COOKIE_SECURE = secure
        response = keep(client, unit)
        assert (response.status_code, response["Location"]) == (302, ADDRESS)
        cookie = response.cookies[COOKIE]
        assert cookie.value == str(unit.pk)
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", A_YEAR)
        assert bool(cookie["secure"]) is secure
    page = client.get(ADDRESS)
    assert "Đã ghi nhớ: <strong>Xã Đất Mũi</strong>" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert keep(client, None).cookies[COOKIE]["max-age"] == 0
    assert "Chưa ghi nhớ" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("value", ["x", "0", "1", "99999999", "-1", "\x00"])  # 1 is the province
def test_only_a_commune_can_be_kept(client: Client, value: str) -> None:
    response = client.post(ADDRESS, {"xa": value}, headers={"origin": "http://testserver"})
    assert response.status_code == 400
    assert COOKIE not in response.cookies


def test_another_site_cannot_press_the_button(unit: Place) -> None:
    client = Client(enforce_csrf_checks=True)
    assert keep(client, unit, sec_fetch_site="cross-site").status_code == 403
    assert keep(client, unit, origin="https://example.com").status_code == 403
    assert keep(client, unit, origin="null").status_code == 403
    assert keep(client, unit, referer="https://example.com/?http://testserver/").status_code == 403
    assert keep(client, unit, referer="https://testserver/").status_code == 403
    assert keep(client, unit, sec_fetch_site="cross-site", referer="http://testserver/").status_code == 403
    assert keep(client, unit, origin="null", referer="http://testserver/").status_code == 403
    assert client.post(ADDRESS, {"xa": str(unit.pk)}).status_code == 403
    assert keep(client, unit, sec_fetch_site="same-origin").status_code == 302
    assert keep(client, unit, origin="http://testserver").status_code == 302
    assert keep(client, unit, referer="http://testserver/xa-dat-mui/").status_code == 302


def test_the_search_page_uses_it_and_says_so(client: Client, unit: Place, asked: list[Request]) -> None:
    bare = client.get("/tim-kiem/", {"q": "tôm"})
    assert asked[-1].near == ""
    assert "Ưu tiên" not in bare.content.decode()
    assert "Cookie" in bare["Vary"]
    keep(client, unit)
    own = client.get("/tim-kiem/", {"q": "tôm"})
    assert asked[-1].near == str(unit.pk)
    assert "Ưu tiên xã Đất Mũi" in own.content.decode() and "Bỏ ưu tiên" in own.content.decode()
    assert "Cookie" in own["Vary"] and "private" in own["Cache-Control"]


def test_feed_and_json_do_not_know_the_reader(client: Client, unit: Place, asked: list[Request]) -> None:
    keep(client, unit)
    client.get("/tim-kiem/atom/", {"q": "tôm"})
    client.get("/api/v1/search", {"q": "tôm"})
    assert [request.near for request in asked] == ["", ""]
    assert client.get("/api/v1/search", {"q": "tôm", "gan": str(unit.pk)}).status_code == 200
    assert asked[-1].near == str(unit.pk)
    assert client.get("/api/v1/search", {"q": "tôm", "gan": "x"}).status_code == 400


def test_nonsense_in_the_cookie_is_nobodys_commune(client: Client, asked: list[Request]) -> None:
    for value in ("x", "1", "99999999", "", "é"):
        client.cookies[COOKIE] = value
        assert client.get("/tim-kiem/", {"q": "tôm"}).status_code == 200
        assert asked[-1].near == ""
