"""Building a new index against the least that it could cost: its own finished actions, sent from memory.

"Finished actions" are the bulk actions that the rebuild itself sends; "making" is the same rebuild with a
server that takes nothing: reading pages, cutting them into passages, making the views of each text.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from elasticsearch.helpers import streaming_bulk

from search.engines import engine
from search.sync.rebuild import rebuild
from tests.bench.filling import Filling
from tests.bench.installation import Installation
from tests.bench.table import Row, load, number
from tests.bench.timing import Sample

DOCUMENTS = (20_000, 100_000)
BAR_MEMORY, BAR_MADE, BAR_FLAT = 0.5, 0.9, 0.9
ROUNDS = 3

Bulk = Callable[..., Iterator[tuple[bool, Any]]]


def measure(made: Installation) -> list[Row]:
    """Rows a size; needs Elasticsearch, for the embedded engine has no bulk to compare with."""
    if made.engine_name != "elasticsearch":
        raise SystemExit("rebuild: needs Elasticsearch (--servers, or ELASTICSEARCH_URL)")
    filling, rows, speeds = Filling(), [], []
    for documents in made.sizes or DOCUMENTS:
        filling.notices_to(documents)
        found, speed = _rows(documents)
        rows += found
        speeds.append(speed)
    if len(speeds) > 1:
        flat = speeds[-1] / speeds[0]
        rows.append(Row("rebuild: speed at the largest ÷ at the smallest", "×", flat, BAR_FLAT, at_least=True))
    return rows


def _rows(documents: int) -> tuple[list[Row], float]:
    """The three in turn, so that a busy machine is unkind to all of them."""
    actions = _actions()
    taken: dict[str, list[float]] = {"rebuild": [], "memory": [], "making": []}
    for _round in range(ROUNDS):
        taken["rebuild"].append(_seconds(_rebuilt))
        taken["memory"].append(_seconds(lambda: _sent(actions)) - _seconds(_nothing))
        taken["making"].append(_seconds(_made))
    ours, memory, making = (Sample(tuple(taken[name])) for name in ("rebuild", "memory", "making"))
    name, speed = f"rebuild, {documents:,} documents", len(actions) / ours.least
    # Fastest rounds: what else runs on a machine only ever adds.
    from_memory, counted = memory.least / ours.least, (memory.least + making.least) / ours.least
    note = f"{number(ours.least)} s against {number(memory.least)} s from memory, making {number(making.least)} s"
    return [
        Row(f"{name}: speed", "documents/s", speed, note=f"{len(actions):,} actions; {load()}"),
        Row(f"{name}: ÷ finished actions from memory", "", from_memory, BAR_MEMORY, at_least=True, note=note),
        Row(f"{name}: ÷ making and sending", "", counted, BAR_MADE, at_least=True),
    ], speed


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _rebuilt() -> None:
    rebuild(anew=True)


def _actions() -> list[dict[str, Any]]:
    """Everything that a rebuild sends."""
    kept: list[dict[str, Any]] = []

    def keeping(client: Any, actions: Iterable[dict[str, Any]], **options: Any) -> Iterator[tuple[bool, Any]]:
        def seen() -> Iterator[dict[str, Any]]:
            for action in actions:
                kept.append(action)
                yield action

        return streaming_bulk(client, seen(), **options)

    with _bulk(keeping):
        rebuild(anew=True)
    return kept


def _sent(actions: list[dict[str, Any]]) -> None:
    """One plain `streaming_bulk` into an empty index with the same mapping, searchable at the end."""
    with _index() as door:
        again = ({**action, "_index": door} for action in actions)
        for succeeded, answer in streaming_bulk(engine().client, again, require_alias=True):
            if not succeeded:
                raise RuntimeError(str(answer)[:300])
        engine().client.indices.refresh(index=door)


def _nothing() -> None:
    """Making and dropping an index, which `_sent` should not pay for."""
    with _index():
        pass


@contextlib.contextmanager
def _index() -> Iterator[str]:
    new = engine().rebuild()
    try:
        yield engine().generations.door(new.generation)
    finally:
        new.abandon()


def _made() -> None:
    """A rebuild up to the door of the server: documents are made into actions and not sent."""
    from search.engines.elasticsearch import writing
    from search.sync.rebuild import _batches, current_documents, ensure_entries

    for ids in _batches():
        ensure_entries(ids)
        for document in current_documents(ids):
            writing.action_of("nowhere", document)


@contextlib.contextmanager
def _bulk(replacement: Bulk) -> Iterator[None]:
    """The engine's bulk helper, replaced."""
    from search.engines.elasticsearch import writing

    original = writing.streaming_bulk
    writing.streaming_bulk = replacement
    try:
        yield
    finally:
        writing.streaming_bulk = original
