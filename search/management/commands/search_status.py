"""The state of the search in one look."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from search.health import health
from search.models import IndexEntry
from search.sync.state import search_state


class Command(BaseCommand):
    help = (
        "Prints engine, index generation, documents, queue, dead letters, last errors, rebuild and reconcile as JSON."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--replay", action="store_true", help="send all dead letters again, then print")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["replay"]:
            IndexEntry.objects.replay()
        state = search_state()
        body = health(state.status) | {"generation": state.status.generation, "problem": state.status.problem}
        self.stdout.write(json.dumps(body | state.as_json(), ensure_ascii=False, indent=2))
