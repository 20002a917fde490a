"""The start of a draft: from a model, from the text in force, from a Word file, or empty."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from content_models.covenants.drafting import (
    Draft,
    amendment_draft,
    begin,
    empty_draft,
    may_begin,
    model_draft,
    obstacle,
    page_of,
)
from content_models.covenants.models import CovenantPage, CovenantVersion, ModelText
from content_models.covenants.provisions import number_blocks
from content_models.places.models import Level, Place

from .parts import parts_with_hints

NOT_YOURS = "Chỉ tổ soạn thảo và trưởng ấp, trưởng khóm soạn hương ước, quy ước của nơi này."
BEGUN = "Đã mở bản nháp. Bài viết tự lưu trong lúc bạn gõ; chưa ai ngoài tổ soạn thảo đọc được."


def start(request: HttpRequest, place_id: int) -> HttpResponse:
    """What the team can begin with, or what is under way already."""
    hamlet = _hamlet(request, place_id)
    page = page_of(hamlet)
    reason = obstacle(hamlet, page)
    version = _in_force(page)
    context = {
        "page_title": f"Bắt đầu soạn: {hamlet.label}",
        "header_icon": "edit",
        "hamlet": hamlet,
        "reason": reason,
        "continue_url": _edit_url(page) if page and reason and not page.workflow_in_progress else "",
        "state_url": reverse("approval_document", args=[page.pk]) if page else "",
        "version": version,
        "models": [] if reason else _models_for(hamlet),
        "word_url": _word_url(hamlet),
    }
    return render(request, "writing/start.html", context)


def model(request: HttpRequest, place_id: int, pk: int) -> HttpResponse:
    """A model as it would be begun with; POST begins."""
    hamlet = _hamlet(request, place_id)
    chosen = get_object_or_404(ModelText, pk=pk, active=True)
    draft = model_draft(hamlet, chosen)
    if request.method == "POST":
        return _begun(request, hamlet, draft)
    context = {
        "page_title": chosen.name,
        "header_icon": "copy",
        "hamlet": hamlet,
        "model": chosen,
        "title": draft.title,
        "parts": parts_with_hints(number_blocks(draft.blocks), draft.hints),
        "reason": obstacle(hamlet, page_of(hamlet)),
        "back_url": reverse("writing_start", args=[place_id]),
    }
    return render(request, "writing/model.html", context)


@require_POST
def amend(request: HttpRequest, place_id: int) -> HttpResponse:
    """A working copy of the text in force; the public goes on reading the recognised one."""
    hamlet = _hamlet(request, place_id)
    version = _in_force(page_of(hamlet))
    if version is None:
        raise Http404("Chưa có bản được công nhận.")
    return _begun(request, hamlet, amendment_draft(version))


@require_POST
def empty(request: HttpRequest, place_id: int) -> HttpResponse:
    hamlet = _hamlet(request, place_id)
    return _begun(request, hamlet, empty_draft(hamlet))


def _hamlet(request: HttpRequest, place_id: int) -> Place:
    """The hamlet, for those who may write there."""
    places = Place.objects.select_related("parent__parent", "page")
    hamlet = get_object_or_404(places, pk=place_id, level=Level.HAMLET)
    if not may_begin(request.user, hamlet):
        raise PermissionDenied(NOT_YOURS)
    return hamlet


def _begun(request: HttpRequest, hamlet: Place, draft: Draft) -> HttpResponse:
    """The editor, or the start page with the sentence that says why not."""
    try:
        page = begin(hamlet, draft, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("writing_start", hamlet.pk)
    messages.success(request, BEGUN)
    return redirect(_edit_url(page))


def _models_for(hamlet: Place) -> list[ModelText]:
    """The models in use, those for this kind of hamlet first."""
    models = list(ModelText.objects.filter(active=True).defer("text"))
    return sorted(models, key=lambda found: found.kind not in (hamlet.kind, ""))


def _in_force(page: CovenantPage | None) -> CovenantVersion | None:
    """The version that an amendment starts from."""
    return page.current_version if page and page.live else None


def _edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _word_url(hamlet: Place) -> str:
    """Where a Word file is read in; "" in an installation without it."""
    try:
        return reverse("covenant_import", args=[hamlet.pk])
    except NoReverseMatch:
        return ""
