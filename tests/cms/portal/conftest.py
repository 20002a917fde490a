"""What the tests of the public pages share."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests import factories
from tests.staff import Staff


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Wagtail remembers root paths and sizes of pictures in the cache; a test's database is another one."""
    cache.clear()


@pytest.fixture
def staff(db: None) -> Staff:
    """The staff of Xã Đất Mũi."""
    return Staff(factories.DAT_MUI)
