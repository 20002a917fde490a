"""Debian's packages, where this user may install them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from .console import step


def ensure(programs: Sequence[str], packages: Sequence[str]) -> str:
    """Install the packages when one of the programs is missing.

    Returns "" when every program is there afterwards, else the reason in one sentence.
    """
    missing = [program for program in programs if not shutil.which(program)]
    if not missing:
        return ""
    wanted = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return f"thiếu {', '.join(missing)} (trên Debian: sudo apt-get install {wanted})"
    step(f"Cài gói Debian: {wanted}")
    failure = _apt_install(packages)
    still = [program for program in programs if not shutil.which(program)]
    return f"apt-get không cài được {wanted}: {failure}" if still else ""


def install(packages: Sequence[str]) -> str:
    """Install packages that bring no program of their own in PATH; "" or the reason why not."""
    wanted = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return f"thiếu gói (trên Debian: sudo apt-get install {wanted})"
    step(f"Cài gói Debian: {wanted}")
    return _apt_install(packages)


def _apt_install(packages: Sequence[str]) -> str:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["không rõ lý do"])[-1]
    return ""
