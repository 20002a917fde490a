"""The register of places through its screens: the province keeps it, everything stays known."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content_models.places.models import Place, PlaceName, Succession
from content_models.roles.models import Person
from content_models.roles.table import Role
from tests import factories as f

pytestmark = pytest.mark.django_db
REASON = "Nghị quyết của Hội đồng nhân dân xã"


@pytest.fixture
def admin(client: Client) -> Person:
    made = f.person(Role.PROVINCIAL_ADMIN, f.province(), name="Võ Thanh Tùng")
    client.force_login(made)
    return made


def _post(client: Client, screen: str, place: Place, **values: Any) -> str:
    """What the screen answers, followed to the page it leads to."""
    response = client.post(reverse(screen, args=[place.pk]), {"reason": REASON} | values, follow=True)
    return str(response.content.decode())


def test_the_list_shows_communes_and_finds_hamlets(client: Client, admin: Person) -> None:
    f.hamlet("Rạch Tàu")
    everything = client.get(reverse("places_index")).content.decode()
    assert everything.count("Đang hoạt động") == 64
    assert "Xã Đất Mũi" in everything
    found = client.get(reverse("places_index"), {"q": "rạch tàu"}).content.decode()
    assert "Ấp Rạch Tàu, xã Đất Mũi" in found
    assert "Không tìm thấy" in client.get(reverse("places_index"), {"q": "không có đâu"}).content.decode()


def test_a_new_hamlet_has_its_page_and_its_folder(client: Client, admin: Person) -> None:
    text = _post(client, "places_create_hamlet", f.commune(), kind="ap", name="Cái Mòi", begins_on="")
    made = Place.objects.get(name="Cái Mòi")
    assert "Đã thêm Ấp Cái Mòi, xã Đất Mũi" in text
    assert (made.page.url, made.page.live) == ("/xa-dat-mui/ap-cai-moi/", True)
    assert made.collection.name == "Ấp Cái Mòi, xã Đất Mũi"
    assert client.get(made.page.url).status_code == 200


def test_a_name_is_used_once_in_a_commune(client: Client, admin: Person) -> None:
    f.hamlet("Rạch Tàu")
    text = _post(client, "places_create_hamlet", f.commune(), kind="ap", name="rạch tàu")
    assert "Đã có" in text
    _post(client, "places_create_hamlet", f.commune(f.DAM_DOI), kind="ap", name="Rạch Tàu")
    assert Place.objects.filter(name__iexact="Rạch Tàu").count() == 2


def test_a_renamed_hamlet_keeps_its_address_and_its_old_name(client: Client, admin: Person) -> None:
    hamlet = f.hamlet("Rạch Tàu")
    text = _post(client, "places_rename", hamlet, kind="ap", name="Rạch Tàu Đông", on="01/03/2026")
    hamlet.refresh_from_db()
    assert "Ấp Rạch Tàu, xã Đất Mũi nay là Ấp Rạch Tàu Đông, xã Đất Mũi" in text
    assert "đến trước 01/03/2026" in text
    assert hamlet.page.url == "/xa-dat-mui/ap-rach-tau/"
    assert hamlet.name_on(dt.date(2026, 2, 28)) == "Ấp Rạch Tàu"
    assert hamlet.name_on(dt.date(2026, 3, 1)) == "Ấp Rạch Tàu Đông"
    assert "Ấp Rạch Tàu Đông" in client.get(reverse("places_index"), {"q": "Rạch Tàu"}).content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"on": "31/12/2199"}, "chưa tới"),
        ({"name": "Khai Long"}, "Đã có"),
        ({"name": "  "}, "Hãy điền ô này"),
        ({"name": "<i>"}, "ký tự lạ"),
        ({"kind": "xa"}, "không có trong danh sách"),
        ({"reason": " "}, "Hãy điền ô này"),
        ({"on": "khi nào đó"}, "ngày"),
    ],
)
def test_a_wrong_renaming_changes_nothing(client: Client, admin: Person, values: dict[str, str], sentence: str) -> None:
    hamlet = f.hamlet("Rạch Tàu")
    f.hamlet("Khai Long")
    text = _post(client, "places_rename", hamlet, **({"kind": "ap", "name": "Mới", "on": "01/03/2026"} | values))
    assert sentence in text
    assert Place.objects.get(pk=hamlet.pk).name == "Rạch Tàu"
    assert not PlaceName.objects.exists()


def test_hamlets_merge(client: Client, admin: Person) -> None:
    old = [f.hamlet("Một"), f.hamlet("Hai")]
    new = f.hamlet("Ba")
    text = _post(
        client, "places_succeed", f.commune(), way="merge", predecessors=[place.pk for place in old],
        successor=new.pk, on="01/03/2026", decision="12/NQ-HĐND",
    )  # fmt: skip
    assert "Đã ghi việc nhập, tách" in text
    assert set(Place.objects.exclude(ended_on=None)) == set(old)
    page = client.get(reverse("places_place", args=[new.pk])).content.decode()
    assert "Nhận từ" in page and "Ấp Một" in page and "12/NQ-HĐND" in page
    assert client.get(old[0].page.url).status_code == 200, "the page of an ended hamlet stays"


def test_a_split_ends_nothing(client: Client, admin: Person) -> None:
    old, new = f.hamlet("Một"), f.hamlet("Hai")
    _post(
        client, "places_succeed", f.commune(), way="split", predecessors=[old.pk], successor=new.pk,
        on="01/03/2026", decision="12/NQ-HĐND",
    )  # fmt: skip
    assert Succession.objects.get().way == "split"
    assert Place.objects.get(pk=old.pk).ended_on is None


def test_a_merger_that_cannot_be_is_refused(client: Client, admin: Person) -> None:
    one, two, elsewhere = f.hamlet("Một"), f.hamlet("Hai"), f.hamlet("Xa", f.DAM_DOI)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    good = {"way": "merge", "predecessors": [one.pk], "successor": two.pk, "on": "01/03/2026", "decision": "12"}
    for change in (
        {"predecessors": [one.pk, two.pk]},
        {"predecessors": [elsewhere.pk]},
        {"successor": elsewhere.pk},
        {"predecessors": []},
        {"on": f"{tomorrow:%d/%m/%Y}"},
        {"decision": ""},
        {"way": "nuốt"},
    ):
        _post(client, "places_succeed", f.commune(), **(good | change))
        assert not Succession.objects.exists(), change
        assert not Place.objects.exclude(ended_on=None).exists(), change


def test_only_the_province_keeps_the_register(client: Client) -> None:
    hamlet, commune = f.hamlet(), f.commune()
    strangers = [
        f.person(Role.PROVINCIAL_EDITOR, f.province()),
        f.person(Role.COMMUNE_LEADER, commune),
        f.person(Role.CULTURE_OFFICER, commune),
        f.person(Role.HAMLET_HEAD, hamlet),
    ]
    values = {"kind": "ap", "name": "Mới", "on": "01/03/2026", "way": "merge", "successor": hamlet.pk}
    for stranger in strangers:
        client.force_login(stranger)
        assert "noi-chon" not in client.get("/quan-tri/").content.decode()
        for name, args in (
            ("places_index", []),
            ("places_place", [hamlet.pk]),
            ("places_create_hamlet", [commune.pk]),
            ("places_rename", [hamlet.pk]),
            ("places_succeed", [commune.pk]),
        ):
            for response in (client.get(reverse(name, args=args)), client.post(reverse(name, args=args), values)):
                assert response.status_code == 403 or response.headers["Location"] == "/quan-tri/"
    assert Place.objects.get(pk=hamlet.pk).name == "Rạch Tàu"


def test_a_level_has_its_own_screens(client: Client, admin: Person) -> None:
    for name, place in (
        ("places_create_hamlet", f.hamlet()),
        ("places_create_hamlet", f.province()),
        ("places_rename", f.province()),
        ("places_succeed", f.hamlet()),
    ):
        assert client.get(reverse(name, args=[place.pk])).status_code in (302, 403)


def test_two_states_of_a_commune_side_by_side(client: Client, admin: Person) -> None:
    """An installed commune has its first state in the history as well, so that the first change can be compared."""
    commune = f.commune()
    _post(client, "places_rename", commune, kind="phuong", name="Đất Mũi Mới", on="01/03/2026")
    text = client.get(reverse("register_history", args=["noi-chon", commune.pk])).content.decode()
    assert "Võ Thanh Tùng" in text
    assert REASON in text
    assert "Hệ thống" in text
    assert re.search(r"<del[^>]*>Đất Mũi</del>", text)
    assert re.search(r"<ins[^>]*>Đất Mũi Mới</ins>", text)
    assert re.search(r"<del[^>]*>Xã</del>", text)


def test_history_of_a_hamlet_is_for_its_commune_and_the_province(client: Client) -> None:
    hamlet = f.hamlet()
    address = reverse("register_history", args=["noi-chon", hamlet.pk])
    for role, unit, seen in (
        (Role.CULTURE_OFFICER, f.commune(), True),
        (Role.PROVINCIAL_ADMIN, f.province(), True),
        (Role.CULTURE_OFFICER, f.commune(f.DAM_DOI), False),
        (Role.HAMLET_HEAD, hamlet, False),
        (Role.PROVINCIAL_EDITOR, f.province(), False),
    ):
        client.force_login(f.person(role, unit))
        assert (client.get(address).status_code == 200) is seen, role
