"""What the tests need besides Python: what the environment names, else our own, else the reason why not."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from . import chromium, debian, elastic_server, postgres
from .console import Problem


@dataclass
class Services:
    """Addresses and paths; "" where a service is missing, with the reason under its name in `missing`."""

    database_url: str = ""
    elasticsearch_url: str = ""
    chromium: str = ""
    tesseract: bool = False
    missing: dict[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def all_services() -> Iterator[Services]:
    """Find or start everything; what was started is stopped when the block is left, however it is left."""
    found = Services()
    with contextlib.ExitStack() as started:
        found.database_url = _named_postgres() or _own(
            "PostgreSQL", postgres.why_not, postgres.own_postgres, started, found
        )
        found.elasticsearch_url = os.environ.get("ELASTICSEARCH_URL", "") or _own(
            "Elasticsearch", elastic_server.why_not, elastic_server.own_elasticsearch, started, found
        )
        found.chromium, reason = chromium.find()
        _note(found, "Chromium", reason if not found.chromium else "")
        reason = _tesseract_reason()
        found.tesseract = not reason
        _note(found, "Tesseract (vie)", reason)
        yield found


def named_services() -> Services:
    """Only what the environment names or the machine has; nothing is started or installed."""
    found = Services(_named_postgres(), os.environ.get("ELASTICSEARCH_URL", ""))
    found.chromium = chromium.in_place()
    return found


def _named_postgres() -> str:
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(("postgres://", "postgresql://")) else ""


def _own(
    name: str,
    why_not: Callable[[], str],
    start: Callable[[], contextlib.AbstractContextManager[str]],
    started: contextlib.ExitStack,
    found: Services,
) -> str:
    """The address of a server of our own; "" with a noted reason when it cannot be had."""
    if reason := why_not():
        _note(found, name, reason)
        return ""
    try:
        return started.enter_context(start())
    except Problem as problem:
        _note(found, name, str(problem))
        return ""


def _tesseract_reason() -> str:
    if not _reads_vietnamese():
        reason = debian.install(["tesseract-ocr", "tesseract-ocr-vie"])
        return "" if _reads_vietnamese() else reason or "tesseract không có tiếng Việt"
    return ""


def _reads_vietnamese() -> bool:
    if not shutil.which("tesseract"):
        return False
    shown = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in shown.stdout.split()


def _note(found: Services, name: str, reason: str) -> None:
    if reason:
        found.missing[name] = reason
