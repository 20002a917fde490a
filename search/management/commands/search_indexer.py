"""The indexer process."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from search.sync.failures import wait_seconds, wake_waiting_for_engine
from search.sync.indexer import index_batch, send_batch

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.3
TROUBLE_SECONDS = 3.0
# While the engine is down it is asked less and less often, but never less than twice a minute.
LONGEST_PAUSE_SECONDS = 30.0


class Command(BaseCommand):
    help = "Brings changed pages to the search engine until it is stopped."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            while index_batch():
                pass
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.failures = 0
        while not stop.is_set():
            if pause := self._step():
                close_old_connections()
                stop.wait(pause)

    def _step(self) -> float:
        """Send a batch. Returns the seconds to wait before the next one.

        A database that is down or locked ends no process, it is asked again.
        """
        try:
            sent = send_batch()
            if sent.problem:
                self.failures += 1
                return min(LONGEST_PAUSE_SECONDS, wait_seconds(self.failures - 1))
            if sent.done and self.failures:
                self.failures = 0
                logger.info("the search engine is back; %d pages waited for it", wake_waiting_for_engine())
        except DatabaseError:
            logger.exception("the database does not answer")
            return TROUBLE_SECONDS
        return 0.0 if sent.done else IDLE_SECONDS
