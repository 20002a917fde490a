"""Addresses of neighbouring searches, without database."""

from __future__ import annotations

from urllib.parse import parse_qs

from search.addresses import Address, toggled, toggled_place

HAMLETS = {"11": "1", "12": "1", "21": "2"}


def place(address: Address, name: str, value: str) -> dict[str, list[str]]:
    return parse_qs(toggled_place(address, name, value, lambda hamlet: HAMLETS.get(hamlet, "")).parameters)


def address(**fields: str) -> Address:
    return Address({name: tuple(value.split()) for name, value in fields.items()})


def test_a_value_is_added_and_taken_away_and_the_first_page_comes_again() -> None:
    start = Address({"q": ("đám cưới",), "nam": ("2025",), "trang": ("3",)})
    more = toggled(start, "nam", "2026")
    assert parse_qs(more.parameters) == {"q": ["đám cưới"], "nam": ["2025", "2026"]}
    assert parse_qs(toggled(more, "nam", "2025").parameters) == {"q": ["đám cưới"], "nam": ["2026"]}
    assert str(toggled(start, "nam", "2025")) == "?q=%C4%91%C3%A1m+c%C6%B0%E1%BB%9Bi"


def test_communes_are_alternatives() -> None:
    assert place(address(xa="1"), "xa", "2") == {"xa": ["1", "2"]}
    assert place(address(xa="1 2"), "xa", "1") == {"xa": ["2"]}


def test_a_hamlet_narrows_its_commune() -> None:
    assert place(address(), "ap", "11") == {"ap": ["11"]}
    assert place(address(xa="1"), "ap", "11") == {"xa": ["1"], "ap": ["11"]}
    assert place(address(xa="1 2"), "ap", "11") == {"xa": ["1"], "ap": ["11"]}
    assert place(address(ap="11"), "ap", "21") == {"ap": ["11", "21"]}
    assert place(address(xa="1", ap="11"), "ap", "11") == {"xa": ["1"]}


def test_a_commune_takes_the_place_of_hamlets_and_goes_with_its_own() -> None:
    assert place(address(ap="11"), "xa", "1") == {"xa": ["1"]}
    assert place(address(xa="1", ap="11"), "xa", "2") == {"xa": ["1", "2"]}
    assert place(address(xa="1 2", ap="11 21"), "xa", "1") == {"xa": ["2"], "ap": ["21"]}
