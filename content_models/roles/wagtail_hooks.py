"""The people's register in Wagtail's menu."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content_models.history_views import register_history

from . import views
from .forms import manageable_units


class PeopleMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(manageable_units(request.user).exists())


@hooks.register("register_admin_urls")
def people_urls() -> list[Any]:
    return [
        path("nguoi-dung/", views.index, name="roles_people"),
        path("nguoi-dung/them/", views.create, name="roles_create"),
        path("nguoi-dung/tu-tep/", views.from_file, name="roles_from_file"),
        path("nguoi-dung/mau.xlsx", views.file_template, name="roles_file_template"),
        path("nguoi-dung/<int:pk>/", views.detail, name="roles_person"),
        path("nguoi-dung/<int:pk>/sua/", views.correct, name="roles_correct"),
        path("nguoi-dung/<int:pk>/vai-tro/", views.add_role, name="roles_add_role"),
        path("nguoi-dung/vai-tro/<int:pk>/ket-thuc/", views.end_role, name="roles_end_role"),
        path("nguoi-dung/<int:pk>/mat-khau/", views.reset_password, name="roles_reset_password"),
        path("nguoi-dung/<int:pk>/khoa/", views.set_active, name="roles_set_active"),
        path("mat-khau-lan-dau/", views.first_password, name="roles_first_password"),
        path("lich-su/<str:register>/<int:pk>/", register_history, name="register_history"),
    ]


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    return PeopleMenuItem("Người dùng", reverse("roles_people"), icon_name="group", order=700)
