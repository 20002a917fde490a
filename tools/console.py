"""What a person reads while `run` and `test` work: Vietnamese, one line a step."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable


class Problem(Exception):
    """One clear sentence for the screen; it ends the command with exit code 1."""


def main(command: Callable[[], int]) -> int:
    """Run a command and turn what may go wrong into an exit code: 1 a Problem, 130 Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    try:
        return command()
    except Problem as problem:
        print(f"\n✗ {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu.", file=sys.stderr)
        return 130
    except OSError as problem:
        print(f"\n✗ {_of_the_machine(problem)}", file=sys.stderr)
        return 1


def _of_the_machine(problem: OSError) -> str:
    if problem.errno == 28:  # ENOSPC
        return "Ổ đĩa đã đầy: hãy giải phóng chỗ trống rồi chạy lại."
    if isinstance(problem, PermissionError):
        return f"Không có quyền ghi hoặc đọc {problem.filename}: hãy chạy bằng người dùng sở hữu thư mục này."
    return f"Máy báo lỗi: {problem}"


def step(text: str) -> None:
    """A line that says what begins now."""
    print(f"• {text}", flush=True)


class Progress:
    """A line that counts upwards in place on a terminal, and is silent where there is none."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._began = total, 0, time.monotonic()

    def advance(self, what: str) -> None:
        self._done += 1
        if sys.stdout.isatty():
            print(f"\r  {self._done}/{self._total}  {what[:50]:<50}", end="", flush=True)

    def close(self) -> None:
        """Leave the line, and say how long it took."""
        if sys.stdout.isatty():
            print("\r" + " " * 72 + "\r", end="")
        print(f"  xong sau {time.monotonic() - self._began:.0f} giây", flush=True)
