"""The filters beside the hits, as links: what is chosen, what may be chosen, and places as a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .addresses import Address, toggled, toggled_place
from .filters import FILTER_BY_FACET, FILTERS, PLACE_LEVELS, label_of
from .places import known_places
from .service import FacetValue, labelled

SHORT = 12  # a list of so many values is shown unfolded
ROOM = 20_000  # bytes of the page for links to hamlets; where they need more, a commune is chosen first
LINK = 120  # bytes of a link beside its address
PLACES_TITLE = "Xã, phường, ấp, khóm"
SHOWN = tuple(one.facet for one in FILTERS if one.facet not in PLACE_LEVELS)
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


def groups(
    address: Address, filters: Mapping[str, Iterable[str]], counts: Mapping[str, Mapping[str, int]]
) -> list[dict[str, Any]]:
    """The lists of filters for `components/filters.html`, without those that have no value.

    `counts` by facet; those of communes without any filter by place, for the tree is one filter.
    """
    found = [_places(address, filters, counts)]
    found += [_list(address, facet, labelled(counts.get(facet, {}), facet, filters.get(facet, ()))) for facet in SHOWN]
    return [group for group in found if group["values"]]


def _places(
    address: Address, filters: Mapping[str, Iterable[str]], counts: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    hamlets, chosen_hamlets = counts.get("hamlet", {}), set(filters.get("hamlet", ()))
    chosen_communes = set(address.values("xa"))
    open_ones = {_commune_of(hamlet) for hamlet in chosen_hamlets}
    many = len(hamlets) * (len(str(address)) + LINK) > ROOM
    shown = chosen_communes | open_ones if many else None
    inside = _by_commune(labelled(_inside(hamlets, shown), "hamlet", chosen_hamlets))
    communes = labelled({**dict.fromkeys(open_ones - {""}, 0), **counts.get("commune", {})}, "commune", chosen_communes)
    return {
        "title": PLACES_TITLE,
        "open": bool(chosen_communes or open_ones) or len(communes) <= SHORT,
        "tree": True,
        "narrow_first": many,
        "values": [
            _value(address, "commune", value)
            | {
                "inside": [_value(address, "hamlet", one) for one in inside.get(value.value, ())],
                "open": value.value in chosen_communes | open_ones,
            }
            for value in communes
        ],
    }


def _inside(hamlets: Mapping[str, int], communes: Collection[str] | None) -> Mapping[str, int]:
    """Those in some communes; without `communes` all. To name a thousand hamlets takes longer than the page."""
    if communes is None:
        return hamlets
    return {hamlet: count for hamlet, count in hamlets.items() if communes and _commune_of(hamlet) in communes}


def _by_commune(hamlets: Iterable[FacetValue]) -> Mapping[str, list[FacetValue]]:
    inside: dict[str, list[FacetValue]] = {}
    for value in hamlets:
        inside.setdefault(_commune_of(value.value), []).append(value)
    return inside


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
