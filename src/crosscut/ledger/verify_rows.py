"""Whether the rows of each kind are those that readings brought: by digest, and equal to what is kept by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Row, select

from crosscut.ledger.chain import rows_digest
from crosscut.ledger.errors import LedgerDamagedError
from crosscut.ledger.kinds import StatementKind
from crosscut.ledger.proof import LedgerFault
from crosscut.ledger.rows import as_rows
from crosscut.ledger.schema import ARROW, SEGMENTS, VERSIONS
from crosscut.ledger.segments import Segment, decode, plain
from crosscut.text import Text

_AT_ONCE = 10_000


def row_faults(
    connection: Connection, kind: StatementKind, book: int | None, numbers: Mapping[int, int]
) -> Iterator[LedgerFault]:
    """What differs, is missing or is too much among the versions of a kind; ``numbers`` are of readings by place."""
    rows, expected = _Rows(connection, kind), 1
    columns = [column for column in SEGMENTS.c if column.name != "content"]
    query = select(*columns).where(SEGMENTS.c.kind == kind.name).order_by(SEGMENTS.c.first_version)
    for part in connection.execute(query).all():
        number = numbers.get(part.sequence, 0)
        if part.first_version != expected:
            yield _fault(kind, number, f"versions {expected} to {part.first_version - 1} belong to no reading")
        found, strays = rows.upto(part.first_version, part.first_version + part.rows)
        if strays:
            yield _fault(kind, number, f"version {strays} was not written by the ledger")
        if part.book == book and (said := _differs(connection, kind, part, found)):
            yield _fault(kind, number, said)
        expected = part.first_version + part.rows
    for version in rows.rest():
        yield _fault(kind, 0, f"version {version} belongs to no reading")
        break


def _fault(kind: StatementKind, number: int, said: str) -> LedgerFault:
    where = f" of reading {number}" if number else ""
    where_ko = f"{number}번째 기록의 " if number else ""
    return LedgerFault("rows", number, Text(f"{kind.name}{where}: {said}", f"{where_ko}{kind.name}: {said}"))


def _differs(connection: Connection, kind: StatementKind, part: Row[Any], rows: Sequence[Row[Any]]) -> str:
    """In what the rows of a part differ from what was written; nothing where they do not."""
    if any(row.sequence != part.sequence for row in rows):
        return "rows of another reading stand among its own"
    query = select(SEGMENTS.c.content).where(
        SEGMENTS.c.kind == kind.name, SEGMENTS.c.first_version == part.first_version
    )
    content = connection.scalar(query)
    if part.form != ARROW:
        digest = rows_digest(rows)
        return "" if digest == part.digest and not content else "its rows are not those that were written"
    try:
        versions = decode(content or b"", part.digest, "")
    except LedgerDamagedError:
        return "the stored bytes do not match their digest"
    by_column = plain(as_rows(Segment(part.first_version, part.sequence, part.shared, versions)))
    by_row = pa.Table.from_pylist(
        [dict(zip(by_column.column_names, row, strict=True)) for row in rows], schema=by_column.schema
    )
    return "" if by_row.equals(by_column) else "rows and segment differ"


class _Rows:
    """All versions of a kind in order, given out part by part."""

    def __init__(self, connection: Connection, kind: StatementKind) -> None:
        table = VERSIONS[kind.name]
        options = connection.execution_options(yield_per=_AT_ONCE)
        self._rows = iter(options.execute(select(table).order_by(table.c.version)))
        self._next = next(self._rows, None)

    def _take(self) -> Row[Any] | None:
        taken, self._next = self._next, next(self._rows, None)
        return taken

    def upto(self, first: int, end: int) -> tuple[list[Row[Any]], int]:
        """The rows from a version to before another, and the number of one that stands before them (0: none)."""
        found, stray = list[Row[Any]](), 0
        while self._next is not None and self._next.version < end:
            taken = self._take()
            if taken is not None and taken.version >= first:
                found.append(taken)
            elif taken is not None:
                stray = taken.version
        return found, stray

    def rest(self) -> Iterator[int]:
        """The versions that nothing asked for."""
        while (taken := self._take()) is not None:
            yield taken.version
