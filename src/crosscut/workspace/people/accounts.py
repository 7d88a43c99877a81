"""Closing an account: what a person may do ends, what they did stays."""

from __future__ import annotations

import re

from sqlalchemy import update

from crosscut.workspace import notices
from crosscut.workspace.errors import RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people, sessions
from crosscut.workspace.people.recent_proof import must_be_signed_in
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.schema import GRANTS, PEOPLE
from crosscut.workspace.words import word

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


def close(act: Act, number: int, reason: str) -> None:
    """Close a person's account: sign-ins and roles end at once, what they did stays."""
    answer = act.must("person.close")
    found = people.person(act.connection, number)
    if number == act.actor.person:
        raise RefusedError(word("not_oneself"))
    if not reason.strip():
        raise WorkspaceError(word("say_why"), column="reason")
    act.connection.execute(update(PEOPLE).where(PEOPLE.c.id == number).values(closed_at=act.now))
    act.connection.execute(
        update(GRANTS).where(GRANTS.c.person == number, GRANTS.c.ended_at.is_(None)).values(ended_at=act.now)
    )
    sessions.end_all(act.connection, number, act.now)
    act.note(
        RecordEntry("person.close", "people", f"person {number}", before=found.name, reason=reason.strip()), answer.role
    )


def set_mail(act: Act, address: str, *, daily: bool | None = None) -> None:
    """Say where one is told by mail, nowhere where it is empty; and whether ``daily``, in one message a day.

    None leaves that as it was chosen.

    Raises
    ------
    WorkspaceError
        where it is no address.
    RefusedError
        where a token asks.
    """
    must_be_signed_in(act)
    said = address.strip()
    if said and not (_MAIL.fullmatch(said) and len(said) <= 200):
        raise WorkspaceError(word("mail_wrong"), column="mail")
    own = act.actor.person
    daily = people.person(act.connection, own).mail_daily if daily is None else daily
    act.connection.execute(update(PEOPLE).where(PEOPLE.c.id == own).values(mail=said, mail_daily=daily))
    notices.hasten(act.connection, own, act.now, daily=daily)
    act.note(RecordEntry("account.mail", "people", f"person {own}", after=f"{said} (daily)" if daily else said))
