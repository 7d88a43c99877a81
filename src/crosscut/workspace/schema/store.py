"""The workspace's database: the ledger's own, with the tables of people and their work beside it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert, inspect, select, text

from crosscut import ledger
from crosscut.budget.folder_ledger import ledger_address, open_ledger
from crosscut.ledger.database import Database
from crosscut.ledger.layout import upgrade
from crosscut.workspace.private import keep_database_private
from crosscut.workspace.schema.schema import ABOUT, HEAD, VERSION_TABLE

MIGRATIONS = Path(__file__).parents[1] / "migrations"
WAIT = 10.0
"""Seconds that a write waits for another."""


def open_database(folder: Path, stated: str) -> Database:
    """The database of a folder's ledger, with the workspace's layout brought up to date.

    Raises
    ------
    LedgerError
        where it cannot be reached, its layout is newer than this code, or its workspace is another budget's.
    CrosscutError
        where it is a file that others may read and that is another user's.

    """
    address = ledger_address(folder, stated)
    if isinstance(address, Path):
        keep_database_private(address)
    open_ledger(folder, stated).close()
    database = Database(address, read_only=False, wait=WAIT)
    try:
        ensure_workspace(database)
        _own(database, ledger.book_of(folder, make=True) if stated else "")
    except BaseException:
        database.close()
        raise
    return database


def ensure_workspace(database: Database) -> None:
    """Bring the workspace's layout up to date, beside a ledger that is there."""
    with database.reading() as connection:
        tables = inspect(connection).get_table_names()
        query = text(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608
        standing = connection.scalar(query) if VERSION_TABLE in tables else ""
    if standing == HEAD:
        return
    if (standing or "") > HEAD:
        raise ledger.LedgerVersionError(
            f"{database.name}: its workspace has the layout {standing}, newer than this Crosscut knows; "
            "install a newer Crosscut"
        )
    with database.writing() as connection:
        upgrade(connection, MIGRATIONS)


def _own(database: Database, book: str) -> None:
    """Make the workspace this budget's: budgets may share a database for their ledgers, not for their people."""
    with database.writing() as connection:
        owner = connection.scalar(select(ABOUT.c.value).where(ABOUT.c.key == "book"))
        if owner is None:
            connection.execute(insert(ABOUT).values(key="book", value=book))
        elif owner != book:
            raise ledger.LedgerError(
                f"{database.name}: the workspace in this database is another budget's; name another database"
            )
