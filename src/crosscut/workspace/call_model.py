"""A call as it stands: dates by group, extensions counted, and what its phase is by the server's clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, select

from crosscut.workspace.errors import MissingError
from crosscut.workspace.rights import ANY, Item
from crosscut.workspace.schema.columns import before
from crosscut.workspace.schema.schema import CALL_GROUPS, CALL_MINISTRIES, CALLS, EXTENSIONS
from crosscut.workspace.words import word

Phase = Literal["planned", "open", "late", "closed"]


@dataclass(frozen=True, slots=True)
class ClosingGroup:
    """Ministries that share a closing."""

    id: int
    name: str
    closes_at: datetime
    ministries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """A later closing of one ministry, or of all where none is named: decided by somebody, for a reason."""

    ministry: str
    closes_at: datetime
    reason: str
    decided_by: int
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """An invitation to file. ``reason_from`` is the change in per cent from which a reason is asked for.

    ``origin`` is the call of the year before that it was opened from, 0 for none. Where it ``holds``, open questions
    stop the approval of what was filed. ``base`` is the period that its drafts were filled from.
    """

    id: int
    title: str
    year: int
    note: str
    reason_from: int
    opens_at: datetime
    late_days: int
    groups: tuple[ClosingGroup, ...]
    extensions: tuple[Extension, ...]
    origin: int = 0
    holds: bool = False
    base: str = ""

    @property
    def whole(self) -> Item:
        """What the table of rights is asked about the call itself, in which every committee has its programmes."""
        return Item(committee=ANY, year=self.year)

    @property
    def ministries(self) -> tuple[str, ...]:
        """Everyone who is invited."""
        return tuple(each for group in self.groups for each in group.ministries)

    def closes_at(self, ministry: str) -> datetime:
        """When a ministry's filing closes, extensions counted."""
        group = next(each for each in self.groups if ministry in each.ministries)
        later = (each.closes_at for each in self.extensions if each.ministry in {"", ministry})
        return max((group.closes_at, *later))

    def closings(self, ministries: Sequence[str] = ()) -> tuple[tuple[str, datetime], ...]:
        """The closings that hold, extensions counted, each with its group: of some ministries, or of all.

        A group whose ministries differ stands with each of its closings.
        """
        found = {
            (group.name, self.closes_at(each)): None
            for group in self.groups
            for each in group.ministries
            if not ministries or each in ministries
        }
        return tuple(sorted(found))

    def late_until(self, ministry: str) -> datetime:
        """Until when a request may still be filed, as late."""
        return self.closes_at(ministry) + timedelta(days=self.late_days)

    def phase(self, ministry: str, now: datetime) -> Phase:
        """Where a ministry's filing stands by the server's clock."""
        if now < self.opens_at:
            return "planned"
        if now < self.closes_at(ministry):
            return "open"
        return "late" if now < self.late_until(ministry) else "closed"

    def item(self, ministry: str, now: datetime) -> Item:
        """What the table of rights is asked about a ministry's request."""
        return Item(ministry=ministry, year=self.year, state=self.phase(ministry, now))


def load(connection: Connection, number: int, until: datetime | None = None) -> Call:
    """A call by number, as it stood at a moment where one is given.

    Raises
    ------
    MissingError
        where there is none.
    """
    query = select(CALLS).where(CALLS.c.id == number, *before(CALLS.c.made_at, until))
    found = connection.execute(query).first()
    if found is None:
        raise MissingError(word("missing"))
    return _call(connection, found, until)


def every(connection: Connection, until: datetime | None = None) -> list[Call]:
    """All calls, the newest first, as they stood at a moment where one is given."""
    query = select(CALLS).where(*before(CALLS.c.made_at, until)).order_by(CALLS.c.id.desc())
    return [_call(connection, row, until) for row in connection.execute(query)]


def bases(connection: Connection) -> list[str]:
    """The periods that calls were filled from."""
    return list(connection.scalars(select(CALLS.c.base).where(CALLS.c.base.is_not(None)).distinct()))


def _call(connection: Connection, row: Row[Any], until: datetime | None) -> Call:
    members = connection.execute(select(CALL_MINISTRIES).where(CALL_MINISTRIES.c.call == row.id)).all()
    groups = connection.execute(select(CALL_GROUPS).where(CALL_GROUPS.c.call == row.id).order_by(CALL_GROUPS.c.id))
    decided = select(EXTENSIONS).where(EXTENSIONS.c.call == row.id, *before(EXTENSIONS.c.decided_at, until))
    extensions = connection.execute(decided.order_by(EXTENSIONS.c.id))
    return Call(
        id=row.id,
        title=row.title,
        year=row.year,
        note=row.note,
        reason_from=row.reason_from,
        opens_at=row.opens_at,
        late_days=row.late_days,
        groups=tuple(
            ClosingGroup(each.id, each.name, each.closes_at, tuple(m.ministry for m in members if m.group == each.id))
            for each in groups
        ),
        extensions=tuple(
            Extension(each.ministry, each.closes_at, each.reason, each.decided_by, each.decided_at)
            for each in extensions
        ),
        origin=row.origin or 0,
        holds=row.holds,
        base=row.base or "",
    )
