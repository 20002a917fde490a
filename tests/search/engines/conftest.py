"""An engine of each kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.engines import engine
from search.engines.base import Engine


@pytest.fixture
def index(each_engine: str) -> Iterator[Engine]:
    """An empty index that has been built."""
    made = engine()
    made.rebuild().finish()
    yield made
    made.drop()
