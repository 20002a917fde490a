"""A covenant of sixty articles with ten versions and decisions: at most 25 queries and 100 KB (design)."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content_models.covenants.models import CovenantPage, Decision
from tests.bench.texts import covenant_blocks
from tests.cms.portal.test_queries import MOST_BYTES, MOST_QUERIES, assets, more_versions
from tests.staff import Staff, client_of, days_from_now


@pytest.fixture
def long(staff: Staff) -> CovenantPage:
    page = staff.covenant(staff.hamlet, articles=covenant_blocks(60))
    more_versions(page, 10)
    newest = page.versions.get(number=10)
    for n in range(1, 9):
        Decision.objects.create(
            page=page, effect="suspension" if n % 2 else "abolition", about=newest, targets=[f"dieu-{n * 3}"],
            number=f"{60 + n}/QĐ-UBND", issued_on=days_from_now(-9 + n), effective_on=days_from_now(-9 + n),
            issuer="Ủy ban nhân dân xã", signer="Nguyễn Văn Đệ", signer_title="Chủ tịch",
            recorded_by=staff.leader, reason="Trái Điều 4",
        )  # fmt: skip
    return page


ADDRESSES = ("", "phien-ban/3/", "dieu-30/", "lich-su/", "?chu-de=moi-truong", f"ngay/{days_from_now(-5)}/")


def test_queries_and_bytes(long: CovenantPage) -> None:
    measured: dict[str, tuple[int, int]] = {}
    for address in ADDRESSES:
        client: Any = client_of(None)
        client.get(f"{long.url}{address}")
        with CaptureQueriesContext(connection) as seen:
            plain = client.get(f"{long.url}{address}")
        assert plain.status_code == 200, address
        measured[address] = len(seen), len(gzip.compress(plain.content)) + assets(plain.content)
    assert max(queries for queries, _bytes in measured.values()) <= MOST_QUERIES, measured
    assert max(size for _queries, size in measured.values()) <= MOST_BYTES, measured
    print(measured)
