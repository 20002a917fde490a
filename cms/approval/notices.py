"""Who is told of what by mail. Each notice is a job, a row of the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import TaskState

from content_models.roles.models import Person
from content_models.roles.rights import people_with
from content_models.roles.table import Action

from .models import ApprovalStep
from .tasks import send_notice


def after_submission(page: Any, task_state: TaskState) -> None:
    """The people of the unit who can do the task that has begun."""
    action = Action(task_state.task.specific.action)
    _tell(
        people_with(action, page),
        f"Chờ bạn: {task_state.task.name.lower()} “{page.title}”",
        f"“{page.title}” của {page.place.label} đang chờ bạn ở bước “{task_state.task.name}”.",
        f"/quan-tri/duyet/{task_state.pk}/",
    )


def after_return(page: Any, step: ApprovalStep) -> None:
    """Those who write and those who submit, with the reason."""
    _tell(
        [*people_with(Action.EDIT, page), *people_with(Action.SUBMIT, page)],
        f"Được trả lại: “{page.title}”",
        f"{step.person.full_name} đã trả lại “{page.title}” ở bước “{step.task_name}”.\n\nLý do: {step.reason}",
        f"/quan-tri/duyet/van-ban/{page.pk}/",
    )


def after_approval(page: Any, step: ApprovalStep) -> None:
    """The unit learns of the end; between tasks only the next people are told."""
    page.refresh_from_db()
    if page.workflow_in_progress:
        return
    word = "được công nhận" if page.subject == "covenant" else "được duyệt"
    _tell(
        [*people_with(Action.EDIT, page), *people_with(Action.SUBMIT, page)],
        f"Đã {word}: “{page.title}”",
        f"“{page.title}” đã {word} và {_when(page)}.",
        page.url or "/",
    )


def _when(page: Any) -> str:
    """Published already, or from the hour that the unit asked for."""
    later = page.scheduled_revision
    if later is None:
        return "công bố"
    return f"sẽ công bố lúc {timezone.localtime(later.approved_go_live_at):%H:%M ngày %d/%m/%Y}"


def _tell(people: Iterable[Person], subject: str, body: str, address: str) -> None:
    link = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address}" if address.startswith("/") else address
    for person in {p.pk: p for p in people if p.email}.values():
        send_notice.enqueue(person.pk, subject, f"{body}\n\n{link}\n")
