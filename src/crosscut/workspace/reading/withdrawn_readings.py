"""Withdrawing: what somebody said of a programme in which they declare an interest stays, and counts no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select

from crosscut.workspace.office import Act
from crosscut.workspace.reading.reading_queue import room_of
from crosscut.workspace.reading_room import decisions_file, reading_shares
from crosscut.workspace.reading_room.reading_book import SAID
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.reading_schema import READINGS


def withdraw(act: Act, of: ColumnElement[bool], reason: str, role: str) -> int:
    """Take back what whoever acts has said of those programmes; of how many.

    The programmes wait for others again. What another read in their place, or they in another's, is the reader's own.

    Raises
    ------
    AgainError
        where the day's file of decisions was changed by hand.
    """
    rows = _standing(act, of)
    if rows:
        decisions_file.check(act.connection, room_of(act).folder, act.now)
    for row in rows:
        act.connection.execute(
            insert(READINGS).values(
                kind="withdraw",
                programme=row.programme,
                ministry=row.ministry,
                reason=reason,
                **act.authorship("read"),
            )
        )
        before = reading_shares.spelt_reading(row)
        item = f"reading {row.programme}"
        act.note(RecordEntry("reading.withdraw", "readings", item, row.ministry, before, "", reason), role)
    return len(rows)


def _standing(act: Act, of: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """Their last word on each of those programmes that they have not taken back, in the order of time."""
    mine = (READINGS.c.read_by == act.actor.person, READINGS.c.kind.in_(SAID), of)
    rows = act.connection.execute(select(READINGS).where(*mine).order_by(READINGS.c.id))
    last = {row.programme: row for row in rows}
    return [row for row in last.values() if row.kind != "withdraw"]
