"""Publish → found: from the commit of an approval until a citizen's search shows the page."""

from __future__ import annotations

import random
import time
from typing import Any

from cms.approval.binding import latest_binding
from cms.approval.service import approve, submit
from content_models.roles.table import Role
from search.engines.base import Request
from search.service import answer
from search.text.query import read_query
from tests import factories
from tests.bench.installation import Installation
from tests.bench.table import Row
from tests.bench.timing import Sample

TIMES = 20
BAR_MS = 1500
PATIENCE_SECONDS = 30.0
ASK_EVERY_SECONDS = 0.01
# The indexer looks every 0.3 s; waits that are no multiple of it meet it at every point of its sleep.
LONGEST_PAUSE_SECONDS = 0.7


def measure(made: Installation) -> list[Row]:
    """With the indexer as a process of its own, as in production."""
    commune = factories.commune()
    editor = factories.person(Role.DISCLOSURE_EDITOR, commune)
    leader = factories.person(Role.COMMUNE_LEADER, commune)
    pauses = random.Random(2026)
    with made.process("manage.py", "search_indexer"):
        _time_to_find(_submitted(commune, editor, 0), leader, 0)  # waits until the indexer has started, too
        values = []
        for number in range(1, TIMES + 1):
            page = _submitted(commune, editor, number)
            time.sleep(pauses.uniform(0, LONGEST_PAUSE_SECONDS))
            values.append(_time_to_find(page, leader, number))
    sample = Sample(tuple(values))
    return [Row("publish → found (p95)", "ms", sample.p95, BAR_MS, sample, note=f"{TIMES} approvals")]


def _submitted(commune: Any, editor: Any, number: int) -> Any:
    page = factories.disclosure(commune, editor, title=f"Dự toán thu chi {_word(number)}")
    submit(page, editor)
    return page


def _time_to_find(page: Any, leader: Any, number: int) -> float:
    """Milliseconds from the commit; raises TimeoutError with the page when it is never found."""
    approve(page.current_workflow_task_state.pk, leader, latest_binding(page))
    committed = time.perf_counter()
    request = Request(query=read_query(_word(number)))
    while time.perf_counter() - committed < PATIENCE_SECONDS:
        if any(hit.page_id == page.pk for hit in answer(request).hits):
            return (time.perf_counter() - committed) * 1000
        time.sleep(ASK_EVERY_SECONDS)
    raise TimeoutError(f"{page} was not found within {PATIENCE_SECONDS:.0f} s: does the indexer run?")


def _word(number: int) -> str:
    """A word that stands in no other document."""
    return f"mốcđo{number:03d}"
