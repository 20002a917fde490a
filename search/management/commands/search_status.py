"""The state of the search in one look."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from search.engines import engine
from search.health import health
from search.models import IndexEntry


class Command(BaseCommand):
    help = "Prints engine, index generation, documents, queue and last errors as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        status = engine().status()
        failing = IndexEntry.objects.exclude(last_error="").order_by("-attempts")[:10]
        body = health() | {
            "generation": status.generation,
            "problem": status.problem,
            "errors": [{"page": e.page_id, "attempts": e.attempts, "error": e.last_error} for e in failing],
        }
        self.stdout.write(json.dumps(body, ensure_ascii=False, indent=2))
