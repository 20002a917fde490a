"""The search page against the engine alone: what the page itself costs."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import QueryDict
from django.test import Client

from search.engines import engine
from search.forms import SearchForm
from tests.bench.installation import Installation
from tests.bench.queries import count_queries
from tests.bench.table import Row, number
from tests.bench.timing import Sample, differences, interleaved, milliseconds, ratios

ROUNDS = 15
BAR_OWN_MS = 15
MOST_QUERIES = 25
# As people type them: with and without diacritics, short and long, common and rare, numbers, and nothing found.
QUERIES = (
    "rừng phòng hộ", "rung phong ho", "nuôi tôm", "nuoi tom", "chợ", "vệ sinh môi trường", "ve sinh moi truong",
    "đám cưới", "dam tang", "an ninh trật tự", "tiếng ồn", "karaoke", "hòa giải", "điều 5", "quỹ khuyến học",
    "ghe tàu neo đậu", "bảo vệ nguồn nước", "thu gom rác thải sinh hoạt của hộ gia đình", "Rạch Tàu",
    "xuồng ba lá vỏ lãi",
)  # fmt: skip


def measure(made: Installation) -> list[Row]:
    """A figure a query, then the median of the 20 figures.

    The figure is the fastest round: what else runs on the machine only ever adds to a time. The page's
    own time also stands there with the median round, which on a busy machine measures the neighbours.
    """
    client = Client()
    pages, engines, medians = [], [], []
    for words in QUERIES:
        both = interleaved({"page": _page(client, words), "engine": _engine(words)}, rounds=ROUNDS, warm_up=2)
        pages.append(both["page"].least)
        engines.append(both["engine"].least)
        medians.append(differences(both["page"], both["engine"]).median)
    page, raw = Sample(tuple(pages)), Sample(tuple(engines))
    own, ratio = differences(page, raw), ratios(page, raw)
    busy = f"{number(Sample(tuple(medians)).median)} ms with the median round"
    spent = Sample(tuple(_cpu(client, words) for words in QUERIES))
    queries = max(count_queries(client, f"/tim-kiem/?q={words}") for words in QUERIES)
    return [
        Row("search: engine alone", "ms", raw.median, None, raw, note=f"{len(QUERIES)} queries"),
        Row("search: whole page", "ms", page.median, None, page),
        Row("search: own time of the page (median)", "ms", own.median, BAR_OWN_MS, own, note=busy),
        Row("search: processor time of the whole page", "ms", spent.median, None, spent, note="waiting not counted"),
        Row("search: page ÷ engine", "×", ratio.median, None, ratio),
        Row("search: database queries of the page", "", queries, MOST_QUERIES, note="the most of the 20"),
    ]


def _cpu(client: Client, words: str) -> float:
    """Milliseconds of this process's own work for a page, the least of some: waiting for others is left out."""

    def once() -> float:
        started = time.process_time()
        client.get("/tim-kiem/", {"q": words})
        return (time.process_time() - started) * 1000

    return min(once() for _ in range(5))


def _page(client: Client, words: str) -> Callable[[], float]:
    def ask() -> None:
        response = client.get("/tim-kiem/", {"q": words})
        if response.status_code != 200:
            raise RuntimeError(f"the search page answered {response.status_code} to {words!r}")

    return lambda: milliseconds(ask)


def _engine(words: str) -> Callable[[], float]:
    data = QueryDict(mutable=True)
    data["q"] = words
    form = SearchForm(data)
    form.is_valid()
    request = form.request()
    return lambda: milliseconds(lambda: engine().search(request))
