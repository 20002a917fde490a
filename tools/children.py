"""Child processes that never outlive the command that started them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 15.0
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Child:
    """A process in a session of its own, so that its whole group can be ended by number."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals

    def is_running(self) -> bool:
        return self.process.poll() is None

    def last_lines(self, count: int = 15) -> str:
        """The end of the process's log, for a message that explains a failure."""
        if not self.log.exists():
            return "(chưa có dòng nhật ký nào)"
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])


def ends_on_signals() -> None:
    """Make SIGTERM and SIGHUP unwind the program like Ctrl-C does, so that every `finally` runs.

    Ctrl-C itself is set, too: a shell starts background jobs with SIGINT ignored.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)


def _leave(number: int, _frame: object) -> None:
    sys.exit(128 + number)


@contextlib.contextmanager
def running(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    environment: Mapping[str, str],
    folder: Path,
    user: str = "",
    stop_signal: signal.Signals = signal.SIGTERM,
) -> Iterator[Child]:
    """Start a process, and stop it when the block is left, however it is left.

    Where the kernel can (Linux), the process also gets `stop_signal` when this program is killed with -9.
    """
    child = None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)  # no signal between the start and the `try`
    try:
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environment),
                cwd=folder,
                start_new_session=True,
                preexec_fn=lambda: _before_start(stop_signal),
                user=user or None,
                group=user or None,
                extra_groups=[] if user else None,
            )
        child = Child(name, process, log, stop_signal)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        yield child
    finally:
        if child:
            stop(child)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run_to_end(command: Sequence[str], *, environment: Mapping[str, str], folder: Path) -> int:
    """Run a command on this terminal and give its exit code.

    When this program is told to stop meanwhile, the command may tidy up like after Ctrl-C before it is killed.
    """
    with subprocess.Popen(command, env=dict(environment), cwd=folder) as process:
        try:
            return process.wait()
        except BaseException:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE_SECONDS)
            process.kill()
            raise


def stop(child: Child) -> None:
    """End the process by its number, then whatever is left of its group; no signal disturbs it halfway."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        if child.is_running():
            child.process.send_signal(child.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(PATIENCE_SECONDS)
        _end_group(child.process.pid)
        child.process.wait()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_group(group: int) -> None:
    """Kill what is left of a process group that we made; a group that is gone is what we want."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGTERM)
        for _ in range(20):
            time.sleep(0.1)
            os.killpg(group, 0)
        os.killpg(group, signal.SIGKILL)


def _before_start(stop_signal: signal.Signals) -> None:
    """In the child: signals work again, and the end of the parent is a signal, too."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(stop_signal))  # 1 = PR_SET_PDEATHSIG
