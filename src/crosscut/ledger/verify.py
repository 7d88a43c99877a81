"""Whether a ledger agrees with itself."""

from __future__ import annotations

import pyarrow as pa
from sqlalchemy import Connection, select

from crosscut.ledger.errors import LedgerDamagedError
from crosscut.ledger.kinds import KINDS, Kind
from crosscut.ledger.rows import as_rows, read_segments
from crosscut.ledger.schema import READINGS, VERSIONS
from crosscut.ledger.segments import plain


def verify(connection: Connection, name: str) -> None:
    """Check numbering, digests, and that rows and segments say the same.

    Raises
    ------
    LedgerDamagedError
        naming the ledger and the first thing found.

    """
    if fault := _integrity(connection):
        raise LedgerDamagedError(f"{name}: {fault}")
    readings = list(connection.scalars(select(READINGS.c.sequence).order_by(READINGS.c.sequence)))
    if readings != list(range(1, len(readings) + 1)):
        raise LedgerDamagedError(f"{name}: readings are not numbered from 1 without a gap")
    for kind in KINDS.values():
        if fault := _fault(connection, kind, len(readings)):
            raise LedgerDamagedError(f"{name}: {kind.name}: {fault}")


def _integrity(connection: Connection) -> str:
    """SQLite's own check; PostgreSQL guards its pages itself."""
    if connection.dialect.name != "sqlite":
        return ""
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    return "" if said == "ok" else str(said)


def _fault(connection: Connection, kind: Kind, readings: int) -> str:
    table, expected = VERSIONS[kind.name], 1
    for segment in read_segments(connection, kind, readings):
        if segment.first_version != expected:
            return f"a segment begins at version {segment.first_version}, not {expected}"
        expected += segment.versions.num_rows
        by_column = plain(as_rows(segment))
        span = table.c.version.between(segment.first_version, expected - 1)
        query = select(*(table.c[name] for name in by_column.column_names)).where(span).order_by(table.c.version)
        rows = [row._asdict() for row in connection.execute(query)]
        if not pa.Table.from_pylist(rows, schema=by_column.schema).equals(by_column):
            return f"rows and segment differ in reading {segment.sequence}"
    beyond = connection.scalar(select(table.c.version).where(table.c.version >= expected).limit(1))
    return "" if beyond is None else f"row version {beyond} is in no segment"
