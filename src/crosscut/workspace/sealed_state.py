"""What may change, sealed as it stands: accounts, roles, delegations, identities, passkeys, and whom a call invites.

These rows are changed by the acts that say so in the record. Each such entry holds the digest of all rows of the person
or call that it is about; the first entry of all, or of an edition that knew no such digests, holds those of everybody.
So a role that is slipped in, a password that is exchanged or an account that is opened again under the record is named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Column, Connection, Table, select

from crosscut.ledger.chain import moment_text
from crosscut.workspace.schema.schema import (
    CALL_GROUPS,
    CALL_MINISTRIES,
    CALLS,
    DELEGATIONS,
    GRANTS,
    IDENTITIES,
    PASSKEYS,
    PEOPLE,
)

_OF: Mapping[str, tuple[Column[int], ...]] = {
    "person": (PEOPLE.c.id, GRANTS.c.person, DELEGATIONS.c.taker, IDENTITIES.c.person, PASSKEYS.c.person),
    "call": (CALL_GROUPS.c.call, CALL_MINISTRIES.c.call),
}
"""The columns that say whose a row is."""
_ALL: Mapping[str, Table] = {"person": PEOPLE, "call": CALLS}
_CHANGES = ("person.", "grant.", "account.", "delegation.", "call.open")
"""What acts begin with that change such rows."""


def sealed_with(connection: Connection, action: str, item: str, *, begun: bool) -> dict[str, str]:
    """The digests that an entry about an item holds: of that one, where the act changes it; of all before it begun."""
    kind, _, number = item.partition(" ")
    if not begun:
        return {each: digest(connection, each) for each in everything(connection)}
    if action.startswith(_CHANGES) and kind in _OF and number.isdigit():
        return {item: digest(connection, item)}
    return {}


def everything(connection: Connection) -> Iterator[str]:
    """Everybody, and all calls, as entries name them."""
    for kind, table in _ALL.items():
        for number in connection.scalars(select(table.c.id).order_by(table.c.id)):
            yield f"{kind} {number}"


def digest(connection: Connection, item: str) -> str:
    """SHA-256 of all rows of a person or call; what is empty is left out, so that a later column changes nothing."""
    kind, _, number = item.partition(" ")
    found = hashlib.sha256(item.encode())
    for column in _OF[kind]:
        table = column.table
        query = select(table).where(column == int(number)).order_by(*table.primary_key)
        for row in connection.execute(query).mappings():
            held = {name: _value(value) for name, value in row.items() if value not in (None, "", 0)}
            told = json.dumps([table.name, held], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
            found.update(f"\n{told}".encode())
    return found.hexdigest()


def _value(value: object) -> object:
    return moment_text(value) if isinstance(value, datetime) else value


def changed(connection: Connection, sealed: Mapping[str, tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """The people and calls that are not as they were sealed last, each with the entry; 0 where no entry has them.

    ``sealed`` has for each the number of the entry that sealed it last, and the digest.
    """
    there = list(everything(connection))
    for item in [*there, *(each for each in sealed if each not in there)]:
        number, expected = sealed.get(item, (0, ""))
        if digest(connection, item) != expected:
            yield item, number
