"""An address of a search, read."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from search.forms import MOST_VALUES, SearchForm
from tests import factories

pytestmark = pytest.mark.django_db


def form(address: str) -> SearchForm:
    made = SearchForm(QueryDict(address))
    made.is_valid()
    return made


def test_everything_of_an_address_reaches_the_engine() -> None:
    commune, hamlet = factories.commune(), factories.hamlet("Rạch Tàu")
    asked = form(
        f"q=đám+cưới&loai=covenant&loai=material&xa={commune.pk}&ap={hamlet.pk}&nam=2025&nam=2026&tinh-trang=in_force"
        "&danh-cho=pupils&muc=3&chu-de=le-hoi&sap-xep=moi-nhat&trang=4"
    ).request(near="7")
    assert asked.filters == {
        "kind": {"covenant", "material"},
        "commune": {str(commune.pk)},
        "hamlet": {str(hamlet.pk)},
        "year": {"2025", "2026"},
        "state": {"in_force"},
        "audience": {"pupils"},
        "item": {"3"},
        "topic": {"le-hoi"},
    }
    assert (asked.query.typed, asked.page, asked.sort, asked.near) == ("đám cưới", 4, "date", "7")


def test_empty_and_repeated_values_are_none_and_one() -> None:
    asked = form("q=tôm&nam=&nam=2025&nam=2025&loai=&trang=&sap-xep=")
    assert asked.request().filters == {"year": {"2025"}}
    assert str(asked.address) == "?q=t%C3%B4m&nam=2025"


def test_what_an_address_need_not_say_is_not_carried_on() -> None:
    assert str(form("q=+tôm+&utm_source=x&nguyen-van=1&khac=2").address) == "?q=t%C3%B4m&nguyen-van=1"
    assert len(str(form("q=" + "tôm+" * 5_000).address)) < 4_000


def test_too_many_values_are_refused() -> None:
    many = "&".join(f"nam={year}" for year in range(1900, 1901 + MOST_VALUES))
    assert f"nhiều nhất {MOST_VALUES}" in form(f"q=tôm&{many}").sentences[0]


def test_a_place_is_asked_for_at_its_own_level() -> None:
    commune, hamlet = factories.commune(), factories.hamlet("Rạch Tàu")
    assert form(f"q=tôm&ap={commune.pk}").sentences and form(f"q=tôm&xa={hamlet.pk}").sentences
    assert not form(f"q=tôm&xa={commune.pk}&ap={hamlet.pk}").sentences
    wrong = form("q=tôm&xa=abc&muc=99&trang=0")
    assert len(wrong.sentences) == 3
