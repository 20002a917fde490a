"""The clock process: periodic jobs, each harmless to run twice."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from cms.portal.clock import run_due_jobs

TICK_SECONDS = 5


class Command(BaseCommand):
    help = "Runs the periodic jobs (scheduled publishing, withdrawals, reaping) until it is stopped."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            run_due_jobs()
            if options["once"]:
                return
            close_old_connections()
            stop.wait(TICK_SECONDS)
