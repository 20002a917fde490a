"""A scratch installation: its own folder, database and index, gone when the measuring is over.

It is `./run`'s configuration (cms.settings.dev) with the demo data. With DATABASE_URL a new database is
made on that server, with ELASTICSEARCH_URL an index of a name of its own: nothing that is there is touched.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tools.children import Child, running
from tools.paths import REPOSITORY

SETTINGS = "cms.settings.dev"


@dataclass(frozen=True)
class Installation:
    """Where the measured installation lives. `server` is the PostgreSQL server's URL, "" with SQLite.

    `sizes`: numbers of passages or documents that the large measures go through.
    """

    folder: Path
    server: str
    database: str
    engine: str
    sizes: tuple[int, ...] = ()

    @property
    def engine_name(self) -> str:
        return "elasticsearch" if self.engine == "Elasticsearch" else "embedded"

    @contextlib.contextmanager
    def process(self, *command: str, settings: str = SETTINGS, **environment: str) -> Iterator[Child]:
        """A child process of this installation, as it runs in production; ended when the block is left."""
        with running(
            command[0],
            [sys.executable, *command],
            log=self.folder / f"{command[-1]}.log",
            environment=os.environ | {"DJANGO_SETTINGS_MODULE": settings} | environment,
            folder=REPOSITORY,
        ) as child:
            yield child


@contextlib.contextmanager
def installation(sizes: tuple[int, ...] = ()) -> Iterator[Installation]:
    """Make it, set Django up on it, load the demo and index it."""
    server = os.environ.get("DATABASE_URL", "")
    warnings.filterwarnings("ignore", message="No directory at")  # static files come from the finders here
    with tempfile.TemporaryDirectory(prefix="dinh-bench-") as name, scratch_database(server) as url:
        os.environ |= {
            "DINH_VAR": name,
            "DINH_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "ELASTICSEARCH_INDEX": f"dinh-bench-{uuid.uuid4().hex[:8]}",
        }
        if url:
            os.environ["DATABASE_URL"] = url
        engine = "Elasticsearch" if os.environ.get("ELASTICSEARCH_URL") else "embedded engine"
        with _loaded():
            yield Installation(Path(name), server, "PostgreSQL" if url else "SQLite", engine, sizes)


@contextlib.contextmanager
def scratch_database(server: str) -> Iterator[str]:
    """A new, empty database on the PostgreSQL server, and its URL; "" without a server."""
    if not server:
        yield ""
        return
    import psycopg
    from psycopg import sql

    name = f"dinh_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextlib.contextmanager
def _loaded() -> Iterator[None]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from search.engines import engine

    with (Path(os.environ["DINH_VAR"]) / "loading.log").open("w", encoding="utf-8") as log:
        call_command("migrate", verbosity=0, stdout=log)
        call_command("load_demo", stdout=log)
        call_command("search_rebuild", stdout=log)
    try:
        yield
    finally:
        engine().drop()
        connections.close_all()
