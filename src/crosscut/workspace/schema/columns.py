"""Columns as the workspace's tables have them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ColumnElement, ForeignKey, Integer, MetaData, Text

from crosscut.ledger.schema import UtcDateTime

METADATA = MetaData()


def before(column: Column[datetime], until: datetime | None) -> tuple[ColumnElement[bool], ...]:
    """The condition that something was there at a moment; none where what is there now is asked for."""
    return () if until is None else (column < until,)


def id_() -> Column[int]:
    """The number of a row."""
    return Column("id", Integer, primary_key=True)


def text(name: str, *, default: str = "") -> Column[str]:
    """A text, empty where nothing is said."""
    return Column(name, Text, nullable=False, server_default=default)


def at(name: str, *, nullable: bool = False) -> Column[datetime]:
    """A moment."""
    return Column(name, UtcDateTime, nullable=nullable)


def ref(name: str, other: str, *, nullable: bool = False) -> Column[int]:
    """The number of a row of another table."""
    return Column(name, Integer, ForeignKey(f"ws_{other}.id"), nullable=nullable)
