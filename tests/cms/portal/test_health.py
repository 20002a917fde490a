"""What a container's health check and a monitoring system are told."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from cms.portal import health
from search.engines import engine


@pytest.fixture
def search_is_down(settings: Any) -> None:
    """An Elasticsearch at an address where nothing listens."""
    settings.DINH_SEARCH = settings.DINH_SEARCH | {"engine": "elasticsearch", "url": "http://127.0.0.1:9"}


@pytest.fixture
def search_is_up(db: None, settings: Any, tmp_path: Any) -> None:
    settings.DINH_SEARCH = settings.DINH_SEARCH | {"engine": "embedded", "path": tmp_path / "search.sqlite3"}
    engine().rebuild().finish()


def ask(client: Client, address: str) -> tuple[int, dict[str, Any]]:
    answer = client.get(address)
    return answer.status_code, answer.json()


def test_all_is_well(db: None, client: Client, search_is_up: None) -> None:
    for address in ("/healthz", "/readyz"):
        status, body = ask(client, address)
        assert (status, body["database"], body["search"]["state"]) == (200, "ok", "ok")


def test_a_search_that_is_down_restarts_no_container(db: None, client: Client, search_is_down: None) -> None:
    status, body = ask(client, "/healthz")
    assert (status, body["database"], body["search"]["state"]) == (200, "ok", "down")
    status, body = ask(client, "/readyz")
    assert (status, body["search"]["state"]) == (503, "down")


def test_missing_migrations_are_told(db: None, client: Client, search_is_up: None) -> None:
    MigrationRecorder.Migration.objects.filter(app="portal").delete()
    for address in ("/healthz", "/readyz"):
        status, body = ask(client, address)
        assert (status, body["database"], body["search"]["state"]) == (503, "migrations missing", "unknown")


def test_a_database_that_is_down_is_told_and_no_traceback(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    for address in ("/healthz", "/readyz"):
        assert ask(client, address) == (503, {"database": "down", "search": {"state": "unknown"}})


def test_nobody_keeps_a_health_answer(db: None, client: Client, search_is_up: None) -> None:
    assert "no-store" in client.get("/healthz")["Cache-Control"]
