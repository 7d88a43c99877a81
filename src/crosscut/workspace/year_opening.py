"""A year opened from the year before: what is carried over, and what is new and therefore asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from crosscut.workspace import boundaries, grants
from crosscut.workspace.filing import calls, filings, findings
from crosscut.workspace.filing.calls import Call, NewCall
from crosscut.workspace.filing.findings import OfficeFinding
from crosscut.workspace.known_programmes import BudgetProgramme
from crosscut.workspace.office import Act
from crosscut.workspace.rights import Item
from crosscut.workspace.schema.schema import PEOPLE


@dataclass(frozen=True, slots=True)
class OpenCommitment:
    """A question of the year before that is open or was put off, with the id of the programme that it is about."""

    finding: OfficeFinding
    id: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What a call takes over from one of the year before, and what somebody has to say about it.

    ``behind`` says that the budget does not yet have the year that was filed. ``unread`` are ids of new programmes that
    were filed and that the budget does not have. ``over`` are programmes whose last year is past. ``joined`` are
    ministries that were not invited, ``unstaffed`` those that nobody writes for in the new year.
    """

    new: NewCall
    programmes: int
    taxonomy: str
    people: int
    commitments: tuple[OpenCommitment, ...]
    behind: bool
    unread: tuple[str, ...]
    over: tuple[BudgetProgramme, ...]
    joined: tuple[str, ...]
    unstaffed: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """Whether anything is asked at all."""
        return self.behind or bool(self.new.note or self.unread or self.over or self.joined or self.unstaffed)


def carried(act: Act, number: int) -> Carried:
    """A call of the next year as it would be opened from this one.

    Raises
    ------
    RefusedError
        where the person may not open a call.
    """
    origin = calls.load(act.connection, number)
    act.must("call.open", Item(year=origin.year + 1))
    new, known = _next(origin, tuple(act.known.labels)), act.known
    ids = {each.id for each in known.programmes.values()}
    staffed, holders = _staffed(act.connection, new)
    return Carried(
        new=new,
        programmes=sum(len(known.of_ministry[each]) for each in new.group_of),
        taxonomy=known.settings.taxonomy,
        people=holders,
        commitments=tuple(commitments(act, origin)),
        behind=known.year < origin.year,
        unread=tuple(each for each in _new_ids(act.connection, origin.id) if each not in ids),
        over=tuple(
            each
            for key in new.group_of
            for each in known.of_ministry[key]
            if each.end.isdigit() and int(each.end) < new.year
        ),
        joined=tuple(each for each in known.labels if each not in origin.ministries),
        unstaffed=tuple(each for each in new.group_of if each not in staffed),
    )


def _next(origin: Call, ministries: Sequence[str]) -> NewCall:
    """The same call a year on; ministries that the budget no longer has are left out, and so is who was left out."""
    year = origin.year + 1
    group_of = {key: group.name for group in origin.groups for key in group.ministries if key in ministries}
    return NewCall(
        title=_year_named(origin.title, origin.year),
        year=year,
        note=_year_named(origin.note, origin.year),
        opens_at=_year_on(origin.opens_at),
        late_days=origin.late_days,
        reason_from=origin.reason_from,
        closings={group.name: _year_on(group.closes_at) for group in origin.groups},
        group_of=group_of,
        origin=origin.id,
        holds=origin.holds,
    )


def _year_named(text: str, year: int) -> str:
    """A text with the next year where it names a year."""
    return text.replace(str(year), str(year + 1))


def _year_on(at: datetime) -> datetime:
    """The same day and hour a year later, by the server's zone; the last of February stays it."""
    local = at.astimezone().replace(tzinfo=None)
    day = 28 if (local.month, local.day) == (2, 29) else local.day
    return local.replace(year=local.year + 1, day=day).astimezone()


def _new_ids(connection: Connection, call: int) -> list[str]:
    """The ids of new programmes that hold in a call and ask for money."""
    with boundaries.whole(connection):
        held = filings.in_effect(connection, call)
    rows = (row for filing in held.values() for row in _rows(filing.content))
    return sorted(str(row["id"]) for row in rows if row["before"] is None and row["amount"])


def _rows(content: str) -> list[dict[str, str | int | None]]:
    found: list[dict[str, str | int | None]] = json.loads(content)["programmes"]
    return found


def _staffed(connection: Connection, new: NewCall) -> tuple[set[str], int]:
    """The ministries that somebody writes for when a call opens, and how many people hold a role then."""
    staffed, holders = set[str](), 0
    for person in connection.scalars(select(PEOPLE.c.id).where(PEOPLE.c.closed_at.is_(None))):
        held = [each for each in grants.grants_of(connection, person, new.opens_at) if each.year in {0, new.year}]
        holders += bool(held)
        staffed |= {each.ministry for each in held if each.role == "writer"}
    return staffed, holders


def commitments(act: Act, origin: Call) -> list[OpenCommitment]:
    """The questions of a call that are open or were put off, as far as the person may read them."""
    ids: dict[tuple[str, str], str] = {}
    for filing in filings.in_effect(act.connection, origin.id, act.until).values():
        ids |= {(filing.ministry, str(row["key"])): str(row["id"]) for row in _rows(filing.content)}
    found = []
    for each in findings.readable(act, origin):
        place = (each.row.ministry, each.row.programme)
        due = each.is_open or each.state == "deferred"
        if due:
            found.append(OpenCommitment(each, ids.get(place, place[1])))
    return found


def of_former(act: Act, call: Call, ministry: str = "") -> list[OpenCommitment]:
    """What a call has still to settle from the one that it was opened from; of one ministry, or of all."""
    if not call.origin:
        return []
    found = commitments(act, calls.load(act.connection, call.origin, act.until))
    return [each for each in found if ministry in {"", each.finding.row.ministry}]
