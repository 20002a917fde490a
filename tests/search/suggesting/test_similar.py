"""Similar documents on the public page of a document."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.engines import engine
from search.engines.base import EngineUnavailable
from search.suggesting.similar import similar_documents
from tests import factories
from tests.search.suggesting import hiding
from tests.staff import Staff

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
BUDGET = factories.text_body("<p>Dự toán thu, chi ngân sách xã năm 2026 được Hội đồng nhân dân quyết định.</p>")
LIST = factories.text_body("<p>Danh sách hộ nghèo được hỗ trợ xây nhà theo chương trình mục tiêu quốc gia.</p>")


@pytest.fixture
def neighbours(site: Client, staff: Staff, indexed: Callable[[], None]) -> dict[str, Any]:
    """Budgets of two communes, a list, and covenants of two hamlets."""
    other = Staff(factories.DAM_DOI)
    articles = (factories.article("1. Không chặt cây đước non trong rừng phòng hộ.", heading="Giữ rừng đước"),)
    found = {
        "budget": staff.publish(staff.disclosure(title="Dự toán ngân sách 2026", body=BUDGET)),
        "budget elsewhere": other.publish(other.disclosure(title="Dự toán ngân sách năm 2026", body=BUDGET)),
        "list": staff.publish(staff.disclosure(title="Hỗ trợ nhà ở", body=LIST)),
        "covenant": staff.covenant(articles=articles),
        "covenant elsewhere": other.covenant(title="Hương ước ấp Rạch Tàu, Đầm Dơi", articles=articles),
    }
    indexed()
    return found


def block(client: Client, page: Any) -> str:
    """The block on the page; "" without one."""
    html = client.get(page.url).content.decode()
    return html.split('class="similar"')[1].split("</section>")[0] if 'class="similar"' in html else ""


def test_documents_of_the_same_matter_are_shown_with_their_place(client: Client, neighbours: dict[str, Any]) -> None:
    shown = block(client, neighbours["budget"])
    assert neighbours["budget elsewhere"].url in shown and "Nội dung công khai · Xã Đầm Dơi" in shown
    assert f'"{neighbours["budget"].url}"' not in shown and neighbours["list"].url not in shown
    assert neighbours["covenant elsewhere"].url in block(client, neighbours["covenant"])


@pytest.mark.parametrize("hide", hiding.WAYS)
def test_what_was_remembered_is_asked_again_whether_it_is_public(
    client: Client, neighbours: dict[str, Any], hide: Callable[[Any], None]
) -> None:
    assert block(client, neighbours["budget"])
    hide(neighbours["budget elsewhere"])
    assert neighbours["budget elsewhere"].title not in client.get(neighbours["budget"].url).content.decode()


def test_the_engine_is_asked_once_for_a_page_until_it_changes(
    client: Client, neighbours: dict[str, Any], indexed: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    original = engine().similar
    monkeypatch.setattr(
        engine(), "similar", lambda document, limit: asked.append(document.id) or original(document, limit)
    )
    for _time in range(3):
        client.get(neighbours["budget"].url)
    assert len(asked) == 1
    neighbours["budget"].save()
    indexed()
    client.get(neighbours["budget"].url)
    assert len(asked) == 2


def test_as_many_pages_as_the_site_has_are_remembered() -> None:
    for number in range(5_000):
        cache.set(f"search-similar-embedded-{number}-1", list(range(12)))
    assert all(cache.get(f"search-similar-embedded-{number}-1") for number in range(5_000))


def test_a_failing_engine_leaves_the_block_out_and_is_not_asked_by_every_visitor(
    client: Client, neighbours: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def down(document: Any, _limit: int) -> None:
        asked.append(document.id)
        raise EngineUnavailable("refused")

    cache.clear()
    monkeypatch.setattr(engine(), "similar", down)
    for _time in range(3):
        assert block(client, neighbours["budget"]) == ""
    assert len(asked) == 1


@pytest.mark.elasticsearch
def test_a_server_that_hangs_costs_a_page_no_more_than_its_share(staff: Staff, client: Client, settings: Any) -> None:
    import socket

    page = staff.publish(staff.disclosure(body=BUDGET))
    client.get(page.url)
    cache.clear()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings.DINH_SEARCH = settings.DINH_SEARCH | {"engine": "elasticsearch", "url": url}
        started = time.perf_counter()
        assert similar_documents(page) == []
        assert time.perf_counter() - started < 0.6
        assert client.get(page.url).status_code == 200


def test_pages_stay_within_their_queries(client: Client, neighbours: dict[str, Any]) -> None:
    for name in ("budget", "covenant"):
        client.get(neighbours[name].url)
        with CaptureQueriesContext(connection) as seen:
            assert block(client, neighbours[name])
        assert len(seen) <= MOST_QUERIES
