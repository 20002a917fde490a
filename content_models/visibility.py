"""The ONE predicate: may the public see this page, now.

Asked when a page is indexed, listed, put in a feed, the API or the sitemap, and again when a hit is shown.
"""

from __future__ import annotations

import datetime as dt

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


def is_published(page: Page) -> bool:
    """The predicate without view restrictions: the page and all above it are live and not expired.

    For serving, where Wagtail has asked about restrictions before and let some visitors through.
    """
    step = Page.steplen
    way = [page.path[:end] for end in range(HOME_DEPTH * step, len(page.path) + 1, step)]
    return not Page.objects.filter(path__in=way).exclude(_published(timezone.now())).exists()


def _published(now: dt.datetime) -> Q:
    return Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=now))


def _hidden_branches(now: dt.datetime) -> list[str]:
    """Tree paths below which nothing is public: restricted pages, and hidden pages with children."""
    restricted = Q(pk__in=PageViewRestriction.objects.values("page"))
    hidden = ~_published(now) & Q(numchild__gt=0)
    branches = Page.objects.filter(restricted | hidden, depth__gte=HOME_DEPTH)
    return list(branches.order_by().values_list("path", flat=True))
