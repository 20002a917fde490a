"""The places of this site as the reading of queries knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from content_models.places.models import FormerUnit, Place, PlaceName, Succession
from search.text.gazetteer import FormerName, Gazetteer, PlaceRow


def site_gazetteer() -> Gazetteer:
    """Today's places with their earlier names, those of the units that they came from among them."""
    former: dict[int, list[FormerName]] = defaultdict(list)
    for place_id, name in _former_names():
        former[place_id].append(name)
    return Gazetteer.made(
        PlaceRow(
            id=str(place.pk),
            level=place.level,
            kind=place.kind,
            name=place.name,
            parent_id=str(place.parent_id or ""),
            former=tuple(former[place.pk]),
        )
        for place in Place.objects.existing()
    )


def _former_names() -> Iterator[tuple[int, FormerName]]:
    for name in PlaceName.objects.all():
        yield name.place_id, FormerName(name.name, name.kind)
    for unit in FormerUnit.objects.all():
        yield unit.place_id, FormerName(unit.name, district=unit.district, province=unit.province)
    for link in Succession.objects.select_related("predecessor"):
        yield link.successor_id, FormerName(link.predecessor.name, link.predecessor.kind)
