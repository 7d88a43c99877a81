"""Who a person is at an identity provider, as an administrator has set it up, and the ways there that are under way.

Nobody gets an account or a role by signing in elsewhere: a subject leads to the person whom an administrator named for
it, and to nobody where there is none.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from crosscut.workspace.errors import MissingError, UnknownPersonError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people, sessions
from crosscut.workspace.people.identity_provider import SignInFlow
from crosscut.workspace.people.sessions import Where
from crosscut.workspace.receipts import digest
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.schema import FLOWS, IDENTITIES, PEOPLE
from crosscut.workspace.words import word

LASTS = timedelta(minutes=10)
"""How long the way to the provider and back may take."""


def begin_flow(connection: Connection, now: datetime) -> tuple[str, SignInFlow]:
    """A new way to the provider; the secret that this browser keeps meanwhile, and the way's own."""
    browser = secrets.token_urlsafe(32)
    flow = SignInFlow(*(secrets.token_urlsafe(32) for _ in range(3)))
    connection.execute(delete(FLOWS).where(FLOWS.c.made_at < now - LASTS))
    values = {"state": flow.state, "nonce": flow.nonce, "verifier": flow.verifier}
    connection.execute(insert(FLOWS).values(digest=digest(browser), made_at=now, **values))
    return browser, flow


def end_flow(connection: Connection, browser: str, state: str, now: datetime) -> SignInFlow | None:
    """The way that a browser comes back from, which is over with it.

    None where this browser began none, it is too long ago, or the answer is of another.
    """
    mine = FLOWS.c.digest == digest(browser)
    row = connection.execute(select(FLOWS).where(mine)).first() if browser else None
    connection.execute(delete(FLOWS).where(mine))
    if row is None or row.made_at < now - LASTS or not compare_digest(row.state.encode(), state.encode()):
        return None
    return SignInFlow(row.state, row.nonce, row.verifier)


def sign_in(connection: Connection, issuer: str, subject: str, now: datetime, where: Where) -> str:
    """The secret of a new sign-in of the person who is this subject.

    Raises
    ------
    UnknownPersonError
        where no administrator has set this subject up, or the account is closed.
    """
    here = (IDENTITIES.c.issuer == issuer, IDENTITIES.c.subject == subject, IDENTITIES.c.ended_at.is_(None))
    query = select(IDENTITIES.c.person).join(PEOPLE, PEOPLE.c.id == IDENTITIES.c.person)
    person = connection.scalar(query.where(*here, PEOPLE.c.closed_at.is_(None)))
    if person is None:
        raise UnknownPersonError(word("provider_nobody", subject=subject[:100]), "nobody-set-up")
    return sessions.begin(connection, person, now, where, "provider")


def of_person(connection: Connection, person: int) -> list[Row[Any]]:
    """What a person is at providers, as it holds."""
    mine = (IDENTITIES.c.person == person, IDENTITIES.c.ended_at.is_(None))
    return list(connection.execute(select(IDENTITIES).where(*mine).order_by(IDENTITIES.c.id)))


def add(act: Act, number: int, issuer: str, subject: str) -> int:
    """Set up who a person is at the provider; its number.

    Raises
    ------
    WorkspaceError
        where there is no provider, the subject is empty or too long, or is somebody else's already.
    """
    answer = act.must("person.identify")
    found, said = people.person(act.connection, number), subject.strip()
    if not issuer:
        raise WorkspaceError(word("provider_none"), column="subject")
    if not 1 <= len(said) <= 255:
        raise WorkspaceError(word("subject_length"), column="subject")
    here = (IDENTITIES.c.issuer == issuer, IDENTITIES.c.subject == said, IDENTITIES.c.ended_at.is_(None))
    if act.connection.execute(select(IDENTITIES.c.id).where(*here)).first():
        raise WorkspaceError(word("subject_taken"), column="subject")
    values = {"person": found.id, "issuer": issuer, "subject": said, "given_by": act.actor.person, "given_at": act.now}
    made = act.connection.execute(insert(IDENTITIES).values(**values).returning(IDENTITIES.c.id)).scalar_one()
    act.note(RecordEntry("person.identify", "people", f"person {number}", after=f"{said} ({issuer})"), answer.role)
    return int(made)


def end(act: Act, identity: int) -> int:
    """End what a person is at a provider; sign-ins of theirs end with it. The number of the person."""
    answer = act.must("person.identify")
    here = (IDENTITIES.c.id == identity, IDENTITIES.c.ended_at.is_(None))
    row = act.connection.execute(select(IDENTITIES).where(*here)).first()
    if row is None:
        raise MissingError(word("missing"))
    act.connection.execute(update(IDENTITIES).where(IDENTITIES.c.id == identity).values(ended_at=act.now))
    if row.person != act.actor.person:
        sessions.end_all(act.connection, row.person, act.now)
    said = RecordEntry("person.identify", "people", f"person {row.person}", before=f"{row.subject} ({row.issuer})")
    act.note(said, answer.role)
    return int(row.person)
