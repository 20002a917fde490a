"""Recognition and publication are one transaction: whatever breaks inside, nothing is half done."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision, TaskState

from cms.approval import notices
from cms.approval.models import ApprovalStep, Remark
from content_models import signals
from content_models.covenants import recognition
from content_models.covenants.models import CovenantVersion, Decision
from content_models.roles.table import Role
from search.models import IndexEntry
from search.sync import receivers
from tests.cms.approval import builders as make
from tests.cms.approval.builders import DECISION, Unit, fresh, login

FORM = {
    "approve": "1", "number": DECISION.number, "issued_on": "15/01/2026", "signer": DECISION.signer,
    "signer_title": DECISION.signer_title, "remark-": "Đã đọc kỹ.",
}  # fmt: skip


class Broken(Exception):
    """What the broken collaborator raises."""


def broken(*args: Any, **kwargs: Any) -> None:
    raise Broken


def snapshot(page: Any) -> dict[str, Any]:
    """Everything that a recognition writes."""
    now = fresh(page)
    return {
        "live": now.live,
        "title": now.title,
        "first_published": now.first_published_at,
        "decisions": Decision.objects.count(),
        "versions": CovenantVersion.objects.count(),
        "steps": ApprovalStep.objects.count(),
        "remarks": Remark.objects.count(),
        "outbox": list(IndexEntry.objects.values_list("page_id", "version")),
        "tasks": DBTaskResult.objects.count(),
        "states": list(TaskState.objects.order_by("pk").values_list("pk", "status")),
        "workflow": now.current_workflow_state.status,
        "log": now.get_latest_revision().approved_go_live_at,
    }


def break_step(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make one collaborator of the recognition raise."""
    owner, name = {
        "decision": (Decision.objects, "create"),
        "own record": (ApprovalStep.objects, "create"),
        "remarks": (Remark.objects, "bulk_create"),
        "publish": (Revision, "publish"),
        "version": (CovenantVersion.objects, "create"),
        "make version": (recognition, "to_json"),
        "outbox": (receivers, "mark"),
        "notices": (notices, "after_approval"),
        "notice job": (notices.send_notice, "enqueue"),
    }[step]
    if step == "notice job":
        monkeypatch.setattr(type(owner), name, broken)
    else:
        monkeypatch.setattr(owner, name, broken)


STEPS = ("decision", "own record", "remarks", "publish", "version", "make version", "outbox", "notices", "notice job")


@pytest.mark.parametrize("step", STEPS)
def test_a_failing_step_undoes_the_recognition(unit: Unit, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make.in_review(unit, approvals=2)
    before, client = snapshot(page), login(unit.person(Role.COMMUNE_LEADER))
    address, form = make.decide_url(page), make.decide_form(page, **FORM)
    with monkeypatch.context() as patched:
        break_step(step, patched)
        with pytest.raises(Broken), transaction.atomic():
            client.post(address, form)
    assert snapshot(page) == before
    assert client.post(address, form).status_code == 302
    assert fresh(page).live and CovenantVersion.objects.get(page=page).decision.number == DECISION.number
    assert snapshot_of_done(page)


def snapshot_of_done(page: Any) -> bool:
    return IndexEntry.objects.filter(page_id=page.pk).exists() and Remark.objects.filter(step__page=page).exists()


def test_a_listener_of_the_announcement_can_undo_it(unit: Unit) -> None:
    page = make.in_review(unit, approvals=2)
    before = snapshot(page)
    signals.covenant_recognised.connect(broken, weak=False)
    try:
        with pytest.raises(Broken), transaction.atomic():
            make.approve_as(page, unit.person(Role.COMMUNE_LEADER))
    finally:
        signals.covenant_recognised.disconnect(broken)
    assert snapshot(page) == before


def test_publication_of_a_disclosure(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    from cms.approval.service import submit

    page = make.draft_disclosure(unit)
    submit(page, unit.person(Role.DISCLOSURE_EDITOR))
    leader = unit.person(Role.COMMUNE_LEADER)
    before = snapshot(page)
    for step in ("own record", "publish", "outbox", "notices"):
        with monkeypatch.context() as patched, pytest.raises(Broken), transaction.atomic():
            break_step(step, patched)
            make.approve_as(page, leader)
        assert snapshot(page) == before
    assert make.approve_as(page, leader).live


@pytest.mark.parametrize("field", ["number", "issued_on", "signer"])
def test_recognition_without_its_decision_is_refused(unit: Unit, field: str) -> None:
    page = make.in_review(unit, approvals=2)
    form = make.decide_form(page, **(FORM | {field: ""}))
    answer = unit.client(Role.COMMUNE_LEADER).post(make.decide_url(page), form, follow=True)
    assert "Hãy điền ô này để công nhận." in answer.content.decode()
    assert not fresh(page).live and not Decision.objects.exists()


def test_recognition_dated_tomorrow_is_refused(unit: Unit) -> None:
    page = make.in_review(unit, approvals=2)
    form = make.decide_form(page, **(FORM | {"issued_on": "01/01/2099"}))
    answer = unit.client(Role.COMMUNE_LEADER).post(make.decide_url(page), form, follow=True)
    assert "Ngày ký chưa tới" in answer.content.decode()
    assert not fresh(page).live and not Decision.objects.exists()
