"""The search's outbox: what has to be sent to the engine."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils import timezone


class IndexEntryQuerySet(models.QuerySet["IndexEntry"]):
    def pending(self) -> IndexEntryQuerySet:
        """Entries whose latest change is not in the engine yet."""
        return self.exclude(indexed_version=F("version"))

    def due(self) -> IndexEntryQuerySet:
        """Pending entries whose waiting time after a failure is over, oldest change first."""
        return self.pending().filter(next_try_at__lte=timezone.now()).order_by("changed_at", "page_id")


class IndexEntry(models.Model):
    """One coalescing row a page. It is never deleted, so that versions grow even over a deletion.

    `version` counts changes of the page and is written in the transaction of the change; the engine stores it
    and ignores older writes. `indexed_version` is the change that the engine has.
    """

    page_id = models.PositiveBigIntegerField(primary_key=True)
    version = models.PositiveBigIntegerField(default=1)
    indexed_version = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=500, blank=True)

    objects: ClassVar = IndexEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "mục chờ đưa vào tìm kiếm"
        verbose_name_plural = "mục chờ đưa vào tìm kiếm"
        indexes = (models.Index(fields=["next_try_at", "changed_at"], name="search_entry_due"),)

    def __str__(self) -> str:
        return f"trang {self.page_id}, thay đổi {self.version}"
