"""The search's state for health checks and operators."""

from __future__ import annotations

from typing import Any

from django.db.models import Min
from django.utils import timezone

from search.engines import engine
from search.models import IndexEntry


def health() -> dict[str, Any]:
    """Engine, whether it answers, documents, and how long the outbox is and how old (seconds)."""
    status = engine().status()
    pending = IndexEntry.objects.pending()
    oldest = pending.aggregate(oldest=Min("changed_at"))["oldest"]
    return {
        "state": "ok" if status.available else "down",
        "engine": status.engine,
        "documents": status.documents,
        "pending": pending.count(),
        "oldest_pending_seconds": round((timezone.now() - oldest).total_seconds()) if oldest else 0,
    }
