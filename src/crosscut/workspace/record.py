"""The record: who did what, for whom, when, what stood before and after, and why; a chain that nothing shortens."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Row, Select, String, cast, func, insert, literal, or_, select

from crosscut.ledger.chain import Checkpoint, linked, moment_text
from crosscut.ledger.proof import LedgerFault
from crosscut.text import Text
from crosscut.workspace import boundaries, seals
from crosscut.workspace.schema.columns import before
from crosscut.workspace.schema.schema import RECORD

SEED = hashlib.sha256(b"crosscut workspace 1").hexdigest()
"""What the first entry is linked to."""

_FACTS = (
    *("person", "name", "role", "acting_for", "action", "area", "item", "ministry"),
    *("before", "after", "reason", "address", "request"),
)


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """What one act says of itself. ``area`` is people, calls, filings or findings: who may read it goes by that."""

    action: str
    area: str
    item: str
    ministry: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class By:
    """Who did it: the person, in which role, for whom, from where, in which request of the server."""

    person: int
    name: str
    role: str = ""
    acting_for: str = ""
    address: str = ""
    request: str = ""


def append(connection: Connection, by: By, entry: RecordEntry, at: datetime) -> int:
    """Write an act after the last one, in the transaction of the act itself; the number of the entry."""
    last = connection.execute(select(RECORD).order_by(RECORD.c.number.desc()).limit(1)).first()
    number = int(last.number) + 1 if last else 1
    values: dict[str, str | int] = {
        **{name: getattr(by, name) for name in By.__slots__},
        **{name: getattr(entry, name) for name in RecordEntry.__slots__},
        "number": number,
        "sealed": seals.seal(connection, last.sealed if last else "", entry.action, entry.item),
    }
    link = _link(last.link if last else SEED, at, values)
    connection.execute(insert(RECORD).values(**values, at=at, link=link))
    return number


def _link(before: str, at: datetime, values: Mapping[str, str | int]) -> str:
    """The link of an entry; those of the first layout have no seal, which then does not count."""
    facts = [values["number"], moment_text(at), *(values[name] for name in _FACTS)]
    return linked(before, [*facts, values["sealed"]] if values["sealed"] else facts)


def checkpoint(connection: Connection, until: datetime | None = None) -> Checkpoint | None:
    """What names the record as of now, or a moment, and proves it afterwards; None while it is empty."""
    query = (
        select(RECORD.c.number, RECORD.c.link)
        .where(*before(RECORD.c.at, until))
        .order_by(RECORD.c.number.desc())
        .limit(1)
    )
    with boundaries.whole(connection):
        last = connection.execute(query).first()
    return Checkpoint(last.number, last.link) if last else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of an item, a person, a day, up to a number; all that is empty leaves open.

    ``items`` are several, or what ministries did that they are ``of``; with neither there is no entry.
    """

    item: str = ""
    items: tuple[str, ...] | None = None
    of: tuple[str, ...] = ()
    person: int = 0
    since: datetime | None = None
    until: datetime | None = None
    below: int = 0
    most: int = 100


def upto(wanted: Wanted, until: datetime | None) -> Wanted:
    """The same of what was there at a moment, where one is given."""
    if until is None:
        return wanted
    return replace(wanted, until=min(wanted.until or until, until))


def entries(connection: Connection, areas: Sequence[str], ministries: Sequence[str], wanted: Wanted) -> list[Row[Any]]:
    """Entries of some areas, newest first; ``ministries`` limits to those, unless it is empty."""
    conditions = _within(areas, ministries)
    if wanted.item:
        conditions.append(RECORD.c.item == wanted.item)
    if wanted.items is not None:
        conditions.append(or_(RECORD.c.item.in_(_listed(connection, wanted.items)), RECORD.c.ministry.in_(wanted.of)))
    if wanted.person:
        conditions.append(RECORD.c.person == wanted.person)
    if wanted.since:
        conditions.append(RECORD.c.at >= wanted.since)
    if wanted.until:
        conditions.append(RECORD.c.at < wanted.until)
    if wanted.below:
        conditions.append(RECORD.c.number < wanted.below)
    query = select(RECORD).where(*conditions).order_by(RECORD.c.number.desc()).limit(wanted.most)
    return list(connection.execute(query))


def _listed(connection: Connection, texts: Sequence[str]) -> Select[tuple[str]]:
    """Texts as rows, sent as one parameter: databases take some ten thousand of them at most."""
    told = literal(json.dumps(texts, ensure_ascii=False), String)
    if connection.dialect.name == "postgresql":
        return select(func.json_array_elements_text(cast(told, JSON)).column_valued("text"))
    return select(func.json_each(told).table_valued("value").c.value)


def items(connection: Connection, areas: Sequence[str], ministries: Sequence[str]) -> set[str]:
    """What entries of some areas are about, as :func:`entries` limits them."""
    return set(connection.scalars(select(RECORD.c.item).where(*_within(areas, ministries)).distinct()))


def people_in(connection: Connection, areas: Sequence[str], ministries: Sequence[str]) -> set[int]:
    """Whoever acted in entries of some areas, as :func:`entries` limits them."""
    query = select(RECORD.c.person).where(*_within(areas, ministries)).distinct()
    return {each for each in connection.scalars(query) if each}


def _within(areas: Sequence[str], ministries: Sequence[str]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [RECORD.c.area.in_(areas)]
    if ministries:
        conditions.append(or_(RECORD.c.ministry.in_(ministries), RECORD.c.area == "calls"))
    return conditions


def prove(connection: Connection, against: Checkpoint | None = None) -> list[LedgerFault]:
    """The first entry that is not as it was written, or not as a checkpoint says, else what it sealed and is not."""
    before, number, sealed = SEED, 0, False
    for row in connection.execute(select(RECORD).order_by(RECORD.c.number)).mappings():
        number += 1
        if (
            row["number"] != number
            or (sealed and not row["sealed"])
            or row["link"] != _link(before, row["at"], dict(row))
        ):
            return [_fault(number)]
        before, sealed = row["link"], bool(row["sealed"])
        if against and against.number == number and against.link != before:
            return [_fault(number)]
    if against and against.number > number:
        return [_fault(number + 1)]
    return seals.prove(connection)


def _fault(number: int) -> LedgerFault:
    return LedgerFault(
        "record",
        number,
        Text(
            f"entry {number} of the workspace's record is not as it was written, or is gone",
            f"업무 공간 기록의 {number}번째 항목이 기록된 때와 다르거나 없습니다.",
        ),
    )
