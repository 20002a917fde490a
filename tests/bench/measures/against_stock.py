"""The search page beside a plain Wagtail search page that shows only titles: the same 20,000 documents, the same
server, each under the gunicorn line of the Procfile, in turn."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

from search.sync.rebuild import rebuild
from tests.bench.clients import CLIENTS, crowd
from tests.bench.installation import Installation, scratch_database
from tests.bench.measures.importing import run_import, write_file
from tests.bench.pages import QUERIES
from tests.bench.table import Row, load, number
from tests.bench.timing import Sample
from tools.paths import REPOSITORY
from tools.ports import free_port
from tools.waiting import answers, wait_until

DOCUMENTS = 20_000
# Stock finds nothing for what is typed without accents, and an empty page is quick: only accented queries are fair.
TYPED_WHOLE = tuple(words for words in QUERIES if not words.isascii())
PASSES, SECONDS, WARM_UP_SECONDS = 2, 15.0, 4.0
WORKERS = "2"
OURS, STOCK = "Đình", "stock Wagtail, titles only"
START_SECONDS = 60


def measure(made: Installation) -> list[Row]:
    """Two passes, both sites in each; needs Elasticsearch."""
    if made.engine_name != "elasticsearch":
        raise SystemExit("against-stock: needs Elasticsearch (--servers, or ELASTICSEARCH_URL)")
    documents = made.sizes[-1] if made.sizes else DOCUMENTS
    run_import(made, write_file(made.folder / "cong-cu.jsonl", documents))
    rebuild()
    with _stock_filled(made, documents) as stock:
        sites = {OURS: ("cms.wsgi:application", {}), STOCK: ("tests.bench.stock.wsgi:application", stock)}
        seen = {name: [_look(made, *site) for _pass in range(PASSES)] for name, site in sites.items()}
    return [row for name, passes in seen.items() for row in _rows(name, documents, passes)] + _ratios(seen)


Look = tuple[Sample, Sample, float]


def _rows(name: str, documents: int, passes: list[Look]) -> list[Row]:
    head = f"{documents:,} documents, {name}"
    best = max(passes, key=lambda look: look[2])
    speeds = " and ".join(number(look[2]) for look in passes)
    return [
        Row(f"{head}: one client", "ms", best[0].median, None, best[0], note=load()),
        Row(f"{head}: {CLIENTS} clients", "ms", best[1].median, None, best[1]),
        Row(f"{head}: {CLIENTS} clients, pages", "pages/s", best[2], note=f"passes: {speeds}"),
    ]


def _ratios(seen: dict[str, list[Look]]) -> list[Row]:
    ours, stock = (max(seen[name], key=lambda look: look[2]) for name in (OURS, STOCK))
    return [
        Row("one client, Đình ÷ stock", "×", ours[0].median / stock[0].median, 1),
        Row(f"{CLIENTS} clients, pages a second, Đình ÷ stock", "×", ours[2] / stock[2], 1, at_least=True),
    ]


def _look(made: Installation, application: str, environment: dict[str, str]) -> Look:
    """One client's times, then those of eight and their pages a second."""
    with _served(made, application, environment) as port:
        crowd(port, TYPED_WHOLE, seconds=WARM_UP_SECONDS)
        alone = crowd(port, TYPED_WHOLE, seconds=SECONDS / 2, clients=1)
        together = crowd(port, TYPED_WHOLE, seconds=SECONDS)
    return alone.sample, together.sample, together.pages_a_second


@contextlib.contextmanager
def _served(made: Installation, application: str, environment: dict[str, str]) -> Iterator[int]:
    port = free_port()
    command = ["-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--threads", "4", "--timeout", "60"]
    command += ["--no-control-socket", "--workers", WORKERS, "--log-level", "warning"]
    settings = environment.get("DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
    others = {name: value for name, value in environment.items() if name != "DJANGO_SETTINGS_MODULE"}
    with made.process(*command, settings=settings, **others) as child:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/tim-kiem/"), child, START_SECONDS)
        yield port


@contextlib.contextmanager
def _stock_filled(made: Installation, documents: int) -> Iterator[dict[str, str]]:
    """The plain project's database and index with the same documents; gives its environment."""
    folder = made.folder / "stock-search"
    folder.mkdir()
    with scratch_database(made.server) as url:
        environment = {
            "DJANGO_SETTINGS_MODULE": "tests.bench.stock.searching", "DINH_VAR": str(folder), "DATABASE_URL": url,
        }  # fmt: skip
        command = [sys.executable, "-m", "tests.bench.stock.fill", str(documents)]
        subprocess.run(command, check=True, env=os.environ | environment, cwd=REPOSITORY)
        try:
            yield environment
        finally:
            _drop_index()


def _drop_index() -> None:
    from search.engines import engine

    client = engine().client
    for name in client.indices.get(index=f"{os.environ['ELASTICSEARCH_INDEX']}_stock_*"):
        client.indices.delete(index=name, ignore_unavailable=True)
