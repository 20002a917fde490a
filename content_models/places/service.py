"""The only ways in which a place comes to be, is renamed and ends. Each asks who and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from content_models import signals
from content_models.history import recorded
from content_models.validators import EARLIEST_DAY, clean_name

from .models import Place, PlaceName, Succession
from .models.register import KINDS_OF_LEVEL, Kind, Level
from .slugs import vietnamese_slug
from .tree import add_collection, add_pages

if TYPE_CHECKING:
    from content_models.roles.models import Person

RESERVED_SLUGS = frozenset(
    (
        "cong-khai",
        "tai-lieu",
        "tim-kiem",
        "quan-tri",
        "api",
        "tep",
        "static",
        "luat",
        "hien-thi",
        "so-sanh",
        "kiem-tra-ban",
        "b",
    )
)


def create_place(
    *, kind: str, name: str, parent: Place, by: Person | None, reason: str, begins_on: dt.date | None = None
) -> Place:
    """Add a commune or hamlet with its page, its sections and its folder of files.

    Raises ValidationError when the kind does not fit the level below `parent`, or the name is taken there.
    """
    level = Level.COMMUNE if parent.level == Level.PROVINCE else Level.HAMLET
    place = Place(level=level, kind=kind, name=_bare_name(name), parent=parent, begins_on=begins_on)
    _validate_kind(place)
    _validate_name_is_free(place)
    place.slug = _free_slug(place)
    with recorded(by, reason):
        place.collection = add_collection(place)
        place.full_clean()
        place.save()
        add_pages(place)
    return place


def rename_place(place: Place, *, kind: str, name: str, on: dt.date, by: Person | None, reason: str) -> None:
    """Give a place a new name from a day on; the old name stays known. The address does not change.

    Raises ValidationError for a day in the future or before the last renaming, or a name that is taken.
    """
    last = place.former_names.order_by("-valid_to").first()
    if on < (place.begins_on or EARLIEST_DAY):
        raise ValidationError({"on": "Ngày đổi tên không thể trước ngày có đơn vị. Hãy kiểm tra lại năm."})
    if on > timezone.localdate():
        raise ValidationError({"on": "Ngày đổi tên chưa tới. Hãy ghi khi nghị quyết có hiệu lực."})
    if last and on <= last.valid_to:
        raise ValidationError({"on": f"Tên hiện nay mới có từ ngày {last.valid_to:%d/%m/%Y}. Hãy chọn ngày sau đó."})
    former = PlaceName(
        place=place,
        kind=place.kind,
        name=place.name,
        valid_from=last.valid_to if last else place.begins_on,
        valid_to=on,
    )
    place.kind, place.name = kind, _bare_name(name)
    _validate_kind(place)
    _validate_name_is_free(place)
    place.full_clean()
    with recorded(by, reason):
        former.save()
        place.save()
        page = place.page
        page.title = page.draft_title = place.full_name
        page.save(update_fields=["title", "draft_title"])
        place.collection.name = place.label[:255]
        place.collection.save(update_fields=["name"])
        signals.place_changed.send(sender=Place, place=place)


def merge_places(
    predecessors: Iterable[Place],
    successor: Place,
    *,
    on: dt.date,
    decision: str,
    by: Person | None,
    reason: str,
    way: str = Succession.Way.MERGE,
) -> None:
    """Record that hamlets went into, or (way "split") gave a part to, another one on a day.

    A merged hamlet ends on that day; its page and its texts stay. Raises ValidationError for a day that has
    not come or lies before a hamlet began, and for a hamlet that has ended, that is the successor itself, that
    lies in another commune or whose succession is already recorded.
    """
    predecessors = list(predecessors)
    _validate_succession(predecessors, successor, on, by_merger=way == Succession.Way.MERGE)
    with recorded(by, reason):
        for place in predecessors:
            Succession.objects.create(predecessor=place, successor=successor, way=way, on=on, decision=decision.strip())
            if way == Succession.Way.MERGE:
                place.ended_on = on
                place.save(update_fields=["ended_on"])
            signals.place_changed.send(sender=Place, place=place)
        signals.place_changed.send(sender=Place, place=successor)


def _validate_succession(predecessors: list[Place], successor: Place, on: dt.date, *, by_merger: bool) -> None:
    if not predecessors:
        raise ValidationError({"predecessors": "Hãy chọn ít nhất một ấp, khóm."})
    if on > timezone.localdate():
        raise ValidationError({"on": "Ngày nhập, tách chưa tới. Hãy ghi khi nghị quyết có hiệu lực."})
    if on < EARLIEST_DAY:
        raise ValidationError({"on": "Ngày này quá xa trong quá khứ. Hãy kiểm tra lại năm."})
    for place in predecessors:
        if (
            place == successor
            or {place.level, successor.level} != {Level.HAMLET}
            or place.parent_id != successor.parent_id
            or place.ended_on
            or successor.ended_on
        ):
            way = "nhập vào" if by_merger else "tách sang"
            raise ValidationError(f"{place.label} không thể {way} {successor.label}.")
        if place.begins_on and on < place.begins_on:
            raise ValidationError({"on": f"{place.full_name} mới có từ ngày {place.begins_on:%d/%m/%Y}."})
        if Succession.objects.filter(predecessor=place, successor=successor).exists():
            raise ValidationError(f"Việc {place.full_name} chuyển sang {successor.full_name} đã được ghi.")


def _bare_name(name: str) -> str:
    """The name without a kind word that was typed along: "Ấp Rạch Thọ" → "Rạch Thọ"."""
    cleaned = clean_name(name)
    first, _space, rest = cleaned.partition(" ")
    return rest if rest and first.casefold() in {str(label).casefold() for label in Kind.labels} else cleaned


def _validate_kind(place: Place) -> None:
    if place.kind not in KINDS_OF_LEVEL[Level(place.level)]:
        raise ValidationError({"kind": "Loại này không hợp với cấp của nơi chốn."})


def _validate_name_is_free(place: Place) -> None:
    taken = (
        Place.objects.existing()
        .filter(parent=place.parent, kind=place.kind, name__iexact=place.name)
        .exclude(pk=place.pk)
    )
    if taken.exists():
        raise ValidationError({"name": f"Đã có {place.full_name} ở đây. Hãy kiểm tra lại tên."})


def _free_slug(place: Place) -> str:
    """Slug of the full name; an ended hamlet keeps its own, so a namesake gets a number."""
    base = slug = vietnamese_slug(place.full_name)[:90]
    number = 1
    while slug in RESERVED_SLUGS or Place.objects.filter(parent=place.parent, slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
