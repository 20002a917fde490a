"""The decisions of an approval. Each is one transaction and checks everything itself under a lock.

Order of checks: the state is the current one, the right, four eyes, the bound text. Whatever an address
or a form claims is compared with what the database holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Page, TaskState, WorkflowState

from content_models.covenants.models import Decision
from content_models.roles.models import Person
from content_models.roles.rights import may
from content_models.roles.table import Action

from . import notices
from .binding import Binding, latest_binding, latest_revision, text_sha256
from .four_eyes import writers_of
from .models import Act, ApprovalStep, Remark, UnitTask, page_of


class TextChanged(ValidationError):
    """The text is not the one that was given for approval."""

    def __init__(self) -> None:
        super().__init__(
            "Văn bản đã được sửa sau khi gửi duyệt, nên chưa có gì được duyệt. "
            "Hãy đọc lại bản mới, hoặc trả lại để đơn vị gửi lại."
        )


@dataclass(frozen=True)
class RemarkData:
    """A remark at an article (`article_id` is its block id; empty for the whole text)."""

    text: str
    article_id: str = ""
    article_label: str = ""


@dataclass(frozen=True)
class DecisionData:
    """The recognition decision that the leader signs (NĐ 61/2023 Đ.11, Mẫu 03)."""

    number: str
    issued_on: dt.date
    issuer: str
    signer: str
    signer_title: str


@transaction.atomic
def submit(page: Page, person: Person) -> WorkflowState:
    """Send a document to its approvers. Wagtail's editor does the same through its own buttons; the record
    is made by `receivers`, which also refuses a person who may not submit."""
    if page.workflow_in_progress:
        raise ValidationError("Văn bản đang được duyệt.")
    workflow = page.get_workflow()
    if workflow is None:
        raise ValidationError("Chưa có quy trình duyệt cho loại văn bản này. Hãy báo quản trị viên của tỉnh.")
    state = page.current_workflow_state
    if state is None:
        return workflow.start(page, person)
    return resubmit(page, state, person)


@transaction.atomic
def resubmit(page: Page, state: WorkflowState, person: Person) -> WorkflowState:
    """After a return: the same text goes back to the task that returned it, a changed one to the first."""
    returned = ApprovalStep.objects.filter(workflow_state_id=state.pk, act=Act.RETURNED).last()
    if returned and returned.text_sha256 == text_sha256(latest_revision(page).content):
        state.resume(person)
        return state
    state.cancel(user=person)
    return page.get_workflow().start(page, person)


@transaction.atomic
def approve(
    task_state_id: int,
    person: Person,
    bound: Binding,
    remarks: Iterable[RemarkData] = (),
    decision: DecisionData | None = None,
) -> ApprovalStep:
    """Approve the task; the last approval publishes the bound text.

    Raises PermissionDenied (no right, own text), TextChanged, ValidationError (not waiting any more, or a
    recognition without its decision).
    """
    task_state, page = _lock(task_state_id)
    task: UnitTask = task_state.task.specific
    _check(page, task, task_state, person, bound)
    if task.action == Action.RECOGNISE:
        _record_decision(page, person, decision)
    step = _step(page, task_state, Act.APPROVED, person, bound)
    _remark(step, remarks)
    task_state.approve(user=person)
    notices.after_approval(page, step)
    return step


@transaction.atomic
def give_back(
    task_state_id: int, person: Person, bound: Binding, reason: str, remarks: Iterable[RemarkData] = ()
) -> ApprovalStep:
    """Return the text with a reason and remarks at its articles. A changed text may be returned too."""
    task_state, page = _lock(task_state_id)
    task: UnitTask = task_state.task.specific
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do trả lại, để đơn vị biết phải sửa gì."})
    _check_right(page, task, task_state, person)
    step = _step(page, task_state, Act.RETURNED, person, bound, reason.strip())
    _remark(step, remarks)
    task_state.reject(user=person, comment=reason.strip())
    notices.after_return(page, step)
    return step


@transaction.atomic
def withdraw(page: Page, person: Person) -> None:
    """Take a text back from its approvers; the record is made by `receivers`."""
    state = WorkflowState.objects.select_for_update().active().filter(object_id=str(page.pk)).first()
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise ValidationError("Văn bản không còn ở chỗ người duyệt.")
    state.cancel(user=person)


def _lock(task_state_id: int) -> tuple[TaskState, Any]:
    """Lock the workflow row, then read the task state and the page again: a second, stale decision waits
    here and then finds the task finished. (SQLite serialises by BEGIN IMMEDIATE.)"""
    workflow_state_id = TaskState.objects.values_list("workflow_state_id", flat=True).get(pk=task_state_id)
    workflow_state = WorkflowState.objects.select_for_update().get(pk=workflow_state_id)
    Page.objects.select_for_update().get(pk=workflow_state.object_id)
    task_state = TaskState.objects.select_related("workflow_state").get(pk=task_state_id)
    if (
        workflow_state.status != WorkflowState.STATUS_IN_PROGRESS
        or workflow_state.current_task_state_id != task_state.pk
        or task_state.status != TaskState.STATUS_IN_PROGRESS
    ):
        raise ValidationError("Bước này đã có người quyết định, hoặc văn bản đã được rút về.")
    return task_state, page_of(task_state)


def _check(page: Any, task: UnitTask, task_state: TaskState, person: Person, bound: Binding) -> None:
    _check_right(page, task, task_state, person)
    if person.pk in writers_of(page):
        raise PermissionDenied("Bạn đã viết, sửa hoặc gửi văn bản này, nên người khác phải duyệt.")
    submitted = submission_of(task_state.workflow_state_id)
    now = latest_binding(page)
    if bound != now or submitted != now or task_state.revision_id != now.revision_id:
        raise TextChanged


def _check_right(page: Any, task: UnitTask, task_state: TaskState, person: Person) -> None:
    if not may(person, Action(task.action), page):
        raise PermissionDenied("Bạn không có quyền quyết định bước này.")


def submission_of(workflow_state_id: int) -> Binding | None:
    """The text that the unit submitted last in this approval."""
    step = ApprovalStep.objects.filter(workflow_state_id=workflow_state_id, act=Act.SUBMITTED).last()
    return Binding(step.revision_id, step.sha256) if step else None


def _record_decision(page: Any, person: Person, decision: DecisionData | None) -> None:
    if decision is None:
        raise ValidationError("Công nhận cần số và ngày của quyết định.")
    Decision.objects.create(
        page=page,
        number=decision.number,
        issued_on=decision.issued_on,
        issuer=decision.issuer,
        signer=decision.signer,
        signer_title=decision.signer_title,
        recorded_by=person,
    )


def _step(page: Any, task_state: TaskState, act: Act, person: Person, bound: Binding, reason: str = "") -> ApprovalStep:
    return ApprovalStep.objects.create(
        page=page,
        workflow_state_id=task_state.workflow_state_id,
        act=act,
        task_name=task_state.task.name,
        person=person,
        reason=reason,
        revision_id=bound.revision_id,
        sha256=bound.sha256,
        text_sha256=text_sha256(latest_revision(page).content),
    )


def _remark(step: ApprovalStep, remarks: Iterable[RemarkData]) -> None:
    Remark.objects.bulk_create(
        Remark(step=step, text=r.text.strip(), article_id=r.article_id, article_label=r.article_label)
        for r in remarks
        if r.text.strip()
    )
