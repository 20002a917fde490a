"""Topics and notes of covenants in Wagtail's menu."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import import_views, reading_admin


class ReadingMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return reading_admin.speaks_of_covenants(request.user)


@hooks.register("register_admin_urls")
def reading_urls() -> list[Any]:
    return [*reading_admin.urlpatterns, *import_views.urlpatterns]


@hooks.register("register_admin_menu_item")
def reading_menu_item() -> MenuItem:
    return ReadingMenuItem("Chủ đề, ghi chú", reverse("covenant_reading"), icon_name="tag", order=70)
