"""One's own password: chosen with a first one, changed with the former one, given anew by an administrator."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from crosscut.workspace.errors import RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people, sessions
from crosscut.workspace.people.passwords import FIRST_LASTS, fits, hashed, new_first
from crosscut.workspace.people.recent_proof import must_be_signed_in
from crosscut.workspace.people.sessions import Where
from crosscut.workspace.record import By, RecordEntry, append
from crosscut.workspace.schema.schema import PEOPLE
from crosscut.workspace.words import word


def choose(connection: Connection, name: str, first: str, new: str, now: datetime, where: Where) -> str:
    """Choose one's own password with a first one; the secret of the sign-in that begins with it.

    Raises
    ------
    UnknownPersonError
        where the name or the first password is wrong; which of them is not said.
    RefusedError
        where the password is not a first one, or its days are over.
    WorkspaceError
        where the new password is none to be had.
    """
    found = sessions.proved(connection, name, first)
    if found.first_until is None or found.first_until <= now:
        raise RefusedError(word("first_password_over"))
    _keep(connection, found.id, new, first, found.name)
    said = RecordEntry("account.password", "people", f"person {found.id}", after="chosen")
    append(connection, By(found.id, found.name, address=where.address), said, now)
    return sessions.begin(connection, found.id, now, where, "password")


def change(act: Act, former: str, new: str, session: int) -> None:
    """Change one's own password; all other sign-ins and tokens end.

    Raises
    ------
    WorkspaceError
        where the former password is wrong, or the new one is none to be had.
    RefusedError
        where somebody stands in for another, or a token asks.
    """
    must_be_signed_in(act)
    if act.actor.lent:
        raise RefusedError(word("not_on_loan"))
    found = people.person(act.connection, act.actor.person)
    if not fits(former, found.password):
        raise WorkspaceError(word("former_password_wrong"), column="former")
    _keep(
        act.connection,
        found.id,
        new,
        former,
        f"{found.name} {act.known.settings.title.en} {act.known.settings.title.ko}",
    )
    sessions.end_all(act.connection, found.id, act.now, but=session)
    act.note(RecordEntry("account.password", "people", f"person {found.id}", after="changed"))


def _keep(connection: Connection, person: int, new: str, former: str, near: str) -> None:
    if new == former:
        raise WorkspaceError(word("password_same"), column="password")
    values = {"password": hashed(new, [near]), "first_until": None}
    connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(**values))


def reset(act: Act, number: int, reason: str) -> str:
    """Give somebody a first password anew, which is told this once; their sign-ins and tokens end at once.

    Raises
    ------
    RefusedError
        where it is oneself.
    WorkspaceError
        where nobody says why.
    """
    answer = act.must("person.reset")
    found = people.person(act.connection, number)
    if number == act.actor.person:
        raise RefusedError(word("not_oneself"))
    if not reason.strip():
        raise WorkspaceError(word("say_why"), column="reason")
    first = new_first()
    values = {"password": hashed(first), "first_until": act.now + FIRST_LASTS}
    act.connection.execute(update(PEOPLE).where(PEOPLE.c.id == number).values(**values))
    sessions.end_all(act.connection, number, act.now)
    act.note(
        RecordEntry("person.reset", "people", f"person {number}", before=found.name, reason=reason.strip()), answer.role
    )
    return first
