"""The approver's own pages: what waits, the text with its changes, the decision; usable on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from content_models.covenants.decisions import check_number
from content_models.covenants.ending import open_suspensions
from content_models.covenants.models import CovenantPage
from content_models.roles.rights import may
from content_models.roles.table import Action

from . import service
from .binding import binding_of
from .findings import findings_of
from .forms import REMARK, DecideForm, RecogniseForm, remarks_in
from .four_eyes import obstacle
from .models import UnitTask, page_of, pages_of, waiting_in_reach
from .reading import Reading, articles_with_remarks, decided_by, files_of, reading_of, remarks_of, steps_of

REFUSED = "approval_refused"


def waiting_for(user: Any) -> list[TaskState]:
    """Task states that the user may decide today, oldest first, with their page in `.page`."""
    states = list(waiting_in_reach(user).select_related("workflow_state").order_by("started_at"))
    tasks = UnitTask.objects.in_bulk({state.task_id for state in states})
    pages = pages_of(states)
    found = []
    for state in states:
        state.page = pages[state.workflow_state.object_id]
        if state.task_id in tasks and may(user, Action(tasks[state.task_id].action), state.page):
            state.task = tasks[state.task_id]
            found.append(state)
    return found


def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    context = {"page_title": "Chờ tôi duyệt", "header_icon": "tasks", "states": waiting_for(request.user)}
    context["done"] = decided_by(request.user)
    return render(request, "approval/inbox.html", context)


def decide(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """One text under approval. GET reads; POST approves or returns, bound to the text that was read."""
    state = get_object_or_404(TaskState.objects.select_related("workflow_state", "task"), pk=task_state_id)
    page, task = page_of(state), state.task.specific
    if not isinstance(task, UnitTask) or not may(request.user, Action(task.action), page):
        raise PermissionDenied("Bạn không có quyền quyết định bước này.")
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return _too_late(request, page)
    reading = reading_of(page)
    if request.method == "POST":
        form = _form(task, request.POST, **_suspensions(task, reading))
        if form.is_valid() and (done := _act(request, state, page, form, reading)):
            return done
        return _refused(request, state, form)
    typed, problems = _refusal(request, state)
    initial = _initial(request.user, reading)
    form = _form(task, typed or None, initial=initial, **_suspensions(task, reading))
    for name, sentences in problems.items():
        form.add_error(name if name in form.fields else None, sentences)
    return render(request, "approval/decide.html", _context(request, state, task, reading, form, typed))


def _refused(request: HttpRequest, state: TaskState, form: DecideForm) -> HttpResponse:
    """Back to the page by an address, so that the browser's Back never meets a form to be sent again. What was
    typed and why it was refused wait in the session for the next look at the page."""
    problems = {name: list(sentences) for name, sentences in form.errors.items()}
    typed = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    request.session[REFUSED] = {"state": state.pk, "typed": typed, "problems": problems}
    return redirect(f"{request.path}#loi")


def _refusal(request: HttpRequest, state: TaskState) -> tuple[dict[str, str], dict[str, list[str]]]:
    """What the last refused decision on this step left: shown once. The form finds its own errors again."""
    kept = request.session.pop(REFUSED, None)
    if not kept or kept["state"] != state.pk:
        return {}, {}
    own = _form(state.task.specific, kept["typed"]).errors
    return kept["typed"], {name: texts for name, texts in kept["problems"].items() if name not in own}


def _too_late(request: HttpRequest, page: Any) -> HttpResponse:
    """The step was decided or the text withdrawn: what lies in the page now is the team's draft, not to be
    read here. What the approver typed comes back, to be copied."""
    typed = [text for name, text in request.POST.items() if name == "reason" or name.startswith(REMARK)]
    context = {
        "page_title": page.title,
        "header_icon": "tasks",
        "steps": steps_of(page),
        "typed": [text for text in typed if text.strip()],
    }
    return render(request, "approval/too_late.html", context, status=409 if request.method == "POST" else 200)


def document(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where a document stands, for those who write it: steps, reasons, remarks at articles, withdrawing."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not hasattr(page, "subject") or not (
        may(request.user, Action.SEE_DRAFT, page) or may(request.user, Action.SEE_HISTORY, page)
    ):
        raise PermissionDenied("Bạn không xem được văn bản này.")
    context = {
        "page_title": page.get_admin_display_title(),
        "header_icon": "history",
        "page": page,
        "steps": steps_of(page),
        "remarked": articles_with_remarks(page) if may(request.user, Action.SEE_DRAFT, page) else [],
        "files": files_of(page) if may(request.user, Action.SEE_DRAFT, page) else [],
        "sees_draft": may(request.user, Action.SEE_DRAFT, page),
        "may_edit": may(request.user, Action.EDIT, page) and not page.workflow_in_progress,
        "may_withdraw": page.workflow_in_progress and may(request.user, Action.WITHDRAW, page),
        "may_submit": may(request.user, Action.SUBMIT, page) and not page.workflow_in_progress,
        "may_unpublish": page.permissions_for_user(request.user).can_unpublish(),
        "waiting_at": page.current_workflow_task,
    }
    return render(request, "approval/document.html", context)


@require_POST
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a text back from its approvers."""
    done = "Đã rút văn bản về. Tổ soạn thảo có thể sửa tiếp."
    return _done(request, page_id, lambda page: service.withdraw(page, request.user), done)


@require_POST
def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Submit the last saved text without opening the editor."""
    return _done(request, page_id, lambda page: service.submit(page, request.user), "Đã gửi duyệt.")


@require_POST
def unpublish(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a published disclosure or material down. Its leader has no editor, so the door is here."""
    reason = request.POST.get("reason", "")[:2000]
    done = "Đã gỡ xuống. Người dân không còn thấy văn bản này."
    return _done(request, page_id, lambda page: service.unpublish(page, request.user, reason), done)


def _done(request: HttpRequest, page_id: int, act: Callable[[Any], Any], sentence: str) -> HttpResponse:
    """Run a service, which asks for the right itself, on a document; back to where the document stands."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not hasattr(page, "subject"):
        raise PermissionDenied("Trang này không phải văn bản.")
    try:
        act(page)
        messages.success(request, sentence)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("approval_document", page_id)


def _act(request: HttpRequest, state: TaskState, page: Any, form: Any, reading: Reading) -> HttpResponse | None:
    """Run the decision; a refusal becomes a sentence on the page, and what was typed stays."""
    remarks = remarks_in(request.POST, _labels(reading))
    try:
        with transaction.atomic():
            if "give_back" in request.POST:
                service.give_back(state.pk, request.user, form.bound(), form.cleaned_data["reason"], remarks)
                messages.success(request, "Đã trả lại. Đơn vị thấy lý do và nhận xét của bạn.")
            else:
                decision = form.decision(page.place.parent) if isinstance(form, RecogniseForm) else None
                if decision:
                    check_number(page, decision.number, decision.issued_on, decision.issuer)
                service.approve(state.pk, request.user, form.bound(), remarks, decision)
                messages.success(request, "Đã công nhận và công bố." if decision else "Đã đồng ý.")
    except PermissionDenied as problem:
        form.add_error(None, str(problem))
        return None
    except ValidationError as problem:
        known = hasattr(problem, "error_dict") and set(problem.error_dict) <= set(form.fields)
        form.add_error(None, problem if known else problem.messages)
        return None
    return redirect("approval_inbox")


def _form(task: UnitTask, data: Any, **kwargs: Any) -> DecideForm:
    kind = RecogniseForm if task.action == Action.RECOGNISE else DecideForm
    return kind(data, **kwargs)


def _suspensions(task: UnitTask, reading: Reading) -> dict[str, Any]:
    """The open suspensions that the leader may end by recognising the redone text."""
    if task.action != Action.RECOGNISE or reading.covenant is None:
        return {}
    page = CovenantPage.objects.get(pk=reading.page.pk)
    return {"suspensions": open_suspensions(page, reading.covenant, timezone.localdate())}


def _initial(user: Any, reading: Reading) -> dict[str, Any]:
    bound = binding_of(reading.revision)
    return {"revision_id": bound.revision_id, "sha256": bound.sha256, "signer": user.full_name}


def _labels(reading: Reading) -> dict[str, str]:
    return {a.block_id: a.label for a in reading.covenant.articles} if reading.covenant else {}


def _context(
    request: HttpRequest, state: TaskState, task: UnitTask, reading: Reading, form: DecideForm, typed: dict[str, str]
) -> dict[str, Any]:
    earlier = remarks_of(reading.page)
    articles = [
        {
            "article": article,
            "typed": typed.get(f"{REMARK}{article.block_id}", ""),
            "earlier": earlier.get(article.block_id, []),
        }
        for article in (reading.covenant.articles if reading.covenant else ())
    ]
    return {
        "page_title": reading.page.title,
        "header_icon": "tasks",
        "state": state,
        "task": task,
        "reading": reading,
        "form": form,
        "articles": articles,
        "general_remark": typed.get(REMARK, ""),
        "steps": steps_of(reading.page),
        "obstacle": obstacle(request.user, reading.page, state.workflow_state_id, task.action),
        "findings": findings_of(reading.page, reading.covenant) if reading.covenant else [],
        "changed": [change for change in reading.changes if change.kind != "same"],
        "approve_label": "Công nhận và công bố" if task.action == Action.RECOGNISE else "Đồng ý",
    }
