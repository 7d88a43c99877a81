"""Passkeys: added under one's own account, signed in with, ended by oneself or by an administrator.

What a browser answers is checked by :mod:`crosscut.workspace.people.passkey_ceremonies`; here is what is kept of it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from crosscut.workspace.errors import MissingError, RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.people import people, sessions
from crosscut.workspace.people.recent_proof import must_be_proved
from crosscut.workspace.people.sessions import Where
from crosscut.workspace.receipts import digest
from crosscut.workspace.record import By, RecordEntry, append
from crosscut.workspace.schema.passkey_schema import CHALLENGES, PASSKEY_USES, PASSKEYS
from crosscut.workspace.schema.schema import PEOPLE
from crosscut.workspace.words import word

LASTS = timedelta(minutes=5)
"""How long a browser has to answer a challenge."""
MOST = 10
"""Passkeys that a person may have at a time."""
COPIED = "its counter went back: it may have been copied"

CeremonyKind = Literal["add", "in"]


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What an authenticator has made, checked: ids and key in base64url, and its signature counter."""

    credential: str
    public_key: str
    count: int
    synced: bool


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a browser is to answer, in base64url; ``handle`` is whom a new passkey is to be of."""

    challenge: str = ""
    handle: str = ""


def begin(connection: Connection, now: datetime, kind: CeremonyKind, person: int = 0) -> tuple[str, Challenge]:
    """A new challenge; first the secret that the browser keeps until it answers."""
    browser = secrets.token_urlsafe(32)
    made = Challenge(secrets.token_urlsafe(32), _handle_of(connection, person) if kind == "add" else "")
    connection.execute(delete(CHALLENGES).where(CHALLENGES.c.made_at < now - LASTS))
    values = {"kind": kind, "challenge": made.challenge, "handle": made.handle, "person": person or None}
    connection.execute(insert(CHALLENGES).values(digest=digest(browser), made_at=now, **values))
    return browser, made


def take(connection: Connection, browser: str, now: datetime, kind: CeremonyKind, person: int = 0) -> Challenge:
    """The challenge that a browser answers, which is good for this one answer.

    Empty where this browser was given none, it is too long ago, or it was given to somebody else or for something else.
    """
    mine = CHALLENGES.c.digest == digest(browser)
    row = connection.execute(select(CHALLENGES).where(mine)).first() if browser else None
    connection.execute(delete(CHALLENGES).where(mine))
    if row is None or row.made_at < now - LASTS or (row.kind, row.person or 0) != (kind, person):
        return Challenge()
    return Challenge(row.challenge, row.handle)


def of_person(connection: Connection, person: int) -> list[Row[Any]]:
    """A person's passkeys that have not ended, each with its last use, in the order they were added."""
    query = select(PASSKEYS, PASSKEY_USES.c.used_at).outerjoin(PASSKEY_USES, PASSKEY_USES.c.passkey == PASSKEYS.c.id)
    mine = (PASSKEYS.c.person == person, PASSKEYS.c.ended_at.is_(None))
    return list(connection.execute(query.where(*mine).order_by(PASSKEYS.c.id)))


def there_are_some(connection: Connection) -> bool:
    """Whether anybody can sign in with a passkey."""
    return connection.execute(select(PASSKEYS.c.id).where(PASSKEYS.c.ended_at.is_(None)).limit(1)).first() is not None


def _handle_of(connection: Connection, person: int) -> str:
    """What a person is called towards their authenticators, in base64url: as with the first one, or made anew."""
    query = select(PASSKEYS.c.handle).where(PASSKEYS.c.person == person).order_by(PASSKEYS.c.id).limit(1)
    return connection.scalar(query) or secrets.token_urlsafe(32)


def add(act: Act, name: str, handle: str, made: NewPasskey) -> int:
    """Keep a passkey that was made for whoever acts; its number.

    Raises
    ------
    RefusedError
        where one has not proved who one is lately enough.
    WorkspaceError
        where it has no name, the person has too many, or it is known already.
    """
    must_be_proved(act)
    said = named(act, name)
    if act.connection.execute(select(PASSKEYS.c.id).where(PASSKEYS.c.credential == made.credential)).first():
        raise WorkspaceError(word("passkey_known"), column="passkey")
    texts = {"name": said, "credential": made.credential, "handle": handle, "public_key": made.public_key}
    more = {"person": act.actor.person, "count": made.count, "synced": made.synced, "made_at": act.now}
    done = insert(PASSKEYS).values(**texts, **more).returning(PASSKEYS.c.id)
    number = int(act.connection.execute(done).scalar_one())
    act.note(RecordEntry("account.passkey", "people", f"person {act.actor.person}", after=said))
    return number


def named(act: Act, name: str) -> str:
    """What a new passkey of whoever acts is called.

    Raises
    ------
    WorkspaceError
        where it has no name, the name of another of theirs, or there are too many.
    """
    said, there = " ".join(name.split()), of_person(act.connection, act.actor.person)
    if not 1 <= len(said) <= 60:
        raise WorkspaceError(word("passkey_name_length"), column="passkey")
    if any(each.name == said for each in there):
        raise WorkspaceError(word("passkey_name_taken"), column="passkey")
    if len(there) >= MOST:
        raise WorkspaceError(word("passkeys_many", most=MOST), column="passkey")
    return said


def _open(connection: Connection, number: int) -> Row[Any]:
    there = (PASSKEYS.c.id == number, PASSKEYS.c.ended_at.is_(None))
    row = connection.execute(select(PASSKEYS).where(*there)).first()
    if row is None:
        raise MissingError(word("missing"))
    return row


def _end(connection: Connection, number: int, now: datetime) -> None:
    connection.execute(update(PASSKEYS).where(PASSKEYS.c.id == number).values(ended_at=now))


def end(act: Act, number: int) -> None:
    """End a passkey of one's own.

    Raises
    ------
    MissingError
        where it is none of one's own, or has ended.
    RefusedError
        where one has not proved who one is lately enough.
    """
    row = _open(act.connection, number)
    if row.person != act.actor.person:
        raise MissingError(word("missing"))
    must_be_proved(act)
    _end(act.connection, number, act.now)
    act.note(RecordEntry("account.passkey", "people", f"person {row.person}", before=row.name))


def end_for(act: Act, number: int, reason: str) -> int:
    """End somebody's passkey as an administrator; their sign-ins and tokens end with it. The number of the person.

    Raises
    ------
    RefusedError
        where it is one's own.
    WorkspaceError
        where nobody says why.
    """
    answer = act.must("person.reset")
    row = _open(act.connection, number)
    if row.person == act.actor.person:
        raise RefusedError(word("not_oneself"))
    if not reason.strip():
        raise WorkspaceError(word("say_why"), column="reason")
    _end(act.connection, number, act.now)
    sessions.end_all(act.connection, row.person, act.now)
    item, told = f"person {row.person}", {"before": row.name, "reason": reason.strip()}
    act.note(RecordEntry("person.passkey", "people", item, **told), answer.role)
    return int(row.person)


@dataclass(frozen=True, slots=True)
class KnownPasskey:
    """A passkey that somebody presents, as it is kept; ``count`` is its counter at the last use."""

    number: int
    person: int
    name: str
    handle: str
    public_key: str
    count: int


def known(connection: Connection, credential: str) -> KnownPasskey | None:
    """The passkey of an id in base64url; None where there is none, it has ended, or the account is closed."""
    query = (
        select(PASSKEYS, func.coalesce(PASSKEY_USES.c.count, PASSKEYS.c.count).label("counted"))
        .outerjoin(PASSKEY_USES, PASSKEY_USES.c.passkey == PASSKEYS.c.id)
        .join(PEOPLE, PEOPLE.c.id == PASSKEYS.c.person)
        .where(PASSKEYS.c.credential == credential, PASSKEYS.c.ended_at.is_(None), PEOPLE.c.closed_at.is_(None))
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return KnownPasskey(row.id, row.person, row.name, row.handle, row.public_key, row.counted)


def sign_in(connection: Connection, found: KnownPasskey, count: int, now: datetime, where: Where) -> str:
    """The secret of a new sign-in by a passkey whose answer was checked; empty where it may have been copied.

    A counter that stands still or goes back says that two authenticators hold the same key. The passkey then ends:
    whoever has the copy must not come in with it either.
    """
    if (count or found.count) and count <= found.count:
        _end(connection, found.number, now)
        person = people.person(connection, found.person)
        said = RecordEntry("account.passkey", "people", f"person {person.id}", before=found.name, reason=COPIED)
        append(connection, By(person.id, person.name, address=where.address), said, now)
        return ""
    values = {"count": count, "used_at": now}
    done = connection.execute(update(PASSKEY_USES).where(PASSKEY_USES.c.passkey == found.number).values(**values))
    if not done.rowcount:
        connection.execute(insert(PASSKEY_USES).values(passkey=found.number, **values))
    return sessions.begin(connection, found.person, now, where, "passkey")
