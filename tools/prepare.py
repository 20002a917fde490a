"""What the site's data need before it starts, in one process: loading Django four times would take longer.

Run with the virtual environment's Python: `python -m tools.prepare [--accounts FILE]`.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from .console import step
from .paths import run_time_folder

STEPS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("Cập nhật cơ sở dữ liệu (lần đầu khoảng 10 giây)", "migrate", {"verbosity": 0, "interactive": False}),
    ("Nạp dữ liệu dùng thử nếu chưa có", "load_demo", {}),
    ("Lập chỉ mục tìm kiếm nếu chưa có", "search_rebuild", {"if_missing": True}),
)


def prepare(accounts: Path | None) -> int:
    """Run the steps; the first that fails ends it with one sentence, its details are in the log. Exit code."""
    title = "Đọc cấu hình"
    try:
        call_command = _set_up()
        for title, command, options in STEPS:
            step(title)
            call_command(command, **options)
        if accounts:
            title = "Liệt kê tài khoản dùng thử"
            with accounts.open("w", encoding="utf-8") as output:
                call_command("demo_accounts", stdout=output)
    except Exception as failure:
        return _report(title, failure)
    return 0


def _set_up() -> Callable[..., object]:
    """Load Django, and give its `call_command`."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    return call_command


def _report(title: str, failure: Exception) -> int:
    log = run_time_folder() / "logs" / "prepare.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(traceback.format_exc(), encoding="utf-8")
    print(f"\n✗ Không xong bước “{title}”: {failure}\n  Chi tiết trong {log}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.prepare", description=__doc__)
    parser.add_argument("--accounts", type=Path, help="file that gets the table of demo accounts")
    sys.exit(prepare(parser.parse_args().accounts))
