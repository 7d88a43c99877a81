"""Databases laid out once in a test run: hundreds of tests begin a ledger, and Alembic's way there costs as much as a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from crosscut.ledger import layout
from crosscut.ledger import schema as ledger_schema
from crosscut.workspace.schema import schema as workspace_schema
from crosscut.workspace.schema import store

UPGRADE = layout.upgrade
"""How a database is brought to its layout where nothing is kept."""
_VERSIONS = {
    layout.MIGRATIONS: ledger_schema.VERSION_TABLE,
    store.MIGRATIONS: workspace_schema.VERSION_TABLE,
}
_SCHEMA = text("SELECT name, sql FROM sqlite_master ORDER BY rowid")
_ASKING = ("SELECT", "PRAGMA")

Said = list[tuple[str, Any]]


@contextmanager
def migrated_once() -> Iterator[None]:
    """Until the end, bring a new SQLite database to its layout by the statements that a first one was brought there by.

    A database that stands at some layout, older or newer, is migrated as ever.
    """
    kept: dict[tuple[object, ...], Said] = {}

    def upgrade(connection: Connection, migrations: Path = layout.MIGRATIONS) -> None:
        if connection.dialect.name != "sqlite":
            UPGRADE(connection, migrations)
            return
        there = tuple(map(tuple, connection.execute(_SCHEMA)))
        if _VERSIONS[migrations] in dict(there):
            UPGRADE(connection, migrations)
            return
        key = (migrations, there)
        if key not in kept:
            kept[key] = _recorded(connection, migrations)
        else:
            for statement, parameters in kept[key]:
                connection.exec_driver_sql(statement, parameters or None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "upgrade", upgrade)
        patch.setattr(store, "upgrade", upgrade)
        yield


def _recorded(connection: Connection, migrations: Path) -> Said:
    """What a migration says to a database beside its questions, which it is asked now."""
    said: Said = []

    def note(_: Connection, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        if not statement.lstrip().upper().startswith(_ASKING):
            said.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        UPGRADE(connection, migrations)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return said
