"""A new index from the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import engine
from search.engines.base import EngineUnavailable
from search.sync.rebuild import IndexIncomplete, rebuild


class Command(BaseCommand):
    help = "Builds a new search index beside the live one and swaps."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--if-missing", action="store_true", help="only when there is no index yet")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_missing"] and engine().is_ready():
            return
        try:
            count = rebuild(self._progress)
        except (EngineUnavailable, IndexIncomplete) as problem:
            raise CommandError(f"Chưa lập được chỉ mục tìm kiếm, chỉ mục cũ vẫn dùng được: {problem}") from problem
        self.stdout.write(f"\rĐã đưa {count} tài liệu vào tìm kiếm.          ")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r  {done} / {total}", ending="")
        self.stdout.flush()
