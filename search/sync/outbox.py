"""Marking pages as changed, inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connections, router, transaction
from django.utils import timezone
from wagtail.models import Page

from search.models import IndexEntry

CHUNK = 200  # rows of one statement: SQLite takes at most 999 parameters in its older builds

# One statement for rows that are there and rows that are not, safe between processes on SQLite and PostgreSQL.
_MARK = """
INSERT INTO {table} (page_id, version, indexed_version, changed_at, attempts, next_try_at, last_error)
VALUES {rows}
ON CONFLICT (page_id) DO UPDATE SET
    version = {table}.version + 1, changed_at = excluded.changed_at, next_try_at = excluded.next_try_at, attempts = 0
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
    """The page and everything below it: for what Wagtail changes without telling (moves, slugs, privacy)."""
    mark(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))


def _mark_chunk(database: str, ids: Sequence[int]) -> None:
    connection = connections[database]
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    statement = _MARK.format(
        table=connection.ops.quote_name(IndexEntry._meta.db_table),
        rows=", ".join(["(%s, 1, 0, %s, 0, %s, '')"] * len(ids)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for page_id in ids for value in (page_id, now, now)])
