"""What the database itself vouches for: its pages, and the triggers that refuse to overwrite."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from crosscut.ledger.proof import LedgerFault
from crosscut.ledger.schema import VERSIONS
from crosscut.text import Text

GUARDED = (
    *("readings", "segments", "texts", "reading_texts", "reading_tables", "publications"),
    *(f"{kind}_versions" for kind in VERSIONS),
)
"""The tables that nothing may be changed in or taken out of."""

TRIGGERS_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"
TRIGGERS_POSTGRESQL = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"


def database_faults(connection: Connection) -> Iterator[LedgerFault]:
    """Damaged pages of SQLite (PostgreSQL guards its own), and triggers that are gone."""
    sqlite = connection.dialect.name == "sqlite"
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().first() if sqlite else "ok"
    if said != "ok":
        yield LedgerFault(
            "pages", 0, Text(f"the database file is damaged: {said}", f"데이터베이스 파일이 손상됨: {said}")
        )
    found = set(connection.scalars(text(TRIGGERS_SQLITE if sqlite else TRIGGERS_POSTGRESQL)))
    ends = ("no_update", "no_delete") if sqlite else ("append_only",)
    missing = sorted(table for table in GUARDED if not {f"{table}_{end}" for end in ends} <= found)
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
