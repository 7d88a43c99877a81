"""Bringing a database to the layout that this code knows, or saying why that cannot be."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, inspect, text

from crosscut.ledger.database import Database
from crosscut.ledger.errors import LedgerMissingError, LedgerVersionError
from crosscut.ledger.schema import HEAD, METADATA, VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"

_ALEMBIC = Lock()
"""Alembic keeps its context in a global, so that one thread at a time may migrate."""


def ensure_layout(database: Database) -> None:
    """Check the database's layout, and migrate it to the newest where it is older or empty.

    Raises
    ------
    LedgerVersionError
        where the database is newer than the code, or is something else than a ledger.
    LedgerMissingError
        where the database is empty and may only be read.

    """
    with database.reading() as connection:
        version = _version(connection, database)
    if version == HEAD:
        return
    if database.read_only:
        what = "has an older layout" if version else "holds no ledger yet"
        raise LedgerMissingError(f"{database.name}: {what}; open it once for writing")
    with database.writing() as connection:
        if _version(connection, database) != HEAD:
            upgrade(connection)


def _version(connection: Connection, database: Database) -> str:
    """The migration that the database stands at, or the empty text where there is nothing yet."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        others = tables if database.is_sqlite else tables & set(METADATA.tables)
        if others:
            raise LedgerVersionError(
                f"{database.name}: this database holds {', '.join(sorted(others)[:3])} but is no ledger; name another"
            )
        return ""
    versions = list(connection.scalars(text(f"SELECT version_num FROM {VERSION_TABLE}")))  # noqa: S608
    version = versions[0] if len(versions) == 1 else ""
    if not isinstance(version, str):
        raise LedgerVersionError(f"{database.name}: {VERSION_TABLE} says no version of its layout; restore a backup")
    if version > HEAD:
        raise LedgerVersionError(
            f"{database.name}: its layout {version} is newer than this Crosscut knows; install a newer Crosscut"
        )
    return version


def upgrade(connection: Connection, migrations: Path = MIGRATIONS) -> None:
    """Run the migrations of a folder that the database lacks, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with _ALEMBIC:
        command.upgrade(config, "head")
