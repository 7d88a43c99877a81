"""Calls: invitations to file requests, with dates by group, and extensions that are decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert

from crosscut.text import Text
from crosscut.workspace.call_model import Call, every, load
from crosscut.workspace.errors import AgainError, MissingError, RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import Item, Permission
from crosscut.workspace.schema.schema import CALL_GROUPS, CALL_MINISTRIES, CALLS, EXTENSIONS
from crosscut.workspace.words import word

__all__ = ["Call", "NewCall", "every", "extend", "invited", "load", "must", "open_call", "readable", "zoned"]

LONGEST_EXTENSION = timedelta(days=366)
"""How much later than the closing that holds an extension may be: beyond it a slip of the year is likelier."""


def zoned(value: datetime, *, exact: bool = False) -> str:
    """A time in the server's zone, with the zone; ``exact`` to the millisecond."""
    said = value.astimezone().isoformat(sep=" ", timespec="milliseconds" if exact else "seconds")
    return f"{said[:-6]} (UTC{said[-6:]})"


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call as it is to be opened: groups by name with their closing, and the group of each ministry.

    ``confirmed`` says that it is meant, though a ministry has an open call of the same year already. ``origin`` is the
    call of an earlier year that it is opened from, 0 for none; ``holds`` lets open questions stop an approval.
    """

    title: str
    year: int
    note: str
    opens_at: datetime
    late_days: int
    reason_from: int
    closings: Mapping[str, datetime]
    group_of: Mapping[str, str]
    confirmed: bool = False
    origin: int = 0
    holds: bool = False


def readable(act: Act) -> list[Call]:
    """The calls that the person may read, the newest first."""
    return [each for each in every(act.connection, act.until) if act.actor.may("call.read", each.whole).allowed]


def invited(call: Call, ministry: str) -> None:
    """Check that a ministry is in a call.

    Raises
    ------
    MissingError
        where it is not.
    """
    if ministry not in call.ministries:
        raise MissingError(word("missing"))


def must(act: Act, action: str, call: Call, ministry: str) -> Permission:
    """What the table of rights says of a ministry's request.

    Raises
    ------
    RefusedError
        where it is no; where the clock stands in the way, with the opening or closing and when the server was asked.
    """
    answer = act.actor.may(action, call.item(ministry, act.now))
    if answer.why != "state":
        return act.must(action, call.item(ministry, act.now))
    phase = call.phase(ministry, act.now)
    at = call.opens_at if phase == "planned" else call.closes_at(ministry)
    late = call.late_until(ministry)
    closed = "clock_closed_late" if call.late_days else "clock_closed"
    key = "clock_planned" if phase == "planned" else closed
    raise RefusedError(word(key, at=zoned(at), late=zoned(late), asked=zoned(act.now, exact=True)))


def open_call(act: Act, new: NewCall) -> int:
    """Open a call.

    Raises
    ------
    WorkspaceError
        where it has no title, invites nobody, or closes before it opens.
    AgainError
        where a ministry is invited that has an open call of the same year, and nobody confirmed that it is meant.
    """
    answer = act.must("call.open", Item(year=new.year))
    used = {name: new.closings[name] for name in dict.fromkeys(new.group_of.values()) if name in new.closings}
    _check(act, new, used)
    _check_second(act, new)
    _check_origin(act, new)
    values = {name: getattr(new, name) for name in ("year", "opens_at", "late_days", "reason_from", "holds")}
    values |= {"origin": new.origin or None, "base": act.known.base}
    done = act.connection.execute(
        insert(CALLS)
        .values(**values, title=new.title.strip(), note=new.note.strip(), opened_by=act.actor.person, made_at=act.now)
        .returning(CALLS.c.id)
    )
    number = int(done.scalar_one())
    for name, closes_at in used.items():
        _group(act, number, name, closes_at, (each for each, of in new.group_of.items() if of == name))
    after = f"{new.title.strip()} ({new.year}); " + "; ".join(
        f"{name}: {at.isoformat(timespec='minutes')}" for name, at in used.items()
    )
    before = f"call {new.origin}" if new.origin else ""
    act.note(RecordEntry("call.open", "calls", f"call {number}", before=before, after=after), answer.role)
    return number


def _check(act: Act, new: NewCall, used: Mapping[str, datetime]) -> None:
    if not 1 <= len(new.title.strip()) <= 200:
        raise WorkspaceError(word("call_title"), column="title")
    if not act.known.year - 1 <= new.year <= act.known.year + 5:
        raise WorkspaceError(word("call_year"), column="year")
    if not used or set(new.group_of) - set(act.known.labels):
        raise WorkspaceError(word("call_nobody"), column="ministries")
    if any(at <= new.opens_at for at in used.values()):
        raise WorkspaceError(word("call_dates"), column="closes")
    if not (0 <= new.late_days <= 60 and 0 <= new.reason_from <= 1000):
        raise WorkspaceError(word("call_numbers"), column="late_days")


def _check_origin(act: Act, new: NewCall) -> None:
    if new.origin and load(act.connection, new.origin).year >= new.year:
        raise WorkspaceError(word("origin_later"), column="year")


def _check_second(act: Act, new: NewCall) -> None:
    if new.confirmed:
        return
    for call in every(act.connection):
        both = [each for each in call.ministries if each in new.group_of] if call.year == new.year else []
        still = [act.known.ministry(each) for each in both if call.phase(each, act.now) != "closed"]
        if still:
            names = Text(", ".join(each.en for each in still), ", ".join(each.ko for each in still))
            raise AgainError(word("call_again", ministries=names, year=new.year, title=call.title), column="confirmed")


def _group(act: Act, call: int, name: str, closes_at: datetime, ministries: Iterable[str]) -> None:
    done = act.connection.execute(
        insert(CALL_GROUPS).values(call=call, name=name, closes_at=closes_at).returning(CALL_GROUPS.c.id)
    )
    group = done.scalar_one()
    act.connection.execute(
        insert(CALL_MINISTRIES), [{"call": call, "ministry": each, "group": group} for each in ministries]
    )


def extend(act: Act, number: int, ministry: str, closes_at: datetime, reason: str) -> None:
    """Decide on a later closing for one ministry, or for all with an empty one; everyone sees it and why.

    Raises
    ------
    WorkspaceError
        where it is no later than the closing that holds, more than a year later than it, past, or nobody says why.
    """
    call = load(act.connection, number)
    concerned = (ministry,) if ministry else call.ministries
    for each in concerned:
        invited(call, each)
    phases = {call.phase(each, act.now) for each in concerned}
    state = next((phase for phase in ("open", "late", "closed") if phase in phases), "planned")
    answer = act.must("call.extend", Item(ministry=ministry, year=call.year, state=state))
    if closes_at <= act.now or any(closes_at <= call.closes_at(each) for each in concerned):
        raise WorkspaceError(word("extension_earlier"), column="closes")
    if any(closes_at - call.closes_at(each) > LONGEST_EXTENSION for each in concerned):
        raise WorkspaceError(word("extension_far"), column="closes")
    if not reason.strip():
        raise WorkspaceError(word("say_why"), column="reason")
    act.connection.execute(
        insert(EXTENSIONS).values(
            call=number,
            ministry=ministry,
            closes_at=closes_at,
            reason=reason.strip(),
            decided_by=act.actor.person,
            decided_at=act.now,
        )
    )
    before = "; ".join(sorted({call.closes_at(each).isoformat(timespec="minutes") for each in concerned}))
    after = f"{ministry or '*'}: {closes_at.isoformat(timespec='minutes')}"
    act.note(
        RecordEntry("call.extend", "calls", f"call {number}", ministry, before, after, reason.strip()), answer.role
    )
