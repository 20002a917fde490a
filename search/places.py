"""Names of all places, kept in the process: a search page shows hundreds of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.signals import post_delete, post_save

from content_models.places.models import Place

SECONDS = 60.0  # another process knows of a renamed place after so long


@dataclass(frozen=True)
class KnownPlace:
    """A place by its names; `commune` is the id of the commune that it is or lies in ("" for the province)."""

    id: str
    level: str
    full_name: str
    label: str
    commune: str
    exists: bool


_lock = threading.Lock()
_kept: tuple[float, Mapping[str, KnownPlace]] | None = None


def known_places() -> Mapping[str, KnownPlace]:
    """Id → place, those of the past too. One query a minute, for which only the thread that makes it waits."""
    global _kept
    kept = _kept
    if kept and (time.monotonic() - kept[0] < SECONDS or _lock.locked()):
        return kept[1]
    with _lock:
        if _kept is None or time.monotonic() - _kept[0] >= SECONDS:
            _kept = time.monotonic(), _read()
        return _kept[1]


def forget(**kwargs: Any) -> None:
    """The next one who asks reads the database again."""
    global _kept
    with _lock:
        _kept = None


def connect() -> None:
    """Called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(forget, sender=Place, dispatch_uid="search.places")


def _read() -> dict[str, KnownPlace]:
    fields = ("level", "kind", "name", "ended_on", "parent__level", "parent__kind", "parent__name")
    places = Place.objects.select_related("parent").only(*fields).order_by()
    return {str(place.pk): _known(place) for place in places}


def _known(place: Place) -> KnownPlace:
    commune = place.commune
    return KnownPlace(
        id=str(place.pk),
        level=place.level,
        full_name=place.full_name,
        label=place.label,
        commune=str(commune.pk) if commune else "",
        exists=place.ended_on is None,
    )
