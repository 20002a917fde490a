"""The indexer process."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from search.sync.indexer import index_batch

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.3
TROUBLE_SECONDS = 3.0


class Command(BaseCommand):
    help = "Brings changed pages to the search engine until it is stopped."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        if options["once"]:
            while index_batch():
                pass
            return
        while not stop.is_set():
            if not self._sent(stop):
                close_old_connections()
                stop.wait(IDLE_SECONDS)

    def _sent(self, stop: threading.Event) -> bool:
        """Send a batch; a database that is down or locked ends no process, it is asked again."""
        try:
            return bool(index_batch())
        except DatabaseError:
            logger.exception("the database does not answer")
            stop.wait(TROUBLE_SECONDS)
            return False
