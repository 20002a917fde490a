"""Queries and bytes of public pages: they do not grow with what is shown (design: at most 25, at most 100 KB)."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content_models.covenants.models import CovenantPage, CovenantVersion
from content_models.places.models import Place
from content_models.places.service import create_place
from search.engines import engine
from search.sync.indexer import index_batch
from tests import factories
from tests.bench.texts import covenant_blocks
from tests.staff import Staff, client_of, days_from_now

MOST_QUERIES = 25
MOST_BYTES = 100 * 1024


def queries(address: str) -> int:
    """Of the second view: the first fills what a process keeps (root paths, content types)."""
    client = client_of(None)
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def covenant(staff: Staff, hamlet: Place, articles: int) -> CovenantPage:
    return staff.covenant(hamlet, title=f"Hương ước {hamlet.full_name}", articles=covenant_blocks(articles))


def hamlets(staff: Staff, number: int) -> list[Place]:
    return [
        create_place(kind="ap", name=f"Thử {n}", parent=staff.unit, by=None, reason="thử") for n in range(1, number + 1)
    ]


def more_versions(page: CovenantPage, number: int) -> None:
    """Copies of the first version with decisions of their own; the way of approval is tried elsewhere."""
    first = page.versions.select_related("decision").get(number=1)
    for n in range(2, number + 1):
        decision = first.decision
        decision.pk, decision._state.adding, decision.number = None, True, f"{n}/QĐ-UBND"
        decision.save()
        fields = {
            field.attname: getattr(first, field.attname)
            for field in CovenantVersion._meta.concrete_fields
            if field.name not in ("id", "number", "decision", "created_at")
        }
        CovenantVersion.objects.create(**fields, number=n, decision=decision)


def test_a_covenant_page_asks_as_much_for_sixty_articles_as_for_one(staff: Staff) -> None:
    one, two = hamlets(staff, 2)
    short, long = covenant(staff, one, 1), covenant(staff, two, 60)
    counted = queries(short.url), queries(long.url)
    assert counted[0] == counted[1] <= MOST_QUERIES


def test_a_covenant_page_asks_as_much_for_ten_versions_as_for_one(staff: Staff) -> None:
    page = staff.covenant()
    before = queries(page.url), queries(staff.hamlet.page.url)
    more_versions(page, 10)
    after = queries(page.url), queries(staff.hamlet.page.url)
    assert client_of(None).get(page.url).content.decode().count("Phiên bản ") >= 10
    assert before == after
    assert max(after) <= MOST_QUERIES
    assert queries(f"{page.url}phien-ban/3/") <= MOST_QUERIES


def test_a_covenant_of_sixty_articles_stays_below_a_hundred_kilobytes(staff: Staff) -> None:
    page = covenant(staff, staff.hamlet, 60)
    packed = client_of(None).get(page.url, headers={"Accept-Encoding": "gzip"})
    plain = client_of(None).get(page.url)
    assert gzip.decompress(packed.content).count(b'class="article"') == 60
    assert len(packed.content) + assets(plain.content) <= MOST_BYTES, (len(packed.content), len(plain.content))


def assets(html: bytes) -> int:
    """Bytes of the styles, scripts and fonts that a page names, packed as production sends them."""
    names = set(re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js|woff2))"', html))
    contents = [Path(str(finders.find(name.decode()))).read_bytes() for name in names]
    return sum(min(len(content), len(gzip.compress(content))) for content in contents)


def test_a_commune_page_asks_as_much_for_thirty_hamlets_as_for_one(staff: Staff) -> None:
    one = queries(staff.unit.page.url)
    staff.covenant()
    with_one_covenant = queries(staff.unit.page.url)
    for hamlet in hamlets(staff, 30):
        covenant(staff, hamlet, 1)
    assert queries(staff.unit.page.url) == with_one_covenant <= MOST_QUERIES
    assert one <= with_one_covenant


def test_home_and_lists_ask_as_much_for_twenty_documents_as_for_three(staff: Staff) -> None:
    pages = ["/", staff.unit.page.url, "/xa-phuong/", "/tai-lieu/", *(s.url for s in staff.unit.sections.all())]
    _publish(staff, range(1, 4))
    before = {page: queries(page) for page in pages}
    _publish(staff, range(4, 21))
    after = {page: queries(page) for page in pages}
    assert before == after
    assert max(after.values()) <= MOST_QUERIES


def test_a_disclosure_and_a_material_ask_as_much_for_ten_files_as_for_one(staff: Staff) -> None:
    counted = []
    for number in (1, 10):
        files = tuple(factories.attached_file(staff.unit, staff.editor) for _ in range(number))
        images = tuple(factories.image(staff.unit, staff.culture) for _ in range(number))
        disclosure = staff.publish(staff.disclosure(files=files, title=f"Dự toán {number}"))
        material = staff.publish(staff.material(files=files, images=images, title=f"Tờ gấp {number}"))
        counted.append((queries(disclosure.url), queries(material.url)))
    assert counted[0] == counted[1]
    assert max(counted[1]) <= MOST_QUERIES


def test_the_search_page_asks_as_much_for_ten_hits_as_for_two(staff: Staff, index: Any) -> None:
    _publish(staff, range(1, 2))
    index()
    before = queries("/tim-kiem/?q=rung+duoc")
    _publish(staff, range(2, 6))
    index()
    assert queries("/tim-kiem/?q=rung+duoc") == before <= MOST_QUERIES
    assert queries("/tim-kiem/") <= MOST_QUERIES


@pytest.fixture
def index(settings: Any, tmp_path: Any) -> Iterator[Any]:
    """Brings the outbox to an engine of its own."""
    settings.DINH_SEARCH = settings.DINH_SEARCH | {"engine": "embedded", "path": tmp_path / "search.sqlite3"}
    engine().rebuild().finish()

    def bring() -> None:
        while index_batch():
            pass

    yield bring
    engine().drop()


def _publish(staff: Staff, numbers: range) -> None:
    body = json.dumps([{"type": "text", "value": "<p>Giữ rừng đước</p>"}])
    for number in numbers:
        staff.publish(staff.disclosure(title=f"Dự toán {number}", body=body, posted_until=days_from_now(9)))
        staff.publish(staff.material(title=f"Tờ gấp {number}", body=body))
