"""The page on which the province's administrators see how the search is, and send dead letters again."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from content_models.roles.table import Action
from search.models import IndexEntry
from search.sync.reconcile import DRIFT_LABELS
from search.sync.state import search_state

from .question_views import may_in_province

LOOKS_AFTER_SEARCH = Action.MANAGE_PLACES  # who keeps the province's registers: its administrators, and the operator
NOT_YOURS = "Chỉ quản trị viên của tỉnh xem được tình trạng tìm kiếm."


def show(request: HttpRequest) -> HttpResponse:
    """Engine, index, queue, dead letters, last errors, last work on the index."""
    _require(request)
    state = search_state()
    found = state.reconcile.report.get("found", {}) if state.reconcile else {}
    context = {
        "page_title": "Tình trạng tìm kiếm",
        "header_icon": "search",
        "state": state,
        "oldest_at": timezone.now() - dt.timedelta(seconds=state.oldest_seconds),
        "drift": [(label, found.get(kind, 0)) for kind, label in DRIFT_LABELS.items()],
    }
    return render(request, "dashboards/search_state.html", context)


@require_POST
def replay(request: HttpRequest, page_id: int | None = None) -> HttpResponse:
    """One dead letter, or all of them, back into the queue."""
    _require(request)
    letters = IndexEntry.objects.all()
    count = (letters if page_id is None else letters.filter(page_id=page_id)).replay()
    if count:
        messages.success(request, f"Đã xếp lại {count} trang vào hàng chờ. Kết quả hiện ở đây sau ít phút.")
    else:
        messages.warning(request, "Không còn trang nào để gửi lại: trang đã được gửi, hoặc vừa được sửa.")
    return redirect("search_state")


def _require(request: HttpRequest) -> None:
    if not may_in_province(request.user, LOOKS_AFTER_SEARCH):
        raise PermissionDenied(NOT_YOURS)
