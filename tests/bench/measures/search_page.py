"""The search page against the engine alone: what the page itself costs, on the demo's few hundred documents."""

from __future__ import annotations

from django.test import Client

from tests.bench.installation import Installation
from tests.bench.pages import QUERIES, page_times
from tests.bench.queries import count_queries
from tests.bench.table import Row, number
from tests.bench.timing import ratios

ROUNDS = 15
BAR_OWN_MS = 15
MOST_QUERIES = 25


def measure(made: Installation) -> list[Row]:
    """A figure a query, then the median of the 20 figures."""
    client = Client()
    times = page_times(client, rounds=ROUNDS)
    ratio = ratios(times.page, times.raw)
    queries = max(count_queries(client, f"/tim-kiem/?q={words}") for words in QUERIES)
    busy = f"{number(times.all_own.median)} ms over all rounds"
    return [
        Row("search: engine alone", "ms", times.raw.median, None, times.raw, note=f"{len(QUERIES)} queries"),
        Row("search: whole page", "ms", times.page.median, None, times.page),
        Row("search: own time of the page (median)", "ms", times.own.median, BAR_OWN_MS, times.own, note=busy),
        Row(
            "search: processor time of the whole page", "ms", times.cpu.median, None, times.cpu, note="waiting left out"
        ),
        Row("search: page ÷ engine", "×", ratio.median, None, ratio),
        Row("search: database queries of the page", "", queries, MOST_QUERIES, note="the most of the 20"),
    ]
