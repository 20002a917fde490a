"""`./run` as a person uses it: started, answered, stopped by Ctrl-C, started again with everything kept."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tools.ports import free_port, is_free

pytestmark = [pytest.mark.once, pytest.mark.slow]

REPOSITORY = Path(__file__).resolve().parents[2]
STARTED = "Dừng: nhấn Ctrl-C"
RENAMED = "Người dùng thử đổi tên"


class Started:
    """A running `./run`, and what it has printed."""

    def __init__(self, var: Path, *arguments: str) -> None:
        self.port, self.output = free_port(), var.parent / "output.txt"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [REPOSITORY / "run", "--port", str(self.port), *arguments],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | {"DINH_VAR": str(var)},
            )

    def text(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait(self) -> None:
        deadline = time.monotonic() + 400
        while STARTED not in self.text():
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < deadline, self.text()
            time.sleep(0.3)

    def page(self, path: str) -> str:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=20) as response:
            return response.read().decode()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


def processes_with(text: str) -> list[str]:
    """Commands of this machine's processes whose environment holds a text (Linux; empty elsewhere)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if text.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text(encoding="utf-8", errors="replace"))
        except (OSError, ProcessLookupError):
            continue
    return found


def name_of(var: Path, phone: str) -> str:
    with contextlib.closing(sqlite3.connect(var / "dinh.sqlite3")) as database:
        return str(database.execute("select full_name from roles_person where username = ?", [phone]).fetchone()[0])


def test_from_nothing_to_a_site_and_back_and_again(tmp_path: Path) -> None:
    var = tmp_path / "có dấu cách" / "var"
    var.parent.mkdir()
    first = Started(var)
    try:
        first.wait()
        assert "Đất Mũi" in first.page("/")
        assert re.search(r"09\d{8} .*Trưởng ấp", first.text())
        assert any("db_worker" in command for command in processes_with(str(var)))
    finally:
        code = first.stop()
    assert code == 0
    assert processes_with(str(var)) == []
    assert is_free(first.port)

    with contextlib.closing(sqlite3.connect(var / "dinh.sqlite3")) as database, database:
        database.execute(f"update roles_person set full_name = '{RENAMED}' where username = '0900000021'")
    second = Started(var)
    try:
        second.wait()
        assert name_of(var, "0900000021") == RENAMED
    finally:
        second.stop()
    assert processes_with(str(var)) == []
