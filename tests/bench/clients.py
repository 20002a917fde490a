"""Eight people who search without a pause, over connections that stay open."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from .timing import Sample

CLIENTS = 8


@dataclass
class Crowd:
    """Milliseconds of every page, and how long all of it took in seconds."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    @property
    def sample(self) -> Sample:
        return Sample(tuple(self.times))

    @property
    def pages_a_second(self) -> float:
        return len(self.times) / self.seconds


def crowd(port: int, queries: Sequence[str], *, seconds: float, clients: int = CLIENTS) -> Crowd:
    """Each client asks its own order of the queries. Raises RuntimeError for any answer but 200."""
    seen = Crowd()
    started = time.perf_counter()
    threads = [
        threading.Thread(target=_client, args=(seen, port, queries, started + seconds, number))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen.seconds = time.perf_counter() - started
    if seen.problems:
        raise RuntimeError(f"{len(seen.problems)} pages failed, the first: {seen.problems[0]}")
    return seen


def _client(seen: Crowd, port: int, queries: Sequence[str], until: float, number: int) -> None:
    chance = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.perf_counter() < until and not seen.problems:
        began = time.perf_counter()
        try:
            connection.request("GET", f"/tim-kiem/?q={quote(chance.choice(queries))}")
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as problem:
            seen.problems.append(repr(problem))
            return
        if answer.status != 200:
            seen.problems.append(str(answer.status))
        seen.times.append((time.perf_counter() - began) * 1000)
    connection.close()
