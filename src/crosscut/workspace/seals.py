"""Seals: with each entry of the record a digest of all that was added since the entry before it.

What people did stands in tables that are only added to. An entry's seal says up to which row each of them reached then,
and the digest of the rows since; the seal is part of the entry's link. So a row that is edited, taken out, doubled or
slipped in under the database's own guards is named, whatever the entry itself tells of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, select

from crosscut.ledger.chain import moment_text
from crosscut.ledger.proof import LedgerFault
from crosscut.text import Text
from crosscut.workspace import sealed_state
from crosscut.workspace.schema.schema import GUARDED, METADATA, RECORD


@cache
def _sealed() -> tuple[Table, ...]:
    """The tables under seal: all that are guarded and number their rows."""
    tables = (METADATA.tables[name] for name in sorted(GUARDED))
    return tuple(each for each in tables if each is not RECORD and "id" in each.c)


def seal(connection: Connection, before: str, action: str, item: str) -> str:
    """The seal of the next entry, which tells of an act about an item; ``before`` is that of the last one."""
    upto = _upto(before)
    digests = dict[str, str]()
    for table in _grown(connection, upto):
        last = upto.get(table.name, 0)
        rows = connection.execute(select(table).where(table.c.id > last).order_by(table.c.id)).all()
        digests[table.name] = _digest(table, rows)
        upto[table.name] = int(rows[-1].id)
    begun = bool(before) and "stands" in json.loads(before)
    stands = sealed_state.sealed_with(connection, action, item, begun=begun)
    said = {"rows": digests, "stands": stands, "upto": upto}
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def _grown(connection: Connection, upto: Mapping[str, int]) -> list[Table]:
    """The tables under seal that have rows beyond those sealed last: all of them are asked in one question."""
    last = connection.execute(_last_of_each()).one()
    return [table for table, number in zip(_sealed(), last, strict=True) if (number or 0) > upto.get(table.name, 0)]


@cache
def _last_of_each() -> Select[Any]:
    """The number of the last row of each table under seal."""
    return select(*(select(func.max(each.c.id)).scalar_subquery() for each in _sealed()))


def _upto(text: str) -> dict[str, int]:
    return dict(json.loads(text)["upto"]) if text else {}


def _digest(table: Table, rows: Iterable[Row[Any]]) -> str:
    """SHA-256 of rows as JSON; what is empty is left out, so that a column that comes later changes nothing."""
    digest = hashlib.sha256(table.name.encode())
    for row in rows:
        held = {name: _value(value) for name, value in row._mapping.items() if value not in (None, "", 0, b"")}  # noqa: SLF001
        digest.update(f"\n{json.dumps(held, ensure_ascii=True, sort_keys=True, separators=(',', ':'))}".encode())
    return digest.hexdigest()


def _value(value: object) -> object:
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return moment_text(value) if isinstance(value, datetime) else value


def prove(connection: Connection) -> list[LedgerFault]:
    """The first row of each table that does not fit its entry's seal, rows that no entry tells of, and what changed."""
    faults, begun, upto = list[LedgerFault](), False, dict[str, int]()
    stands: dict[str, tuple[int, str]] | None = None
    query = select(RECORD.c.number, RECORD.c.sealed).order_by(RECORD.c.number)
    wrong = set[str]()
    for number, text in connection.execute(query):
        try:
            stated: Mapping[str, Mapping[str, str | int]] = json.loads(text) if text else {}
            if "stands" in stated:
                stands = (stands or {}) | {each: (number, str(mark)) for each, mark in stated["stands"].items()}
        except ValueError:
            return faults  # the chain names this entry
        begun = begun or bool(text)
        for name in sorted(stated.get("rows", {})):
            last = int(str(stated["upto"][name]))
            if name not in wrong and not _fits(connection, name, upto.get(name, 0), last, stated["rows"][name]):
                wrong.add(name)
                faults.append(_fault(name, number))
            upto[name] = last
    if stands is not None:
        faults += [_standing_fault(*each) for each in sealed_state.changed(connection, stands)]
    return [*faults, *_unsealed(connection, upto)] if begun else faults


def _fits(connection: Connection, name: str, after: int, last: int, digest: object) -> bool:
    table = METADATA.tables.get(name)
    if table is None:
        return False
    between = (table.c.id > after, table.c.id <= last)
    rows = connection.execute(select(table).where(*between).order_by(table.c.id)).all()
    return bool(rows) and _digest(table, rows) == digest


def _unsealed(connection: Connection, upto: Mapping[str, int]) -> Iterator[LedgerFault]:
    for table in _sealed():
        last = upto.get(table.name, 0)
        first = connection.scalar(select(table.c.id).where(table.c.id > last).order_by(table.c.id).limit(1))
        if first is not None:
            text = Text(
                f"row {first} of {table.name} was added and no entry of the record tells of it",
                f"{table.name}의 {first}번 행은 기록에 없이 추가되었습니다.",
            )
            yield LedgerFault("sealed", 0, text)


def _standing_fault(item: str, number: int) -> LedgerFault:
    kind, _, key = item.partition(" ")
    if kind == "person":
        what = Text(
            f"account, roles, delegations, identities or passkeys of person {key}",
            f"{key}번 사람의 계정·역할·위임·식별자·패스키",
        )
    else:
        what = Text(f"ministries or dates of call {key}", f"{key}번 접수의 부처·일정")
    text = Text(
        f"{what.en} are not as entry {number} of the workspace's record sealed them",
        f"{what.ko}이(가) 업무 공간 기록의 {number}번째 항목이 봉인한 것과 다릅니다.",
    )
    return LedgerFault("sealed", number, text)


def _fault(name: str, number: int) -> LedgerFault:
    text = Text(
        f"rows of {name} are not as entry {number} of the workspace's record sealed them, or are gone",
        f"{name}의 행이 업무 공간 기록의 {number}번째 항목이 봉인한 것과 다르거나 없습니다.",
    )
    return LedgerFault("sealed", number, text)
