"""One state of a database, ledger and workspace alike, copied into another: a file of SQLite, or PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, inspect, select, text

from crosscut import ledger
from crosscut.ledger import schema as ledger_schema
from crosscut.ledger.database import Database
from crosscut.workspace.schema import schema
from crosscut.workspace.schema.store import ensure_workspace

ROWS = 2000
"""Rows that are held at a time."""
WAIT = 30.0


def to_file(database: Database, file: Path) -> None:
    """One state of a database as a new file of SQLite, while others go on reading and writing it.

    Raises
    ------
    LedgerError
        where the database cannot be read, or is a server's with an older layout.
    """
    if database.is_sqlite:
        _whole_file(database, file)
        return
    with database.reading() as source:
        workspace = _newest(source, database.name)
        make_layout(file, workspace=workspace)
        _rows(source, file, workspace=workspace)


def _whole_file(database: Database, file: Path) -> None:
    with database.errors_in_words():
        raw = database.engine.raw_connection()
        try:
            source = raw.driver_connection
            assert isinstance(source, sqlite3.Connection)
            with closing(sqlite3.connect(file)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
        finally:
            raw.close()


def _newest(source: Connection, name: str) -> bool:
    """Whether a server's database has a workspace; both its layouts must be the newest."""
    tables = inspect(source).get_table_names()
    wanted = {ledger_schema.VERSION_TABLE: ledger_schema.HEAD, schema.VERSION_TABLE: schema.HEAD}
    for table, head in wanted.items():
        if table in tables and source.scalar(text(f"SELECT version_num FROM {table}")) != head:  # noqa: S608
            raise ledger.LedgerVersionError(f"{name}: has an older layout; open it once with crosscut serve")
    if ledger_schema.VERSION_TABLE not in tables:
        raise ledger.LedgerMissingError(f"{name}: there is no ledger here yet; crosscut build makes it")
    return schema.VERSION_TABLE in tables


def make_layout(address: str | Path, *, workspace: bool) -> None:
    """An empty ledger, with an empty workspace beside it; one with an older layout is brought up to date."""
    ledger.Ledger.open(address, checked=False).close()
    if workspace:
        with closing(Database(address, read_only=False, wait=WAIT)) as database:
            ensure_workspace(database)


def _rows(source: Connection, file: Path, *, workspace: bool) -> None:
    with closing(Database(file, read_only=False, wait=WAIT)) as target, target.writing() as connection:
        copy_rows(source, connection, workspace=workspace)


def tables(*, workspace: bool) -> Iterator[Table]:
    """Every table, those first that others refer to."""
    yield from ledger_schema.METADATA.sorted_tables
    if workspace:
        yield from schema.METADATA.sorted_tables


def copy_rows(source: Connection, target: Connection, *, workspace: bool) -> None:
    """Copy every row into empty tables of the same layout, in the transaction of each."""
    for table in tables(workspace=workspace):
        read = source.execution_options(yield_per=ROWS).execute(select(table))
        for part in read.mappings().partitions(ROWS):
            target.execute(insert(table), [dict(row) for row in part])
        if target.dialect.name == "postgresql" and "id" in table.c:
            _count_on(target, table)


def _count_on(target: Connection, table: Table) -> None:
    """Let a server number new rows after those that were copied."""
    last = target.scalar(select(func.max(table.c.id)))
    if last:
        target.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {int(last)})"))


def is_empty(database: Database) -> bool:
    """Whether a database holds nothing of a ledger or a workspace."""
    names = {table.name for table in tables(workspace=True)}
    with database.reading() as connection:
        return not names & set(inspect(connection).get_table_names())
