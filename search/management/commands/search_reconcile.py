"""Finding and mending differences between database and index."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineUnavailable
from search.sync.reconcile import reconcile


class Command(BaseCommand):
    help = "Compares the search index with the database and queues every difference."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            drift = reconcile()
        except EngineUnavailable as problem:
            raise CommandError(f"Máy tìm kiếm không trả lời: {problem}") from problem
        self.stdout.write(
            f"Thiếu {len(drift.missing)}, thừa {len(drift.extra)}, cũ {len(drift.stale)}; đã xếp hàng để sửa."
        )
