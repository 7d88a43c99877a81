"""The ledger's tables in SQL, made from the kinds.

``readings`` has one row a moment. For each kind ``K``, ``K_versions`` has the versions of its rows in plain columns,
and ``segments`` has the same versions once more by column, as the Arrow IPC streams that bulk reads use.
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

from crosscut.ledger.kinds import KINDS, Kind

VERSION_TABLE = "ledger_version"
"""Where the database says which migration it stands at."""

HEAD = "0004"
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
)

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
)


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

SUBJECTS = ("programme", "line", "predecessor")
"""What a row is about: the first of these columns that its kind has."""


def _sql_type(arrow: pa.DataType) -> Any:
    if pa.types.is_string(arrow):
        return Text
    return BigInteger if arrow == pa.int64() else Integer


def _versions(kind: Kind) -> Table:
    columns = [Column(field.name, _sql_type(field.type), nullable=field.name not in kind.key) for field in kind.schema]
    name = f"{kind.name}_versions"
    subject = next(each for each in SUBJECTS if each in kind.schema.names)
    return Table(
        name,
        METADATA,
        Column("version", BigInteger, primary_key=True, autoincrement=False),
        Column("sequence", Integer, nullable=False),
        Column("replaces", BigInteger),
        Column("change", Text, nullable=False),
        *columns,
        CheckConstraint("change IN ('inserted', 'changed', 'moved', 'withdrawn')", name=f"{name}_change"),
        Index(f"{name}_{subject}", subject),
    )


VERSIONS = {name: _versions(kind) for name, kind in KINDS.items()}
"""The table of each kind's versions. ``replaces`` is the version, of the same row and source, that this one ends."""
