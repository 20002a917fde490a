"""Nobody approves a text that they wrote or last edited, nor two tasks of one text; the superuser included."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wagtail.models import Page, PageLogEntry, Revision

from .models import Act, ApprovalStep

LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
REVERT = "wagtail.revert"
# Actions of Wagtail's log that change a text. The log outlives `purge_revisions`.
WRITING = ("wagtail.create", "wagtail.edit", "wagtail.copy", REVERT)

OWN_TEXT = "Bạn đã viết, sửa hoặc gửi văn bản này, nên người khác phải duyệt."
OWN_APPROVAL = "Bạn đã duyệt một bước trước của văn bản này, nên bước này cần người khác."


def obstacle(person: Any, page: Page, workflow_state_id: int, action: str) -> str:
    """Why this person may not approve this task, as a sentence; "" when nothing stands against it."""
    if person.pk in writers_of(page):
        return OWN_TEXT
    own = ApprovalStep.objects.filter(workflow_state_id=workflow_state_id, act=Act.APPROVED, person=person)
    return OWN_APPROVAL if own.exclude(action=action).exists() else ""


def writers_of(page: Page) -> set[int]:
    """Ids of the people who wrote, edited or submitted the text since it was last published."""
    since = _since(page)
    revisions = Revision.objects.for_instance(page).filter(created_at__gt=since)
    log = PageLogEntry.objects.filter(page_id=page.pk, action__in=WRITING, timestamp__gt=since)
    steps = ApprovalStep.objects.filter(page=page, act=Act.SUBMITTED, at__gt=since)
    latest = Revision.objects.for_instance(page).order_by("-created_at", "-id").first()
    found = {
        *revisions.values_list("user_id", flat=True),
        *log.values_list("user_id", flat=True),
        *steps.values_list("person_id", flat=True),
        latest.user_id if latest else None,
        page.owner_id if page.first_published_at is None else None,
    }
    return {person_id for person_id in found if person_id is not None}


def _since(page: Page) -> dt.datetime:
    """The last publication; ever since the beginning when an older text was brought back after it, for then
    the writers of those days are writers of today's text."""
    published = page.last_published_at
    if published is None:
        return LONG_AGO
    reverts = PageLogEntry.objects.filter(page_id=page.pk, action=REVERT, timestamp__gt=published)
    return LONG_AGO if reverts.exists() else published
