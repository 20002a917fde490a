"""Forms of the register of places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from content_models.places.choosing import PlacesInOrder
from content_models.places.models import Kind, Place, Succession
from content_models.places.models.register import KINDS_OF_LEVEL, Level
from content_models.roles.forms import ReasonForm, UnitChoiceField


class HamletForm(ReasonForm):
    """A new hamlet of a commune."""

    kind = forms.ChoiceField(label="Loại")
    name = forms.CharField(label="Tên (không ghi chữ ấp, khóm)", max_length=120)
    begins_on = forms.DateField(label="Có từ ngày (nếu biết)", required=False)

    field_order = ("kind", "name", "begins_on", "reason")

    def __init__(self, *args: Any, commune: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices(Level.HAMLET)
        self.fields["kind"].initial = Kind.AP if commune.kind == Kind.XA else Kind.KHOM


class RenameForm(ReasonForm):
    """Another name or kind from a day on."""

    kind = forms.ChoiceField(label="Loại")
    name = forms.CharField(label="Tên mới (không ghi chữ xã, phường, ấp, khóm)", max_length=120)
    on = forms.DateField(label="Từ ngày", initial=timezone.localdate)

    field_order = ("kind", "name", "on", "reason")

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices(Level(place.level))
        self.fields["kind"].initial, self.fields["name"].initial = place.kind, place.name


class HamletsField(forms.ModelMultipleChoiceField):
    iterator = PlacesInOrder

    def label_from_instance(self, obj: Place) -> str:
        return obj.full_name


class SuccessionForm(ReasonForm):
    """Hamlets that were merged into another one of their commune, or gave a part to it."""

    way = forms.ChoiceField(label="Việc", choices=Succession.Way.choices, widget=forms.RadioSelect)
    predecessors = HamletsField(Place.objects.none(), label="Ấp, khóm cũ", widget=forms.CheckboxSelectMultiple)
    successor = UnitChoiceField(Place.objects.none(), label="Ấp, khóm nhận", empty_label="Chọn ấp, khóm")
    on = forms.DateField(label="Từ ngày", initial=timezone.localdate)
    decision = forms.CharField(label="Nghị quyết", max_length=200)

    field_order = ("way", "predecessors", "successor", "on", "decision", "reason")

    def __init__(self, *args: Any, commune: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hamlets = Place.objects.hamlets().existing().filter(parent=commune).select_related("parent")
        self.fields["predecessors"].queryset = hamlets
        self.fields["successor"].queryset = hamlets


def kind_choices(level: Level) -> list[tuple[str, str]]:
    """The kind words of a level, as a choice field takes them."""
    return [(kind.value, str(kind.label)) for kind in KINDS_OF_LEVEL[level]]
