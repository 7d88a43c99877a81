"""Whether each cell of a SQLite file is of its column's type, which SQLite does not see to itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Column, Connection, DateTime, Integer, LargeBinary, String, Table, TypeDecorator, text

from crosscut.ledger.proof import LedgerFault
from crosscut.text import Text

CELL = "cell"
"""The code of such a fault."""
_KINDS = ((Integer, "integer"), (String, "text"), (DateTime, "text"), (LargeBinary, "blob"))
"""How SQLite calls what a column of a type holds."""


def type_faults(connection: Connection, tables: Iterable[Table]) -> Iterator[LedgerFault]:
    """The columns with a cell of another type, each with its first such row."""
    if connection.dialect.name != "sqlite":
        return
    for table in tables:
        for column in table.columns:
            kind = _kind(column)
            allowed = f"'{kind}', 'null'" if column.nullable else f"'{kind}'"
            where = f'typeof("{column.name}") NOT IN ({allowed})'
            found = connection.execute(
                text(f'SELECT rowid, typeof("{column.name}") FROM "{table.name}" WHERE {where} LIMIT 1')  # noqa: S608
            ).first()
            if kind and found is not None:
                yield LedgerFault(
                    CELL,
                    0,
                    Text(
                        f"{table.name}.{column.name} holds {found[1]} in row {found[0]}, where {kind} belongs",
                        f"{table.name}.{column.name} 열의 {found[0]}번 행이 {kind}이(가) 아니라 {found[1]}입니다",
                    ),
                )


def _kind(column: Column[object]) -> str:
    """How SQLite calls what a column holds; empty where it may hold anything."""
    type_ = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return next((kind for each, kind in _KINDS if isinstance(type_, each)), "")
