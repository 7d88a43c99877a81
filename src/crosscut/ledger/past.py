"""What stood in a book at a moment: all of it, one kind of row, or what is about one programme."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from sqlalchemy import Connection, select

from crosscut.ledger.contents import Contents
from crosscut.ledger.entries import number_at, reading
from crosscut.ledger.kinds import KINDS, StatementKind
from crosscut.ledger.lookups import programme_rows
from crosscut.ledger.moments import Asked
from crosscut.ledger.rows import Scope, read_versions
from crosscut.ledger.schema import READINGS
from crosscut.ledger.segments import content_of, one_per_key, plain, standing
from crosscut.ledger.texts import read_texts


def contents_at(connection: Connection, book: int | None, asked: Asked, programme: str | None = None) -> Contents:
    """Everything that stood at a moment, or what was about a programme."""
    last = reading(connection, book, number_at(connection, book, asked))
    if last is None or book is None:
        return Contents(0, None, texts={}, **{name: kind.schema.empty_table() for name, kind in KINDS.items()})
    if programme is None:
        tables = {name: _standing(connection, kind, book, last.sequence) for name, kind in KINDS.items()}
    else:
        found = programme_rows(connection, book, programme, last.sequence)
        tables = {
            name: content_of(kind, one_per_key(kind, standing(found[name].versions), found[name].sources))
            for name, kind in KINDS.items()
        }
    return Contents(last.number, last.recorded_at, texts=read_texts(connection, book, last.sequence), **tables)


def table_at(connection: Connection, kind: StatementKind, book: int | None, asked: Asked) -> pa.Table:
    """The rows of one kind that stood at a moment."""
    last = reading(connection, book, number_at(connection, book, asked))
    if last is None or book is None:
        return kind.schema.empty_table()
    return _standing(connection, kind, book, last.sequence)


def _standing(connection: Connection, kind: StatementKind, book: int, upto: int) -> pa.Table:
    versions, shared = read_versions(connection, kind, Scope(book, upto))
    stands = standing(versions)
    if shared:
        query = select(READINGS.c.sequence, READINGS.c.source).where(READINGS.c.book == book)
        sources = {row.sequence: row.source for row in connection.execute(query)}
        stands = one_per_key(kind, stands, sources)
    return content_of(kind, stands)


def versions_at(connection: Connection, kind: StatementKind, book: int | None, asked: Asked) -> pa.Table:
    """Every version of one kind of row up to a moment, in the order they came, each with its reading's number."""
    last = reading(connection, book, number_at(connection, book, asked))
    upto = last.sequence if last else 0
    versions = plain(read_versions(connection, kind, Scope(book or 0, upto))[0])
    query = select(READINGS.c.sequence, READINGS.c.number).where(READINGS.c.book == book, READINGS.c.sequence <= upto)
    numbers = np.zeros(upto + 1, dtype=np.int32)
    for sequence, number in connection.execute(query):
        numbers[sequence] = number
    place = versions.schema.get_field_index("sequence")
    return versions.set_column(place, "sequence", pa.array(numbers[versions["sequence"].to_numpy()], pa.int32()))
