"""The container's health check: asks `/healthz` from inside, under a host name that the site answers for.

Only the database counts there; a search server that is down must not restart the site.
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

from .ports import LOCALHOST


def host_header() -> str:
    """The first host of DINH_ALLOWED_HOSTS; ".example.vn" allows "example.vn" itself, "*" anything."""
    first = os.environ.get("DINH_ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return first if first not in ("", "*") else LOCALHOST


def is_healthy(port: int) -> bool:
    """Whether the site answers 200 within four seconds."""
    request = urllib.request.Request(f"http://{LOCALHOST}:{port}/healthz", headers={"Host": host_header()})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=4) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError):
        return False


if __name__ == "__main__":
    sys.exit(0 if is_healthy(int(os.environ.get("PORT", "8000"))) else 1)
