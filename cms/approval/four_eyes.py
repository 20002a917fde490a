"""Nobody approves a text that they wrote or last edited, the superuser included."""

from __future__ import annotations

import datetime as dt

from wagtail.models import Page, PageLogEntry, Revision

from .models import Act, ApprovalStep

LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
# Actions of Wagtail's log that change a text. The log outlives `purge_revisions`.
WRITING = ("wagtail.create", "wagtail.edit", "wagtail.copy", "wagtail.revert")


def writers_of(page: Page) -> set[int]:
    """Ids of the people who wrote, edited or submitted the text since it was last published."""
    since = page.last_published_at or LONG_AGO
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
