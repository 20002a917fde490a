"""Filters on the search page: counts, the tree of places, what is chosen and how it is taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from content_models.places.models import Place
from search.engines import engine
from search.engines.base import Document, Passage
from search.models import IndexEntry
from search.sync.indexer import index_batch
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db
PLACES = "Xã, phường, ấp, khóm"


@pytest.fixture
def site(each_engine: str, client: Client) -> Iterator[Client]:
    engine().rebuild().finish()
    IndexEntry.objects.all().delete()
    yield client
    engine().drop()


def indexed() -> None:
    while index_batch():
        pass
    engine().refresh()


def ask(client: Client, **parameters: Any) -> Any:
    response = client.get("/tim-kiem/", {name.replace("_", "-"): value for name, value in parameters.items()})
    assert response.status_code == 200
    return response


def counts(response: Any, title: str) -> dict[str, int]:
    """Label → count of one list of filters, in its order."""
    groups = {group["title"]: group["values"] for group in response.context["facets"]}
    return {value["facet"]["label"]: value["facet"]["count"] for value in groups.get(title, ())}


def url(response: Any, title: str, label: str) -> str:
    groups = {group["title"]: group["values"] for group in response.context["facets"]}
    values = [*groups[title], *(one for value in groups[title] for one in value.get("inside", ()))]
    return "/tim-kiem/" + next(value["url"] for value in values if value["facet"]["label"] == label)


@pytest.fixture
def documents(site: Client) -> Client:
    """Two communes; a covenant, two disclosures of different items and years, a material."""
    here, there = Staff(factories.DAT_MUI), Staff(factories.DAM_DOI)
    here.covenant(articles=(factories.article("1. Bà con bàn chuyện đắp đê."),))
    here.publish(here.disclosure(title="Đắp đê ấp Rạch Tàu", item=3, decision_date=dt.date(2025, 9, 1)))
    there.publish(there.disclosure(title="Đắp đê xã", item=2, decision_date=dt.date(2026, 2, 1)))
    there.publish(there.material(title="Hỏi đáp đắp đê", audiences=["pupils", "citizens"]))
    indexed()
    return site


def test_every_list_counts_exactly_and_leaves_itself_out(documents: Client) -> None:
    response = ask(documents, q="đắp đê", loai="disclosure")
    assert response.context["answer"].total == 2
    assert counts(response, "Loại văn bản") == {
        "Nội dung công khai": 2,
        "Hương ước, quy ước": 1,
        "Tài liệu tuyên truyền": 1,
    }
    assert counts(response, PLACES) == {"Xã Đầm Dơi": 1, "Xã Đất Mũi": 1}
    assert counts(response, "Năm") == {"2025": 1, "2026": 1}
    assert counts(response, "Tình trạng") == {"Đang công khai": 2}
    assert list(counts(response, "Nội dung công khai (Điều 11)")) == [
        "2. Dự toán, quyết toán ngân sách",
        "3. Dự án, công trình đầu tư; đất đai, bồi thường, quy hoạch",
    ]
    assert counts(ask(documents, q="đắp đê"), "Tài liệu dành cho") == {"Học sinh": 1, "Người dân": 1}


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ({"tinh_trang": "in_force"}, 1),
        ({"tinh_trang": ["in_force", "published"]}, 2),
        ({"danh_cho": "pupils"}, 1),
        ({"danh_cho": "khmer"}, 0),
        ({"muc": ["2", "3"]}, 2),
        ({"muc": "3", "nam": "2026"}, 0),
        ({"chu_de": "moi-truong"}, 1),
        ({"chu_de": "tang-le"}, 0),
        ({"loai": ["covenant", "material"]}, 2),
    ],
)
def test_filters_of_one_list_are_alternatives_and_lists_hold_together(
    documents: Client, filters: dict[str, Any], total: int
) -> None:
    assert ask(documents, q="đắp đê", **filters).context["answer"].total == total


def test_a_hamlet_stands_in_its_commune_and_narrows_it(documents: Client) -> None:
    everything = ask(documents, q="đắp đê")
    narrowed = documents.get(url(everything, PLACES, "Ấp Rạch Tàu"))
    assert [hit.kind for hit in narrowed.context["answer"].hits] == ["covenant"]
    assert counts(narrowed, PLACES) == {"Xã Đầm Dơi": 2, "Xã Đất Mũi": 2}  # the tree leaves itself out
    assert [one.label for one in narrowed.context["chosen"]] == ["Ấp Rạch Tàu, xã Đất Mũi"]
    widened = documents.get(url(narrowed, PLACES, "Xã Đất Mũi"))
    assert widened.context["answer"].total == 2
    assert [one.label for one in widened.context["chosen"]] == ["Xã Đất Mũi"]


def test_what_is_chosen_stands_first_and_can_be_taken_back(documents: Client) -> None:
    response = ask(
        documents, q="đắp đê", xa=str(factories.commune().pk), loai="covenant", nam="2026", sap_xep="moi-nhat"
    )
    assert [one.label for one in response.context["chosen"]] == ["Hương ước, quy ước", "Xã Đất Mũi", "2026"]
    assert next(iter(counts(response, PLACES))) == "Xã Đất Mũi"
    html = response.content.decode()
    assert html.count("Bỏ hết bộ lọc") == 1 and 'aria-current="true">Xã Đất Mũi <span class="filters__drop">bỏ' in html
    cleared = documents.get("/tim-kiem/" + response.context["clear_url"])
    assert cleared.context["answer"].total == 4 and cleared.context["chosen"] == []
    assert "sap-xep=moi-nhat" in response.context["clear_url"]


def test_a_chosen_value_that_finds_nothing_is_still_there(documents: Client) -> None:
    response = ask(documents, q="đắp đê", nam="1999")
    assert response.context["answer"].total == 0
    assert counts(response, "Năm") == {"1999": 0, "2025": 1, "2026": 3}
    assert "Bỏ mọi bộ lọc</a>: 4 văn bản" in response.content.decode()


def test_a_province_full_of_hamlets_fits_into_a_page(site: Client) -> None:
    """64 communes and 900 hamlets found at once: nothing is cut, and a phone is not drowned."""
    communes = list(Place.objects.communes().order_by("pk"))
    made = [
        Document(
            str(10_000_000 + number),
            1,
            "disclosure",
            "Vệ sinh kênh rạch",
            (Passage("", "", "giữ vệ sinh kênh rạch"),),
            commune=str(communes[number % 64].pk),
            hamlet=str(5_000_000 + number),
            year=1990 + number % 30,
            state="posted",
            item=str(number % 14 + 1),
            audiences=("citizens", "pupils"),
        )
        for number in range(900)
    ]
    engine().write(made)
    engine().refresh()
    response = ask(site, q="giữ vệ sinh kênh rạch ở nhà mình và nhà hàng xóm")
    assert len(response.content) < 100 * 1024
    assert len(counts(response, PLACES)) == 64
    assert sum(counts(response, PLACES).values()) == 900
    assert len(counts(response, "Năm")) == 30
    body = site.get("/api/v1/search", {"q": "giữ vệ sinh kênh rạch"}).json()
    assert len(body["facets"]["hamlet"]) == 900


def test_lists_are_in_the_order_of_counts_then_of_the_alphabet(site: Client) -> None:
    names = ("Ấp 10", "Ấp 2", "Ấp Đường Đào", "Ấp Dừa", "Ấp Ông Tự")
    hamlets = [factories.hamlet(name.removeprefix("Ấp ")) for name in names]
    commune = factories.commune()
    engine().write(
        [
            Document(
                str(9_000_000 + i), 1, "covenant", "Tôm", (Passage("", "", "tôm"),), str(commune.pk), str(place.pk)
            )
            for i, place in enumerate([*hamlets, hamlets[4]])
        ]
    )
    engine().refresh()
    groups = {group["title"]: group["values"] for group in ask(site, q="tôm").context["facets"]}
    inside = [one["facet"]["label"] for one in groups[PLACES][0]["inside"]]
    assert inside == ["Ấp Ông Tự", "Ấp 2", "Ấp 10", "Ấp Dừa", "Ấp Đường Đào"]
