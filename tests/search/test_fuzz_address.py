"""No address of the search is an error: page, feed and JSON, whatever stands in any parameter.

`pytest tests/search/test_fuzz_address.py --hypothesis-profile=fuzz` tries 20,000.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines import engine
from search.forms import NAMES
from search.sync.indexer import index_batch
from tests import factories
from tests.staff import Staff

pytestmark = pytest.mark.django_db
SENSIBLE = (
    "tôm",
    "huwowng uwowcs",
    '"rừng đước" -cưới',
    "ap 3",
    "điều 5",
    "2026",
    "1",
    "65",
    "covenant",
    "posted",
    "citizens",
)
DOORS = ("/tim-kiem/", "/tim-kiem/atom/", "/api/v1/search", "/tim-kiem/goi-y/")
values = st.one_of(st.text(max_size=200), st.sampled_from(SENSIBLE))
addresses = st.dictionaries(
    st.sampled_from((*NAMES, "gan", "page", "sort", "khac")), st.lists(values, max_size=3), max_size=6
)


@pytest.fixture
def site(each_engine: str, client: Client) -> Iterator[Client]:
    engine().rebuild().finish()
    staff = Staff(factories.DAT_MUI)
    staff.covenant(articles=(factories.article("1. Nuôi tôm dưới tán rừng đước."),))
    staff.publish(staff.disclosure(title="Thu chi quỹ nuôi tôm"))
    while index_batch():
        pass
    engine().refresh()
    yield client
    engine().drop()


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(parameters=addresses, typed=values)
def test_no_address_is_an_error(site: Client, parameters: dict[str, list[str]], typed: str) -> None:
    for door in DOORS:
        for asked in (parameters, parameters | {"q": [typed]}):
            response = site.get(door, {name: [one.encode("utf-8", "replace") for one in asked[name]] for name in asked})
            assert response.status_code in (200, 400)


def test_bytes_that_are_no_text_are_no_error(site: Client) -> None:
    for door in DOORS:
        assert site.get(f"{door}?q=%ff%fe%c3&xa=%00&%ff=1").status_code in (200, 400)
