"""Serving of the fixed pages. Runs after Wagtail's own check of view restrictions (registered earlier, order 0)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from content_models.places.models import PlacePage, SectionPage
from content_models.visibility import is_published

from .pages import serve_place, serve_section


@hooks.register("before_serve_page", order=50)
def serve_nothing_that_is_over(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Wagtail serves an expired page until the clock has unpublished it, and a page below an unpublished one."""
    if not is_published(page):
        raise Http404("Không có trang này.")


@hooks.register("before_serve_page", order=100)
def serve_fixed_pages(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    if isinstance(page, PlacePage):
        return serve_place(request, page)
    if isinstance(page, SectionPage):
        return serve_section(request, page)
    return None
