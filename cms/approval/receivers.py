"""Wagtail's own buttons start, resume and cancel a workflow; whichever way it happens, the right is checked
and the step is recorded here, inside the same transaction."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected, workflow_submitted

from content_models.roles.rights import may
from content_models.roles.table import Action

from . import notices
from .binding import latest_binding, latest_revision, text_sha256
from .models import Act, ApprovalStep, UnitTask, page_of


def connect() -> None:
    """Called once, when the app is ready."""
    task_submitted.connect(record_submission, dispatch_uid="approval.record_submission")
    workflow_cancelled.connect(record_withdrawal, dispatch_uid="approval.record_withdrawal")


def silence_stock_mails() -> None:
    """Wagtail's own mails leave before the commit and greet people by their user names; `notices` sends ours.

    A place taken under Wagtail's own name stays taken, whichever app is made ready first.
    """
    for signal, sender, uid in (
        (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
        (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(_say_nothing, sender=sender, dispatch_uid=uid)


def _say_nothing(sender: Any, **kwargs: Any) -> None:
    """Stands where Wagtail would send a mail."""


def record_submission(sender: Any, instance: TaskState, user: Any, **kwargs: Any) -> None:
    """A task began: after a submission or a resubmission the text is bound, else the next people are told."""
    if not isinstance(instance.task.specific, UnitTask):
        return  # not of our procedure: `publishing` refuses its end
    page = page_of(instance)
    last = ApprovalStep.objects.filter(workflow_state_id=instance.workflow_state_id).last()
    if last is None or last.act == Act.RETURNED:
        if user is None or not may(user, Action.SUBMIT, page):
            _undo()
            raise PermissionDenied("Bạn không có quyền gửi duyệt văn bản này.")
        _record(page, instance.workflow_state, Act.SUBMITTED, user)
    notices.after_submission(page, instance)


def record_withdrawal(sender: Any, instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """A workflow ended without an approval. After a return that is part of the next submission, not an act."""
    page = instance.content_object.specific
    last = ApprovalStep.objects.filter(workflow_state_id=instance.pk).last()
    if last is None:
        return
    if user is None or not (may(user, Action.WITHDRAW, page) or may(user, Action.SUBMIT, page)):
        _undo()
        raise PermissionDenied("Bạn không có quyền rút văn bản này về.")
    if last.act != Act.RETURNED:
        _record(page, instance, Act.WITHDRAWN, user)


def _undo() -> None:
    """Wagtail has already written, and its admin turns the refusal into an ordinary answer: nothing of the
    request's transaction may stay."""
    if connection.in_atomic_block:
        transaction.set_rollback(True)


def _record(page: Any, workflow_state: WorkflowState, act: Act, user: Any) -> None:
    bound = latest_binding(page)
    ApprovalStep.objects.create(
        page=page,
        workflow_state_id=workflow_state.pk,
        act=act,
        person=user,
        revision_id=bound.revision_id,
        sha256=bound.sha256,
        text_sha256=text_sha256(latest_revision(page).content),
    )
