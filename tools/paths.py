"""Where things are: in the repository, and in the user's folder for what is downloaded once."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
VENV = REPOSITORY / ".venv"


def venv_python(venv: Path = VENV) -> Path:
    """The Python inside a virtual environment."""
    return venv / "bin" / "python"


def run_time_folder() -> Path:
    """Where `./run` keeps its data: DINH_VAR, else `var` in the repository."""
    return Path(os.environ.get("DINH_VAR") or REPOSITORY / "var").absolute()


def cache_folder() -> Path:
    """The folder for downloads that are kept between runs.

    Root's home is closed to the unprivileged user that servers run as, so root's cache is in /var/cache.
    """
    if os.geteuid() == 0:
        return Path("/var/cache/dinh")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dinh"


def with_venv(environment: dict[str, str], venv: Path = VENV) -> dict[str, str]:
    """The environment in which the programs of the virtual environment come first."""
    path = f"{venv / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}"
    return environment | {"PATH": path, "VIRTUAL_ENV": str(venv), "PYTHONUNBUFFERED": "1"}
