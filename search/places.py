"""Names of all places, kept in the process: a search page shows hundreds of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models.signals import post_delete, post_save

from content_models.places.models import Place
from content_models.places.models.register import lower_first
from search.text.normalise import nfc, tokens

from .near_names import NearNames

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

    @property
    def in_sentence(self) -> str:
        """The label as it stands inside a sentence: "xã Đất Mũi"."""
        return lower_first(self.label)


@dataclass(frozen=True)
class _Kept:
    """What was read, when (monotonic seconds), and the names of today's places below the province."""

    read_at: float
    places: Mapping[str, KnownPlace]
    names: NearNames


_lock = threading.Lock()
_kept: _Kept | None = None


def known_places() -> Mapping[str, KnownPlace]:
    """Id → place, those of the past too. One query a minute, for which only the thread that makes it waits."""
    return _current().places


def places_like(folded: Sequence[str], most: int) -> list[KnownPlace]:
    """Places of today with the name that is most like some words in a row, communes before hamlets."""
    kept = _current()
    return [kept.places[one] for one in kept.names.find(folded)[:most]]


def _current() -> _Kept:
    global _kept
    kept = _kept
    if kept and (time.monotonic() - kept.read_at < SECONDS or _lock.locked()):
        return kept
    with _lock:
        if _kept is None or time.monotonic() - _kept.read_at >= SECONDS:
            _kept = _anew(_kept)
        return _kept


def _anew(before: _Kept | None) -> _Kept:
    """Names are prepared again only when a place has changed: of a whole country's they take a second."""
    places, now = _read(), time.monotonic()
    if before and before.places == places:
        return replace(before, read_at=now)
    return _Kept(now, places, NearNames.made(_names(places.values())))


def _names(places: Iterable[KnownPlace]) -> Iterator[tuple[str, list[str]]]:
    """Ids with the folded words after the kind word."""
    wanted = [place for place in places if place.exists and place.level != "province"]
    for place in sorted(wanted, key=lambda place: place.level):
        yield place.id, [token.folded for token in tokens(nfc(place.full_name))[1:]]


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
