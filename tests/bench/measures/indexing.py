"""How fast a new index is made from the database."""

from __future__ import annotations

from search.sync.rebuild import rebuild
from tests.bench.installation import Installation
from tests.bench.table import Row
from tests.bench.timing import Sample, milliseconds

ROUNDS = 5


def measure(made: Installation) -> list[Row]:
    """Documents a second of `search_rebuild`: reading pages, cutting them into passages, writing."""
    documents = rebuild()
    taken = Sample(tuple(milliseconds(rebuild) for _ in range(ROUNDS)))
    speed = Sample(tuple(documents / (value / 1000) for value in taken.values))
    return [Row("indexing: search_rebuild", "documents/s", speed.median, None, speed, note=f"{documents} documents")]
