"""Addresses and menu items of the province's screens about searching."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content_models.roles.table import Action

from . import asked_views, question_views, search_state


class ProvinceMenuItem(MenuItem):
    """Shown to those whose role in the province grants the action."""

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action

    def is_shown(self, request: HttpRequest) -> bool:
        return question_views.may_in_province(request.user, self.action)


@hooks.register("register_admin_urls")
def search_urls() -> list[Any]:
    return [
        path("cau-hoi/", question_views.index, name="questions_index"),
        path("cau-hoi/them/", question_views.create, name="questions_create"),
        path("cau-hoi/<int:pk>/", question_views.edit, name="questions_edit"),
        path("cau-hoi/<int:pk>/xoa/", question_views.delete, name="questions_delete"),
        path("nguoi-dan-tim-gi/", asked_views.index, name="searches_index"),
        path("tinh-trang-tim-kiem/", search_state.show, name="search_state"),
        path("tinh-trang-tim-kiem/gui-lai/", search_state.replay, name="search_state_replay_all"),
        path("tinh-trang-tim-kiem/gui-lai/<int:page_id>/", search_state.replay, name="search_state_replay"),
    ]


@hooks.register("register_admin_menu_item")
def questions_menu_item() -> MenuItem:
    return ProvinceMenuItem(
        "Câu hỏi thường gặp", reverse("questions_index"), icon_name="help", order=720, action=Action.MANAGE_QUESTIONS
    )


@hooks.register("register_admin_menu_item")
def searches_menu_item() -> MenuItem:
    return ProvinceMenuItem(
        "Người dân tìm gì", reverse("searches_index"), icon_name="search", order=730, action=Action.SEE_SEARCHES
    )


@hooks.register("register_admin_menu_item")
def search_state_menu_item() -> MenuItem:
    return ProvinceMenuItem(
        "Tình trạng tìm kiếm",
        reverse("search_state"),
        icon_name="search",
        order=740,
        action=search_state.LOOKS_AFTER_SEARCH,
    )
