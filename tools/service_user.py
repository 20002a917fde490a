"""The unprivileged system user that servers run as when the command itself runs as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from .console import Problem

NAME = "dinh-services"


def service_user() -> str:
    """The user to start servers as: "" (oneself) for an ordinary user, else a system user, made once.

    PostgreSQL and Elasticsearch refuse to run as root.
    """
    if os.geteuid() != 0:
        return ""
    try:
        pwd.getpwnam(NAME)
    except KeyError:
        _make()
    return NAME


def give(folder: Path, user: str) -> None:
    """Make a folder the service user's own; nothing to do when it is oneself."""
    if user:
        shutil.chown(folder, user, user)


def _make() -> None:
    shell = shutil.which("nologin") or "/usr/sbin/nologin"
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", shell, NAME]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as failure:
        raise Problem(f"Không tạo được người dùng hệ thống {NAME} để chạy máy chủ: {failure}") from failure
