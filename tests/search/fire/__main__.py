"""The whole count by hand: SQLite with the embedded engine, or with --servers PostgreSQL with Elasticsearch."""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import tempfile
from pathlib import Path

from tools import children
from tools.console import main, step
from tools.elastic_server import own_node
from tools.postgres import own_postgres

from .driver import Fire, printed


def run() -> int:
    """Exit code 0 only when nothing was lost, left over or different."""
    parser = argparse.ArgumentParser(prog="python -m tests.search.fire", description=__doc__)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--servers", action="store_true", help="PostgreSQL and Elasticsearch, both started here")
    options = parser.parse_args()
    children.ends_on_signals()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dinh-fire-")))
        database = stack.enter_context(own_postgres()) if options.servers else ""
        node = stack.enter_context(own_node(384)) if options.servers else None
        step(f"{options.edits} edits, seed {options.seed}")
        report = Fire(folder, edits=options.edits, seed=options.seed, database_url=database, node=node).run()
    print(printed(report))
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(run))
