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

from content_models.covenants.decisions import check_recognition
from content_models.covenants.legal_state import End
from content_models.covenants.models import Decision
from content_models.roles.models import Person
from content_models.roles.rights import may
from content_models.roles.table import Action

from . import notices
from .binding import Binding, latest_binding, latest_revision, text_sha256
from .four_eyes import obstacle
from .models import Act, ApprovalStep, Remark, UnitTask
from .readiness import check_ready


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
    ends: tuple[End, ...] = ()


@transaction.atomic
def submit(page: Page, person: Person) -> WorkflowState:
    """Send the last saved text of a document to its approvers; the record is made by `receivers`.

    After a return the same text goes on at the task that returned it, a changed one starts at the first.
    Raises PermissionDenied, ValidationError (already there, locked, incomplete, nothing new).
    """
    page = _lock_page(page.pk)
    if not may(person, Action.SUBMIT, page):
        raise PermissionDenied("Bạn không có quyền gửi duyệt văn bản này.")
    if page.workflow_in_progress:
        raise ValidationError("Văn bản đang được duyệt.")
    workflow = page.get_workflow()
    if workflow is None:
        raise ValidationError("Chưa có quy trình duyệt cho loại văn bản này. Hãy báo quản trị viên của tỉnh.")
    check_ready(page, person)
    state = page.current_workflow_state
    if state is None:
        return workflow.start(page, person)
    submitted = ApprovalStep.objects.filter(workflow_state_id=state.pk, act=Act.SUBMITTED).last()
    # Compared with what was submitted, not with what was returned: earlier approvals were given to the former.
    if submitted and submitted.text_sha256 == text_sha256(latest_revision(page).content):
        state.resume(person)
        return state
    state.cancel(user=person)
    return workflow.start(page, person)


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
    task = _task(task_state)
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
    """Return the text with a reason and remarks at its articles. A changed text may be returned too: the
    record names the text as it is now, whatever `bound` the reader had before them."""
    task_state, page = _lock(task_state_id)
    task = _task(task_state)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do trả lại, để đơn vị biết phải sửa gì."})
    _check_right(page, task, person)
    step = _step(page, task_state, Act.RETURNED, person, latest_binding(page), reason.strip())
    _remark(step, remarks)
    task_state.reject(user=person, comment=reason.strip())
    notices.after_return(page, step)
    return step


@transaction.atomic
def withdraw(page: Page, person: Person) -> None:
    """Take a text back from its approvers; the record is made by `receivers`."""
    page = _lock_page(page.pk)
    if not may(person, Action.WITHDRAW, page):
        raise PermissionDenied("Bạn không có quyền rút văn bản này về.")
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise ValidationError("Văn bản không còn ở chỗ người duyệt.")
    state.cancel(user=person)


@transaction.atomic
def unpublish(page: Page, person: Person, reason: str) -> None:
    """Take a disclosure or material down, with the reason. What was recognised stays: only a decision ends it."""
    page = _lock_page(page.pk)
    if not page.permissions_for_user(person).can_unpublish():
        raise PermissionDenied("Bạn không có quyền gỡ văn bản này xuống.")
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do gỡ xuống.")
    bound = latest_binding(page)
    ApprovalStep.objects.create(
        page=page,
        workflow_state_id=0,
        act=Act.UNPUBLISHED,
        person=person,
        reason=reason.strip(),
        revision_id=bound.revision_id,
        sha256=bound.sha256,
        text_sha256=text_sha256(latest_revision(page).content),
    )
    page.unpublish(user=person)


def _lock_page(page_id: int) -> Any:
    """The page as it is now, its row locked: saves, submissions and decisions of one page wait for one
    another. Everybody locks the page first, so nobody waits in a circle."""
    Page.objects.select_for_update().get(pk=page_id)
    return Page.objects.get(pk=page_id).specific


def _lock(task_state_id: int) -> tuple[TaskState, Any]:
    """Lock the page and the workflow, then read the task state again: a second, stale decision waits here
    and then finds the task finished. (SQLite serialises by BEGIN IMMEDIATE.)"""
    found = TaskState.objects.select_related("workflow_state").get(pk=task_state_id)
    page = _lock_page(int(found.workflow_state.object_id))
    workflow_state = WorkflowState.objects.select_for_update().get(pk=found.workflow_state_id)
    task_state = TaskState.objects.select_related("workflow_state").get(pk=task_state_id)
    if (
        workflow_state.status != WorkflowState.STATUS_IN_PROGRESS
        or workflow_state.current_task_state_id != task_state.pk
        or task_state.status != TaskState.STATUS_IN_PROGRESS
    ):
        raise ValidationError("Bước này đã có người quyết định, hoặc văn bản đã được rút về.")
    return task_state, page


def _task(task_state: TaskState) -> UnitTask:
    task = task_state.task.specific
    if not isinstance(task, UnitTask):
        raise PermissionDenied("Bước này không thuộc quy trình duyệt của Đình.")
    return task


def _check(page: Any, task: UnitTask, task_state: TaskState, person: Person, bound: Binding) -> None:
    _check_right(page, task, person)
    if sentence := obstacle(person, page, task_state.workflow_state_id, task.action):
        raise PermissionDenied(sentence)
    submitted = submission_of(task_state.workflow_state_id)
    now = latest_binding(page)
    if bound != now or submitted != now or task_state.revision_id != now.revision_id:
        raise TextChanged


def _check_right(page: Any, task: UnitTask, person: Person) -> None:
    if not may(person, Action(task.action), page):
        raise PermissionDenied("Bạn không có quyền quyết định bước này.")


def submission_of(workflow_state_id: int) -> Binding | None:
    """The text that the unit submitted last in this approval."""
    step = ApprovalStep.objects.filter(workflow_state_id=workflow_state_id, act=Act.SUBMITTED).last()
    return Binding(step.revision_id, step.sha256) if step else None


def _record_decision(page: Any, person: Person, decision: DecisionData | None) -> None:
    if decision is None:
        raise ValidationError("Công nhận cần số và ngày của quyết định.")
    check_recognition(page, decision.issued_on, decision.ends)
    Decision.objects.create(
        page=page,
        number=decision.number,
        issued_on=decision.issued_on,
        issuer=decision.issuer,
        signer=decision.signer,
        signer_title=decision.signer_title,
        ends=[list(end) for end in decision.ends],
        recorded_by=person,
    )


def _step(page: Any, task_state: TaskState, act: Act, person: Person, bound: Binding, reason: str = "") -> ApprovalStep:
    return ApprovalStep.objects.create(
        page=page,
        workflow_state_id=task_state.workflow_state_id,
        act=act,
        task_name=task_state.task.name,
        action=_task(task_state).action,
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
