"""What the children of the fire do: prepare a site, edit it at random, and at the end compare index and database."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from search.engines import engine
from search.models import BranchChange, IndexEntry
from search.sync.indexer import index_batch
from search.sync.rebuild import rebuild, searchable_ids
from search.sync.reconcile import reconcile
from tests.search.fire.dumps import differences, dump
from tests.search.fire.edits import Editor, build_site

DRAIN_SECONDS = 300.0


def prepare(seed: str) -> None:
    """A migrated database with some documents, and an index."""
    call_command("migrate", verbosity=0)
    build_site(random.Random(f"site {seed}"))
    rebuild()


def edit(number: str, seed: str, share: str, ledger: str) -> None:
    """Random edits until the share is done; each has its line in the ledger after its transaction is over."""
    path = Path(ledger)
    done = len(path.read_text(encoding="utf-8").split("\n")[:-1]) if path.exists() else 0
    with path.open("a", encoding="utf-8") as lines:
        if done and not path.read_text(encoding="utf-8").endswith("\n"):
            lines.write("\n")  # the kill came in the middle of a line: that one counts
        for turn in range(done, int(share)):
            editor = Editor(random.Random(f"{seed} {number} {turn} {time.time_ns()}"))
            lines.write(json.dumps(editor.one()) + "\n")
            lines.flush()


def finish() -> None:
    """Let everything arrive, then compare the index that lived through the fire with a fresh one."""
    drained = _drain()
    lived = dump(engine())
    drift = reconcile()
    public_ids = {str(pk) for pk in searchable_ids()}
    rebuild(anew=True)
    fresh = dump(engine())
    different = differences(lived, fresh)
    outcome = {
        "documents": len(fresh),
        "drained": drained,
        "dead_letters": [f"{e.page_id}: {e.last_error}" for e in IndexEntry.objects.dead_letters()],
        "drift": {kind: list(ids) for kind, ids in drift.kinds().items()},
        "not_public": sorted(set(lived) - public_ids),
        "missing": sorted(public_ids - set(lived)),
        "different": different[:20],
        "ok": drained and not different and not drift.found and set(lived) == public_ids == set(fresh),
    }
    (settings.DINH_VAR / "finish.json").write_text(json.dumps(outcome), encoding="utf-8")


def _drain() -> bool:
    """Time passes: what expires has expired, and every waiting time is over."""
    while later := Page.objects.filter(live=True, expire_at__gt=timezone.now()).order_by("-expire_at").first():
        time.sleep(max(0.1, (later.expire_at - timezone.now()).total_seconds()))
    call_command("publish_scheduled", verbosity=0)
    deadline = time.monotonic() + DRAIN_SECONDS
    while IndexEntry.objects.pending().exists() or BranchChange.objects.exists():
        if time.monotonic() > deadline:
            return False
        IndexEntry.objects.pending().update(next_try_at=timezone.now())
        if not index_batch():
            time.sleep(0.2)
    return True


COMMANDS: dict[str, Callable[..., None]] = {"prepare": prepare, "edit": edit, "finish": finish}
