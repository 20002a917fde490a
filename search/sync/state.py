"""How the search is, for those who look after it: one reading for the command and for the page of the admin."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from content_models.visibility import public
from search.engines import engine
from search.engines.base import Status
from search.models import IndexEntry, IndexEntryQuerySet, IndexRun

LETTERS_SHOWN = 100
FAILING_SHOWN = 10


@dataclass(frozen=True)
class Letter:
    """A page that could not be sent. `title` is "" for a page that is gone or not public."""

    page_id: int
    title: str
    fault: str
    reason: str
    attempts: int
    next_try_at: dt.datetime
    given_up_at: dt.datetime | None


@dataclass(frozen=True)
class SearchState:
    """`pending` counts pages whose latest change is not in the index, dead letters among them (`dead`);
    `oldest_seconds` is the age of the oldest of them. `letters` and `failing` are the first of each list."""

    status: Status
    pending: int
    oldest_seconds: int
    dead: int
    letters: tuple[Letter, ...]
    failing: tuple[Letter, ...]
    rebuild: IndexRun | None
    reconcile: IndexRun | None

    def as_json(self) -> dict[str, Any]:
        """For `search_status`."""
        return {
            "dead": self.dead,
            "dead_letters": [_letter_json(letter) for letter in self.letters],
            "errors": [_letter_json(letter) for letter in self.failing],
            "last_rebuild": _run_json(self.rebuild),
            "last_reconcile": _run_json(self.reconcile),
        }


def search_state() -> SearchState:
    """Asks the engine once; a failing engine is part of the answer."""
    pending, oldest_seconds = IndexEntry.objects.backlog()
    dead = IndexEntry.objects.dead_letters()
    failing = IndexEntry.objects.pending().filter(given_up_at=None, attempts__gt=0).order_by("-attempts", "page_id")
    return SearchState(
        status=engine().status(),
        pending=pending,
        oldest_seconds=oldest_seconds,
        dead=dead.count(),
        letters=_letters(dead[:LETTERS_SHOWN]),
        failing=_letters(failing[:FAILING_SHOWN]),
        rebuild=IndexRun.last(IndexRun.Kind.REBUILD),
        reconcile=IndexRun.last(IndexRun.Kind.RECONCILE),
    )


def _letters(entries: IndexEntryQuerySet) -> tuple[Letter, ...]:
    rows = list(entries)
    # Who looks after the search may not read drafts: a page that is not public has no title here.
    pages = public(Page.objects.filter(pk__in=[row.page_id for row in rows]))
    titles = dict(pages.values_list("pk", "title"))
    return tuple(
        Letter(
            page_id=row.page_id,
            title=titles.get(row.page_id, ""),
            fault=row.get_fault_display(),
            reason=row.last_error,
            attempts=row.attempts,
            next_try_at=row.next_try_at,
            given_up_at=row.given_up_at,
        )
        for row in rows
    )


def _letter_json(letter: Letter) -> dict[str, Any]:
    return {"page": letter.page_id, "fault": letter.fault, "attempts": letter.attempts, "error": letter.reason}


def _run_json(run: IndexRun | None) -> dict[str, Any] | None:
    if run is None:
        return None
    finished = run.finished_at.isoformat(timespec="seconds") if run.finished_at else None
    return {"started": run.started_at.isoformat(timespec="seconds"), "finished": finished, **run.report}
