"""The unit that a line means: by code, by today's name, or by the name that it had before 1 July 2025."""

from __future__ import annotations

import re
from collections import defaultdict

from content_models.cleaning import clean_text
from content_models.places.models import FormerUnit, Place
from content_models.places.models.register import Level
from content_models.places.slugs import vietnamese_slug

from .lines import Refused

_KIND_WORD = re.compile(r"^(?:tỉnh|xã|phường|thị trấn|ấp|khóm)\s+", re.IGNORECASE)


class Units:
    """The province and its communes by all their names, read once. Hamlets are asked for one by one."""

    def __init__(self) -> None:
        self._today: dict[str, set[int]] = defaultdict(set)
        self._former: dict[str, set[int]] = defaultdict(set)
        units = Place.objects.existing().exclude(level=Level.HAMLET).select_related("parent")
        self._places = {place.pk: place for place in units}
        for place in self._places.values():
            self._learn(self._today, place.full_name, place)
            if place.code:
                self._today[place.code].add(place.pk)
        for former in FormerUnit.objects.filter(place__in=self._places):
            self._learn(self._former, former.name, self._places[former.place_id])

    def unit(self, written: str) -> Place:
        """Raises Refused when nothing, or more than one unit, bears the name."""
        for names in (self._today, self._former):
            for form in _forms(written):
                if found := names.get(form):
                    return self._only(written, found)
        raise Refused(f"Không có xã, phường nào tên “{written[:80]}”. Hãy ghi tên hoặc mã hành chính hiện nay.")

    def _learn(self, names: dict[str, set[int]], name: str, place: Place) -> None:
        for form in (*_forms(name), *_forms(_KIND_WORD.sub("", clean_text(name)))):
            names[form].add(place.pk)

    def _only(self, written: str, found: set[int]) -> Place:
        if len(found) > 1:
            labels = ", ".join(sorted(self._places[pk].label for pk in found))
            raise Refused(f"“{written[:80]}” có thể là {labels}. Hãy ghi tên hoặc mã hành chính hiện nay.")
        return self._places[next(iter(found))]


def hamlet_in(commune: Place, written: str, title: str) -> Place:
    """The hamlet that the line names or, when it names none, the one in its title. Raises Refused."""
    hamlets = list(Place.objects.existing().filter(parent=commune).select_related("parent__parent"))
    asked = vietnamese_slug(written or title)
    found = [place for place in hamlets if _names(asked, place, whole=bool(written))]
    if not found:
        raise Refused(f"Không thấy ấp, khóm nào của {commune.label} trong “{(written or title)[:80]}”.")
    longest = max(len(place.slug) for place in found)
    best = [place for place in found if len(place.slug) == longest]
    if len(best) > 1:
        raise Refused(f"“{(written or title)[:80]}” có thể là {', '.join(place.label for place in best)}.")
    return best[0]


def _names(asked: str, place: Place, *, whole: bool) -> bool:
    """Is the place named: by the whole text, or somewhere in a title with its kind word before it."""
    full = vietnamese_slug(place.full_name)
    if whole:
        return asked in (full, vietnamese_slug(place.name), place.slug)
    return f"-{full}-" in f"-{asked}-"


def _forms(name: str) -> tuple[str, str]:
    """As it is written and without its marks: the first tells two names apart that differ only in marks."""
    plain = clean_text(name).casefold().strip()
    return plain, vietnamese_slug(plain)
