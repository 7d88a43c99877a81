"""What the database itself vouches for: its pages, and the triggers that refuse to overwrite."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, LargeBinary, String, func, literal_column, or_, select, text

from crosscut.ledger.errors import LedgerDamagedError
from crosscut.ledger.proof import LedgerFault
from crosscut.ledger.schema import METADATA, VERSIONS, UtcDateTime
from crosscut.text import Text

GUARDED = (
    *("readings", "segments", "texts", "reading_texts", "reading_tables", "publications"),
    *(f"{kind}_versions" for kind in VERSIONS),
)
"""The tables that nothing may be changed in or taken out of."""

_SQLITE = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
_POSTGRESQL = """
SELECT t.tgname, c.relname,
    CASE WHEN t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL AND t.tgtype = 58 AND t.tgnargs = 0
        AND t.tgattr::text = '' AND current_setting('session_replication_role') <> 'replica'
        AND p.prosrc = ' BEGIN RAISE EXCEPTION ''the ledger is append-only''; END ' THEN p.proname ELSE '' END
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgconstraint = 0 AND c.oid = to_regclass(quote_ident(c.relname))
"""
"""Triggers by name, table and function: one that fires for whoever updates, deletes or truncates (58), and refuses.

Of several tables of a name the one counts that is written.
"""
_RULES = "SELECT tablename, rulename FROM pg_rules"
_HIDING = "SELECT relname FROM pg_class WHERE relrowsecurity"
_MOMENT = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]"
"""How SQLite holds a moment."""
_VERBS = {"no_update": "UPDATE", "no_delete": "DELETE"}
_REFUSES = "CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE\\(ABORT, '[^']*'\\); END"


@dataclass(frozen=True, slots=True)
class Triggers:
    """The triggers of a database: the tables that nothing may be changed in, and every other, by table.

    ``others`` are also the rules of PostgreSQL, which may write elsewhere, or nothing, in place of what is written.
    """

    guarded: frozenset[str]
    others: tuple[tuple[str, str], ...]


def triggers(connection: Connection) -> Triggers:
    """The triggers that refuse, word for word as they were made, by table; and whatever else there is."""
    sqlite = connection.dialect.name == "sqlite"
    held, others = dict[str, set[str]](), []
    for name, table, said in connection.execute(text(_SQLITE if sqlite else _POSTGRESQL)):
        end = str(name).removeprefix(f"{table}_")
        refuses = re.fullmatch(_REFUSES.format(name=name, verb=_VERBS.get(end, "-"), table=table), str(said), re.DOTALL)
        if refuses if sqlite else end == "append_only" and said == "ledger_append_only":
            held.setdefault(table, set()).add(end)
        else:
            others.append((str(table), str(name)))
    others += [] if sqlite else [(table, name) for table, name in connection.execute(text(_RULES))]
    needed = set(_VERBS) if sqlite else {"append_only"}
    return Triggers(frozenset(table for table, ends in held.items() if ends >= needed), tuple(sorted(others)))


def foreign_triggers(found: Triggers, tables: Collection[str]) -> Iterator[LedgerFault]:
    """The triggers on some tables that are none of those that refuse."""
    for table, name in found.others:
        if table in tables:
            said = Text(
                f"a trigger or a rule that Crosscut did not make stands on {table}: {name}",
                f"{table}에 Crosscut이 만들지 않은 트리거나 규칙이 있습니다: {name}",
            )
            yield LedgerFault("unguarded", 0, said)


def database_faults(connection: Connection) -> Iterator[LedgerFault]:
    """Damaged pages of SQLite (PostgreSQL guards its own), and triggers that are gone."""
    sqlite = connection.dialect.name == "sqlite"
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().first() if sqlite else "ok"
    if said != "ok":
        yield LedgerFault(
            "pages", 0, Text(f"the database file is damaged: {said}", f"데이터베이스 파일이 손상됨: {said}")
        )
    found = triggers(connection)
    yield from foreign_triggers(found, GUARDED)
    yield from () if sqlite else _hidden(connection)
    missing = sorted(set(GUARDED) - found.guarded)
    if missing:
        names = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
        yield LedgerFault(
            "unguarded",
            0,
            Text(
                f"the triggers that keep {names} from being overwritten are gone",
                f"덮어쓰기를 막는 트리거가 없습니다: {names}",
            ),
        )


def form_faults(connection: Connection) -> Iterator[LedgerFault]:
    """Values of SQLite in another type or form than the ledger writes, which it sorts and compares otherwise."""
    if connection.dialect.name != "sqlite":
        return
    for name in GUARDED:
        table = METADATA.tables[name]
        odd = [_is_odd(column) for column in table.columns]
        if connection.scalar(select(func.count()).select_from(table).where(or_(*odd))):
            said = Text(f"values of {name} are written otherwise", f"{name}의 값이 다른 형태로 적혀 있습니다")
            yield LedgerFault("rows", 0, said)


def _is_odd(column: Column[Any]) -> ColumnElement[bool]:
    if isinstance(column.type, UtcDateTime):
        return literal_column(column.name).op("NOT GLOB", is_comparison=True)(literal_column(f"'{_MOMENT}'"))
    kind = "blob" if isinstance(column.type, LargeBinary) else "text" if isinstance(column.type, String) else "integer"
    return func.typeof(column).not_in([kind, "null"])


def _hidden(connection: Connection) -> Iterator[LedgerFault]:
    """Tables of the ledger whose rows a policy may hide, which none of Crosscut's does."""
    for table in sorted({str(name) for name in connection.execute(text(_HIDING)).scalars()} & set(GUARDED)):
        said = Text(f"row-level security hides rows of {table}", f"행 수준 보안이 {table}의 행을 숨깁니다")
        yield LedgerFault("unguarded", 0, said)


def check_writes(connection: Connection, database: str) -> None:
    """Check that what is about to be written will be written, and nothing in its place.

    Raises
    ------
    LedgerDamagedError
        where a trigger or a rule that Crosscut did not make stands on a table of the ledger.
    """
    fault = next(foreign_triggers(triggers(connection), GUARDED), None)
    if fault is not None:
        raise LedgerDamagedError(f"{database}: {fault.message.en}; crosscut verify says more")
