"""The search's state for health checks and operators."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError

from search.engines import engine
from search.engines.base import Status
from search.models import IndexEntry


def health(status: Status | None = None) -> dict[str, Any]:
    """Engine, whether it answers, documents, and how long the outbox is and how old (seconds).

    Never raises: a database that does not answer leaves the outbox out. `status`: when it was asked for already.
    """
    status = status or engine().status()
    body = {
        "state": "ok" if status.available else "down",
        "engine": status.engine,
        "documents": status.documents,
    }
    try:
        pending, oldest_seconds = IndexEntry.objects.backlog()
    except DatabaseError:
        return body
    return body | {"pending": pending, "oldest_pending_seconds": oldest_seconds}
