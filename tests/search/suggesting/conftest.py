"""A site with an empty index on each engine, and the staff of one commune."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from search.engines import engine
from search.models import IndexEntry
from search.suggesting import query_log
from search.sync.indexer import index_batch
from tests import factories
from tests.staff import Staff


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """The cache and the query log are the process's, not the test's."""
    cache.clear()
    query_log.BUFFER.empty()
    yield
    cache.clear()
    query_log.BUFFER.empty()


@pytest.fixture
def site(db: None, each_engine: str, client: Client) -> Iterator[Client]:
    engine().rebuild().finish()
    IndexEntry.objects.all().delete()
    yield client
    engine().drop()


@pytest.fixture
def staff(db: None) -> Staff:
    return Staff(factories.DAT_MUI)


@pytest.fixture
def indexed() -> Callable[[], None]:
    """Brings the outbox to the engine."""

    def bring() -> None:
        while index_batch():
            pass
        engine().refresh()

    return bring


@pytest.fixture
def suggested(client: Client) -> Callable[[str], list[dict[str, Any]]]:
    """The lines that the site answers to what was typed."""

    def ask(typed: str) -> list[dict[str, Any]]:
        response = client.get("/tim-kiem/goi-y/", {"q": typed})
        assert response.status_code == 200, response.content
        return response.json()["items"]

    return ask
