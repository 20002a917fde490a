"""Ways in which a page stops being public before the index knows."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.models import PageViewRestriction


def by_unpublishing(page: Any) -> None:
    page.unpublish()


def by_restriction(page: Any) -> None:
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)


def by_expiry(page: Any) -> None:
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now())


def by_deletion(page: Any) -> None:
    page.delete()


WAYS = (by_unpublishing, by_restriction, by_expiry, by_deletion)
