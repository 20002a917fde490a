"""A search as an Atom feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from search.engines import engine
from search.engines.base import EngineUnavailable
from search.models import IndexEntry
from search.sync.indexer import index_batch
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def staff(each_engine: str) -> Iterator[Staff]:
    engine().rebuild().finish()
    IndexEntry.objects.all().delete()
    yield Staff(factories.DAT_MUI)
    engine().drop()


def indexed() -> None:
    while index_batch():
        pass
    engine().refresh()


def feed(client: Client, **parameters: Any) -> ElementTree.Element:
    response = client.get("/tim-kiem/atom/", parameters)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def test_entries_are_the_newest_documents_first(client: Client, staff: Staff) -> None:
    old = staff.publish(staff.disclosure(title="Thu chi quỹ <A>", decision_date=dt.date(2025, 8, 1)))
    new = staff.publish(staff.disclosure(title="Thu chi quỹ B & C", decision_date=dt.date(2026, 2, 1)))
    indexed()
    found = feed(client, q="thu chi quy")
    entries = found.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", "", ATOM) for entry in entries] == ["Thu chi quỹ B & C", "Thu chi quỹ <A>"]
    assert [entry.findtext("a:updated", "", ATOM)[:10] for entry in entries] == ["2026-02-01", "2025-08-01"]
    assert found.findtext("a:updated", "", ATOM).startswith("2026-02-01")
    links = [entry.find("a:link", ATOM) for entry in entries]
    assert [link.get("href") for link in links if link is not None] == [
        f"http://testserver{page.url}" for page in (new, old)
    ]


def test_it_names_itself_and_the_page(client: Client, staff: Staff) -> None:
    found = feed(client, q="quỹ", nam="2026", trang="3", **{"sap-xep": "lien-quan"})
    links = {link.get("rel"): link.get("href") for link in found.findall("a:link", ATOM)}
    assert links["self"] == "http://testserver/tim-kiem/atom/?q=qu%E1%BB%B9&nam=2026"
    assert links["alternate"] == "http://testserver/tim-kiem/?q=qu%E1%BB%B9&nam=2026"


def test_an_id_outlives_a_new_title(client: Client, staff: Staff) -> None:
    page = staff.publish(staff.disclosure(title="Thu chi quỹ"))
    indexed()
    before = feed(client, q="quỹ").findtext("a:entry/a:id", "", ATOM)
    page.slug = "ten-khac"
    page.save()
    indexed()
    after = feed(client, q="quỹ")
    assert after.findtext("a:entry/a:id", "", ATOM) == before != ""


def test_filters_hold_and_places_come_only_when_asked_for(client: Client, staff: Staff) -> None:
    staff.publish(staff.disclosure(title="Nạo vét kênh ở Đất Mũi", decision_date=dt.date(2026, 2, 1)))
    indexed()
    titles = [entry.findtext("a:title", "", ATOM) for entry in feed(client, q="đất mũi").findall("a:entry", ATOM)]
    assert titles == ["Nạo vét kênh ở Đất Mũi"]
    assert feed(client, q="đất mũi", loai="place").findtext("a:entry/a:title", "", ATOM) != ""
    assert feed(client, q="đất mũi", nam="2020").findall("a:entry", ATOM) == []


def test_an_empty_feed_is_the_same_every_time(client: Client, staff: Staff) -> None:
    first, second = (client.get("/tim-kiem/atom/", {"q": "khôngcógì"}).content for _ in range(2))
    assert first == second
    assert feed(client).findtext("a:title", "", ATOM) == "Đình: tìm kiếm"


@pytest.mark.parametrize("parameters", [{"loai": "x"}, {"xa": "x"}, {"trang": "0"}, {"muc": "15"}])
def test_nonsense_is_a_400_with_a_sentence(client: Client, staff: Staff, parameters: dict[str, str]) -> None:
    response = client.get("/tim-kiem/atom/", {"q": "quỹ"} | parameters)
    assert response.status_code == 400
    assert response.content.decode()


def test_control_characters_and_markup_do_no_harm(client: Client, staff: Staff) -> None:
    assert feed(client, q='\x00\x01"<&\ufffe\ud7ff]]>').findtext("a:id", "", ATOM)


def test_an_engine_that_is_down_is_a_503(client: Client, staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(_request: Any) -> None:
        raise EngineUnavailable("refused")

    monkeypatch.setattr(engine(), "search", down)
    response = client.get("/tim-kiem/atom/", {"q": "quỹ"})
    assert response.status_code == 503
    assert response["Retry-After"]
