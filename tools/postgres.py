"""A PostgreSQL of our own for the tests: a new cluster on a free port, gone when the tests are over."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import debian
from .children import running
from .console import Problem, step
from .ports import LOCALHOST, free_port
from .service_user import give, service_user
from .waiting import wait_until

DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")
# Nothing in the tests' cluster must survive a power cut; without waiting for the disk it is twice as fast.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50")


def why_not() -> str:
    """Install what is missing where that is allowed; "" or the reason why there is no PostgreSQL here."""
    if _programs():
        return ""
    reason = debian.install(["postgresql"])
    return "" if _programs() else reason or "không tìm thấy initdb sau khi cài"


@contextlib.contextmanager
def own_postgres() -> Iterator[str]:
    """Start a cluster and give its DATABASE_URL; raises Problem with its log when it does not come up."""
    programs = _programs()
    if not programs:
        raise Problem("Không có PostgreSQL trên máy này.")
    step("Khởi động PostgreSQL riêng cho kiểm thử")
    user = service_user()
    with tempfile.TemporaryDirectory(prefix="dinh-postgres-") as name:
        folder = Path(name)
        give(folder, user)
        _initialise(programs, folder / "data", user)
        port = free_port()
        command: list[str | Path] = [programs / "postgres", "-D", folder / "data", "-p", str(port)]
        command += ["-k", folder, "-h", LOCALHOST]
        for setting in SETTINGS:
            command += ["-c", setting]
        with running(
            "PostgreSQL",
            command,
            log=folder / "postgres.log",
            environment=os.environ | {"LC_ALL": "C.UTF-8"},
            folder=folder,
            user=user,
            stop_signal=signal.SIGINT,  # a fast shutdown: clients are sent away
        ) as child:
            ask: list[str | Path] = [programs / "pg_isready", "-q", "-h", LOCALHOST, "-p", str(port)]
            wait_until(lambda: subprocess.run(ask, check=False).returncode == 0, child, 30)
            yield f"postgres://dinh@{LOCALHOST}:{port}/postgres"


def _programs() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest version of Debian's first; at least 15."""
    versions = [p for p in DEBIAN_PROGRAMS.glob("*") if p.name.isdigit() and (p / "bin" / "initdb").exists()]
    for version in sorted(versions, key=lambda p: int(p.name), reverse=True):
        if int(version.name) >= 15:
            return version / "bin"
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found and _major(Path(found)) >= 15 else None


def _major(program: Path) -> int:
    shown = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"(\d+)", shown)
    return int(number.group(1)) if number else 0


def _initialise(programs: Path, data: Path, user: str) -> None:
    command: list[str | Path] = [programs / "initdb", "-D", data, "-U", "dinh", "-A", "trust", "-E", "UTF8"]
    made = subprocess.run(
        [*command, "--locale=C.UTF-8", "--no-sync"],
        capture_output=True,
        text=True,
        check=False,
        cwd=data.parent,
        user=user or None,
        group=user or None,
        extra_groups=[] if user else None,
    )
    if made.returncode:
        raise Problem(f"Không lập được cụm PostgreSQL: {made.stderr.strip()}")
