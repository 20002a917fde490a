"""Whatever ends the command, what it started is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.children import running
from tools.console import Problem
from tools.waiting import wait_until

pytestmark = pytest.mark.once

REPOSITORY = Path(__file__).resolve().parents[2]
# A child with a child of its own, which would outlive it if only the first were ended.
FAMILY = "sleep 300 & echo $! > {pids}; echo $$ >> {pids}; wait"
PARENT = """
import os, sys, time
from pathlib import Path
from tools.children import ends_on_signals, running
ends_on_signals()
folder = Path(sys.argv[1])
with running("x", ["sh", "-c", sys.argv[2]], log=folder / "log", environment=os.environ, folder=folder):
    time.sleep(300)
"""


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie nobody has fetched yet is not alive."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for_pids(path: Path) -> list[int]:
    for _ in range(100):
        if path.exists() and len(path.read_text(encoding="ascii").split()) == 2:
            return [int(pid) for pid in path.read_text(encoding="ascii").split()]
        time.sleep(0.1)
    raise AssertionError("the child did not start")


def all_gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 10
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not any(map(is_alive, pids))


def test_leaving_the_block_ends_the_whole_family(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    command = ["sh", "-c", FAMILY.format(pids=pids)]
    with running("x", command, log=tmp_path / "log", environment=os.environ, folder=tmp_path):
        started = wait_for_pids(pids)
        assert all(map(is_alive, started))
    assert all_gone(started)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc; only Linux tells a child of its parent's end")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_command_ends_what_it_started(tmp_path: Path, number: signal.Signals) -> None:
    pids = tmp_path / "pids"
    command = [sys.executable, "-c", PARENT, str(tmp_path), FAMILY.format(pids=pids)]
    with subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.DEVNULL) as parent:
        started = wait_for_pids(pids)
        parent.send_signal(number)
        parent.wait(20)
    assert all_gone(started)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_even_kill_9_ends_the_child(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    command = [sys.executable, "-c", PARENT, str(tmp_path), f"echo $$ > {pids}; echo $$ >> {pids}; exec sleep 300"]
    with subprocess.Popen(command, cwd=REPOSITORY) as parent:
        started = wait_for_pids(pids)
        parent.kill()
    assert all_gone(started)


def test_a_server_that_dies_at_once_is_reported_with_its_log(tmp_path: Path) -> None:
    command = ["sh", "-c", "echo no such file >&2; exit 3"]
    with (
        running("Máy chủ", command, log=tmp_path / "log", environment=os.environ, folder=tmp_path) as child,
        pytest.raises(Problem, match=r"Máy chủ đã dừng ngay khi khởi động(.|\n)*no such file"),
    ):
        wait_until(lambda: False, child, 10)
