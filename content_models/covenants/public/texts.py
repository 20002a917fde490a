"""The whole text of a covenant: today, in one version, on a day, in a preview of the draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from content_models.places.models.register import lower_first

from ..provisions import Covenant
from ..reading import contents, topics
from ..reading.marks import marks
from ..standing import notes_of
from ..topics import corrections_of, topics_by_article
from .parts import Marks, ShownPart, about, linked, linked_draft, shown_marks, shown_parts

if TYPE_CHECKING:
    from ..models import CovenantPage, CovenantVersion, Decision

TOPIC = "chu-de"


@dataclass(frozen=True)
class TopicLink:
    """A topic of the text: how many articles are about it, and where they are shown alone."""

    label: str
    count: int
    url: str
    chosen: bool


def preview(page: CovenantPage) -> dict[str, Any]:
    """Context of the working text."""
    covenant = page.numbered()
    return {
        "version": None,
        "covenant": covenant,
        "contents": contents(covenant),
        "parts": shown_parts(linked_draft(covenant), {}),
    }


def text(page: CovenantPage, version: CovenantVersion, day: dt.date, request: HttpRequest) -> dict[str, Any]:
    """Context of a version with the states of its provisions on a day."""
    told = marks_on(page, version, day)
    current = page.current_version
    is_current = version == current
    parts = shown_parts(linked(version), told)
    context = {
        "version": version,
        "covenant": version.covenant,
        "contents": contents(version.covenant),
        "parts": parts,
        "mark": told[""],
        "some_ended": any(mark.is_ended for anchor, mark in told.items() if anchor),
        "day": day,
        "is_current": is_current,
        "current": current,
        "base": page.url if is_current else version.url,
        "before": _before(page, version),
        "after": _after(page, version),
        "versions": versions_with_states(page),
        "standing": standing(page),
    }
    return context | _topics(page, version.covenant, parts, request)


def marks_on(page: CovenantPage, version: CovenantVersion, day: dt.date) -> Marks:
    """What must be told of the version's provisions on a day; "" is the whole."""
    fact = next(fact for fact in page.history.versions if fact.number == version.number)
    return shown_marks(marks(page.history.states(version.number, day), fact.parents), page.decisions_by_id)


def versions_with_states(page: CovenantPage, day: dt.date | None = None) -> list[CovenantVersion]:
    """All versions, newest first, each with its `state` on the day (today)."""
    day = day or timezone.localdate()
    for version in page.public_versions:
        version.state = page.history.state(version.number, "", day).state
    return page.public_versions


def standing(page: CovenantPage) -> dict[str, Any] | None:
    """For the covenant of a hamlet that was merged or gave up a part: what became of the place, and the commune's
    note. The decree is silent, so without a note nothing is said but that there is none."""
    links = list(page.place.succession_to.select_related("successor__page", "successor__parent"))
    if not links:
        return None
    commune = lower_first(page.place.parent.full_name) if page.place.parent else ""
    return {"links": links, "place": page.place, "commune": commune, "note": notes_of([page.pk]).get(page.pk)}


def decision_of(page: CovenantPage, number: int) -> Decision | None:
    return page.decisions_by_id.get(number)


def _before(page: CovenantPage, version: CovenantVersion) -> CovenantVersion | None:
    return next((one for one in page.public_versions if one.number < version.number), None)


def _after(page: CovenantPage, version: CovenantVersion) -> CovenantVersion | None:
    return next((one for one in reversed(page.public_versions) if one.number > version.number), None)


def _topics(page: CovenantPage, covenant: Covenant, parts: Sequence[ShownPart], request: HttpRequest) -> dict[str, Any]:
    """The filter by topic, and the parts that it leaves. An unknown topic filters nothing."""
    found = topics_by_article(covenant, corrections_of([page.pk]).get(page.pk, {}))
    chosen = request.GET.get(TOPIC, "")
    if chosen not in topics() or not any(chosen in keys for keys in found.values()):
        return {"topics": _topic_links(found, "", request.path), "chosen_topic": ""}
    anchors = frozenset(anchor for anchor, keys in found.items() if chosen in keys)
    return {
        "topics": _topic_links(found, chosen, request.path),
        "chosen_topic": topics()[chosen],
        "chosen_count": len(anchors),
        "parts": about(parts, anchors),
    }


def _topic_links(found: Mapping[str, tuple[str, ...]], chosen: str, path: str) -> list[TopicLink]:
    counts = {key: sum(key in keys for keys in found.values()) for key in topics()}
    return [
        TopicLink(label, counts[key], f"{path}?{urlencode({TOPIC: key})}#chu-de", key == chosen)
        for key, label in topics().items()
        if counts[key]
    ]
