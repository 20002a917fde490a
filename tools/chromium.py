"""The Chromium that browser tests drive."""

from __future__ import annotations

import os
import shutil

from . import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> tuple[str, str]:
    """Path of a Chromium and "", or "" and the reason why there is none.

    CHROMIUM comes first, then what is in PATH, then Debian's package.
    """
    named = os.environ.get("CHROMIUM", "")
    if named:
        named_path = shutil.which(named)
        return (named_path, "") if named_path else ("", f"CHROMIUM đặt là {named} nhưng không chạy được tệp ấy")
    if path := in_place():
        return path, ""
    reason = debian.ensure(["chromium"], ["chromium"])
    return in_place(), reason


def in_place() -> str:
    """Path of a Chromium that is already on this machine, else ""."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")
