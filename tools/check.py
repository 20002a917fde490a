"""`./test`: everything that proves Đình, and a closing table that says what was not proved here."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from .children import ends_on_signals, run_to_end
from .console import main, step
from .install import DEVELOP, install
from .parts import Command, chosen_part, static_parts, test_parts
from .paths import REPOSITORY
from .services import Services, all_services, named_services
from .summary import Outcome, Part, exit_code, table

NO_TESTS = 5  # pytest's exit code
WHAT_IS_LOST = {
    "PostgreSQL": "mọi kiểm thử trên PostgreSQL",
    "Elasticsearch": "mọi kiểm thử trên Elasticsearch",
    "Chromium": "mọi kiểm thử bằng trình duyệt",
    "Tesseract (vie)": "nhận dạng chữ từ bản quét",
}


def check() -> int:
    """Exit code 0 only when every part that ran passed, and with --all or CI=true every part ran."""
    options, for_pytest = _options()
    everything = options.all or os.environ.get("CI", "").lower() in ("1", "true", "yes")
    ends_on_signals()
    install(DEVELOP)
    if for_pytest and not options.all:
        parts = [_run(chosen_part(named_services(), for_pytest))]
    elif for_pytest:
        with all_services() as services:
            parts = [_run(chosen_part(services, for_pytest)), *_left_out(services)]
    else:
        parts = _all_parts()
    print(table(parts), flush=True)
    return exit_code(parts, everything)


def _options() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="./test",
        description="Chạy mọi phép kiểm tra. Có ĐƯỜNG DẪN thì chỉ chạy pytest với các tham số ấy, "
        "trên những gì môi trường đã có (thêm --all để tự khởi động dịch vụ).",
        add_help=False,
    )
    parser.add_argument("--all", action="store_true", help="phần nào không chạy được cũng là không đạt")
    parser.add_argument("-h", "--help", action="help", help="in lời hướng dẫn này")
    return parser.parse_known_args()


def _all_parts() -> list[Part]:
    with tempfile.TemporaryDirectory(prefix="dinh-check-") as scratch:
        parts = [_run(command) for command in static_parts(Path(scratch))]
    with all_services() as services:
        parts += [_run(command) for command in test_parts(services)]
        return parts + _left_out(services)


def _left_out(services: Services) -> list[Part]:
    return [
        Part(f"{name}: {WHAT_IS_LOST[name]}", Outcome.LEFT_OUT, why=reason) for name, reason in services.missing.items()
    ]


def _run(command: Command) -> Part:
    """Run a part with its output on the screen."""
    step(command.name)
    began = time.monotonic()
    code = run_to_end(command.line(), environment=command.environment, folder=REPOSITORY)
    seconds = time.monotonic() - began
    if code == 0:
        return Part(command.name, Outcome.PASSED, seconds)
    why = "không có kiểm thử nào" if code == NO_TESTS and "pytest" in command.arguments else f"mã thoát {code}"
    return Part(command.name, Outcome.FAILED, seconds, why)


if __name__ == "__main__":
    sys.exit(main(check))
