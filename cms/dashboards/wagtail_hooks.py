"""What Wagtail shows by default and Đình does not: pages of other units in choosers, panels, counts, menus."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .home import HomePanel

# Menu items of screens that the gate closes.
CLOSED_REPORTS = frozenset({"page-types-usage"})


@hooks.register("construct_page_chooser_queryset")
def only_own_pages(pages: Any, request: HttpRequest) -> Any:
    """The page chooser lists every page of the site, drafts too, to anybody who may enter."""
    return pages.filter(pk__in=policy_registry.get_by_type(Page).explorable_instances(request.user).values("pk"))


@hooks.register("construct_homepage_panels")
def our_home(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's panels name pages of every unit, also of one that the person has left; ours asks the table."""
    panels[:] = [HomePanel()]


@hooks.register("construct_homepage_summary_items")
def no_counts(request: HttpRequest, items: list[Any]) -> None:
    """Stock counts all pages below the common ancestor, those of other units too."""
    items.clear()


@hooks.register("construct_reports_menu")
def no_closed_reports(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in CLOSED_REPORTS]
