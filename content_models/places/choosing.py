"""Places in a list that people choose from, in the order in which Vietnamese people look for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms.models import ModelChoiceIterator

from content_models.collation import Key, sort_key

from .models import Level, Place

_RANK = {Level.PROVINCE: 0, Level.COMMUNE: 1, Level.HAMLET: 2}


def in_order(places: Iterable[Place]) -> list[Place]:
    """The province, its communes by name, then hamlets by their commune and name (Ấp 2 before Ấp 10).

    No database sorts so: SQLite knows bytes only, PostgreSQL what its machine's language is.
    """
    return sorted(places, key=place_key)


def place_key(place: Place) -> tuple[int, Key, Key, Key]:
    """The key of a place for `sorted`; the parent of a hamlet should be loaded."""
    above = place.parent.name if place.level == Level.HAMLET and place.parent else ""
    return _RANK[Level(place.level)], sort_key(above), sort_key(place.name), sort_key(place.full_name)


class PlacesInOrder(ModelChoiceIterator):
    """Set as `iterator` of a field that offers places."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        for place in in_order(self.queryset):
            yield self.choice(place)
