"""Marking pages as changed, inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connections, router, transaction
from django.utils import timezone
from wagtail.models import Page

from search.models import BranchChange, IndexEntry

CHUNK = 200  # rows of one statement: SQLite takes at most 999 parameters in its older builds

# One statement for rows that are there and rows that are not, safe between processes on SQLite and PostgreSQL.
_MARK = """
INSERT INTO {table} (page_id, version, indexed_version, changed_at, attempts, next_try_at, last_error, fault)
VALUES {rows}
ON CONFLICT (page_id) DO UPDATE SET
    version = {table}.version + 1, changed_at = excluded.changed_at, next_try_at = excluded.next_try_at,
    attempts = 0, given_up_at = NULL
"""


def mark(page_ids: Iterable[int], *, above: int = 0) -> None:
    """Each page gets the next version. A rolled-back change takes its mark along; a committed one keeps it.

    Versions become greater than `above` (for an index that is ahead of a restored database).
    """
    # In one order everywhere, so that two transactions never wait for one another's rows.
    ids = sorted(set(page_ids))
    database = router.db_for_write(IndexEntry)
    with transaction.atomic(using=database):
        for start in range(0, len(ids), CHUNK):
            _mark_chunk(database, ids[start : start + CHUNK])
        if above:
            IndexEntry.objects.filter(page_id__in=ids, version__lte=above).update(version=above + 1)


def mark_subtree(page: Page) -> None:
    """The page and everything below it: for what Wagtail changes without telling (moves, slugs, privacy).

    Once now, for what is there, and once more after the commit, for what others are adding meanwhile.
    """
    BranchChange.objects.create(page_id=page.pk)
    _mark_branch(page.pk)


def mark_changed_branches() -> int:
    """The second marking of branches, by the indexer. Returns the number of branches.

    A killed process leaves the rows; done twice, it only raises versions twice.
    """
    changes = list(BranchChange.objects.order_by("pk").values_list("pk", "page_id")[:CHUNK])
    for page_id in dict.fromkeys(page_id for _pk, page_id in changes):
        with transaction.atomic():
            _mark_branch(page_id)
            BranchChange.objects.filter(pk__in=[pk for pk, of in changes if of == page_id]).delete()
    return len(changes)


def _mark_branch(page_id: int) -> None:
    """A page that is gone has no branch: each of its pages was marked when it was deleted."""
    for path in Page.objects.filter(pk=page_id).values_list("path", flat=True):
        mark(Page.objects.filter(path__startswith=path).values_list("pk", flat=True))


def _mark_chunk(database: str, ids: Sequence[int]) -> None:
    connection = connections[database]
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    statement = _MARK.format(
        table=connection.ops.quote_name(IndexEntry._meta.db_table),
        rows=", ".join(["(%s, 1, 0, %s, 0, %s, '', '')"] * len(ids)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for page_id in ids for value in (page_id, now, now)])
