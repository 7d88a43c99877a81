"""The roles that somebody holds at a moment, as rows of the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from crosscut.workspace.rights import Grant
from crosscut.workspace.schema.schema import GRANTS


def in_effect_at(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """That a grant is held at a moment: given, confirmed, begun and not ended."""
    held = GRANTS.c
    return (
        or_(held.confirmed_at.is_not(None), held.exception != ""),
        held.starts_at <= now,
        or_(held.ends_at.is_(None), held.ends_at > now),
        held.ended_at.is_(None),
    )


def grant_of(row: Row[Any]) -> Grant:
    """The grant of a row."""
    return Grant(row.id, row.role, row.ministry, row.committee, row.year, row.starts_at, row.ends_at)


def grants_of(connection: Connection, number: int, now: datetime) -> tuple[Grant, ...]:
    """What a person holds at a moment."""
    query = select(GRANTS).where(GRANTS.c.person == number, *in_effect_at(now))
    return tuple(grant_of(row) for row in connection.execute(query.order_by(GRANTS.c.id)))
