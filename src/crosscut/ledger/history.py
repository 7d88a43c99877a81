"""All that a ledger ever held about one programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from crosscut.ledger.kinds import KINDS, Kind
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
    row: Mapping[str, Any]
    by: str = ""
    reason: str = ""


def history_of(connection: Connection, programme: str) -> list[Version]:
    """All versions of the programme's rows of every kind, oldest first."""
    lines = VERSIONS["lines"]
    own_lines = select(lines.c.line).where(lines.c.programme == programme)
    found: list[Version] = []
    for kind in KINDS.values():
        found.extend(_versions(connection, kind, _about(VERSIONS[kind.name], programme, own_lines)))
    return sorted(found, key=lambda version: version.sequence)


def _about(table: Table, programme: str, own_lines: Any) -> Any:
    if "programme" in table.c:
        return table.c.programme == programme
    if "line" in table.c:
        return table.c.line.in_(own_lines)
    return or_(table.c.predecessor == programme, table.c.successor == programme)


def _versions(connection: Connection, kind: Kind, whose: Any) -> Iterator[Version]:
    table = VERSIONS[kind.name]
    query = select(READINGS.c.recorded_at, READINGS.c.source, READINGS.c.digest.label("reading_digest"), table)
    query = query.join(READINGS, READINGS.c.sequence == table.c.sequence).where(whose).order_by(table.c.version)
    for found in connection.execute(query).mappings():
        row = {name: found[name] for name in kind.schema.names}
        yield Version(
            sequence=found["sequence"],
            recorded_at=found["recorded_at"],
            source=found["source"],
            digest=found["reading_digest"],
            kind=kind.name,
            change=found["change"],
            row=row,
            by=row[kind.statement.by] if kind.statement else row.get("decided_by", ""),
            reason=row.get("reason", ""),
        )
