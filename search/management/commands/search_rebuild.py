"""A new index from the database."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import engine
from search.engines.base import EngineUnavailable
from search.learning.learn import learn
from search.sync.rebuild import IndexIncomplete, rebuild, unfinished

WIDTH = 30  # characters of the bar
EVERY_SECONDS = 10.0  # between the lines of a log


class Command(BaseCommand):
    help = "Builds a new search index beside the live one and swaps, or goes on with one that was interrupted; learns."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--if-missing", action="store_true", help="only when there is no index yet")
        parser.add_argument("--anew", action="store_true", help="do not go on with one that was interrupted")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_missing"] and engine().is_ready():
            return
        if unfinished() and not options["anew"]:
            self.stdout.write("Lần trước bị dừng giữa chừng: làm tiếp từ chỗ ấy.")
        self.began = self.shown = time.monotonic()
        try:
            count = rebuild(self._progress, anew=options["anew"])
        except (EngineUnavailable, IndexIncomplete) as problem:
            raise CommandError(f"Chưa lập được chỉ mục tìm kiếm, chỉ mục cũ vẫn dùng được: {problem}") from problem
        self.stdout.write(f"Đã đưa {count} tài liệu vào tìm kiếm.")
        learn()

    def _progress(self, done: int, total: int) -> None:
        """One line that is drawn again and again on a terminal, a line now and then in a log."""
        now = time.monotonic()
        line = progress_line(done, total, now - self.began)
        if self.stdout.isatty():
            self.stdout.write(f"\r{line}\x1b[K", ending="\n" if done >= total else "")
            self.stdout.flush()
        elif done >= total or now - self.shown >= EVERY_SECONDS:
            self.shown = now
            self.stdout.write(line)


def progress_line(done: int, total: int, seconds: float) -> str:
    """A bar, documents done and in all, and the seconds that are left at the speed so far."""
    share = done / total if total else 1.0
    bar = "█" * round(WIDTH * share) + "░" * (WIDTH - round(WIDTH * share))
    left = f", còn khoảng {round(seconds / done * (total - done))} giây" if 0 < done < total else ""
    return f"{bar} {done} / {total}{left}"
