"""The page on which the province's administrators see how the search is, and send dead letters again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from search.models import IndexEntry
from search.sync.state import search_state

from .place_views import manages_places

NOT_YOURS = "Chỉ quản trị viên của tỉnh xem được tình trạng tìm kiếm."
DRIFT = (
    ("missing", "Thiếu trong chỉ mục"),
    ("extra", "Thừa: trang không còn"),
    ("hidden", "Thừa: trang không công khai"),
    ("stale", "Cũ"),
)


def looks_after_search(user: Any) -> bool:
    """Those who keep the province's registers (Action.MANAGE_PLACES): its administrators, and the operator."""
    return manages_places(user)


def show(request: HttpRequest) -> HttpResponse:
    """Engine, index, queue, dead letters, last errors, last work on the index."""
    _require(request)
    state = search_state()
    found = state.reconcile.report.get("found", {}) if state.reconcile else {}
    context = {
        "page_title": "Tình trạng tìm kiếm",
        "header_icon": "search",
        "state": state,
        "drift": [(label, found.get(kind, 0)) for kind, label in DRIFT],
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
    if not looks_after_search(request.user):
        raise PermissionDenied(NOT_YOURS)


class SearchStateMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return looks_after_search(request.user)


@hooks.register("register_admin_urls")
def search_state_urls() -> list[Any]:
    return [
        path("tinh-trang-tim-kiem/", show, name="search_state"),
        path("tinh-trang-tim-kiem/gui-lai/", replay, name="search_state_replay_all"),
        path("tinh-trang-tim-kiem/gui-lai/<int:page_id>/", replay, name="search_state_replay"),
    ]


@hooks.register("register_admin_menu_item")
def search_state_menu_item() -> MenuItem:
    return SearchStateMenuItem("Tình trạng tìm kiếm", reverse("search_state"), icon_name="search", order=720)
