"""Bulk reading and writing of the ledger's versions, the same for SQLite and PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pyarrow as pa
import pyarrow.csv
from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, func, insert, select

from crosscut.ledger.chain import ChainPart, bytes_digest, rows_digest
from crosscut.ledger.errors import LedgerDamagedError
from crosscut.ledger.kinds import KINDS, StatementKind
from crosscut.ledger.schema import ARROW, READINGS, ROWS, SEGMENTS, VERSIONS
from crosscut.ledger.segments import Segment, decode, encode, numbered, stored_schema, version_schema

FEW = 256
"""Up to so many versions of one kind are kept as rows alone; more are kept by column too."""

_BATCH = 50_000
_PLACE = (("version", pa.int64()), ("sequence", pa.int32()))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which versions are meant: those of a book up to a place in the database, of all sources, of one, or of others."""

    book: int
    upto: int
    source: str | None = None
    others: bool = False


def read_versions(connection: Connection, kind: StatementKind, scope: Scope) -> tuple[pa.Table, bool]:
    """The versions in the order they came, and whether some row may stand in two sources.

    The kind's columns, few-valued texts as dictionaries, with ``replaces``, ``change``, ``version`` and ``sequence``.
    """
    segments = _segments(connection, kind, scope)
    loose, shared = _loose(connection, kind, scope)
    pieces, done = list[pa.Table](), 0
    starts = loose["version"].to_numpy()
    for segment in segments:
        upto = int(starts.searchsorted(segment.first_version))
        pieces += [loose.slice(done, upto - done), numbered(segment)]
        done = upto
    found = pa.concat_tables([*pieces, loose.slice(done)]) if segments else loose
    return found, shared or any(segment.shared for segment in segments)


def _within(query: Select[Any], kind: StatementKind, scope: Scope, form: str) -> Select[Any]:
    query = query.where(
        SEGMENTS.c.kind == kind.name,
        SEGMENTS.c.book == scope.book,
        SEGMENTS.c.sequence <= scope.upto,
        SEGMENTS.c.form == form,
    )
    if scope.source is None:
        return query
    wanted = READINGS.c.source != scope.source if scope.others else READINGS.c.source == scope.source
    return query.join(READINGS, READINGS.c.sequence == SEGMENTS.c.sequence).where(wanted)


def _segments(connection: Connection, kind: StatementKind, scope: Scope) -> list[Segment]:
    columns = (SEGMENTS.c[name] for name in ("first_version", "sequence", "shared", "digest", "content"))
    query = _within(select(*columns), kind, scope, ARROW).order_by(SEGMENTS.c.first_version)
    rows = connection.execute(query).all()
    if len(rows) < 2:
        return [_segment(kind, row) for row in rows]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(partial(_segment, kind), rows))


def _segment(kind: StatementKind, row: Row[Any]) -> Segment:
    versions = decode(row.content, row.digest, f"{kind.name} of reading {row.sequence}")
    return Segment(row.first_version, row.sequence, row.shared, versions)


def _loose(connection: Connection, kind: StatementKind, scope: Scope) -> tuple[pa.Table, bool]:
    """The versions that are kept as rows alone."""
    table = VERSIONS[kind.name]
    span = and_(
        table.c.version >= SEGMENTS.c.first_version, table.c.version < SEGMENTS.c.first_version + SEGMENTS.c.rows
    )
    query = _within(select(SEGMENTS.c.shared, *columns_of(kind)).join_from(SEGMENTS, table, span), kind, scope, ROWS)
    found = connection.execute(query.order_by(table.c.version)).all()
    return as_table(kind, [row[1:] for row in found]), any(row[0] for row in found)


def columns_of(kind: StatementKind) -> list[ColumnElement[Any]]:
    """The columns of a kind's versions in the order of :func:`as_table`."""
    table = VERSIONS[kind.name]
    return [table.c[name] for name in (*version_schema(kind).names, "version", "sequence")]


def as_table(kind: StatementKind, rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Rows of :func:`columns_of` as a table."""
    if not rows:
        return _no_rows(kind.name)
    schema = pa.schema([*version_schema(kind), *_PLACE])
    columns = [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)]
    return pa.table(columns, schema=schema).cast(pa.schema([*stored_schema(kind), *_PLACE]))


@cache
def _no_rows(kind: str) -> pa.Table:
    return pa.schema([*stored_schema(KINDS[kind]), *_PLACE]).empty_table()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A segment as it is to be written, and what the chain is to know of it."""

    part: ChainPart
    sequence: int
    rows: pa.Table
    content: bytes


def prepared(kind: StatementKind, segment: Segment) -> Prepared:
    """A segment as rows, and by column where they are many."""
    rows, count = as_rows(segment), segment.versions.num_rows
    content = encode(kind, segment.versions) if count > FEW else b""
    form, digest = (
        (ARROW, bytes_digest(content)) if content else (ROWS, rows_digest(row.values() for row in rows.to_pylist()))
    )
    part = ChainPart(kind.name, segment.first_version, count, segment.shared, form, digest)
    return Prepared(part, segment.sequence, rows, content)


def write_versions(connection: Connection, book: int, each: Prepared) -> None:
    """Write a segment and its versions as rows.

    Raises
    ------
    LedgerDamagedError
        where the database keeps others than it was given, as rules and conflicts may have it.
    """
    part = each.part
    connection.execute(
        insert(SEGMENTS).values(
            kind=part.kind,
            first_version=part.first_version,
            sequence=each.sequence,
            rows=part.rows,
            shared=part.shared,
            digest=part.digest,
            content=each.content,
            book=book,
            form=part.form,
        )
    )
    table, end = VERSIONS[part.kind], part.first_version + part.rows
    _write_rows(connection, table, each.rows)
    written = and_(table.c.version >= part.first_version, table.c.version < end)
    kept = connection.scalar(select(func.count()).select_from(table).where(written))
    if kept != part.rows:
        raise LedgerDamagedError(
            f"{table.name}: {part.rows:,} rows were written and {kept:,} are kept; crosscut verify says more"
        )


def last_version(connection: Connection, kind: StatementKind) -> int:
    """The number of the kind's last version in the database; 0 where there is none."""
    query = select(SEGMENTS.c.first_version + SEGMENTS.c.rows - 1).where(SEGMENTS.c.kind == kind.name)
    return connection.scalar(query.order_by(SEGMENTS.c.first_version.desc()).limit(1)) or 0


def last_sequence(connection: Connection) -> int:
    """The place of the last reading in the database; 0 where there is none."""
    return connection.scalar(select(func.max(READINGS.c.sequence))) or 0


def as_rows(segment: Segment) -> pa.Table:
    """The segment's versions with their numbers, in the columns of the SQL table."""
    versions = segment.versions
    first = segment.first_version
    numbers = pa.array(range(first, first + versions.num_rows), pa.int64())
    sequence = pa.repeat(pa.scalar(segment.sequence, pa.int32()), versions.num_rows)
    return versions.add_column(0, "version", numbers).add_column(1, "sequence", sequence)


def _write_rows(connection: Connection, table: Table, rows: pa.Table) -> None:
    rows = rows.select([column.name for column in table.columns])
    if rows.num_rows <= FEW:
        connection.execute(insert(table), rows.to_pylist())
    elif connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        statement = str(insert(table).compile(dialect=connection.dialect))
        cursor = connection.connection.cursor()
        for batch in rows.to_batches(max_chunksize=_BATCH):
            cursor.executemany(statement, list(zip(*(column.to_pylist() for column in batch.columns), strict=True)))


def _copy(connection: Connection, table: Table, rows: pa.Table) -> None:
    """By COPY: an empty text is quoted and a null is not, which is how both sides tell them apart."""
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="all_valid")
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {quote(table.name)} ({names}) FROM STDIN (FORMAT csv)") as copy:
        for batch in rows.to_batches(max_chunksize=_BATCH):
            sink = pa.BufferOutputStream()
            pyarrow.csv.write_csv(batch, sink, options)
            copy.write(bytes(sink.getvalue()))
