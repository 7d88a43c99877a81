"""Bulk reading and writing of the ledger's SQL tables, the same for SQLite and PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.csv
from sqlalchemy import Connection, Table, insert, select

from crosscut.ledger.kinds import Kind
from crosscut.ledger.schema import READINGS, SEGMENTS, VERSIONS
from crosscut.ledger.segments import Segment, content_digest, decode, encode

_BATCH = 50_000


def read_segments(
    connection: Connection, kind: Kind, upto: int, source: str | None = None, *, others: bool = False
) -> list[Segment]:
    """The kind's segments in the order they were written, up to a sequence number.

    Those of one source, of all ``others`` than that, or of all.
    """
    query = (
        select(SEGMENTS.c.first_version, SEGMENTS.c.sequence, SEGMENTS.c.shared, SEGMENTS.c.digest, SEGMENTS.c.content)
        .where(SEGMENTS.c.kind == kind.name, SEGMENTS.c.sequence <= upto)
        .order_by(SEGMENTS.c.first_version)
    )
    if source is not None:
        wanted = READINGS.c.source != source if others else READINGS.c.source == source
        query = query.join(READINGS, READINGS.c.sequence == SEGMENTS.c.sequence).where(wanted)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(partial(_segment, kind), connection.execute(query)))


def _segment(kind: Kind, row: Any) -> Segment:
    versions = decode(row.content, row.digest, f"{kind.name} of reading {row.sequence}")
    return Segment(row.first_version, row.sequence, row.shared, versions)


def write_versions(connection: Connection, kind: Kind, segments: Iterable[Segment]) -> None:
    """Write the segments, and their versions as rows."""
    for segment in segments:
        content = encode(kind, segment.versions)
        connection.execute(
            insert(SEGMENTS).values(
                kind=kind.name,
                first_version=segment.first_version,
                sequence=segment.sequence,
                rows=segment.versions.num_rows,
                shared=segment.shared,
                digest=content_digest(content),
                content=content,
            )
        )
        _write_rows(connection, VERSIONS[kind.name], as_rows(segment))


def as_rows(segment: Segment) -> pa.Table:
    """The segment's versions with their numbers, in the columns of the SQL table."""
    versions = segment.versions
    first = segment.first_version
    numbers = pa.array(range(first, first + versions.num_rows), pa.int64())
    sequence = pa.repeat(pa.scalar(segment.sequence, pa.int32()), versions.num_rows)
    return versions.add_column(0, "version", numbers).add_column(1, "sequence", sequence)


def _write_rows(connection: Connection, table: Table, rows: pa.Table) -> None:
    rows = rows.select([column.name for column in table.columns])
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
        return
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
