"""What a draft changes in the text that is public, for the people who write it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from content_models.covenants.models import CovenantPage
from content_models.roles.rights import may
from content_models.roles.table import Action

from .reading import reading_of


def changes(request: HttpRequest, page_id: int) -> HttpResponse:
    """The saved draft of a covenant against its text of today."""
    page = get_object_or_404(CovenantPage, pk=page_id)
    if not may(request.user, Action.SEE_DRAFT, page):
        raise PermissionDenied("Bạn không xem được bản soạn thảo này.")
    context = {
        "page_title": "Thay đổi so với bản đang công bố",
        "header_icon": "history",
        "page": page,
        "reading": reading_of(page),
        "current": page.current_version,
    }
    return render(request, "approval/changes.html", context)
