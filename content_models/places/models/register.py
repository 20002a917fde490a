"""The register of places: what exists, how it was called, and from what it came."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q

from content_models.validators import validate_plain_name


class Level(models.TextChoices):
    """Two levels of government since 1 July 2025, and the hamlet, which is a community (domain §1)."""

    PROVINCE = "province", "Tỉnh"
    COMMUNE = "commune", "Xã, phường"
    HAMLET = "hamlet", "Ấp, khóm"


class Kind(models.TextChoices):
    """The word before the name. A hamlet is an ấp in a xã and a khóm in a phường."""

    PROVINCE = "tinh", "Tỉnh"
    XA = "xa", "Xã"
    PHUONG = "phuong", "Phường"
    AP = "ap", "Ấp"
    KHOM = "khom", "Khóm"


KINDS_OF_LEVEL = {
    Level.PROVINCE: (Kind.PROVINCE,),
    Level.COMMUNE: (Kind.XA, Kind.PHUONG),
    Level.HAMLET: (Kind.AP, Kind.KHOM),
}


class PlaceQuerySet(models.QuerySet["Place"]):
    """Selections that listings and choosers share."""

    def existing(self) -> PlaceQuerySet:
        """Places that exist today: not merged away, not abolished."""
        return self.filter(ended_on=None)

    def communes(self) -> PlaceQuerySet:
        return self.filter(level=Level.COMMUNE)

    def hamlets(self) -> PlaceQuerySet:
        return self.filter(level=Level.HAMLET)

    def labels(self) -> dict[int, str]:
        """Labels by id without making objects: a province has nine hundred hamlets to choose from."""
        found = {}
        rows = self.order_by().values_list("pk", "level", "kind", "name", "parent__kind", "parent__name")
        for pk, level, kind, name, kind_above, name_above in rows:
            above = f", {lower_first(_full_name(kind_above, name_above))}" if level == Level.HAMLET else ""
            found[pk] = f"{_full_name(kind, name)}{above}"
        return found


class Place(models.Model):
    """A province, commune or hamlet. Its row outlives every change of name, merger and split.

    `name` is today's name without the kind word; earlier names are `PlaceName` rows. Documents
    keep the name that the place had on their date, so they ask `name_on`.
    """

    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    code = models.CharField("mã đơn vị hành chính", max_length=10, blank=True)
    slug = models.SlugField("đường dẫn", max_length=100)
    name = models.CharField("tên", max_length=120, validators=[validate_plain_name])
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        models.PROTECT,
        verbose_name="thư mục tệp",
        editable=False,
        related_name="place",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="thuộc", null=True, blank=True, related_name="children"
    )
    begins_on = models.DateField("có từ ngày", null=True, blank=True)
    ended_on = models.DateField("không còn từ ngày", null=True, blank=True)

    objects: ClassVar = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi chốn"
        verbose_name_plural = "nơi chốn"
        ordering = ("level", "kind", "name")
        constraints = (
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="places_code_unique"),
            models.UniqueConstraint(fields=["parent", "slug"], name="places_slug_unique_in_parent"),
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, parent=None) | (~Q(level=Level.PROVINCE) & ~Q(parent=None)),
                name="places_parent_by_level",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def full_name(self) -> str:
        """Kind word and name: "Ấp 3", "Xã Đầm Dơi"."""
        return _full_name(self.kind, self.name)

    @property
    def label(self) -> str:
        """The name that is unique in the province: a hamlet's always with its commune (domain §1)."""
        if self.level == Level.HAMLET and self.parent:
            return f"{self.full_name}, {lower_first(self.parent.full_name)}"
        return self.full_name

    @property
    def commune(self) -> Place | None:
        """The commune that a hamlet belongs to, the commune itself, or None for the province."""
        if self.level == Level.HAMLET:
            return self.parent
        return self if self.level == Level.COMMUNE else None

    @property
    def path(self) -> tuple[Place, ...]:
        """Province, commune, hamlet down to this place."""
        return (*(self.parent.path if self.parent else ()), self)

    @property
    def path_ids(self) -> tuple[str, ...]:
        return tuple(str(place.pk) for place in self.path)

    def contains(self, other: Place) -> bool:
        """True when `other` is this place or lies below it."""
        return self in other.path

    def name_on(self, day: dt.date) -> str:
        """Full name of the place on a day, as papers of that day name it."""
        former = self.former_names.filter(valid_to__gt=day).order_by("valid_to").first()
        return former.full_name if former else self.full_name

    def label_on(self, day: dt.date) -> str:
        """The label with the names of a day: "Ấp Rạch Tàu, xã Đất Mũi"."""
        if self.level == Level.HAMLET and self.parent:
            return f"{self.name_on(day)}, {lower_first(self.parent.name_on(day))}"
        return self.name_on(day)


class PlaceName(models.Model):
    """A name that a place no longer bears: valid from `valid_from` (None: ever) until before `valid_to`."""

    place = models.ForeignKey(Place, models.CASCADE, verbose_name="nơi chốn", related_name="former_names")
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    name = models.CharField("tên", max_length=120)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến trước ngày")

    class Meta:
        verbose_name = "tên cũ"
        verbose_name_plural = "tên cũ"
        ordering = ("-valid_to",)

    def __str__(self) -> str:
        return f"{self.full_name} (đến {self.valid_to:%d/%m/%Y})"

    @property
    def full_name(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class Succession(models.Model):
    """A dated link from a hamlet that ended, or gave up a part, to the one that took it over."""

    class Way(models.TextChoices):
        MERGE = "merge", "Nhập"
        SPLIT = "split", "Chia, tách"

    predecessor = models.ForeignKey(Place, models.PROTECT, verbose_name="nơi cũ", related_name="succession_to")
    successor = models.ForeignKey(Place, models.PROTECT, verbose_name="nơi mới", related_name="succession_from")
    way = models.CharField("cách", max_length=10, choices=Way.choices)
    on = models.DateField("ngày")
    decision = models.CharField("nghị quyết", max_length=200, blank=True)

    class Meta:
        verbose_name = "kế thừa"
        verbose_name_plural = "kế thừa"
        ordering = ("on",)
        constraints = (models.UniqueConstraint(fields=["predecessor", "successor"], name="places_succession_once"),)

    def __str__(self) -> str:
        return f"{self.predecessor.full_name} → {self.successor.full_name}"


class FormerUnit(models.Model):
    """A commune of before 1 July 2025 (with its district and province) that today's commune came from."""

    place = models.ForeignKey(Place, models.CASCADE, verbose_name="nơi hiện nay", related_name="former_units")
    name = models.CharField("tên", max_length=120)
    district = models.CharField("huyện, thị xã, thành phố", max_length=120)
    province = models.CharField("tỉnh", max_length=120)
    partly = models.BooleanField("chỉ một phần", default=False)

    class Meta:
        verbose_name = "đơn vị cũ"
        verbose_name_plural = "đơn vị cũ"
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name}, {self.district}"


_KIND_WORDS = {kind.value: str(kind.label) for kind in Kind}


def _full_name(kind: str, name: str) -> str:
    return f"{_KIND_WORDS[kind]} {name}"


def lower_first(text: str) -> str:
    """ "Xã Đầm Dơi" → "xã Đầm Dơi": inside a sentence the kind word is lower case."""
    return text[:1].lower() + text[1:]
