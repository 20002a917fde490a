"""Everything that an index holds, read around the engine's own interface, in a form that two indexes share."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from elasticsearch.helpers import scan

from search.engines.base import Engine
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.embedded.engine import EmbeddedEngine

from .words import FOLDED

Dump = dict[str, Any]


def dump(engine: Engine) -> Dump:
    """Document id → all that the live index knows of it. Tombstones are left out."""
    if isinstance(engine, ElasticsearchEngine):
        return _of_elasticsearch(engine)
    assert isinstance(engine, EmbeddedEngine)
    with engine.store.connection() as connection:
        return _of_file(connection, engine.store.generation(connection))


def differences(lived: Dump, fresh: Dump) -> list[str]:
    """A line for each document that is not the same in both."""
    found = []
    for doc in sorted(set(lived) | set(fresh), key=int):
        if doc not in fresh or doc not in lived:
            found.append(f"{doc} is only in the {'fresh' if doc in fresh else 'lived'} index")
        elif lived[doc] != fresh[doc]:
            found.append(f"{doc}: {_first_difference(lived[doc], fresh[doc])}")
    return found


def _first_difference(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    names = [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
    return ", ".join(f"{name} {str(one.get(name))[:200]} / {str(other.get(name))[:200]}" for name in names[:2])


def _of_elasticsearch(engine: ElasticsearchEngine) -> Dump:
    """Stored sources with versions; and since what is only searched is not stored, who has which word where."""
    index, client = engine.generations.live(), engine.client
    client.indices.refresh(index=index)
    everything = {"query": {"match_all": {}}, "version": True}
    found: Dump = {
        hit["_id"]: {"version": hit["_version"], **hit["_source"]}
        for hit in scan(client, index=index, query=everything, size=500)
        if not hit["_source"].get("deleted")
    }
    mapping = client.indices.get_mapping(index=index)[index]["mappings"]
    for field, path in _text_fields(mapping["properties"], "", ""):
        for word in FOLDED:
            query: dict[str, Any] = {"term": {field: word}}
            query = {"nested": {"path": path, "query": query}} if path else query
            for hit in client.search(index=index, query=query, size=5000, source=False)["hits"]["hits"]:
                found[hit["_id"]].setdefault(f"words of {field}", []).append(word)
    return found


def _text_fields(properties: Mapping[str, Any], prefix: str, path: str) -> Iterator[tuple[str, str]]:
    """Full name of each text field, and the nested object it is in ("" for none)."""
    for name, field in properties.items():
        full = f"{prefix}{name}"
        if field.get("type") == "text":
            yield full, path
        nested = full if field.get("type") == "nested" else path
        yield from _text_fields(field.get("properties", {}), f"{full}.", nested)


def _of_file(connection: sqlite3.Connection, generation: str) -> Dump:
    """Every row of every table of the generation, under its document; row numbers become places."""
    docs = f"docs_{generation}"
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({docs})")]
    found: Dump = {}
    for row in connection.execute(f"SELECT * FROM {docs} WHERE NOT deleted"):
        found[row[0]] = defaultdict(list, dict(zip(names, row, strict=True)))
    owner: dict[int, tuple[str, int]] = {}
    count: dict[str, int] = defaultdict(int)
    for number, doc in connection.execute(f"SELECT rowid, doc FROM passages_{generation} ORDER BY rowid"):
        owner[number] = (doc, count[doc])
        count[doc] += 1
    for table, columns in _tables(connection, generation):
        for row in connection.execute(
            f"SELECT rowid, * FROM {table}" if "row" not in columns else f"SELECT row, * FROM {table}"
        ):
            values = dict(zip(columns, row[1:], strict=True))
            values = {name: value for name, value in values.items() if name not in ("row", "rowid")}
            doc, place = (values["doc"], 0) if "doc" in values else owner[row[0]]
            found[doc][table.rsplit("_", 1)[0]].append(str((place, sorted(values.items()))))
    return {
        doc: {name: sorted(v) if isinstance(v, list) else v for name, v in one.items()} for doc, one in found.items()
    }


def _tables(connection: sqlite3.Connection, generation: str) -> Iterator[tuple[str, list[str]]]:
    """Our own tables of passages, not those that FTS5 keeps for itself and not the list of documents."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        if re.fullmatch(rf"(passages|whole|heads|refs)_{generation}", name):
            yield name, [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
