"""The filters beside the hits, as links: what is chosen, what may be chosen, and places as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .addresses import Address, toggled, toggled_place
from .filters import FILTER_BY_FACET, FILTERS, PLACE_LEVELS, label_of
from .places import known_places
from .service import Answer, FacetValue, labelled

SHORT = 12  # a list of so many values is shown unfolded
ROOM = 60_000  # bytes of the page for links to hamlets; where they need more, a commune is chosen first
LINK = 120  # bytes of a link beside its address
PLACES_TITLE = "Xã, phường, ấp, khóm"
SHOWN = tuple(one.facet for one in FILTERS if one.facet not in (*PLACE_LEVELS, "topic"))
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Chosen:
    """A value that is filtered by, with the address without it."""

    label: str
    url: str


def chosen(address: Address, filters: Mapping[str, Iterable[str]]) -> list[Chosen]:
    """All that is filtered by, in the order of FILTERS."""
    return [
        Chosen(label_of(one.facet, value), str(_toggled(address, one.facet, value)))
        for one in FILTERS
        for value in sorted(filters.get(one.facet, ()))
    ]


def groups(address: Address, answer: Answer, commune_counts: Counts) -> list[dict[str, Any]]:
    """The lists of filters for `components/filters.html`, without those that have no value.

    `commune_counts` are those without any filter by place: the tree is one filter.
    """
    found = [_places(address, answer, commune_counts)]
    found += [_list(address, facet, answer.facets.get(facet, [])) for facet in SHOWN]
    return [group for group in found if group["values"]]


def _places(address: Address, answer: Answer, commune_counts: Counts) -> dict[str, Any]:
    hamlets = answer.facets.get("hamlet", [])
    chosen_communes = set(address.values("xa"))
    inside: dict[str, list[FacetValue]] = {}
    for value in hamlets:
        place = known_places().get(value.value)
        inside.setdefault(place.commune if place else "", []).append(value)
    many = len(hamlets) * (len(str(address)) + LINK) > ROOM
    open_ones = {commune for commune, values in inside.items() if any(value.chosen for value in values)}
    communes = labelled({**dict.fromkeys(open_ones - {""}, 0), **commune_counts}, "commune", chosen_communes)
    return {
        "title": PLACES_TITLE,
        "open": bool(chosen_communes or open_ones) or len(communes) <= SHORT,
        "tree": True,
        "narrow_first": many,
        "values": [
            _value(address, "commune", value)
            | {
                "inside": [_value(address, "hamlet", one) for one in inside.get(value.value, ())]
                if not many or value.value in chosen_communes | open_ones
                else [],
                "open": value.value in chosen_communes | open_ones,
            }
            for value in communes
        ],
    }


def _list(address: Address, facet: str, values: list[FacetValue]) -> dict[str, Any]:
    return {
        "title": FILTER_BY_FACET[facet].title,
        "open": any(value.chosen for value in values) or len(values) <= SHORT,
        "values": [_value(address, facet, value) for value in values],
    }


def _value(address: Address, facet: str, value: FacetValue) -> dict[str, Any]:
    label = label_of(facet, value.value, inside=True) if facet == "hamlet" else value.label
    return {
        "facet": {"label": label, "count": value.count, "chosen": value.chosen},
        "url": str(_toggled(address, facet, value.value)),
    }


def _toggled(address: Address, facet: str, value: str) -> Address:
    name = FILTER_BY_FACET[facet].name
    if facet not in PLACE_LEVELS:
        return toggled(address, name, value)
    return toggled_place(address, name, value, _commune_of)


def _commune_of(hamlet: str) -> str:
    place = known_places().get(hamlet)
    return place.commune if place else ""
