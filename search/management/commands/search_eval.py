"""Judged queries through the pipeline of the site: `docs/search.md`, "Evaluation"."""

from __future__ import annotations

import json
import logging
import os
import signal
import tempfile
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
        logging.getLogger("elastic_transport").setLevel(logging.ERROR)  # one sentence on stderr, and it is ours
        out = options["json"].resolve() if options["json"] else None
        try:
            if out:
                make_room(out, inputs=(options["corpus"], options["queries"]))
            with ended_in_order():
                result = self._result(options)
            if out:
                write_whole(out, json.dumps(result, ensure_ascii=False, indent=1))
        except BadFile as problem:
            raise CommandError(one_line(problem)) from problem
        except EngineUnavailable as problem:
            raise CommandError(f"Máy tìm kiếm không trả lời: {one_line(problem)}") from problem
        except OSError as problem:
            raise CommandError(f"Không ghi được kết quả: {one_line(problem)}") from problem
        except KeyboardInterrupt as problem:
            raise CommandError("Đã dừng giữa chừng; chỉ mục tạm đã được xóa.", returncode=130) from problem

    def _result(self, options: dict[str, Any]) -> dict[str, Any]:
        """Runs the queries and prints the measures; gives what is written."""
        documents, queries = read_corpus(options["corpus"]), read_queries(options["queries"])
        knowledge = Knowledge.learned(text for d in documents for text in (d.title, *texts(d.passages)))
        with tempfile.TemporaryDirectory(prefix="dinh-eval-") as folder:
            index = throw_away(options["engine"], folder)
            outcomes, seconds = run(index, documents, queries, knowledge, self._progress(len(queries)))
        self._print(outcomes)
        measured = {
            "engine": options["engine"],
            "documents": len(documents),
            "index_seconds": round(seconds, 2),
            "variants": summary(outcomes),
        }
        return {"queries": [entry(outcome) for outcome in outcomes], "summary": measured}

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
    """An engine of its own: another file, other index names. Raises EngineUnavailable when none can be had."""
    site = dict(settings.DINH_SEARCH)
    own = {
        "engine": name,
        "path": f"{folder}/search.sqlite3",
        "index": f"{site['index']}-eval-{uuid.uuid4().hex[:12]}",
    }
    if name == "elasticsearch" and not site["url"]:
        raise EngineUnavailable("ELASTICSEARCH_URL chưa được đặt")
    try:
        return engine_of(site | own)
    except ValueError as problem:
        raise EngineUnavailable(f"ELASTICSEARCH_URL: {problem}") from problem


@contextmanager
def ended_in_order() -> Iterator[None]:
    """A run that is told to end ends as with Ctrl-C, so that its index is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def make_room(out: Path, inputs: Sequence[Path]) -> None:
    """Remove an earlier result, which must not pass for that of a run that fails. Raises BadFile."""
    if not out.parent.is_dir():
        raise BadFile(f"Không có thư mục {out.parent} để ghi kết quả.")
    if out in [path.resolve() for path in inputs] or (out.exists() and not out.is_file()):
        raise BadFile(f"Không ghi kết quả vào {out.name} được.")
    out.unlink(missing_ok=True)


def write_whole(out: Path, text: str) -> None:
    """The whole file at once or none. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name[:50]}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())


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
    """Two halves at random, the same in every variant."""
    halves: tuple[list[Outcome], list[Outcome]] = ([], [])
    for outcome in outcomes:
        halves[half_of(outcome.query.id)].append(outcome)
    return halves


def half_of(query_id: str) -> int:
    """0 or 1, by the query's id without its variant ("d003:telex")."""
    return uuid.uuid5(uuid.NAMESPACE_OID, query_id.split(":")[0]).int % 2
