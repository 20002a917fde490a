"""The engine's part of a page, measured inside the page itself, and the same request again without the page."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from search.engines import engine


@dataclass
class EngineClock:
    """Milliseconds that the engine took since `reset`, and what was asked of it."""

    spent: float = 0.0
    asked: list[Callable[[], Any]] = field(default_factory=list)

    def reset(self) -> None:
        self.spent, self.asked = 0.0, []

    def ask_again(self) -> None:
        """The same requests, byte for byte, without whatever the page does around them."""
        for ask in tuple(self.asked):
            ask()


@contextlib.contextmanager
def engine_clock() -> Iterator[EngineClock]:
    """On Elasticsearch the round trip of HTTP, without what the client makes of the answer; on the embedded
    engine its search."""
    clock = EngineClock()
    owner, name = _door()
    original = getattr(owner, name)

    def timed(*args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            return original(*args, **kwargs)
        finally:
            clock.spent += (time.perf_counter() - started) * 1000
            clock.asked.append(lambda: original(*args, **kwargs))

    setattr(owner, name, timed)
    try:
        yield clock
    finally:
        setattr(owner, name, original)


def _door() -> tuple[type[Any], str]:
    if engine().name == "elasticsearch":
        from elastic_transport import Urllib3HttpNode

        return Urllib3HttpNode, "perform_request"
    return type(engine()), "search"
