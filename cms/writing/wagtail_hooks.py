"""Writing a covenant: addresses, the link from the hamlet's page, the register of model texts in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import HeaderButton
from wagtail.models import Page

from content_models.covenants.drafting import may_begin
from content_models.places.models import PlacePage

from . import editor_views, model_views, views


@hooks.register("register_admin_urls")
def writing_urls() -> list[Any]:
    return [
        path("soan/<int:place_id>/", views.start, name="writing_start"),
        path("soan/<int:place_id>/mau/<int:pk>/", views.model, name="writing_model"),
        path("soan/<int:place_id>/sua-doi/", views.amend, name="writing_amend"),
        path("soan/<int:place_id>/trang-trong/", views.empty, name="writing_empty"),
        path("soan/van-ban/<int:page_id>/kiem-tra/", editor_views.checks, name="writing_checks"),
        path("soan/van-ban/<int:page_id>/phan-rieng/", editor_views.own_part, name="writing_own"),
        path("soan/van-ban/<int:page_id>/goi-y/", editor_views.dismiss_hint, name="writing_hint"),
        path("soan/van-ban/<int:page_id>/cho-dan/", editor_views.accept_reference, name="writing_reference"),
        path("soan/van-ban/<int:page_id>/tach/<str:block_id>/", editor_views.split, name="writing_split"),
        path("van-ban-mau/", model_views.index, name="writing_models"),
        path("van-ban-mau/them/", model_views.create, name="writing_model_new"),
        path("van-ban-mau/<int:pk>/", model_views.edit, name="writing_model_edit"),
        path("van-ban-mau/<int:pk>/xem/", model_views.preview, name="writing_model_preview"),
    ]


@hooks.register("register_page_header_buttons")
def start_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """From the hamlet's page to the start of a draft."""
    place_page = page.specific_deferred
    if isinstance(place_page, PlacePage) and may_begin(user, place_page.place):
        url = reverse("writing_start", args=[place_page.place_id])
        yield HeaderButton(label="Bắt đầu soạn", url=url, icon_name="edit", priority=5)


class ModelsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return model_views.manages_models(request.user)


@hooks.register("register_admin_menu_item")
def models_menu_item() -> MenuItem:
    return ModelsMenuItem("Văn bản mẫu", reverse("writing_models"), icon_name="copy", order=705)
