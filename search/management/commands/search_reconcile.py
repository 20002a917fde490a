"""Finding and mending differences between database and index."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.models import IndexEntry
from search.sync.reconcile import DRIFT_LABELS, Drift, reconcile

SHOWN = 8


class Command(BaseCommand):
    help = "Compares the search index with the database and queues every difference."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            drift = reconcile()
        except EngineUnavailable as problem:
            raise CommandError(f"Máy tìm kiếm không trả lời: {problem}") from problem
        self.stdout.write(table(drift))
        if waiting := IndexEntry.objects.pending().count():
            self.stdout.write(f"{waiting} trang còn chờ trong hàng đợi, xem search_status.")


def table(drift: Drift) -> str:
    """A line for each kind of difference, with the first pages, and what becomes of them."""
    lines = [f"{'Khác biệt':<28} {'số trang':>8}  trang"]
    for kind, ids in drift.kinds().items():
        pages = ", ".join(map(str, ids[:SHOWN])) + (" …" if len(ids) > SHOWN else "")
        lines.append(f"{DRIFT_LABELS[kind]:<28} {len(ids):>8}  {pages}".rstrip())
    lines.append("Chỉ mục khớp với cơ sở dữ liệu." if not drift.found else "Đã xếp hàng để sửa.")
    return "\n".join(lines)
