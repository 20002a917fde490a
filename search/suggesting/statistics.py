"""What people asked: by period, with or without hits, and what may be offered to others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone

from .models import QueryCount

# A single person's search is nobody else's business: it is offered only after so many separate days.
DAYS_BEFORE_OFFERED = 5
KEPT_DAYS = 400
MOST_OFFERED = 200


@dataclass(frozen=True)
class Asked:
    """Something that was asked: as people write it, how often, on how many days, and when last."""

    text: str
    times: int
    days: int
    last: dt.date


def asked_often() -> list[str]:
    """What was asked, with hits, on enough separate days, most frequent first."""
    rows = QueryCount.objects.filter(found=True)
    return [asked.text for asked in _counted(rows, MOST_OFFERED, days=DAYS_BEFORE_OFFERED)]


def asked_since(first: dt.date, *, found: bool, limit: int) -> list[Asked]:
    """What was asked from a day on, most frequent first: with hits, or without any."""
    return _counted(QueryCount.objects.filter(day__gte=first, found=found), limit)


def delete_old() -> None:
    """Counts older than `KEPT_DAYS` go."""
    QueryCount.objects.filter(day__lt=timezone.localdate() - dt.timedelta(days=KEPT_DAYS)).delete()


def _counted(rows: QuerySet[QueryCount], limit: int, *, days: int = 1) -> list[Asked]:
    grouped = rows.values("key").annotate(times=Sum("count"), days=Count("day", distinct=True), last=Max("day"))
    chosen = list(grouped.filter(days__gte=days).order_by("-times", "key")[:limit])
    texts = _written([row["key"] for row in chosen])
    return [Asked(texts.get(row["key"], row["key"]), row["times"], row["days"], row["last"]) for row in chosen]


def _written(keys: list[str]) -> dict[str, str]:
    """Key → the words as most people with accents write them."""
    rows = QueryCount.objects.filter(key__in=keys).values("key", "text").annotate(times=Sum("count"))
    best: dict[str, str] = {}
    for key, text in rows.order_by("times").values_list("key", "text"):
        if text != key or key not in best:
            best[key] = text
    return best
