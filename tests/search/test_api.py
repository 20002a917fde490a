"""The search as JSON."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from search.engines import engine
from search.engines.base import EngineUnavailable
from search.models import IndexEntry
from search.sync.indexer import index_batch
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(each_engine: str) -> Any:
    """One published disclosure in the index."""
    engine().rebuild().finish()
    IndexEntry.objects.all().delete()
    staff = Staff(factories.DAT_MUI)
    draft = factories.disclosure(
        staff.unit, staff.editor, title="Thu chi ngân sách", body=factories.text_body("Nạo vét kênh xáng.")
    )
    made = factories.published(draft, by=staff.editor, approver=staff.leader)
    while index_batch():
        pass
    engine().refresh()
    return made


def ask(client: Client, **parameters: Any) -> Any:
    return client.get("/api/v1/search", parameters)


def test_an_answer(client: Client, page: Any) -> None:
    body = ask(client, q="nao vet kenh xang").json()
    assert (body["query"], body["page"], body["total"]) == ("nao vet kenh xang", 1, 1)
    hit = body["hits"][0]
    assert (hit["title"], hit["kind"], hit["place"]) == ("Thu chi ngân sách", "disclosure", "Xã Đất Mũi")
    assert (hit["state"], hit["state_label"], hit["date"]) == ("posted", "Đang công khai", "2026-01-15")
    assert hit["url"].startswith("http://testserver/") and hit["url"].endswith(page.url)
    assert "<mark>Nạo</mark> <mark>vét</mark> <mark>kênh</mark> <mark>xáng</mark>" in hit["passages"][0]["fragment"]
    assert body["facets"]["kind"] == [{"value": "disclosure", "label": "Nội dung công khai", "count": 1}]


def test_a_document_found_by_its_number_shows_the_number(client: Client, page: Any) -> None:
    body = ask(client, q="12/qd-ubnd").json()
    assert [(hit["number"], hit["number_html"]) for hit in body["hits"]] == [
        ("12/QĐ-UBND", "<mark>12</mark>/<mark>QĐ</mark>-<mark>UBND</mark>")
    ]
    assert ask(client, q="ngân sách").json()["hits"][0]["number"] == ""


def test_what_is_offered_is_a_filter(client: Client, page: Any) -> None:
    body = ask(client, q="nghị định 61/2023/NĐ-CP năm 2026").json()
    assert {offer["facet"] for offer in body["offers"]} <= set(body["facets"])
    assert {"facet": "year", "value": "2026"} in body["offers"]


def test_filters_may_be_given_several_times(client: Client, page: Any) -> None:
    there = ask(client, q="ngân sách", loai=["material", "disclosure"], nam=["2025", "2026"])
    assert there.json()["total"] == 1
    assert ask(client, q="ngân sách", loai="material").json()["total"] == 0


def test_all_filters_hold_together(client: Client, page: Any) -> None:
    right = {"tinh-trang": "posted", "muc": "1", "xa": str(page.place_id), "loai": "disclosure"}
    assert ask(client, q="ngân sách", **right).json()["total"] == 1
    for wrong in ({"tinh-trang": "in_force"}, {"muc": "2"}, {"danh-cho": "pupils"}, {"chu-de": "le-hoi"}):
        body = ask(client, q="ngân sách", **(right | wrong)).json()
        assert (body["total"], body["hits"]) == (0, []), wrong


def test_facets_leave_themselves_out(client: Client, page: Any) -> None:
    facets = ask(client, q="ngân sách", nam="1999", muc="1").json()["facets"]
    assert facets["year"] == [
        {"value": "1999", "label": "1999", "count": 0},
        {"value": "2026", "label": "2026", "count": 1},
    ]
    assert facets["item"] == [{"value": "1", "label": "1. Kế hoạch phát triển kinh tế - xã hội", "count": 0}]
    assert set(facets) == {"kind", "commune", "hamlet", "year", "state", "audience", "item", "topic"}


def test_what_was_understood(client: Client, page: Any) -> None:
    body = ask(client, q="najo vets keenh nam 2026").json()
    assert body["mended"] or body["suggestion"]
    assert {"facet": "year", "value": "2026"} in body["offers"]
    assert body["cut"] is False
    literal = ask(client, q="ddaatj", **{"nguyen-van": "1"}).json()
    assert (literal["mended"], literal["total"]) == ("", 0)
    assert ask(client, q="ddaatj").json()["mended"] == "đật"
    assert ask(client, q="tôm " * 500).json()["cut"] is True


@pytest.mark.parametrize(
    "parameters",
    [
        {"page": "x"},
        {"page": "0"},
        {"loai": "x"},
        {"xa": "x"},
        {"sort": "x"},
        {"muc": "0"},
        {"danh-cho": "x"},
        {"gan": "0"},
    ],
)
def test_nonsense_is_a_400_with_a_sentence(client: Client, page: Any, parameters: dict[str, str]) -> None:
    response = ask(client, q="ngân sách", **parameters)
    assert response.status_code == 400
    assert response.json()["problem"]


@pytest.mark.parametrize("typed", ["", "?", "a" * 10_000, '"' * 300, "\x00", "\ue000"])
def test_no_query_is_an_error(client: Client, page: Any, typed: str) -> None:
    assert ask(client, q=typed).status_code == 200
    assert client.get("/api/v1/search").status_code == 200


def test_an_engine_that_is_down_is_a_503(client: Client, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(_request: Any) -> None:
        raise EngineUnavailable("refused")

    monkeypatch.setattr(engine(), "search", down)
    response = ask(client, q="ngân sách")
    assert response.status_code == 503
    assert "không trả lời" in response.json()["problem"]


def test_it_describes_itself(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    operation = described["paths"]["/api/v1/search"]["get"]
    assert {parameter["name"] for parameter in operation["parameters"]} == {
        "q", "page", "sort", "loai", "xa", "ap", "nam", "tinh-trang", "danh-cho", "muc", "chu-de", "nguyen-van", "gan",
    }  # fmt: skip
    assert {"200", "400", "503"} <= set(operation["responses"])
    assert client.get("/api/v1/docs/").status_code == 404
