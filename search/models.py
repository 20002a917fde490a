"""The search's outbox: what has to be sent to the engine, and what came of the work on the index."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from search.learning.models import LearnedLanguage
from search.suggesting.models import FrequentQuestion, QueryCount

__all__ = ["Fault", "FrequentQuestion", "IndexEntry", "IndexRun", "LearnedLanguage", "QueryCount"]


class Fault(models.TextChoices):
    """Who is to blame that a page is not in the index. An engine comes back; a text does not mend itself."""

    DOCUMENT = "document", "nội dung trang"
    ENGINE = "engine", "máy tìm kiếm"


class IndexEntryQuerySet(models.QuerySet["IndexEntry"]):
    def pending(self) -> IndexEntryQuerySet:
        """Entries whose latest change is not in the engine yet."""
        return self.exclude(indexed_version=F("version"))

    def backlog(self) -> tuple[int, int]:
        """How many entries are pending, and how old the oldest change among them is, in seconds."""
        found = self.pending().aggregate(count=models.Count("pk"), oldest=models.Min("changed_at"))
        age = timezone.now() - found["oldest"] if found["oldest"] else dt.timedelta()
        return found["count"], round(age.total_seconds())

    def due(self) -> IndexEntryQuerySet:
        """Pending entries whose waiting time after a failure is over, oldest change first.

        A page that was given up for what it holds waits for its next change, or for an administrator.
        """
        given_up = Q(fault=Fault.DOCUMENT, given_up_at__isnull=False)
        due = self.pending().exclude(given_up).filter(next_try_at__lte=timezone.now())
        return due.order_by("changed_at", "page_id")

    def dead_letters(self) -> IndexEntryQuerySet:
        """Entries that were tried so often that a person should look, longest first."""
        return self.pending().filter(given_up_at__isnull=False).order_by("given_up_at", "page_id")

    def replay(self) -> int:
        """Dead letters among these start anew, at once. Returns how many there were."""
        return self.dead_letters().update(attempts=0, given_up_at=None, next_try_at=timezone.now())


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
    fault = models.CharField(max_length=8, blank=True, choices=Fault.choices)
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = IndexEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "mục chờ đưa vào tìm kiếm"
        verbose_name_plural = "mục chờ đưa vào tìm kiếm"
        indexes = (models.Index(fields=["next_try_at", "changed_at"], name="search_entry_due"),)

    def __str__(self) -> str:
        return f"trang {self.page_id}, thay đổi {self.version}"


class BranchChange(models.Model):
    """A branch of the page tree to be marked once more, after the commit of the change that left this row.

    The change marks the pages that it sees. A page that somebody else is adding to the branch at that moment it
    does not see, and the indexer may read that page before the change is committed.
    """

    page_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = "nhánh trang vừa đổi"
        verbose_name_plural = "nhánh trang vừa đổi"

    def __str__(self) -> str:
        return f"nhánh của trang {self.page_id}"


class IndexRun(models.Model):
    """The last time that the index was worked on as a whole: one row a kind of work.

    `report` is what that work says of itself (`search.sync.reconcile`, `search.sync.rebuild`).
    """

    class Kind(models.TextChoices):
        REBUILD = "rebuild", "lập lại chỉ mục"
        RECONCILE = "reconcile", "đối chiếu"

    kind = models.CharField(max_length=16, primary_key=True, choices=Kind.choices)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "lần làm việc với chỉ mục"
        verbose_name_plural = "lần làm việc với chỉ mục"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.started_at:%d/%m/%Y %H:%M}"

    @classmethod
    def last(cls, kind: str) -> IndexRun | None:
        """The row of that kind; None before its first time."""
        return cls.objects.filter(pk=kind).first()

    @classmethod
    def note(cls, kind: str, **values: Any) -> None:
        """Set fields of the row of that kind, which is made when it is not there."""
        cls.objects.update_or_create(pk=kind, defaults=values)
