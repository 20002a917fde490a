"""The whole site as processes: web, worker, indexer and clock of the Procfile, under one supervisor."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from .children import Child, running
from .console import Problem
from .paths import REPOSITORY, venv_python, with_venv
from .ports import LOCALHOST
from .waiting import answers, wait_until

START_SECONDS = 90


def site_environment(var: Path, port: int, **more: str) -> dict[str, str]:
    """The environment of a demo site: development settings, SQLite and embedded search unless `more` says else.

    A database or search server that the shell happens to name is never touched by demo data.
    """
    inherited = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "ELASTICSEARCH_URL")}
    own = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DINH_VAR": str(var),
        "DINH_BASE_URL": address(port),
        "PORT": str(port),
        "BIND": LOCALHOST,
        "WEB_CONCURRENCY": "1",
    }
    return with_venv(inherited) | own | more


def address(port: int) -> str:
    """The site's address on this machine."""
    return f"http://{LOCALHOST}:{port}"


def prepare(environment: Mapping[str, str], accounts: Path | None = None) -> None:
    """Database, demo data and search index; raises Problem when a step failed (it has said why)."""
    command: list[str | Path] = [venv_python(), "-m", "tools.prepare"]
    if accounts:
        command += ["--accounts", accounts]
    if subprocess.run(command, cwd=REPOSITORY, env=dict(environment), check=False).returncode:
        raise Problem("Chưa chuẩn bị xong dữ liệu, nên chưa khởi động trang. Dữ liệu đã có vẫn còn nguyên.")


@contextlib.contextmanager
def running_site(environment: Mapping[str, str]) -> Iterator[Child]:
    """Start all processes and wait until `/healthz` answers; all are stopped when the block is left."""
    log = Path(environment["DINH_VAR"]) / "logs" / "site.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command: list[str | Path] = [venv_python(), "-m", "honcho", "--no-colour", "-e", os.devnull, "start"]
    with running("Trang Đình", command, log=log, environment=environment, folder=REPOSITORY) as child:
        health = f"{address(int(environment['PORT']))}/healthz"
        wait_until(lambda: answers(health), child, START_SECONDS)
        yield child
