"""What the editor asks while one writes: checks of the saved draft, hints, references, articles pasted together."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from content_models.covenants.checks import OtherText, only_yours
from content_models.covenants.models import CovenantPage, Writing
from content_models.covenants.pasted_articles import taken_apart
from content_models.covenants.provisions import number_blocks
from content_models.roles.rights import may
from content_models.roles.table import Action

from .findings import groups_of
from .splitting import split_article


@require_GET
def checks(request: HttpRequest, page_id: int) -> HttpResponse:
    """The checks panel's content for the latest saved draft: a piece of HTML."""
    page = _page(request, page_id)
    groups = groups_of(page)
    writing = Writing.objects.filter(page_id=page.pk).first()
    context = {
        "groups": groups,
        "total": sum(len(group.findings) for group in groups),
        "page": page,
        "own_url": reverse("writing_own", args=[page.pk]) if writing and writing.origin else "",
    }
    return render(request, "writing/findings.html", context)


@require_GET
def own_part(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the team itself wrote, beside the model that it began with."""
    page = _page(request, page_id)
    writing = get_object_or_404(Writing.objects.select_related("model_text"), page_id=page.pk)
    origin = writing.began_with
    if origin is None:
        raise Http404("Bản nháp này không bắt đầu từ một mẫu.")
    parts = only_yours(page.numbered(), [OtherText("", origin, is_model=True)])
    context = {
        "page_title": f"Phần riêng: {page.title}",
        "header_icon": "copy",
        "model_name": writing.model_text.name if writing.model_text else "mẫu đã chọn",
        "own": [part for part in parts if part.is_own],
        "unchanged": [part.article for part in parts if not part.is_own],
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return render(request, "writing/own_part.html", context)


@require_POST
def dismiss_hint(request: HttpRequest, page_id: int) -> HttpResponse:
    """A hint that has served its purpose goes for the whole team."""
    page = _page(request, page_id)
    with transaction.atomic():
        writing = get_object_or_404(Writing.objects.select_for_update(), page_id=page.pk)
        writing.hints.pop(request.POST.get("block", ""), None)
        writing.save()
    return JsonResponse({"ok": True})


@require_POST
def accept_reference(request: HttpRequest, page_id: int) -> HttpResponse:
    """A reference whose article was taken out means the one that bears its number now."""
    page = _page(request, page_id)
    key, number = request.POST.get("key", ""), request.POST.get("number", "")
    with transaction.atomic():
        writing = get_object_or_404(Writing.objects.select_for_update(), page_id=page.pk)
        writing.note_lost([gone for gone in writing.lost_references if (gone.key, gone.number) != (key, number)])
        writing.save()
    return JsonResponse({"ok": True})


def split(request: HttpRequest, page_id: int, block_id: str) -> HttpResponse:
    """Articles pasted into the body of one: shown first, taken apart by POST."""
    page = _page(request, page_id)
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if request.method == "POST":
        try:
            count = split_article(page_id, block_id, by=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect(edit_url)
        messages.success(request, f"Đã tách thành {count} phần. Hãy xem lại số điều và các chỗ dẫn tới điều khác.")
        return redirect(f"{edit_url}#block-{block_id}-section")
    block = next((block for block in page.body.raw_data if block.get("id") == block_id), None)
    blocks = taken_apart(block["value"]) if block and block["type"] == "article" else []
    context = {
        "page_title": "Tách thành các điều riêng",
        "header_icon": "doc-full",
        "parts": number_blocks(blocks).parts,
        "edit_url": edit_url,
    }
    return render(request, "writing/split.html", context)


def _page(request: HttpRequest, page_id: int) -> Any:
    """The working text, for those who write it."""
    page = get_object_or_404(CovenantPage, pk=page_id)
    if not may(request.user, Action.EDIT, page):
        raise PermissionDenied("Bạn không soạn văn bản này.")
    return page.get_latest_revision_as_object()
