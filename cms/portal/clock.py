"""The table of periodic jobs. Each job is idempotent and taken by one process at a time."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.portal.models import ClockJob
from content_models import signals
from content_models.covenants.models import CovenantPage, Decision
from content_models.disclosures.models import DisclosurePage
from search.engines.base import EngineUnavailable
from search.learning.learn import learn
from search.models import IndexEntry
from search.suggesting.statistics import delete_old
from search.sync.reconcile import reconcile

logger = logging.getLogger(__name__)

# A task that runs longer than this was left by a killed worker: none of ours takes half as long.
RUNNING_AT_MOST = dt.timedelta(minutes=15)
LOOK_BACK = dt.timedelta(days=31)
# A job that was taken is free again after this, should it fail or its process be killed.
RETRY_AFTER = dt.timedelta(minutes=5)


@dataclass(frozen=True)
class Job:
    """A periodic job: its name is its key in the database."""

    name: str
    every: dt.timedelta
    run: Callable[[], None]


def publish_scheduled() -> None:
    """Wagtail's own command: publishes what was approved for this hour, takes down what has expired."""
    call_command("publish_scheduled", verbosity=0)


def refresh_ended_postings() -> None:
    """A posting that has ended shows another state, and a list of persons leaves the index with its files.

    Looks back a month, so that a clock that stood still for days mends it when it runs again.
    """
    today = timezone.localdate()
    ended = DisclosurePage.objects.filter(live=True, posted_until__lt=today, posted_until__gte=today - LOOK_BACK)
    entries = IndexEntry.objects.in_bulk(list(ended.values_list("pk", flat=True)))
    for page in ended.defer("body"):
        midnight = timezone.make_aware(dt.datetime.combine(page.posted_until + dt.timedelta(days=1), dt.time.min))
        if page.pk not in entries or entries[page.pk].changed_at < midnight:
            signals.visibility_changed.send(sender=DisclosurePage, page=page)


def refresh_legal_states() -> None:
    """A decision has effect from a day of its own (an abolition, NĐ 61/2023 Đ.14): from then the search says so.

    Looks back a month, as above.
    """
    today = timezone.localdate()
    begun = Decision.objects.filter(effective_on__lte=today, effective_on__gte=today - LOOK_BACK)
    days = dict(begun.order_by().values_list("page").annotate(day=Max("effective_on")))
    entries = IndexEntry.objects.in_bulk(list(days))
    for page in CovenantPage.objects.filter(live=True, pk__in=days).defer("body"):
        midnight = timezone.make_aware(dt.datetime.combine(days[page.pk], dt.time.min))
        if page.pk not in entries or entries[page.pk].changed_at < midnight:
            signals.legal_state_changed.send(sender=CovenantPage, page=page)


def reap_tasks() -> None:
    """django-tasks-db leaves a task RUNNING for ever when its worker is killed: it is made ready again."""
    DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - RUNNING_AT_MOST
    ).update(status=TaskResultStatus.READY, started_at=None, worker_ids=[])


def reconcile_search() -> None:
    """Mends whatever the outbox has missed. Raises EngineUnavailable: the next try is minutes away, not a day."""
    drift = reconcile()
    if drift.found:
        logger.warning("reconcile: %s", drift)


JOBS = (
    Job("publish-scheduled", dt.timedelta(minutes=1), publish_scheduled),
    Job("refresh-ended-postings", dt.timedelta(minutes=5), refresh_ended_postings),
    Job("refresh-legal-states", dt.timedelta(minutes=5), refresh_legal_states),
    Job("reap-tasks", dt.timedelta(minutes=5), reap_tasks),
    Job("reconcile-search", dt.timedelta(hours=24), reconcile_search),
    Job("learn-language", dt.timedelta(hours=24), learn),
    Job("forget-old-searches", dt.timedelta(hours=24), delete_old),
)


def run_due_jobs() -> list[str]:
    """Run every job whose time has come; returns their names. A failing job is logged and tried next time."""
    return [job.name for job in JOBS if _run(job)]


def _run(job: Job) -> bool:
    """True when this process took the job and it went well. A locked or absent database does not end the clock,
    and a search server that is down is nobody's error here."""
    try:
        began = timezone.now()
        if not _take(job):
            return False
        job.run()
        ClockJob.objects.filter(name=job.name).update(next_at=began + job.every)
    except EngineUnavailable as problem:
        logger.warning("clock job %s: %s", job.name, problem)
        return False
    except Exception:
        logger.exception("clock job %s failed", job.name)
        return False
    return True


def _take(job: Job) -> bool:
    """Claim the job for this process by moving its next time: one row, one winner. Only its success moves it
    to the next full interval."""
    now = timezone.now()
    ClockJob.objects.get_or_create(name=job.name, defaults={"next_at": now})
    with transaction.atomic():
        return bool(
            ClockJob.objects.filter(name=job.name, next_at__lte=now).update(next_at=now + min(job.every, RETRY_AFTER))
        )
