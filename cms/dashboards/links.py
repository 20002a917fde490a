"""Links inside texts lead only to pages that the public may see: the address of a draft tells its title."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from content_models.visibility import public


class PublicPageLinkHandler(PageLinkHandler):
    """A link to a page that is not public is shown as plain text."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Page | None]:
        found = super().get_many(attrs_list)
        shown = set(
            public(Page.objects.filter(pk__in=[page.pk for page in found if page])).values_list("pk", flat=True)
        )
        return [page if page and page.pk in shown else None for page in found]
