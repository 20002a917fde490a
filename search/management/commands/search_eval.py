"""Judged queries through the pipeline of the site: `docs/search.md`, "Evaluation"."""

from __future__ import annotations

import json
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.engines import engine_of
from search.engines.base import Engine, EngineUnavailable
from search.evaluation import BadFile, Outcome, interval, read_corpus, read_queries, run, summary
from search.text.knowledge import Knowledge


class Command(BaseCommand):
    help = "Runs judged queries on a throw-away index. It touches no row and no index of the site."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--corpus", required=True, type=Path, help="passages (JSON)")
        parser.add_argument("--queries", required=True, type=Path, help="queries (JSON)")
        parser.add_argument("--engine", choices=("elasticsearch", "embedded"), default=settings.DINH_SEARCH["engine"])
        parser.add_argument("--json", type=Path, help="where to write hits and measures")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            documents, queries = read_corpus(options["corpus"]), read_queries(options["queries"])
            knowledge = Knowledge.learned(text for d in documents for text in (d.title, *texts(d.passages)))
            with tempfile.TemporaryDirectory() as folder:
                index = throw_away(options["engine"], folder)
                outcomes, seconds = run(index, documents, queries, knowledge, self._progress(len(queries)))
        except (BadFile, EngineUnavailable) as problem:
            raise CommandError(str(problem)) from problem
        self._print(outcomes)
        if options["json"]:
            result = {"queries": [entry(outcome) for outcome in outcomes]}
            result["summary"] = {
                "engine": options["engine"],
                "documents": len(documents),
                "index_seconds": round(seconds, 2),
                "variants": summary(outcomes),
            }
            options["json"].write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")

    def _progress(self, total: int) -> Any:
        def show(done: int) -> None:
            if self.stderr.isatty() and (done % 20 == 0 or done == total):
                self.stderr.write(f"\r  {done} / {total}", ending="\n" if done == total else "")

        return show

    def _print(self, outcomes: Sequence[Outcome]) -> None:
        self.stdout.write(
            f"{'biến thể':22}{'số câu':>8}{'S@1':>7}{'S@10':>7}{'MRR':>7}   khoảng 95 %    nửa A  nửa B    ms"
        )
        for variant, figures in summary(outcomes).items():
            own = [outcome for outcome in outcomes if outcome.query.variant == variant and outcome.query.relevant]
            low, high = interval([outcome.rank for outcome in own])
            halves = [summary(half)[variant]["mrr"] if half else 0 for half in in_halves(own)]
            took = sorted(outcome.took_ms for outcome in own)[len(own) // 2]
            self.stdout.write(
                f"{variant:22}{figures['queries']:8}{figures['s_at_1']:7.3f}{figures['s_at_10']:7.3f}"
                f"{figures['mrr']:7.3f}   {low:.3f}–{high:.3f}   {halves[0]:7.3f}{halves[1]:7.3f}{took:6.1f}"
            )


def throw_away(name: str, folder: str) -> Engine:
    """An engine of its own: another file, other index names."""
    own = {"engine": name, "path": f"{folder}/search.sqlite3", "index": f"dinh-eval-{uuid.uuid4().hex[:12]}"}
    return engine_of(dict(settings.DINH_SEARCH) | own)


def texts(passages: Sequence[Any]) -> list[str]:
    return [text for passage in passages for text in (passage.heading, passage.body)]


def entry(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.query.id,
        "variant": outcome.query.variant,
        "hits": list(outcome.hits),
        "took_ms": round(outcome.took_ms, 2),
        "suggestion": outcome.suggestion,
    }


def in_halves(outcomes: Sequence[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    """Two halves at random, the same in every variant: by the query's id without its variant."""
    halves: tuple[list[Outcome], list[Outcome]] = ([], [])
    for outcome in outcomes:
        halves[uuid.uuid5(uuid.NAMESPACE_OID, outcome.query.id.split(":")[0]).int % 2].append(outcome)
    return halves
