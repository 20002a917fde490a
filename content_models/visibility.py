"""The ONE predicate: may the public see this page, now.

Asked when a page is indexed, listed, put in a feed, the API or the sitemap, and again when a hit is shown.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def public(pages: PageQuerySet) -> PageQuerySet:
    """Those of `pages` that are live, not expired, and not below a page that is hidden or restricted.

    A page expires at its hour even if the clock process has not yet unpublished it.
    """
    now = timezone.now()
    shown = pages.filter(live=True).filter(Q(expire_at=None) | Q(expire_at__gt=now))
    for path in _hidden_branches():
        shown = shown.exclude(path__startswith=path)
    return shown


def is_public(page: Page) -> bool:
    """The predicate for one page, read fresh from the database."""
    return public(Page.objects.filter(pk=page.pk)).exists()


def _hidden_branches() -> list[str]:
    """Tree paths below which nothing is public: restricted pages, and unpublished pages with children."""
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    unpublished = Page.objects.filter(live=False, numchild__gt=0, depth__gt=1).values_list("path", flat=True)
    return [*restricted, *unpublished]
