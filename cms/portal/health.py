"""What a container's health check and a monitoring system ask."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from search.health import health as search_health


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and no migration is missing. Search only reports its state here:
    a container must not be restarted because the search server is down."""
    body = _state()
    return JsonResponse(body, status=200 if body["database"] == "ok" else 503)


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 only when everything works, search included."""
    body = _state()
    ready = body["database"] == "ok" and body["search"]["state"] == "ok"
    return JsonResponse(body, status=200 if ready else 503)


def _state() -> dict[str, Any]:
    """Search is asked only when the database is there: its queue lies in it."""
    database = _database()
    return {"database": database, "search": search_health() if database == "ok" else {"state": "unknown"}}


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "down"
    return "migrations missing" if pending else "ok"
