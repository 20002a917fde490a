"""The database's own refusal to change or delete records of law, whatever program asks (besides the Python guard).

Triggers on SQLite and PostgreSQL; on PostgreSQL TRUNCATE is refused as well. They are made by migration 0005 and
again after every `migrate`: SQLite rebuilds a table to alter it and forgets its triggers. There is no switch that
opens them at run time. A migration that must touch these tables, and the tests' emptying of their own database,
take them off and put them back (`lifted`), which needs the right to alter tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TABLES = ("covenants_decision", "covenants_covenantversion", "covenants_chainentry")
MESSAGE = "Ban ghi phap ly khong sua, khong xoa duoc (append-only)."
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION covenants_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
"""


def install(connection: Any) -> None:
    """Make the triggers where they are missing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _settle(cursor)
            cursor.execute(_FUNCTION)
        for statement in _create(connection.vendor):
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take the triggers off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _settle(cursor)
        for name, table, _event in _triggers(connection.vendor):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """Without the triggers; they are back afterwards, whatever happens."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: the tables that are there get their triggers (again)."""
    from django.db import connections

    connection = connections[using]
    if set(TABLES) <= set(connection.introspection.table_names()):
        install(connection)


def _settle(cursor: Any) -> None:
    """PostgreSQL alters no table with deferred checks waiting in the transaction: they are done now."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _triggers(vendor: str) -> list[tuple[str, str, str]]:
    """Name, table, event of each trigger."""
    events = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return [(f"{table}_no_{event}", table, event) for table in TABLES for event in events]


def _create(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event.upper()} ON {table} "
            f"FOR EACH {'STATEMENT' if event == 'truncate' else 'ROW'} EXECUTE FUNCTION covenants_append_only()"
            for name, table, event in _triggers(vendor)
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for name, table, event in _triggers(vendor)
    ]
