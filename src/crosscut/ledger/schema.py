"""The ledger's tables in SQL, made from the kinds.

``books`` are the budgets that share the database. ``readings`` has one row a moment, with its place in its book's chain
of digests. For each kind ``K``, ``K_versions`` has the versions of its rows in plain columns; ``segments`` names the
versions of each moment, and where they are many has them once more by column, as the Arrow IPC streams that bulk reads
use.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

from crosscut.ledger.kinds import KINDS, StatementKind

VERSION_TABLE = "ledger_version"
"""Where the database says which migration it stands at."""

HEAD = "0005"
"""The newest migration that this code knows."""


class UtcDateTime(TypeDecorator[datetime]):
    """A time in UTC that comes back with its time zone from every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """As UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """With UTC, which SQLite does not keep."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


METADATA = MetaData()
ARROW, ROWS = "arrow", "rows"

BOOKS = Table(
    "books",
    METADATA,
    Column("book", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
)
"""The budgets of a database: ``name`` is what a folder calls its own, empty where nobody named one."""

READINGS = Table(
    "readings",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("source", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("inserted", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("moved", BigInteger, nullable=False),
    Column("withdrawn", BigInteger, nullable=False),
    Column("unchanged", BigInteger, nullable=False),
    Column("book", Integer, nullable=False, server_default="1"),
    Column("number", Integer, nullable=False, server_default="0"),
    Column("after_future", Integer, nullable=False, server_default="0"),
    Column("published", Text, nullable=False, server_default=""),
    Column("link", Text, nullable=False, server_default=""),
    Index("readings_number", "book", "number", unique=True),
    Index("readings_recorded_at", "book", "recorded_at"),
    Index("readings_source", "book", "source", "number"),
)
"""``sequence`` counts through the database, ``number`` through the book; what people see is the number.

``after_future`` is 1 where the reading before was dated later than the clock showed at this one. ``published`` is the
link of the book's last publication then. ``link`` is the digest that :mod:`crosscut.ledger.chain` says.
"""

SEGMENTS = Table(
    "segments",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("first_version", BigInteger, primary_key=True, autoincrement=False),
    Column("sequence", Integer, ForeignKey("readings.sequence"), nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("shared", BigInteger, nullable=False),
    Column("digest", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("book", Integer, nullable=False, server_default="1"),
    Column("form", Text, nullable=False, server_default=ARROW),
    Index("segments_book", "book", "kind", "sequence"),
    Index("segments_sequence", "sequence"),
)
"""``form`` says where the versions are: ``arrow`` in ``content`` too, or in the ``rows`` of ``K_versions`` alone."""

TEXTS = Table(
    "texts",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("content", Text, nullable=False),
)
"""Texts that readings went by, each once."""

READING_TEXTS = Table(
    "reading_texts",
    METADATA,
    Column("sequence", Integer, ForeignKey("readings.sequence"), primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("digest", Text, ForeignKey("texts.digest"), nullable=False),
)
"""Which texts a reading went by, by name."""

READING_TABLES = Table(
    "reading_tables",
    METADATA,
    Column("sequence", Integer, ForeignKey("readings.sequence"), primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("digest", Text, nullable=False),
)
"""What the source of a reading said in all as of it, by kind, as a digest: the same again need not be compared."""

PUBLICATIONS = Table(
    "publications",
    METADATA,
    Column("book", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("checkpoint", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("link", Text, nullable=False),
)
"""What was published: the manifest with its digest, and the checkpoint that it prints, in a chain of their own."""

SUBJECTS = ("programme", "line", "predecessor")
"""What a row is about: the first of these columns that its kind has."""


def _sql_type(arrow: pa.DataType) -> Any:
    if pa.types.is_string(arrow):
        return Text
    return BigInteger if arrow == pa.int64() else Integer


def _versions(kind: StatementKind) -> Table:
    columns = [Column(field.name, _sql_type(field.type), nullable=field.name not in kind.key) for field in kind.schema]
    name = f"{kind.name}_versions"
    subject = next(each for each in SUBJECTS if each in kind.schema.names)
    indexes = [Index(f"{name}_{subject}", subject)]
    if kind.statement:
        indexes.append(Index(f"{name}_statement", kind.statement.subject, kind.statement.by, kind.statement.when))
    if "successor" in kind.schema.names:
        indexes.append(Index(f"{name}_successor", "successor"))
    return Table(
        name,
        METADATA,
        Column("version", BigInteger, primary_key=True, autoincrement=False),
        Column("sequence", Integer, nullable=False),
        Column("replaces", BigInteger),
        Column("change", Text, nullable=False),
        *columns,
        CheckConstraint("change IN ('inserted', 'changed', 'moved', 'withdrawn')", name=f"{name}_change"),
        *indexes,
    )


VERSIONS = {name: _versions(kind) for name, kind in KINDS.items()}
"""The table of each kind's versions. ``replaces`` is the version, of the same row and source, that this one ends."""
