"""Times of the search page over a set of queries."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.test import Client

from .engine_time import EngineClock, engine_clock
from .timing import Sample, milliseconds

# As people type them: with and without diacritics, short and long, common and rare, numbers, and nothing found.
QUERIES = (
    "rừng phòng hộ", "rung phong ho", "nuôi tôm", "nuoi tom", "chợ", "vệ sinh môi trường", "ve sinh moi truong",
    "đám cưới", "dam tang", "an ninh trật tự", "tiếng ồn", "karaoke", "hòa giải", "điều 5", "quỹ khuyến học",
    "ghe tàu neo đậu", "bảo vệ nguồn nước", "thu gom rác thải sinh hoạt của hộ gia đình", "Rạch Tàu",
    "xuồng ba lá vỏ lãi",
)  # fmt: skip


@dataclass(frozen=True)
class PageTimes:
    """Milliseconds, a value a query: its fastest round, for what else runs on a machine only ever adds.

    `all_own`, `all_page`: every round of every query.
    """

    page: Sample
    own: Sample
    raw: Sample
    cpu: Sample
    all_own: Sample
    all_page: Sample


def page_times(client: Client, queries: Sequence[str] = QUERIES, *, rounds: int, warm_up: int = 2) -> PageTimes:
    """The page and the engine's same requests without it, in turn."""
    with engine_clock() as clock:
        seen = [_query_times(client, clock, words, rounds, warm_up) for words in queries]
    least = [[min(column) for column in zip(*rows, strict=True)] for rows in seen]
    page, own, raw, cpu = (Sample(tuple(values)) for values in zip(*least, strict=True))
    every = [row for rows in seen for row in rows]
    return PageTimes(page, own, raw, cpu, Sample(tuple(r[1] for r in every)), Sample(tuple(r[0] for r in every)))


Times = tuple[float, float, float, float]


def _query_times(client: Client, clock: EngineClock, words: str, rounds: int, warm_up: int) -> list[Times]:
    rows = []
    for number in range(warm_up + rounds):
        clock.reset()
        before = time.process_time()
        page = milliseconds(lambda: see(client, words))
        cpu = (time.process_time() - before) * 1000
        own = page - clock.spent
        raw = milliseconds(clock.ask_again)
        if number >= warm_up:
            rows.append((page, own, raw, cpu))
    return rows


def see(client: Client, words: str) -> None:
    """Raises RuntimeError when the page is not what a citizen gets."""
    response = client.get("/tim-kiem/", {"q": words})
    if response.status_code != 200:
        raise RuntimeError(f"the search page answered {response.status_code} to {words[:60]!r}")
