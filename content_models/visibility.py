"""The ONE predicate: may the public see this page, now.

Asked when a page is indexed, listed, put in a feed, the API or the sitemap, and again when a hit is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

HOME_DEPTH = 2  # depth 1 is Wagtail's root, which is no page of ours


def public(pages: PageQuerySet) -> PageQuerySet:
    """Those of `pages` that are live, not expired, and not below a page that is hidden or restricted.

    A page expires at its hour even if the clock process has not yet unpublished it.
    """
    now = timezone.now()
    shown = pages.filter(_published(now))
    for path in _hidden_branches(now):
        shown = shown.exclude(path__startswith=path)
    return shown


def is_public(page: Page) -> bool:
    """The predicate for one page, read fresh from the database."""
    return public(Page.objects.filter(pk=page.pk)).exists()


def public_pages(ids: Collection[int]) -> dict[int, int]:
    """The predicate for a few pages, in two short queries: what is above them is asked for by its address in
    the tree, so that the time does not grow with the province. Gives id → id of the content type."""
    now = timezone.now()
    published = Page.objects.filter(_published(now), pk__in=ids).order_by()
    pages = list(published.values_list("pk", "path", "content_type_id"))
    ways = {pk: _way(path) for pk, path, _kind in pages}
    closed = Q(pk__in=PageViewRestriction.objects.values("page")) | ~_published(now)
    above = Page.objects.filter(closed, path__in={path for way in ways.values() for path in way})
    hidden = set(above.order_by().values_list("path", flat=True))
    return {pk: kind for pk, _path, kind in pages if hidden.isdisjoint(ways[pk])}


def is_published(page: Page) -> bool:
    """The predicate without view restrictions: the page and all above it are live and not expired.

    For serving, where Wagtail has asked about restrictions before and let some visitors through.
    """
    return not Page.objects.filter(path__in=_way(page.path)).exclude(_published(timezone.now())).exists()


def _way(path: str) -> list[str]:
    """Tree paths from the home page down to the page of this path."""
    step = Page.steplen
    return [path[:end] for end in range(HOME_DEPTH * step, len(path) + 1, step)]


def _published(now: dt.datetime) -> Q:
    return Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=now))


def _hidden_branches(now: dt.datetime) -> list[str]:
    """Tree paths below which nothing is public: restricted pages, and hidden pages with children."""
    restricted = Q(pk__in=PageViewRestriction.objects.values("page"))
    hidden = ~_published(now) & Q(numchild__gt=0)
    branches = Page.objects.filter(restricted | hidden, depth__gte=HOME_DEPTH)
    return list(branches.order_by().values_list("path", flat=True))
