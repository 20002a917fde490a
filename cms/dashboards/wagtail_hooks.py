"""What Wagtail shows by default and Đình does not: pages of other units in choosers, panels, menus."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry


@hooks.register("construct_page_chooser_queryset")
def only_own_pages(pages: Any, request: HttpRequest) -> Any:
    """The page chooser lists every page of the site, drafts too, to anybody who may enter."""
    return pages.filter(pk__in=policy_registry.get_by_type(Page).explorable_instances(request.user).values("pk"))


@hooks.register("construct_homepage_panels")
def no_stock_inbox(request: HttpRequest, panels: list[Any]) -> None:
    """People decide in the approval page; panels of owned pages stay only for what is still visible."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") in KEPT_PANELS]


KEPT_PANELS = frozenset({"locked_pages"})
