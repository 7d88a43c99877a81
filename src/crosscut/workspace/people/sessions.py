"""Sign-ins and tokens: rows on the server, known by the digest of a secret, that can be listed and ended."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from crosscut.workspace.errors import (
    FirstPasswordError,
    MissingError,
    RefusedError,
    TooOftenError,
    UnknownPersonError,
    WorkspaceError,
)
from crosscut.workspace.office import Act, Actor, ActorProof
from crosscut.workspace.office_settings import Running
from crosscut.workspace.people import people
from crosscut.workspace.people.passwords import fits
from crosscut.workspace.people.recent_proof import must_be_proved, must_be_signed_in
from crosscut.workspace.receipts import digest
from crosscut.workspace.record import By, RecordEntry, append
from crosscut.workspace.rights import actions
from crosscut.workspace.schema.schema import DELEGATIONS, PEOPLE, SESSIONS, TRIES
from crosscut.workspace.words import word

IDLE, ABSOLUTE = timedelta(hours=2), timedelta(hours=12)
LONGEST_TOKEN = timedelta(days=366)
TRIED, WITHIN = 10, timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in or token as a request presents it. ``form_token`` stands in every form of a sign-in."""

    number: int
    kind: str
    form_token: str
    actor: Actor
    used_at: datetime

    def needs_touch(self, now: datetime) -> bool:
        """Whether the last use was noted more than five minutes ago: it is not written at each page."""
        return self.used_at + timedelta(minutes=5) < now


@dataclass(frozen=True, slots=True)
class Where:
    """Where a request comes from. ``former`` is the secret of a sign-in that it presents; a new one ends it."""

    address: str = ""
    agent: str = ""
    former: str = ""


Way = Literal["password", "code", "demonstration", "provider", "passkey"]
"""How somebody proved who they are, as the record has it."""


def sign_in(connection: Connection, name: str, password: str, now: datetime, where: Where) -> str:
    """The secret of a new sign-in.

    Raises
    ------
    UnknownPersonError
        where the name or the password is wrong; which of them is not said.
    FirstPasswordError
        where it is a first password, with which one chooses one's own.
    """
    found = proved(connection, name, password)
    if found.first_until is not None:
        raise FirstPasswordError(word("first_password_choose"), column="new")
    return begin(connection, found.id, now, where, "password")


def proved(connection: Connection, name: str, password: str) -> Row[Any]:
    """The person whose name and password these are.

    Raises
    ------
    UnknownPersonError
        where one of them is wrong; which is not said.
    """
    found = people.named(connection, " ".join(name.split()))
    if not fits(password, found.password if found else "") or found is None:
        raise UnknownPersonError(word("wrong_password"), code="wrong-password")
    return found


def begin(connection: Connection, person: int, now: datetime, where: Where, way: Way) -> str:
    """The secret of a new sign-in of a person who has proved who they are; one that the request presented ends."""
    secret = secrets.token_urlsafe(32)
    former = (SESSIONS.c.digest == digest(where.former), SESSIONS.c.kind == "browser", SESSIONS.c.ended_at.is_(None))
    connection.execute(update(SESSIONS).where(*former).values(ended_at=now))
    _write(connection, secret, person, now, where, kind="browser", way=way, ends_at=now + ABSOLUTE)
    name = people.person(connection, person).name
    entry = RecordEntry("sign.in", "people", f"person {person}", after=f"by {way}")
    append(connection, By(person, name, address=where.address), entry, now)
    return secret


def _write(connection: Connection, secret: str, person: int, now: datetime, where: Where, **more: Any) -> int:
    number = (connection.scalar(select(func.max(SESSIONS.c.number))) or 0) + 1
    connection.execute(
        insert(SESSIONS).values(
            digest=digest(secret),
            number=number,
            person=person,
            form_token=secrets.token_urlsafe(24),
            made_at=now,
            used_at=now,
            address=where.address,
            agent=where.agent[:200],
            **more,
        )
    )
    return number


def find(connection: Connection, secret: str, now: datetime, running: Running) -> SignedIn:
    """Whose sign-in or token a secret is; roles that ask for a passkey hold in one that began with it.

    Raises
    ------
    UnknownPersonError
        where there is none, or it has ended or lain idle for too long.
    """
    row = begun(connection, secret, now)
    try:
        actor = people.actor(connection, row.person, now, row.delegation or 0)
    except RefusedError:
        actor = replace(people.actor(connection, row.person, now), loan_over=_giver(connection, row.delegation))
    if row.scope:
        actor = Actor(
            actor.person, actor.name, actor.grants, invented=actor.invented, only=frozenset(row.scope.split())
        )
    back = tuple(each for each in actor.grants if running.keeps_back(each.role, row.way))
    actor = replace(
        actor,
        grants=tuple(each for each in actor.grants if each not in back),
        kept_back=back,
        proof=ActorProof(row.number, row.way, row.made_at if row.kind == "browser" else None),
    )
    return SignedIn(row.number, row.kind, row.form_token, actor, row.used_at)


def _giver(connection: Connection, delegation: int) -> str:
    giver = connection.scalar(select(DELEGATIONS.c.giver).where(DELEGATIONS.c.id == delegation))
    return people.names(connection).get(giver or 0, "")


def begun(connection: Connection, secret: str, now: datetime) -> Row[Any]:
    """The sign-in or token that a secret opens.

    Raises
    ------
    UnknownPersonError
        where there is none, or it has ended or lain idle for too long.
    """
    row = connection.execute(select(SESSIONS).where(SESSIONS.c.digest == digest(secret))).first() if secret else None
    if row is None or not _alive(row, now):
        raise UnknownPersonError(word("not_signed_in"))
    return row


def _alive(row: Row[Any], now: datetime) -> bool:
    idle = row.kind == "browser" and row.used_at + IDLE < now
    return not idle and row.ended_at is None and bool(row.ends_at > now)


def touch(connection: Connection, number: int, now: datetime) -> None:
    """Say that a sign-in was used."""
    connection.execute(update(SESSIONS).where(SESSIONS.c.number == number).values(used_at=now))


def of_person(connection: Connection, person: int, now: datetime) -> list[Row[Any]]:
    """A person's sign-ins and tokens that have not ended, newest first."""
    rows = connection.execute(
        select(SESSIONS)
        .where(SESSIONS.c.person == person, SESSIONS.c.ended_at.is_(None))
        .order_by(SESSIONS.c.number.desc())
    )
    return [row for row in rows if _alive(row, now)]


def end(act: Act, number: int) -> int:
    """End a sign-in or token: one's own, or as an administrator anyone's; whose it was.

    Raises
    ------
    MissingError
        where there is none, or it is another's and one is no administrator.
    RefusedError
        where it is another one of one's own, and one has not proved who one is lately enough.
    """
    row = act.connection.execute(select(SESSIONS).where(SESSIONS.c.number == number)).first()
    if row is None or (row.person != act.actor.person and not act.actor.may("session.end").allowed):
        raise MissingError(word("missing"))
    if row.person == act.actor.person and number != act.actor.proof.session:
        must_be_proved(act)
    act.connection.execute(update(SESSIONS).where(SESSIONS.c.number == number).values(ended_at=act.now))
    act.note(RecordEntry("session.end", "people", f"person {row.person}", before=f"{row.kind} {number}"))
    return int(row.person)


def end_all(connection: Connection, person: int, now: datetime, *, but: int = 0) -> None:
    """End all sign-ins and tokens of a person, except the one of that number."""
    mine = (SESSIONS.c.person == person, SESSIONS.c.ended_at.is_(None), SESSIONS.c.number != but)
    connection.execute(update(SESSIONS).where(*mine).values(ended_at=now))


def new_token(act: Act, label: str, scope: list[str], days: int) -> str:
    """The secret of a token for programs, which may do no more than its scope and its owner; it is shown once.

    Raises
    ------
    WorkspaceError
        where it has no name, no scope, a scope that is no action, or lasts longer than a year.
    """
    if act.actor.only:
        raise RefusedError(word("token_by_token"))
    must_be_proved(act)
    if not label.strip():
        raise WorkspaceError(word("token_label"), column="label")
    if not scope:
        raise WorkspaceError(word("token_nothing"), column="scope")
    wrong = next((each for each in scope if each not in actions()), None)
    if wrong is not None:
        raise WorkspaceError(word("token_action", value=wrong[:40]), column="scope")
    if not 1 <= days <= LONGEST_TOKEN.days:
        raise WorkspaceError(word("token_days"), column="days")
    secret = f"cct_{secrets.token_urlsafe(32)}"
    more = {"kind": "token", "label": label.strip()[:80], "scope": " ".join(sorted(scope)), "way": act.actor.proof.way}
    ends_at = act.now + timedelta(days=days)
    _write(act.connection, secret, act.actor.person, act.now, Where(act.address), ends_at=ends_at, **more)
    after = f"{more['label']}: {more['scope']}"
    act.note(RecordEntry("token.make", "people", f"person {act.actor.person}", after=after))
    return secret


def stand_in(act: Act, session: int, delegation: int) -> None:
    """Act for somebody from now on in this sign-in, or with 0 for oneself again.

    Raises
    ------
    RefusedError
        where nothing is lent, or a token asks.
    """
    must_be_signed_in(act)
    item = f"person {act.actor.person}"
    if act.actor.acting_for:
        act.note(RecordEntry("standin.end", "people", item, before=_lent_by(act.actor)))
    if delegation:
        lent = people.actor(act.connection, act.actor.person, act.now, delegation)
        act.note(RecordEntry("standin.start", "people", item, after=_lent_by(lent)))
    act.connection.execute(update(SESSIONS).where(SESSIONS.c.number == session).values(delegation=delegation or None))


def _lent_by(actor: Actor) -> str:
    roles = ", ".join(f"{each.role} {each.ministry}".strip() for each in actor.grants)
    return f"{actor.acting_for_name}: {roles}"


def note_failed(connection: Connection, name: str, now: datetime, where: Where, request: str) -> None:
    """Write into the record that somebody failed to sign in: with which name, and from where."""
    tried = "".join(each for each in name if each.isprintable())[:80]
    append(
        connection,
        By(0, "", address=where.address, request=request),
        RecordEntry("sign.fail", "people", "sign-in", after=tried),
        now,
    )


def allow_try(connection: Connection, key: str, now: datetime, most: int = TRIED) -> None:
    """Count a try.

    Raises
    ------
    TooOftenError
        where there were too many of the same key within a quarter of an hour.
    """
    row = connection.execute(select(TRIES).where(TRIES.c.key == key)).first()
    fresh = row is None or row.since + WITHIN < now
    if row is None:
        connection.execute(insert(TRIES).values(key=key, tries=1, since=now))
    else:
        counted = {"tries": 1, "since": now} if fresh else {"tries": row.tries + 1}
        connection.execute(update(TRIES).where(TRIES.c.key == key).values(**counted))
    if row is not None and not fresh and row.tries >= most:
        raise TooOftenError(word("too_often", minutes=WITHIN.seconds // 60))


def forget_tries(connection: Connection, key: str) -> None:
    """Count anew: the last try was right."""
    connection.execute(delete(TRIES).where(TRIES.c.key == key))


def nobody_yet(connection: Connection) -> bool:
    """Whether the workspace has no people at all."""
    return connection.execute(select(PEOPLE.c.id).limit(1)).first() is None


def loans_of(connection: Connection, person: int, now: datetime) -> list[Row[Any]]:
    """What others have lent to a person and still runs."""
    runs = (DELEGATIONS.c.taker == person, DELEGATIONS.c.ended_at.is_(None), DELEGATIONS.c.ends_at > now)
    return list(connection.execute(select(DELEGATIONS).where(*runs).order_by(DELEGATIONS.c.id)))
