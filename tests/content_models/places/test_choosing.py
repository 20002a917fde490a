"""Lists of places stand in the order of the Vietnamese alphabet, on every screen that offers them."""

from __future__ import annotations

import re

import pytest
from django import forms

from content_models.places.choosing import PlacesInOrder, in_order
from content_models.places.models import Place
from content_models.roles.forms import RoleForm
from content_models.roles.table import Role
from tests import factories
from tests.staff import client_of

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    place = type("Field", (forms.ModelChoiceField,), {"iterator": PlacesInOrder})(Place.objects.none(), empty_label="?")


def test_communes_by_the_alphabet_not_by_bytes() -> None:
    names = [place.name for place in in_order(Place.objects.communes())]

    assert names.index("Bạc Liêu") < names.index("Biển Bạch")  # by bytes "ạ" comes after "i"
    assert names.index("Cái Nước") < names.index("Đầm Dơi") < names.index("Gành Hào")  # by bytes "Đ" comes last
    assert names[-1] != "Đầm Dơi"


def test_the_province_first_hamlets_below_their_commune_and_by_number() -> None:
    for name in ("10", "2", "Đất Biển", "Dinh Cũ"):
        factories.hamlet(name)
    factories.hamlet("1", factories.DAM_DOI)
    found = in_order(Place.objects.select_related("parent").order_by("?"))

    assert [place.level for place in found[:2]] == ["province", "commune"]
    assert [(place.parent.name, place.name) for place in found if place.level == "hamlet"] == [
        ("Đầm Dơi", "1"), ("Đất Mũi", "2"), ("Đất Mũi", "10"), ("Đất Mũi", "Dinh Cũ"), ("Đất Mũi", "Đất Biển"),
    ]  # fmt: skip


def test_a_field_offers_them_so_and_takes_what_was_chosen() -> None:
    form = Form({"place": factories.commune().pk})
    form.fields["place"].queryset = Place.objects.communes().filter(name__in=["Đầm Dơi", "Đất Mũi", "Bạc Liêu"])

    offered = [str(label) for _, label in form.fields["place"].choices]
    assert [label.split(" ", 1)[-1] for label in offered] == ["?", "Bạc Liêu", "Đầm Dơi", "Đất Mũi"]
    assert form.is_valid() and form.cleaned_data["place"] == factories.commune()


def test_the_register_of_places_and_the_form_of_roles() -> None:
    admin = factories.person(Role.PROVINCIAL_ADMIN, factories.province())
    page = client_of(admin).get("/quan-tri/noi-chon/").content.decode()
    offered = " ".join(str(label) for _, label in RoleForm(user=admin).fields["unit"].choices)

    for text in (page, offered):
        assert 0 < text.index("Bạc Liêu") < text.index("Biển Bạch") < text.index("Đầm Dơi")


def test_the_register_of_people_by_given_name() -> None:
    names = ["Trần Văn Út", "Lê Thị Đào", "Nguyễn Văn Dũng", "Phan Văn Ánh"]
    people = [factories.person(Role.DRAFTING_MEMBER, factories.hamlet(), name=name) for name in names]
    factories.person(Role.HAMLET_HEAD, factories.hamlet(), name="Lê Thị Đào Em")
    culture = factories.person(Role.CULTURE_OFFICER, factories.commune())

    page = client_of(culture).get("/quan-tri/nguoi-dung/").content.decode()

    shown = re.findall("|".join(sorted(names, key=len, reverse=True)), page)
    assert list(dict.fromkeys(shown)) == ["Phan Văn Ánh", "Nguyễn Văn Dũng", "Lê Thị Đào", "Trần Văn Út"]
    assert all(f"/nguoi-dung/{person.pk}/" in page for person in people)
