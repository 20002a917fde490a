"""Waiting until a server answers."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable

from .children import Child
from .console import Problem


def wait_until(ready: Callable[[], bool], child: Child, seconds: float) -> None:
    """Ask until it is ready; raises Problem with the log's last lines when it ends or takes too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not child.is_running():
            raise Problem(f"{child.name} đã dừng ngay khi khởi động. Nhật ký:\n{child.last_lines()}")
        if ready():
            return
        time.sleep(0.2)
    raise Problem(f"{child.name} chưa sẵn sàng sau {seconds:.0f} giây. Nhật ký:\n{child.last_lines()}")


def answers(url: str) -> bool:
    """Whether the address answers 200 within two seconds, never through a proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False
