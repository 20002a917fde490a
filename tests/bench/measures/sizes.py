"""The search page over covenants of several articles, at growing numbers of passages."""

from __future__ import annotations

import sys
import time

from django.test import Client

from search.sync.rebuild import rebuild
from tests.bench.filling import Filling
from tests.bench.installation import Installation
from tests.bench.pages import QUERIES, PageTimes, page_times
from tests.bench.table import Row, load, number, render
from tests.bench.timing import ratios

SIZES = (3_000, 30_000, 100_000, 300_000)
FEW_ROUNDS_FROM = 100_000
BAR_OWN_MS, BAR_OWN_P95_MS = 15, 25
BAR_RATIO_AT, BAR_RATIO = 300_000, 1.6
BAR_GROWTH, GROWTH = 6, (30_000, 300_000)
# The whole page's p95 in ms, by engine and passages.
BARS_PAGE = {("embedded", 30_000): 200, ("embedded", 100_000): 600, ("elasticsearch", 100_000): 250}


def measure(made: Installation) -> list[Row]:
    """Fills, builds the index through the site's own rebuild, and looks; then the next size."""
    filling, client, rows = Filling(), Client(), []
    seen: dict[int, PageTimes] = {}
    for size in made.sizes or SIZES:
        filling.covenants_to(size)
        started = time.perf_counter()
        documents = rebuild()
        speed = documents / (time.perf_counter() - started)
        seen[size] = page_times(client, rounds=5 if size >= FEW_ROUNDS_FROM else 15)
        note = f"{number(documents)} documents, {load()}"
        found = [
            *_rows(made.engine_name, size, seen[size]),
            Row(f"{size:,} passages: search_rebuild", "documents/s", speed, note=note),
        ]
        print(render(found), file=sys.stderr, flush=True)  # the next size may take an hour
        rows += found
    return [*rows, *_growth(seen)]


def _rows(engine: str, size: int, times: PageTimes) -> list[Row]:
    name = f"{size:,} passages"
    ratio = ratios(times.page, times.raw)
    every = f"all rounds: median {number(times.all_own.median)}, p95 {number(times.all_own.p95)} ms; {load()}"
    whole = f"all rounds: p95 {number(times.all_page.p95)} ms"
    bar = BAR_RATIO if size == BAR_RATIO_AT else None
    return [
        Row(f"{name}: own time of the page", "ms", times.own.median, BAR_OWN_MS, times.own, note=every),
        Row(f"{name}: own time of the page (p95)", "ms", times.own.p95, BAR_OWN_P95_MS),
        Row(f"{name}: engine alone", "ms", times.raw.median, None, times.raw, note=f"{len(QUERIES)} queries"),
        Row(f"{name}: whole page (p95)", "ms", times.page.p95, BARS_PAGE.get((engine, size)), times.page, note=whole),
        Row(f"{name}: page ÷ the same request raw", "×", ratio.median, bar, ratio),
        Row(f"{name}: processor time of the page", "ms", times.cpu.median, None, times.cpu),
    ]


def _growth(seen: dict[int, PageTimes]) -> list[Row]:
    """With exact counts: neither size is counted less exactly."""
    small, large = (seen.get(size) for size in GROWTH)
    if small is None or large is None:
        return []
    grown = large.raw.median / small.raw.median
    page = large.page.median / small.page.median
    return [Row("engine, 30,000 → 300,000 passages", "×", grown, BAR_GROWTH, note=f"whole page {number(page)} ×")]
