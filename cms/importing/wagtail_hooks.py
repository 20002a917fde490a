"""The import in the history of a page: who, when, out of which line of which file, and why."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.log_actions import LogFormatter

IMPORTED = "dinh.import"


@hooks.register("register_log_actions")
def import_log_action(actions: Any) -> None:
    @actions.register_action(IMPORTED)
    class Imported(LogFormatter):
        label = "Đưa vào từ cổng cũ"

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data
            return f"Đưa vào từ cổng cũ và công bố ({data.get('source', '')}): {data.get('reason', '')}"
