"""What every test may ask for, and the one place where a missing service takes tests out of a run.

A test says what it needs by a marker (`elasticsearch`, `postgres`, `ocr`, `browser`). Without the
service those tests are deselected, and the header and the summary say so; `./test` names the part
that was left out, and fails where nothing may be missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.conf import settings

ENGINES = ("embedded", "elasticsearch")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--site-engine",
        choices=ENGINES,
        default="embedded",
        help="the search engine of the site in this run (elasticsearch needs ELASTICSEARCH_URL)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Each process searches in an index of its own: workers run at the same time on one server."""
    chosen = config.getoption("--site-engine")
    if chosen == "elasticsearch" and not settings.DINH_SEARCH["url"]:
        raise pytest.UsageError("--site-engine=elasticsearch needs ELASTICSEARCH_URL")
    settings.DINH_SEARCH = settings.DINH_SEARCH | {
        "engine": chosen,
        "index": f"dinh-test-{uuid.uuid4().hex[:10]}",
    }
    _let_tests_empty_their_database()
    # Playwright's sync interface keeps an event loop in the thread in which tests use the database.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _let_tests_empty_their_database() -> None:
    """After a transactional test Django empties every table of its own database, also those of the records of law,
    which refuse it: their triggers are off for just that moment (and made again by `flush` itself)."""
    from django.db import connection
    from django.test import TransactionTestCase

    from content_models.covenants.append_only import lifted

    empty = TransactionTestCase._fixture_teardown

    def teardown(self: Any) -> None:
        with lifted(connection):
            empty(self)

    TransactionTestCase._fixture_teardown = teardown


def pytest_unconfigure(config: pytest.Config) -> None:
    if settings.DINH_SEARCH["url"]:
        _drop_own_indexes()


# No database in it, or both engines in each run: the second run would prove nothing new.
ONCE = ("tests/search/text/", "tests/search/engines/")


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out by marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(ONCE):
            item.add_marker(pytest.mark.once)
    available = services()
    kept, left_out = [], []
    for item in items:
        lacking = [name for name, there in available.items() if not there and item.get_closest_marker(name)]
        (left_out if lacking else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for name, there in services().items():
        if not there:
            terminalreporter.write_line(f"left out: the tests marked '{name}', which is not available here")


def pytest_report_header() -> str:
    found = ", ".join(f"{name} {'yes' if there else 'NO'}" for name, there in services().items())
    return f"site engine: {settings.DINH_SEARCH['engine']}; services: {found}"


@cache
def services() -> dict[str, bool]:
    """Marker → whether what it needs is there."""
    return {
        "elasticsearch": bool(settings.DINH_SEARCH["url"]),
        "postgres": settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
        "ocr": _reads_vietnamese_scans(),
        "browser": bool(chromium()),
    }


@cache
def chromium() -> str:
    """Path of the Chromium that browser tests drive, "" when there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), "")


def _reads_vietnamese_scans() -> bool:
    if not shutil.which("tesseract"):
        return False
    languages = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in languages.stdout.split()


def _drop_own_indexes() -> None:
    from elasticsearch import ApiError, Elasticsearch, TransportError

    client = Elasticsearch(settings.DINH_SEARCH["url"], request_timeout=10, max_retries=0)
    try:
        for name in client.indices.get(index=f"{settings.DINH_SEARCH['index']}*", expand_wildcards="all"):
            client.indices.delete(index=name, ignore_unavailable=True)
    except (ApiError, TransportError):
        return  # the server went away, and its indexes with it
    finally:
        client.close()


@pytest.fixture(autouse=True)
def fresh_knowledge() -> None:
    """Queries are read by what this test's database holds, not by what an earlier test's did."""
    from search.learning.current import forget

    forget()


@pytest.fixture(
    params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)],
)
def each_engine(request: pytest.FixtureRequest, settings: Any, tmp_path: Any) -> str:
    """Runs the test once on each engine, in an empty index; gives the engine's name.

    `search.engines.engine()` answers with that engine inside the test.
    """
    settings.DINH_SEARCH = settings.DINH_SEARCH | {
        "engine": request.param,
        "path": tmp_path / "search.sqlite3",
        "index": f"{settings.DINH_SEARCH['index']}-{uuid.uuid4().hex[:6]}",
    }
    return request.param


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium of this machine; only for tests marked `browser`."""
    return chromium()


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Any]:
    """One headless Chromium for the whole run; a test opens contexts of its own in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # --no-sandbox: Chromium refuses its sandbox to root, and the tests only open their own pages.
        running = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """A page 390 px wide, touch, Vietnamese: what a citizen holds."""
    yield from _page(browser, width=390, height=844, touch=True)


@pytest.fixture
def desktop(browser: Any) -> Iterator[Any]:
    """A page 1280 px wide: what an officer sits before."""
    yield from _page(browser, width=1280, height=900, touch=False)


def _page(browser: Any, *, width: int, height: int, touch: bool) -> Iterator[Any]:
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touch, locale="vi-VN", reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
