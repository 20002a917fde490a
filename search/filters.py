"""The filters of a search: their names in an address, the facets of the engine, and what their values are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from content_models.covenants.reading import topics
from content_models.disclosures.items import ITEM_CHOICES
from content_models.documents import KIND_LABELS, STATE_LABELS
from content_models.materials.models import AUDIENCES

from .places import known_places

MOST_VALUES = 50
_YEAR = re.compile(r"[0-9]{1,4}")
_ID = re.compile(r"[0-9]{1,12}")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
WRONG = "Bộ lọc trong địa chỉ không đúng. Hãy chọn lại."


@dataclass(frozen=True)
class Filter:
    """`name` in the address, `facet` of the engine, `title` above its values.

    `labels` are all values there can be; without them `form` says how a value is written.
    """

    name: str
    facet: str
    title: str
    labels: Mapping[str, str] | None = None
    form: re.Pattern[str] = _KEY

    def problem(self, values: Iterable[str]) -> str:
        """A sentence when a value cannot be one of this filter's; else empty."""
        values = list(values)
        if self.labels is not None:
            return "" if all(value in self.labels for value in values) else f"{UNKNOWN[self.facet]} {CHOOSE}"
        if not all(self.form.fullmatch(value) for value in values):
            return WRONG
        if self.facet in PLACE_LEVELS:
            places = [known_places().get(value) for value in values]
            if not all(place and place.level == self.facet for place in places):
                return f"{UNKNOWN[self.facet]} {CHOOSE}"
        return ""


CHOOSE = "Hãy chọn lại."
UNKNOWN = {
    "kind": "Không có loại văn bản này.",
    "state": "Không có tình trạng này.",
    "audience": "Không có nhóm người đọc này.",
    "item": "Chỉ có mười bốn nội dung công khai, đánh số từ 1 đến 14.",
    "topic": "Không có chủ đề này.",
    "commune": "Không có xã, phường này.",
    "hamlet": "Không có ấp, khóm này.",
}
PLACE_LEVELS = ("commune", "hamlet")  # facets whose values are ids of places of that level

FILTERS = (
    Filter("loai", "kind", "Loại văn bản", KIND_LABELS),
    Filter("xa", "commune", "Xã, phường", form=_ID),
    Filter("ap", "hamlet", "Ấp, khóm", form=_ID),
    Filter("nam", "year", "Năm", form=_YEAR),
    Filter("tinh-trang", "state", "Tình trạng", STATE_LABELS),
    Filter("muc", "item", "Nội dung công khai (Điều 11)", {str(number): label for number, label in ITEM_CHOICES}),
    Filter("danh-cho", "audience", "Tài liệu dành cho", dict(AUDIENCES)),
    Filter("chu-de", "topic", "Chủ đề", topics()),
)
FILTER_BY_FACET = {one.facet: one for one in FILTERS}


def label_of(facet: str, value: str, *, inside: bool = False) -> str:
    """What people call a value; a hamlet with its commune unless it stands `inside` its commune's list."""
    return labels_of(facet, inside=inside)(value)


def labels_of(facet: str, *, inside: bool = False) -> Callable[[str], str]:
    """`label_of` for many values of one facet."""
    if facet not in PLACE_LEVELS:
        labels = FILTER_BY_FACET[facet].labels or {}
        return lambda value: str(labels.get(value, value))
    places = known_places()

    def label(value: str) -> str:
        place = places.get(value)
        return value if place is None else place.full_name if inside else place.label

    return label
