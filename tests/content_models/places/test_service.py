"""Places come to be, are renamed and end through the service alone; nothing of the past is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from reversion.models import Version
from wagtail.models import Collection, Site

from content_models.places.install import install_province
from content_models.places.models import FormerUnit, Place, PlacePage, SectionPage, Succession
from content_models.places.service import create_place, merge_places, rename_place
from tests import factories as f

pytestmark = pytest.mark.django_db
REASON = "Thử nghiệm"
DAY = dt.date(2026, 3, 1)


# --- what a new database has ----------------------------------------------------------------------


def test_the_province_has_its_64_communes() -> None:
    communes = Place.objects.communes()
    assert communes.count() == 64
    assert (communes.filter(kind="xa").count(), communes.filter(kind="phuong").count()) == (55, 9)
    assert all(place.code and place.parent == f.province() for place in communes.select_related("parent"))
    assert f.commune(f.AN_XUYEN).full_name == "Phường An Xuyên"


def test_every_place_has_one_page_with_its_sections() -> None:
    assert PlacePage.objects.count() == Place.objects.count()
    assert Site.objects.get().root_page_id == f.province().page.pk
    sections = dict.fromkeys(SectionPage.objects.values_list("place__level", "section"))
    assert set(sections) == {("province", "tai-lieu"), ("commune", "cong-khai"), ("commune", "tai-lieu")}
    assert f.commune().page.url == "/xa-dat-mui/"


def test_communes_know_what_they_came_from() -> None:
    names = set(FormerUnit.objects.filter(place=f.commune()).values_list("name", flat=True))
    assert "Xã Đất Mũi" in names
    assert not Place.objects.communes().filter(former_units=None).exists()


def test_installing_again_changes_nothing() -> None:
    before = list(Place.objects.values_list("pk", "name", "collection_id").order_by("pk"))
    install_province()
    assert list(Place.objects.values_list("pk", "name", "collection_id").order_by("pk")) == before


def test_folders_of_communes_lie_beside_that_of_the_province() -> None:
    """Rights on a folder reach what lies below it: the province's would open every commune's drafts."""
    province, commune, hamlet = f.province(), f.commune(), f.hamlet()
    root = Collection.get_first_root_node()
    assert province.collection.get_parent() == commune.collection.get_parent() == root
    assert hamlet.collection.get_parent() == commune.collection


# --- new places -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Rạch Tàu", "ap-rach-tau"),
        ("3", "ap-3"),
        ("Đông Hưng", "ap-dong-hung"),
        ("Gò Cát - Bờ Đập", "ap-go-cat-bo-dap"),
    ],
)
def test_addresses_are_plain_letters(name: str, slug: str) -> None:
    assert f.hamlet(name).slug == slug


def test_a_namesake_of_an_ended_hamlet_gets_a_number() -> None:
    old, new = f.hamlet("Một"), f.hamlet("Hai")
    merge_places([old], new, on=DAY, decision="1", by=None, reason=REASON)
    again = create_place(kind="ap", name="Một", parent=f.commune(), by=None, reason=REASON)
    assert (old.slug, again.slug) == ("ap-mot", "ap-mot-2")


@pytest.mark.parametrize(
    ("kind", "name"), [("xa", "Mới"), ("tinh", "Mới"), ("ap", ""), ("ap", "A\nB"), ("ap", "a" * 121)]
)
def test_what_cannot_be_a_hamlet_is_refused(kind: str, name: str) -> None:
    pages = PlacePage.objects.count(), Collection.objects.count()
    with pytest.raises(ValidationError):
        create_place(kind=kind, name=name, parent=f.commune(), by=None, reason=REASON)
    assert (PlacePage.objects.count(), Collection.objects.count()) == pages


def test_every_change_has_a_reason() -> None:
    hamlet = f.hamlet()
    with pytest.raises(ValidationError, match="lý do"):
        create_place(kind="ap", name="Mới", parent=f.commune(), by=None, reason="  ")
    with pytest.raises(ValidationError, match="lý do"):
        rename_place(hamlet, kind="ap", name="Mới", on=DAY, by=None, reason="")
    assert Place.objects.get(pk=hamlet.pk).name == "Rạch Tàu"


# --- other names ----------------------------------------------------------------------------------


def test_a_place_is_called_as_on_the_day() -> None:
    hamlet = f.hamlet("Một")
    rename_place(hamlet, kind="ap", name="Hai", on=dt.date(2026, 2, 1), by=None, reason=REASON)
    rename_place(hamlet, kind="khom", name="Ba", on=DAY, by=None, reason=REASON)
    named = {day: hamlet.name_on(dt.date(2026, *day)) for day in ((1, 31), (2, 1), (2, 28), (3, 1))}
    assert named == {(1, 31): "Ấp Một", (2, 1): "Ấp Hai", (2, 28): "Ấp Hai", (3, 1): "Khóm Ba"}
    assert hamlet.page.title == "Khóm Ba"
    assert Place.objects.get(pk=hamlet.pk).collection.name == "Khóm Ba, xã Đất Mũi"


@pytest.mark.parametrize("on", [dt.date(2026, 2, 1), dt.date(2025, 12, 31)])
def test_a_renaming_comes_after_the_last_one(on: dt.date) -> None:
    hamlet = f.hamlet("Một")
    rename_place(hamlet, kind="ap", name="Hai", on=dt.date(2026, 2, 1), by=None, reason=REASON)
    with pytest.raises(ValidationError, match="mới có từ ngày 01/02/2026"):
        rename_place(hamlet, kind="ap", name="Ba", on=on, by=None, reason=REASON)


def test_states_of_a_place_are_kept_from_its_installation_on() -> None:
    commune = f.commune()
    rename_place(commune, kind="xa", name="Mũi Cà Mau", on=DAY, by=f.superuser(), reason="Nghị quyết 5")
    new, old = Version.objects.get_for_object(commune)
    assert (old.field_dict["name"], new.field_dict["name"]) == ("Đất Mũi", "Mũi Cà Mau")
    assert new.revision.comment == "Nghị quyết 5"
    assert new.revision.user.full_name == "Người Vận Hành"


# --- mergers and splits ---------------------------------------------------------------------------


def test_the_same_succession_is_recorded_once() -> None:
    old, new = f.hamlet("Một"), f.hamlet("Hai")
    merge_places([old], new, on=DAY, decision="1", by=None, reason=REASON, way=Succession.Way.SPLIT)
    with pytest.raises(ValidationError, match="đã được ghi"):
        merge_places([old], new, on=DAY, decision="2", by=None, reason=REASON, way=Succession.Way.SPLIT)


def test_a_merger_is_all_or_nothing() -> None:
    one, two, three = f.hamlet("Một"), f.hamlet("Hai"), f.hamlet("Ba")
    merge_places([two], three, on=DAY, decision="1", by=None, reason=REASON)
    two.refresh_from_db()
    with pytest.raises(ValidationError, match="không thể nhập vào"):
        merge_places([one, two], three, on=DAY, decision="2", by=None, reason=REASON)
    assert Place.objects.get(pk=one.pk).ended_on is None


def test_communes_are_not_merged_here() -> None:
    with pytest.raises(ValidationError):
        merge_places([f.commune()], f.commune(f.DAM_DOI), on=DAY, decision="1", by=None, reason=REASON)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("Ấp Rạch Thọ", "Rạch Thọ"), ("  Rạch   Thọ ", "Rạch Thọ"), ("Ra\u0323ch Tho\u0323", "Rạch Thọ")],
)
def test_a_name_is_stored_without_its_kind_word_and_in_nfc(typed: str, stored: str, db: None) -> None:
    commune = Place.objects.get(code="32248")
    assert create_place(kind="ap", name=typed, parent=commune, by=None, reason="thử").name == stored


def test_a_name_needs_a_letter(db: None) -> None:
    with pytest.raises(ValidationError):
        create_place(kind="ap", name="🙂", parent=Place.objects.get(code="32248"), by=None, reason="thử")
