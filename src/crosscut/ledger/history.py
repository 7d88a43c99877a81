"""All that a ledger ever held about one programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from crosscut.ledger.kinds import KINDS, StatementKind
from crosscut.ledger.lookups import about
from crosscut.ledger.schema import READINGS, VERSIONS


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one row: what it said from a moment on, and why.

    ``change`` is ``inserted``, ``changed``, ``moved`` (the same at another place of the file) or ``withdrawn`` (the row
    left its source; ``row`` is what it said last). ``by`` and ``reason`` are filled for what people say.
    """

    sequence: int
    recorded_at: datetime
    source: str
    digest: str
    kind: str
    change: str
    row: Mapping[str, str | int | None]
    by: str = ""
    reason: str = ""


def history_of(connection: Connection, book: int | None, programme: str) -> list[Version]:
    """All versions of the programme's rows of every kind, oldest first."""
    found = [each for kind in KINDS.values() for each in _versions(connection, kind, book, programme)]
    return sorted(found, key=lambda version: version.sequence)


def _versions(connection: Connection, kind: StatementKind, book: int | None, programme: str) -> Iterator[Version]:
    table, columns = VERSIONS[kind.name], READINGS.c
    query = select(columns.recorded_at, columns.number, columns.source, columns.digest.label("reading_digest"), table)
    query = query.join(READINGS, columns.sequence == table.c.sequence)
    query = query.where(about(kind, programme), columns.book == book).order_by(table.c.version)
    for found in connection.execute(query).mappings():
        row = {name: found[name] for name in kind.schema.names}
        yield Version(
            sequence=found["number"],
            recorded_at=found["recorded_at"],
            source=found["source"],
            digest=found["reading_digest"],
            kind=kind.name,
            change=found["change"],
            row=row,
            by=row[kind.statement.by] if kind.statement else row.get("decided_by", ""),
            reason=row.get("reason", ""),
        )
