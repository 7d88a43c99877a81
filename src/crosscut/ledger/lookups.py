"""Versions found by what their rows are about: by index, so that it costs what is found and not what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, Row, or_, select, tuple_

from crosscut.ledger.kinds import KINDS, StatementColumns, StatementKind
from crosscut.ledger.rows import as_table, columns_of
from crosscut.ledger.schema import READINGS, VERSIONS
from crosscut.ledger.segments import standing

_AT_ONCE = 100
"""How many statements are looked up in one query."""


@dataclass(frozen=True, slots=True)
class KnownRows:
    """Versions of some rows in their order, with the source of each reading that brought them."""

    versions: pa.Table
    sources: Mapping[int, str]

    def of(self, source: str, *, others: bool = False) -> pa.Table:
        """What stands of a source, or of all others than that."""
        sequences = self.versions["sequence"].to_pylist()
        wanted = [(self.sources[each] == source) != others for each in sequences]
        return standing(self.versions.filter(pa.array(wanted, pa.bool_())))


def known(
    connection: Connection, kind: StatementKind, book: int, where: ColumnElement[bool], upto: int | None = None
) -> list[Any]:
    """The versions of a book that meet a condition, up to a place in the database, each with its source at the end."""
    table = VERSIONS[kind.name]
    query = select(*columns_of(kind), READINGS.c.source).join(READINGS, READINGS.c.sequence == table.c.sequence)
    query = query.where(where, READINGS.c.book == book)
    if upto is not None:
        query = query.where(table.c.sequence <= upto)
    return list(connection.execute(query).all())


def gathered(kind: StatementKind, rows: Sequence[Row[Any]]) -> KnownRows:
    """Rows of :func:`known` as a table."""
    rows = sorted(rows, key=lambda row: row.version)
    return KnownRows(as_table(kind, [row[:-1] for row in rows]), {row.sequence: row[-1] for row in rows})


def statements(
    connection: Connection, kind: StatementKind, columns: StatementColumns, book: int, table: pa.Table
) -> KnownRows:
    """All versions of the statements that a table makes again: those of the same subject, person and time."""
    names = (columns.subject, columns.by, columns.when)
    wanted = sorted(set(zip(*(table[name].to_pylist() for name in names), strict=True)))
    key = tuple_(*(VERSIONS[kind.name].c[name] for name in names))
    found: list[Row[Any]] = []
    for start in range(0, len(wanted), _AT_ONCE):
        found += known(connection, kind, book, key.in_(wanted[start : start + _AT_ONCE]))
    return gathered(kind, found)


def about(kind: StatementKind, programme: str) -> ColumnElement[bool]:
    """The condition that a kind's rows are about a programme, or about its lines."""
    columns = VERSIONS[kind.name].c
    if "programme" in columns:
        return columns.programme == programme
    if "line" in columns:
        lines = VERSIONS["lines"].c
        return columns.line.in_(select(lines.line).where(lines.programme == programme))
    return or_(columns.predecessor == programme, columns.successor == programme)


def programme_rows(connection: Connection, book: int, programme: str, upto: int) -> dict[str, KnownRows]:
    """The versions of everything about a programme, by kind.

    A row stays with its programme: ids of lines and tags follow from it, and the keys of all other kinds name it.
    """
    found = {kind.name: known(connection, kind, book, about(kind, programme), upto) for kind in KINDS.values()}
    return {name: gathered(KINDS[name], rows) for name, rows in found.items()}
