"""Periodic jobs: each is taken once, harmless twice, and its failure ends nothing."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from cms.portal import clock
from cms.portal.clock import Job, reap_tasks, refresh_ended_postings, run_due_jobs
from cms.portal.models import ClockJob
from content_models.disclosures.models import DisclosurePage
from content_models.files.tasks import read_file_text
from content_models.visibility import is_public
from search.engines.base import EngineUnavailable
from search.models import IndexEntry
from tests.staff import Staff, client_of, days_from_now

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The clock has one job, which writes down that it ran."""
    ran: list[str] = []
    monkeypatch.setattr(clock, "JOBS", (Job("counted", MINUTE, lambda: ran.append("x")),))
    return ran


def test_a_job_runs_when_its_time_has_come_and_not_before(db: None, counted: list[str]) -> None:
    assert run_due_jobs() == ["counted"]
    assert run_due_jobs() == []
    ClockJob.objects.update(next_at=timezone.now() - MINUTE)
    assert run_due_jobs() == ["counted"]
    assert counted == ["x", "x"]


@pytest.mark.django_db(transaction=True)
def test_two_clocks_take_a_job_once(counted: list[str]) -> None:
    ClockJob.objects.create(name="counted", next_at=timezone.now())
    at_once = threading.Barrier(4)

    def tick() -> None:
        at_once.wait()
        run_due_jobs()
        connection.close()

    clocks = [threading.Thread(target=tick) for _ in range(4)]
    for one in clocks:
        one.start()
    for one in clocks:
        one.join()
    assert counted == ["x"]


def test_a_failing_job_is_written_down_and_the_others_run(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("no mail server")

    monkeypatch.setattr(clock, "JOBS", (Job("bad", MINUTE, fail), Job("good", MINUTE, lambda: None)))
    with caplog.at_level(logging.ERROR):
        assert run_due_jobs() == ["good"]
    assert "clock job bad failed" in caplog.text
    assert "no mail server" in caplog.text


def test_what_failed_is_tried_again_within_minutes_and_not_at_the_next_interval(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A nightly job must not wait a day because the search server was down for a minute."""
    down = [True]

    def nightly() -> None:
        if down.pop():
            raise EngineUnavailable("no server")

    monkeypatch.setattr(clock, "JOBS", (Job("nightly", dt.timedelta(days=1), nightly),))
    assert run_due_jobs() == []
    assert "no server" in caplog.text
    soon = timezone.now() + clock.RETRY_AFTER
    assert ClockJob.objects.filter(name="nightly", next_at__lte=soon).update(next_at=timezone.now()) == 1
    down.append(False)
    assert run_due_jobs() == ["nightly"]
    assert ClockJob.objects.get().next_at > timezone.now() + dt.timedelta(hours=23)


def test_a_database_that_is_away_does_not_end_the_clock(
    db: None, counted: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(job: Job) -> bool:
        raise OperationalError("database is locked")

    monkeypatch.setattr(clock, "_take", away)
    assert run_due_jobs() == []
    assert "database is locked" in caplog.text


def test_the_process_itself_runs_every_job(db: None) -> None:
    call_command("clock", "--once")
    assert set(ClockJob.objects.values_list("name", flat=True)) == {job.name for job in clock.JOBS}


def test_a_killed_workers_task_is_made_ready_again(db: None) -> None:
    task = running_since(dt.timedelta(minutes=16))
    reap_tasks()
    task.refresh_from_db()
    assert (task.status, task.started_at, task.worker_ids) == (TaskResultStatus.READY, None, [])
    assert DBTaskResult.objects.ready().filter(pk=task.pk).exists()


def test_a_task_that_is_being_done_is_left_alone(db: None) -> None:
    task = running_since(MINUTE)
    reap_tasks()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


def test_an_ended_posting_is_marked_once(staff: Staff) -> None:
    """The day after, the index entry is brought up to date; later ticks find nothing to do."""
    page = staff.publish(staff.disclosure(names_persons=True, posted_until=days_from_now(0)))
    IndexEntry.objects.filter(pk=page.pk).update(changed_at=timezone.now() - dt.timedelta(days=2))
    refresh_ended_postings()
    before = IndexEntry.objects.get(pk=page.pk).version
    DisclosurePage.objects.filter(pk=page.pk).update(posted_until=days_from_now(-1))
    for _tick in range(3):
        refresh_ended_postings()
    assert IndexEntry.objects.get(pk=page.pk).version == before + 1


def test_a_posting_whose_entry_is_younger_is_not_marked(staff: Staff) -> None:
    page = staff.publish(staff.disclosure(posted_until=days_from_now(-5)))
    before = IndexEntry.objects.get(pk=page.pk).version
    refresh_ended_postings()
    assert IndexEntry.objects.get(pk=page.pk).version == before


def test_a_clock_that_stood_still_for_two_weeks_mends_it(staff: Staff) -> None:
    page = staff.publish(staff.disclosure(posted_until=days_from_now(-14)))
    IndexEntry.objects.filter(pk=page.pk).update(changed_at=timezone.now() - dt.timedelta(days=20))
    before = IndexEntry.objects.get(pk=page.pk).version
    refresh_ended_postings()
    assert IndexEntry.objects.get(pk=page.pk).version == before + 1


def test_an_approved_text_goes_out_at_its_hour_and_not_before(staff: Staff) -> None:
    page = staff.publish(staff.material(go_live_at=timezone.now() + dt.timedelta(hours=2)))
    assert not is_public(page)
    assert client_of(None).get(page.url).status_code == 404
    clock.publish_scheduled()
    assert not is_public(page)
    _let_the_hour_come(page)
    clock.publish_scheduled()
    fresh = type(page).objects.get(pk=page.pk)
    assert is_public(fresh)
    assert client_of(None).get(fresh.url).status_code == 200


def test_a_page_expires_at_its_hour_with_and_without_the_clock(staff: Staff) -> None:
    page = staff.publish(staff.material(expire_at=timezone.now() + dt.timedelta(hours=2)))
    assert client_of(None).get(page.url).status_code == 200
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))
    assert client_of(None).get(page.url).status_code == 404
    before = IndexEntry.objects.get(pk=page.pk).version
    clock.publish_scheduled()
    fresh = Page.objects.get(pk=page.pk)
    assert (fresh.live, fresh.expired) == (False, True)
    assert IndexEntry.objects.get(pk=page.pk).version > before


def running_since(time: dt.timedelta) -> DBTaskResult:
    """A task that a worker took so long ago."""
    found = DBTaskResult.objects.filter(pk=read_file_text.enqueue(0).id)
    found.update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - time, worker_ids=["dead"])
    return found.get()


def _let_the_hour_come(page: Any) -> None:
    """Move the approved hour of the approved revision into the past, in the row and in its content."""
    past = timezone.now() - MINUTE
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
