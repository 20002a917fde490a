"""A short fire in every run; the long one is `python -m tests.search.fire`."""

from __future__ import annotations

import contextlib
import copy
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from search.engines import engine
from search.models import IndexEntry
from search.sync.indexer import index_batch
from search.sync.rebuild import rebuild
from tests import factories
from tests.search.fire.driver import Fire, printed
from tests.search.fire.dumps import differences, dump
from tests.staff import Staff
from tools import elastic_server

EDITS, SEED = 120, 20261124


@pytest.mark.slow
@pytest.mark.once
def test_sqlite_and_the_embedded_engine(tmp_path: Path) -> None:
    _stands(Fire(tmp_path, edits=EDITS, seed=SEED).run())


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.elasticsearch
def test_postgresql_and_elasticsearch(tmp_path: Path) -> None:
    with elastic_server.own_node(384) as node, _own_database() as url:
        _stands(Fire(tmp_path, edits=EDITS, seed=SEED, database_url=url, node=node).run())


@contextlib.contextmanager
def _own_database() -> Iterator[str]:
    """A database beside the tests' own, on the same server."""
    server = connection.settings_dict
    name = f"dinh_fire_{uuid.uuid4().hex[:8]}"
    user, password = quote(server["USER"]), quote(server["PASSWORD"])
    address = f"postgres://{user}:{password}@{server['HOST']}:{server['PORT']}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as maintenance:
        maintenance.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{address}/{name}"
        finally:
            maintenance.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _stands(report: dict[str, Any]) -> None:
    assert report["ok"], printed(report)
    assert report["edits"] >= EDITS and set(report["kills"]) >= {"web process", "indexer"}
    assert report["outcomes"]["rolled back"] > 0 and report["documents"] > 20


@pytest.mark.django_db
def test_the_comparison_sees_every_difference(each_engine: str) -> None:
    """Without this the fire would prove nothing."""
    staff = Staff(factories.DAT_MUI)
    pages = [staff.publish(factories.disclosure(staff.unit, staff.editor, title=f"Quỹ {n}")) for n in range(3)]
    rebuild()
    lived = dump(engine())
    assert set(lived) >= {str(page.pk) for page in pages}
    assert differences(lived, lived) == []
    first, second, third = (str(page.pk) for page in pages)
    IndexEntry.objects.filter(page_id=pages[0].pk).update(version=7)  # another version, the same text
    pages[1].title = "Quỹ tôm"
    type(pages[1]).objects.filter(pk=pages[1].pk).update(title="Quỹ tôm")  # another text, the same version
    pages[2].unpublish()
    while index_batch():
        pass
    rebuild()
    found = differences(lived, dump(engine()))
    assert [line.split()[0].rstrip(":") for line in found] == [first, second, third]
    assert "only in the lived index" in found[2]
    cut = copy.deepcopy(lived)
    cut[first].popitem()
    assert len(differences(lived, cut)) == 1
