"""What Wagtail shows by default and Đình does not: pages of other units in choosers, panels, counts, menus."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from . import place_views
from .home import HomePanel
from .links import PublicPageLinkHandler

# Menu items of screens that the gate closes.
CLOSED_REPORTS = frozenset({"page-types-usage", "workflows", "workflow-tasks", "site-history"})


@hooks.register("construct_page_chooser_queryset")
def only_own_pages(pages: Any, request: HttpRequest) -> Any:
    """The page chooser lists every page of the site, drafts too, to anybody who may enter."""
    return pages.filter(pk__in=policy_registry.get_by_type(Page).explorable_instances(request.user).values("pk"))


@hooks.register("construct_homepage_panels")
def our_home(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's panels name pages of every unit, also of one that the person has left; ours asks the table."""
    panels[:] = [HomePanel()]


@hooks.register("construct_homepage_summary_items", order=200)
def no_counts(request: HttpRequest, items: list[Any]) -> None:
    """After Wagtail's own: stock counts all pages below the common ancestor, those of other units too."""
    items.clear()


@hooks.register("construct_help_menu")
def own_help(request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's news and guide are English, and about an editor that is not ours."""
    menu_items[:] = [item for item in menu_items if item.name != "editor-guide" and "whats-new" not in item.name]


@hooks.register("construct_reports_menu")
def no_closed_reports(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in CLOSED_REPORTS]


@hooks.register("register_rich_text_features", order=200)
def links_to_public_pages(features: Any) -> None:
    """After Wagtail's own, which it replaces."""
    features.register_link_type(PublicPageLinkHandler)


class PlacesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return place_views.manages_places(request.user)


@hooks.register("register_admin_urls")
def places_urls() -> list[Any]:
    return [
        path("noi-chon/", place_views.index, name="places_index"),
        path("noi-chon/<int:pk>/", place_views.detail, name="places_place"),
        path("noi-chon/<int:pk>/them/", place_views.create_hamlet, name="places_create_hamlet"),
        path("noi-chon/<int:pk>/doi-ten/", place_views.rename, name="places_rename"),
        path("noi-chon/<int:pk>/nhap-tach/", place_views.succeed, name="places_succeed"),
    ]


@hooks.register("register_admin_menu_item")
def places_menu_item() -> MenuItem:
    return PlacesMenuItem("Nơi chốn", reverse("places_index"), icon_name="site", order=710)
