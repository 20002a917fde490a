"""`python -m tests.bench [--servers] [--json FILE] [NAME…]`: one table; exit code 1 when a bar fails."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import time
from pathlib import Path

from tools.children import ends_on_signals
from tools.elastic_server import own_elasticsearch
from tools.postgres import own_postgres

from .installation import Installation, installation
from .measures import LARGE, MEASURES
from .table import Row, render


def main(arguments: list[str]) -> int:
    """Measure what is named (everything when nothing is) on one scratch installation."""
    options = _options(arguments)
    ends_on_signals()
    with contextlib.ExitStack() as stack:
        if options.servers:
            os.environ["DATABASE_URL"] = stack.enter_context(own_postgres())
            os.environ["ELASTICSEARCH_URL"] = stack.enter_context(own_elasticsearch())
        _say("Making a scratch installation with the demo data …")
        made = stack.enter_context(installation(options.sizes))
        _say(f"{made.database}, {made.engine}")
        rows = [row for name in options.names or MEASURES for row in _measured(name, made)]
        where = {"database": made.database, "search": made.engine, "load_average": os.getloadavg()}
    print(render(rows))
    _say(f"load average {', '.join(f'{load:.1f}' for load in where['load_average'])} on {os.cpu_count()} processors")
    if options.json:
        body = where | {"rows": [row.as_json() for row in rows]}
        options.json.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    failing = [row.name for row in rows if not row.holds]
    for name in failing:
        _say(f"FAILS: {name}")
    return 1 if failing else 0


def _measured(name: str, made: Installation) -> list[Row]:
    started = time.monotonic()
    rows = (MEASURES | LARGE)[name](made)
    _say(f"  {name}: {time.monotonic() - started:.0f} s")
    return rows


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--servers", action="store_true", help="start a PostgreSQL and an Elasticsearch of our own and measure on them"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every measured value to this file")
    parser.add_argument(
        "--sizes", type=_sizes, default=(), metavar="N,N", help="passages or documents of the large measures"
    )
    names = f"what to measure: {', '.join(MEASURES)} (all of these without a name); {', '.join(LARGE)}"
    parser.add_argument("names", nargs="*", metavar="NAME", help=names)
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in MEASURES | LARGE]:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(MEASURES | LARGE)}")
    return options


def _sizes(text: str) -> tuple[int, ...]:
    """ "3000,30000" in growing order."""
    return tuple(sorted(int(part.replace("_", "")) for part in text.split(",")))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
