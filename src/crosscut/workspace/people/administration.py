"""People and roles as whoever runs the server sets them up: an exception to the two-person rule that is recorded."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TypedDict

from crosscut.errors import CrosscutError
from crosscut.workspace import grants
from crosscut.workspace.office import Office
from crosscut.workspace.people import people
from crosscut.workspace.people.people import Role
from crosscut.workspace.record import By, RecordEntry, append


@dataclass(frozen=True, slots=True)
class RoleRequest:
    """A person and a role as the command line names them."""

    name: str
    role: str
    ministry: str
    year: int
    reason: str
    committee: str = ""


class Listed(TypedDict):
    """A person and what they hold."""

    person: int
    name: str
    roles: list[str]


def add(office: Office, asked: RoleRequest, password: str) -> None:
    """Add a person, or a role to one who is there; both hold at once, and the record says by whom.

    Raises
    ------
    CrosscutError
        where the role, the ministry or the committee is unknown, or the password too short.
    """
    if not asked.role:
        raise CrosscutError("nobody is added without a role", hint="Say which one with `role`")
    ministry, now = ministry_named(office, asked.ministry), office.clock()
    if asked.committee and asked.committee not in office.known.committees:
        known = ", ".join(office.known.committees) or "none"
        raise CrosscutError(f"{asked.committee!r} is no committee of this budget", hint=f"Its committees are {known}")
    role = Role(asked.role, ministry, asked.year, committee=asked.committee)
    reason = asked.reason or "set up on the server's command line"
    with office.database.writing() as connection:
        found = people.named(connection, " ".join(asked.name.split()))
        number = (
            found.id
            if found
            else people.new_person(connection, asked.name, now, password=password, first=bool(password))
        )
        people.new_grant(connection, number, role, reason, now, exception="server")
        item, after = f"person {number}", f"{asked.name}: {people.spelt(role)} (held at once: on the server)"
        by = By(0, f"{getpass.getuser()} on the server")
        append(connection, by, RecordEntry("grant.give", "people", item, after=after, reason=reason), now)


def ministry_named(office: Office, said: str) -> str:
    """The key of a ministry that somebody names by its key or in either language; empty where nothing is said.

    Raises
    ------
    CrosscutError
        where the budget has no such ministry.
    """
    keys = {name: key for key, label in office.known.labels.items() for name in (key, label, *_names(office, key))}
    if said and said not in keys:
        known = ", ".join(office.known.labels)
        raise CrosscutError(f"{said!r} is no ministry of this budget", hint=f"Its ministries are {known}")
    return keys.get(said, "")


def _names(office: Office, key: str) -> tuple[str, str]:
    text = office.known.ministry(key)
    return text.en, text.ko


def listed(office: Office) -> list[Listed]:
    """Everyone whose account is open, with their roles."""
    now = office.clock()
    with office.database.reading() as connection:
        return [
            Listed(
                person=row.id,
                name=row.name,
                roles=[people.spelt(each) for each in grants.grants_of(connection, row.id, now)],
            )
            for row in people.everyone(connection)
            if row.closed_at is None
        ]
