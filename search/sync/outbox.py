"""Marking pages as changed, inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from search.models import IndexEntry


def mark(page_ids: Iterable[int]) -> None:
    """Each page gets the next version. A rolled-back change takes its mark along; a committed one keeps it."""
    ids = sorted(set(page_ids))
    now = timezone.now()
    known = set(IndexEntry.objects.filter(page_id__in=ids).values_list("page_id", flat=True))
    new = [page_id for page_id in ids if page_id not in known]
    for page_id in new:
        try:
            with transaction.atomic():
                IndexEntry.objects.create(page_id=page_id, changed_at=now, next_try_at=now)
        except IntegrityError:  # another process was first
            known.add(page_id)
    IndexEntry.objects.filter(page_id__in=known).update(
        version=F("version") + 1, changed_at=now, next_try_at=now, attempts=0
    )


def mark_subtree(page: Page) -> None:
    """The page and everything below it: for what Wagtail changes without telling (moves, slugs, privacy)."""
    mark(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))
