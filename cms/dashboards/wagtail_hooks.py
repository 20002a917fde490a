"""The admin's first screen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from .home import HomePanel


@hooks.register("construct_homepage_panels")
def our_home(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's panels name pages of every unit; ours asks the role table."""
    panels[:] = [HomePanel()]


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    items.clear()
