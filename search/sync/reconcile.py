"""Finding and mending differences between the database and the index."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from search.engines import engine
from search.models import IndexEntry, IndexRun

from .outbox import CHUNK, mark, mark_changed_branches
from .rebuild import searchable_ids, unfinished

REPORTED = 100  # page ids of each kind that are kept in the report
DRIFT_LABELS = {
    "missing": "thiếu trong chỉ mục",
    "extra": "thừa: trang không còn",
    "hidden": "thừa: trang không công khai",
    "stale": "cũ",
}


@dataclass(frozen=True)
class Drift:
    """Page ids whose index entry was wrong, by kind.

    `missing` are public and not in the index, `extra` are in it and no longer there at all, `hidden` are in it
    and not public, `stale` are in it in another version than was sent.
    """

    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()

    @property
    def found(self) -> int:
        return sum(len(ids) for ids in self.kinds().values())

    def kinds(self) -> dict[str, tuple[int, ...]]:
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}


def reconcile() -> Drift:
    """Compare the live index with the database, mark every difference, keep the report, and say what was found.

    What waits in the outbox, or is sent meanwhile, is on its way and no difference. Raises EngineUnavailable.
    """
    started = timezone.now()
    while mark_changed_branches():
        pass
    before = _versions()
    stored = _stored()
    public_ids = set(searchable_ids())
    after = _versions()
    drift = _differences(stored, public_ids, before, after)
    mark(drift.missing)
    # An index ahead of the database (restored from a backup) would take every mark for an old one.
    wrong = (*drift.extra, *drift.hidden, *drift.stale)
    mark(wrong, above=max((stored[pk] for pk in wrong), default=0))
    _drop_old_rebuild()
    _keep(drift, started, len(stored))
    return drift


def _stored() -> dict[int, int]:
    """Page id → version in the index. What bears another id than a page's was written by nobody here: it goes."""
    found = engine().versions()
    foreign = {document_id: version + 1 for document_id, version in found.items() if not document_id.isdecimal()}
    if foreign:
        engine().delete(foreign)
    return {int(document_id): version for document_id, version in found.items() if document_id not in foreign}


def _versions() -> dict[int, int]:
    """Page id → version that the engine should have; 0 for one that is on its way."""
    rows = IndexEntry.objects.values_list("page_id", "version", "indexed_version").iterator()
    return {page_id: version if version == indexed else 0 for page_id, version, indexed in rows}


def _differences(
    stored: Mapping[int, int], public_ids: set[int], before: Mapping[int, int], after: Mapping[int, int]
) -> Drift:
    """What neither waited before nor after the look at the index, nor was sent in between, should be right."""

    def settled(page_ids: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(pk for pk in page_ids if before.get(pk) == after.get(pk) != 0))

    not_public = settled(set(stored) - public_ids)
    there = _existing(not_public)
    return Drift(
        missing=settled(public_ids - set(stored)),
        extra=tuple(pk for pk in not_public if pk not in there),
        hidden=tuple(pk for pk in not_public if pk in there),
        stale=settled(pk for pk, version in stored.items() if pk in public_ids and version != after.get(pk)),
    )


def _existing(page_ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(page_ids), CHUNK):
        found |= set(Page.objects.filter(pk__in=page_ids[start : start + CHUNK]).values_list("pk", flat=True))
    return found


def _drop_old_rebuild() -> None:
    """An index that a killed rebuild left, too old to be gone on with, gets every write twice for nothing."""
    run = IndexRun.last(IndexRun.Kind.REBUILD)
    if run and run.finished_at is None and not unfinished():
        engine().rebuild(str(run.report.get("generation", ""))).abandon()
        IndexRun.note(IndexRun.Kind.REBUILD, finished_at=timezone.now(), report={"problem": "bỏ dở đã lâu"})


def _keep(drift: Drift, started: dt.datetime, documents: int) -> None:
    report = {
        "documents": documents,
        "found": {kind: len(ids) for kind, ids in drift.kinds().items()},
        "pages": {kind: list(ids[:REPORTED]) for kind, ids in drift.kinds().items() if ids},
    }
    IndexRun.note(IndexRun.Kind.RECONCILE, started_at=started, finished_at=timezone.now(), report=report)
