"""From the engine's hits to what may be shown."""

from __future__ import annotations

from typing import Any

import pytest

from content_models.places.service import rename_place
from search import places
from search.engines.base import Hit
from search.service import labelled, shown_hits
from search.text.highlight import Found
from search.text.query import read_query
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db


def found(typed: str) -> Found:
    return Found.of(read_query(typed))


def test_only_passages_with_something_found_are_shown_or_else_the_first() -> None:
    staff = Staff(factories.DAT_MUI)
    page = staff.covenant(
        articles=tuple(
            factories.article(f"1. {text}.", heading=text) for text in ("Rừng đước", "Đám tang", "Kênh rạch")
        )
    )
    hit = Hit(str(page.pk), 1.0, ("dieu-3", "dieu-2", "dieu-1"))
    shown = shown_hits((hit,), found("đám tang"))[0]
    assert [passage.url for passage in shown.passages] == [f"{page.url}#dieu-2"]
    title_only = shown_hits((hit,), found("xqzwk"))[0]
    assert [passage.url for passage in title_only.passages] == [f"{page.url}#dieu-3"]


def test_a_chosen_value_is_first_even_without_a_count() -> None:
    values = labelled({"2026": 4, "2025": 9}, "year", {"1999"})
    assert [(value.value, value.count, value.chosen) for value in values] == [
        ("1999", 0, True),
        ("2025", 9, False),
        ("2026", 4, False),
    ]


def test_a_renamed_place_is_called_by_its_new_name_at_once() -> None:
    place = factories.hamlet("Rạch Tàu")
    key = str(place.pk)
    assert labelled({key: 1}, "hamlet")[0].label == "Ấp Rạch Tàu, xã Đất Mũi"
    rename_place(place, kind="ap", name="Rạch Mới", on=factories.SINCE, by=None, reason="Thử nghiệm")
    assert labelled({key: 1}, "hamlet")[0].label == "Ấp Rạch Mới, xã Đất Mũi"
    assert labelled({"987654": 1}, "commune")[0].label == "987654"


def test_names_of_places_are_read_once(django_assert_num_queries: Any) -> None:
    places.forget()
    with django_assert_num_queries(1):
        assert places.known_places() is places.known_places()
