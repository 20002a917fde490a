"""Finding and mending differences between the database and the index."""

from __future__ import annotations

from dataclasses import dataclass

from search.engines import engine
from search.models import IndexEntry

from .outbox import mark
from .rebuild import searchable_ids


@dataclass(frozen=True)
class Drift:
    """Page ids whose index entry was wrong, by kind."""

    missing: tuple[int, ...]
    extra: tuple[int, ...]
    stale: tuple[int, ...]

    @property
    def found(self) -> int:
        return len(self.missing) + len(self.extra) + len(self.stale)


def reconcile() -> Drift:
    """Compare the live index with the database, mark every difference, and say what was found.

    What waits in the outbox is on its way and no difference. Raises EngineUnavailable.
    """
    stored = {int(document_id): version for document_id, version in engine().versions().items()}
    # After the index: what the indexer sends in between is pending or newer here, never older.
    public_ids = set(searchable_ids())
    pending = set(IndexEntry.objects.pending().values_list("page_id", flat=True))
    indexed = dict(IndexEntry.objects.values_list("page_id", "indexed_version"))
    drift = Drift(
        missing=_sorted(public_ids - set(stored) - pending),
        extra=_sorted(set(stored) - public_ids - pending),
        stale=_sorted({p for p, v in stored.items() if p in public_ids and v != indexed.get(p)} - pending),
    )
    mark(drift.missing)
    # An index ahead of the database (restored from a backup) would take every mark for an old one.
    mark([*drift.extra, *drift.stale], above=max((stored[p] for p in (*drift.extra, *drift.stale)), default=0))
    return drift


def _sorted(ids: set[int]) -> tuple[int, ...]:
    return tuple(sorted(ids))
