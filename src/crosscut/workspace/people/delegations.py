"""Delegation: lending a role for a time, so that another stands in; it ends by itself and is not lent on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from crosscut.workspace import grants
from crosscut.workspace.errors import MissingError, RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people
from crosscut.workspace.people.recent_proof import must_be_signed_in
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import Grant, Item, may_be_lent
from crosscut.workspace.schema.schema import DELEGATIONS
from crosscut.workspace.words import word


def lend(act: Act, grant: int, taker: int, ends_at: datetime, reason: str) -> int:
    """Lend one of one's own roles to somebody until a moment.

    Raises
    ------
    RefusedError
        where one stands in for another, as what is lent is not lent on; where the other is of another side or kind.
    WorkspaceError
        where it would end before it begins or last longer than three months, or nobody says why.
    """
    if act.actor.lent:
        raise RefusedError(word("not_on_loan"))
    held = next((each for each in act.actor.grants if each.id == grant), None)
    if held is None:
        raise MissingError(word("missing"))
    answer = act.must("delegation.give", Item(ministry=held.ministry, owner=act.actor.person))
    to = people.person(act.connection, taker)
    if taker == act.actor.person or to.closed_at is not None:
        raise RefusedError(word("not_oneself"))
    if not may_be_lent(held, grants.grants_of(act.connection, taker, act.now)):
        raise RefusedError(word("lend_whom"), column="taker")
    if not act.now < ends_at <= act.now + people.LONGEST_DELEGATION:
        raise WorkspaceError(word("delegation_length"), column="ends")
    if not reason.strip():
        raise WorkspaceError(word("say_why"), column="reason")
    done = act.connection.execute(
        insert(DELEGATIONS)
        .values(
            grant_id=grant,
            giver=act.actor.person,
            taker=taker,
            starts_at=act.now,
            ends_at=ends_at,
            reason=reason.strip(),
        )
        .returning(DELEGATIONS.c.id)
    )
    after = f"{people.spelt(held)} → {to.name}, until {ends_at.isoformat(timespec='minutes')}"
    act.note(
        RecordEntry("delegation.give", "people", f"person {taker}", after=after, reason=reason.strip()), answer.role
    )
    return int(done.scalar_one())


def takers(act: Act) -> dict[int, tuple[Grant, ...]]:
    """Those to whom some role of one's own may be lent, with what they hold."""
    mine = grants.grants_of(act.connection, act.actor.person, act.now)
    others = [row.id for row in people.everyone(act.connection) if row.closed_at is None]
    held = {each: grants.grants_of(act.connection, each, act.now) for each in others if each != act.actor.person}
    return {each: roles for each, roles in held.items() if any(may_be_lent(own, roles) for own in mine)}


def end(act: Act, delegation: int) -> None:
    """End what one lent, or was lent, before its time; with a token only where it was made to lend.

    Raises
    ------
    MissingError
        where there is none that is one's own.
    """
    if "delegation.give" not in act.actor.only:
        must_be_signed_in(act)
    row = act.connection.execute(select(DELEGATIONS).where(DELEGATIONS.c.id == delegation)).first()
    if row is None or act.actor.person not in {row.giver, row.taker}:
        raise MissingError(word("missing"))
    act.connection.execute(update(DELEGATIONS).where(DELEGATIONS.c.id == delegation).values(ended_at=act.now))
    act.note(RecordEntry("delegation.end", "people", f"person {row.taker}"))


def of_person(act: Act) -> list[Row[Any]]:
    """What a person has lent to others and has not ended."""
    mine = (DELEGATIONS.c.giver == act.actor.person, DELEGATIONS.c.ended_at.is_(None), DELEGATIONS.c.ends_at > act.now)
    return list(act.connection.execute(select(DELEGATIONS).where(*mine).order_by(DELEGATIONS.c.id)))
