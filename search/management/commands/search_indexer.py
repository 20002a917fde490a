"""The indexer process."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from search.sync.indexer import index_batch

IDLE_SECONDS = 0.3


class Command(BaseCommand):
    help = "Brings changed pages to the search engine until it is stopped."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            done = index_batch()
            if done:
                continue
            if options["once"]:
                return
            close_old_connections()
            stop.wait(IDLE_SECONDS)
