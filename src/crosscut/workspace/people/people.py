"""People, the roles they hold, and what they lend one another for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, insert, or_, select, update

from crosscut.workspace import boundaries
from crosscut.workspace.errors import MissingError, RefusedError, WorkspaceError
from crosscut.workspace.grants import grants_of, in_effect_at
from crosscut.workspace.office import Act, Actor
from crosscut.workspace.people.passwords import FIRST_LASTS, hashed, new_first
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.rights import OF_COMMITTEES, OF_MINISTRIES, ROLES, Grant, Item, may_be_lent
from crosscut.workspace.schema.schema import DELEGATIONS, GRANTS, PEOPLE
from crosscut.workspace.words import word

LONGEST_DELEGATION = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Role:
    """A role as it is given: an empty ministry or committee, and the year 0, mean every one."""

    role: str
    ministry: str = ""
    year: int = 0
    ends_at: datetime | None = None
    committee: str = ""


def everyone(connection: Connection) -> list[Row[Any]]:
    """All people by name."""
    return list(connection.execute(select(PEOPLE).order_by(PEOPLE.c.closed_at.is_not(None), PEOPLE.c.name)))


def named(connection: Connection, name: str) -> Row[Any] | None:
    """The person of a name, whose account is open."""
    return connection.execute(select(PEOPLE).where(PEOPLE.c.name == name, PEOPLE.c.closed_at.is_(None))).first()


def person(connection: Connection, number: int) -> Row[Any]:
    """A person by number."""
    found = connection.execute(select(PEOPLE).where(PEOPLE.c.id == number)).first()
    if found is None:
        raise MissingError(word("missing"))
    return found


def names(connection: Connection) -> dict[int, str]:
    """Everyone's name by number."""
    return {row.id: row.name for row in connection.execute(select(PEOPLE.c.id, PEOPLE.c.name))}


def with_names(table: Table, verb: str) -> Select[Any]:
    """A table's rows, each with the names of who did it and, as ``…_for_name``, of whom they stood in for.

    The second is None where they acted for themselves.
    """
    did, lent = PEOPLE.alias(), PEOPLE.alias()
    names = (did.c.name.label(f"{verb}_by_name"), lent.c.name.label(f"{verb}_for_name"))
    joined = table.outerjoin(did, did.c.id == table.c[f"{verb}_by"]).outerjoin(
        lent, lent.c.id == table.c[f"{verb}_for"]
    )
    return select(table, *names).select_from(joined)


def coordinators(connection: Connection, now: datetime) -> list[str]:
    """The names of who coordinates the whole office at a moment."""
    whole = (GRANTS.c.role == "coordinator", GRANTS.c.year == 0, GRANTS.c.committee == "")
    joined = PEOPLE.join(GRANTS, GRANTS.c.person == PEOPLE.c.id)
    query = select(PEOPLE.c.name).select_from(joined).where(*whole, *in_effect_at(now), PEOPLE.c.closed_at.is_(None))
    with boundaries.whole(connection):
        return list(connection.scalars(query.distinct().order_by(PEOPLE.c.name)))


def actor(connection: Connection, number: int, now: datetime, lent: int = 0) -> Actor:
    """Who a person is at a moment; with ``lent``, standing in for whoever lent that role, and in that role alone."""
    found = person(connection, number)
    if not lent:
        return Actor(found.id, found.name, grants_of(connection, number, now), invented=found.invented)
    loan = connection.execute(select(DELEGATIONS).where(DELEGATIONS.c.id == lent)).first()
    if loan is None or loan.taker != number or not _runs(loan, now):
        raise RefusedError(word("delegation_over"))
    giver = person(connection, loan.giver)
    held = tuple(each for each in grants_of(connection, loan.giver, now) if each.id == loan.grant_id)
    if not all(may_be_lent(each, grants_of(connection, number, now)) for each in held):
        raise RefusedError(word("lend_whom"))
    return Actor(found.id, found.name, held, giver.id, giver.name, lent, found.invented)


def _runs(loan: Row[Any], now: datetime) -> bool:
    return bool(loan.starts_at <= now < loan.ends_at and loan.ended_at is None)


def new_person(
    connection: Connection, name: str, now: datetime, *, password: str = "", label: str = "", first: bool = False
) -> int:
    """Write a person; people with a label are made up for the demonstration.

    With ``first`` the password is one that somebody else gave: it lets in for a few days, to choose another.

    Raises
    ------
    WorkspaceError
        where the name is empty, too long or taken, or the password is none to be had.
    """
    said = " ".join(name.split())
    if not 1 <= len(said) <= 80:
        raise WorkspaceError(word("name_length"), column="name")
    if connection.execute(select(PEOPLE.c.id).where(PEOPLE.c.name == said)).first():
        raise WorkspaceError(word("name_taken", name=said), column="name")
    values = {"name": said, "password": hashed(password, [said]) if password else "", "label": label}
    until = now + FIRST_LASTS if first else None
    done = connection.execute(
        insert(PEOPLE).values(**values, invented=bool(label), added_at=now, first_until=until).returning(PEOPLE.c.id)
    )
    return int(done.scalar_one())


def new_grant(connection: Connection, number: int, role: Role, reason: str, now: datetime, **more: Any) -> int:
    """Write a role of a person; without ``confirmed_by`` or ``exception`` it waits for a second person.

    Raises
    ------
    WorkspaceError
        where the role is none, lacks its ministry, is of no committee, ends before it begins, or nobody says why.
    """
    if role.role not in ROLES or role.role == "public":
        raise WorkspaceError(word("role_unknown"), column="role")
    if role.role in OF_MINISTRIES and not role.ministry:
        raise WorkspaceError(word("role_needs_ministry"), column="ministry")
    if role.role not in OF_MINISTRIES and role.ministry:
        raise WorkspaceError(word("role_without_ministry"), column="ministry")
    if role.role not in OF_COMMITTEES and role.committee:
        raise WorkspaceError(word("role_without_committee"), column="committee")
    if role.ends_at is not None and role.ends_at <= now:
        raise WorkspaceError(word("ends_before"), column="ends")
    if not reason.strip():
        raise WorkspaceError(word("say_why"), column="reason")
    values = {"role": role.role, "ministry": role.ministry, "committee": role.committee, "year": role.year}
    done = connection.execute(
        insert(GRANTS)
        .values(
            person=number, **values, starts_at=now, ends_at=role.ends_at, reason=reason.strip(), given_at=now, **more
        )
        .returning(GRANTS.c.id)
    )
    return int(done.scalar_one())


def add(act: Act, name: str) -> tuple[int, str]:
    """Add a person, who holds no role yet; their number and first password, which is told this once."""
    answer = act.must("person.add")
    password = new_first()
    number = new_person(act.connection, name, act.now, password=password, first=True)
    act.note(RecordEntry("person.add", "people", f"person {number}", after=name), answer.role)
    return number, password


def give(act: Act, number: int, role: Role, reason: str) -> int:
    """Give a role, which holds once a second person has confirmed it.

    While nobody else has ever been administrator there is no second person: the role then holds at once, and the
    record says so. Nobody gives himself a role.
    """
    answer = act.must("grant.give")
    found = person(act.connection, number)
    if number == act.actor.person:
        raise RefusedError(word("not_oneself"))
    if role.committee and role.committee not in act.known.committees:
        raise WorkspaceError(word("committee_unknown"), column="committee")
    alone = _alone(act.connection)
    made = new_grant(
        act.connection,
        number,
        role,
        reason,
        act.now,
        given_by=act.actor.person,
        exception="alone" if alone else "",
    )
    after = spelt(role)
    item, held = f"person {number}", "held at once: one administrator" if alone else "waits for a second person"
    act.note(
        RecordEntry("grant.give", "people", item, after=f"{found.name}: {after} ({held})", reason=reason), answer.role
    )
    return made


def spelt(role: Role | Grant | Row[Any]) -> str:
    """A role with what it is held for, as the record has it."""
    return " ".join(filter(None, (role.role, role.ministry, role.committee, str(role.year or ""))))


def _alone(connection: Connection) -> bool:
    """Whether no more than one person has ever been administrator."""
    ever = select(func.count(GRANTS.c.person.distinct())).where(
        GRANTS.c.role == "administrator", or_(GRANTS.c.confirmed_at.is_not(None), GRANTS.c.exception != "")
    )
    return (connection.scalar(ever) or 0) <= 1


def given_to(connection: Connection, number: int) -> list[Row[Any]]:
    """Every role that was ever proposed for a person, newest first."""
    return list(connection.execute(select(GRANTS).where(GRANTS.c.person == number).order_by(GRANTS.c.id.desc())))


def waiting(connection: Connection) -> list[Row[Any]]:
    """Roles that wait for a second person."""
    held = GRANTS.c
    conditions = (held.confirmed_at.is_(None), held.exception == "", held.ended_at.is_(None))
    return list(connection.execute(select(GRANTS).where(*conditions).order_by(held.id)))


def grant_item(row: Row[Any]) -> Item:
    """What the table of rights is asked about a role that waits: it was proposed by one and is for another."""
    return Item(participants=frozenset({row.given_by or 0, row.person}))


def _open_grant(act: Act, grant: int) -> Row[Any]:
    found = act.connection.execute(select(GRANTS).where(GRANTS.c.id == grant, GRANTS.c.ended_at.is_(None))).first()
    if found is None:
        raise MissingError(word("missing"))
    return found


def confirm(act: Act, grant: int) -> None:
    """Confirm a role as the second person."""
    found = _open_grant(act, grant)
    answer = act.must("grant.confirm", grant_item(found))
    if found.confirmed_at is not None or found.exception:
        return
    act.connection.execute(
        update(GRANTS).where(GRANTS.c.id == grant).values(confirmed_by=act.actor.person, confirmed_at=act.now)
    )
    after = f"{person(act.connection, found.person).name}: {spelt(found)}"
    act.note(RecordEntry("grant.confirm", "people", f"person {found.person}", after=after), answer.role)


def end(act: Act, grant: int, reason: str) -> None:
    """End a role, whether it was confirmed or not; one's own last, too."""
    found = _open_grant(act, grant)
    answer = act.must("grant.end")
    if not reason.strip():
        raise WorkspaceError(word("say_why"), column="reason")
    act.connection.execute(update(GRANTS).where(GRANTS.c.id == grant).values(ended_at=act.now))
    before = f"{person(act.connection, found.person).name}: {spelt(found)}"
    act.note(
        RecordEntry("grant.end", "people", f"person {found.person}", before=before, reason=reason.strip()), answer.role
    )
