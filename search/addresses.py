"""The address of a search, and those of its neighbours: one filter more, one less, the next page. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

PAGE, SORT, LITERALLY, QUERY = "trang", "sap-xep", "nguyen-van", "q"


@dataclass(frozen=True)
class Address:
    """Parameters of a search in their order; one without values is left out."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def but(self, changes: Mapping[str, Iterable[str]]) -> Address:
        """With some parameters replaced. Whatever changes, one begins at the first page again."""
        changed = {name: tuple(values) for name, values in changes.items()}
        return Address({**self.fields, PAGE: (), **changed})

    def values(self, name: str) -> tuple[str, ...]:
        return self.fields.get(name, ())

    def without(self, names: Iterable[str]) -> Address:
        return self.but(dict.fromkeys(names, ()))

    @property
    def parameters(self) -> str:
        """What follows the question mark."""
        return "&".join(_encoded(name, values) for name, values in self.fields.items() if values)

    def __str__(self) -> str:
        """As a link on the search page."""
        return f"?{self.parameters}"


@lru_cache(maxsize=2048)
def _encoded(name: str, values: tuple[str, ...]) -> str:
    """One page has hundreds of links with the same query."""
    return urlencode({name: values}, doseq=True)


def toggled(address: Address, name: str, value: str) -> Address:
    """The address with a value of a filter taken away, or added."""
    now = address.values(name)
    return address.but({name: [one for one in now if one != value] if value in now else [*now, value]})


def toggled_place(address: Address, name: str, value: str, commune_of: Callable[[str], str]) -> Address:
    """As `toggled`, for the tree of communes (`xa`) and hamlets (`ap`).

    Filters of both must hold at once, so a hamlet narrows its commune, a commune takes the place of
    hamlets, and with a commune its hamlets go. `commune_of` gives a hamlet's commune.
    """
    communes, hamlets = address.values("xa"), address.values("ap")
    if name == "xa":
        if value in communes:
            rest = [one for one in communes if one != value]
            return address.but({"xa": rest, "ap": [one for one in hamlets if commune_of(one) != value]})
        return address.but({"xa": [*communes, value], "ap": ()})
    chosen = [one for one in hamlets if one != value] if value in hamlets else [*hamlets, value]
    if not communes or value in hamlets:
        return address.but({"ap": chosen})
    return address.but({"xa": dict.fromkeys(commune_of(one) for one in chosen), "ap": chosen})
