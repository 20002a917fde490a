"""Papers in the admin: addresses, the button on a covenant, the register of words in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import HeaderButton
from wagtail.models import Page

from content_models.covenants.models import CovenantPage

from . import snippet_views, views


@hooks.register("register_admin_urls")
def papers_urls() -> list[Any]:
    return [
        path("van-ban-in/<int:page_id>/", views.index, name="papers_index"),
        path("van-ban-in/<int:page_id>/du-thao.<str:form>", views.draft, name="papers_draft"),
        path("van-ban-in/<int:page_id>/<slug:kind>/", views.paper, name="papers_paper"),
        path("loi-van-mau/", snippet_views.index, name="papers_snippets"),
        path("loi-van-mau/<slug:paper>/<slug:part>/", snippet_views.edit, name="papers_snippet"),
    ]


@hooks.register("register_page_header_buttons")
def papers_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """From the editor to what can be printed."""
    if page.pk and isinstance(page.specific_deferred, CovenantPage):
        url = reverse("papers_index", args=[page.pk])
        yield HeaderButton(label="Văn bản in", url=url, icon_name="doc-full", priority=6)


class WordingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return snippet_views.manages_wording(request.user)


@hooks.register("register_admin_menu_item")
def wording_menu_item() -> MenuItem:
    return WordingMenuItem("Lời văn mẫu", reverse("papers_snippets"), icon_name="edit", order=706)
