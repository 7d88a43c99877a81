"""Signed amounts as files of the budget's ``decisions/``: the same that ``crosscut allocate --apply`` writes.

The database holds what was signed; the file says it to every build. It is written once, after the signature is kept,
and at the start of the server where that was cut off. Nothing that somebody wrote over it is written over again:
``crosscut verify`` names it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from crosscut.allocate.applied import plan_file
from crosscut.budget.snapshot import read, record
from crosscut.calendar import Period
from crosscut.ledger.database import Database
from crosscut.locks import budget_locked
from crosscut.wholefiles import read_whole, write_whole
from crosscut.workspace.approval_schema import MOVES, SIGNINGS


def bring_up_to_date(database: Database, folder: Path) -> list[str]:
    """Write the files of signed moves that are not there, and record the budget with them; their names.

    Raises
    ------
    CrosscutError
        where another process holds the folder, or nothing can be written there.
    """
    with database.reading() as connection:
        due = {name: text for name, text in signed(connection).items() if not (folder / name).exists()}
    if not due:
        return []
    with budget_locked(folder, f"serve {folder}"):
        (folder / "decisions").mkdir(exist_ok=True)
        for name, text in due.items():
            if not (folder / name).exists():
                write_whole(folder / name, text, new=True)
        record(read(folder))
    return list(due)


def changed_by_hand(connection: Connection, folder: Path) -> list[str]:
    """The files that do not say what was signed, or that are gone."""
    return [name for name, text in signed(connection).items() if _held(folder / name) != text]


def _held(file: Path) -> str:
    return read_whole(file).decode(errors="replace") if file.is_file() else ""


def signed(connection: Connection) -> dict[str, str]:
    """The files of all signed moves, by name; none in a workspace of before there was approving."""
    if SIGNINGS.name not in inspect(connection).get_table_names():
        return {}
    query = select(MOVES.c.year, MOVES.c.stage, SIGNINGS.c.file).join(MOVES, MOVES.c.id == SIGNINGS.c.move)
    rows = connection.execute(query.where(SIGNINGS.c.kind == "signed").order_by(SIGNINGS.c.id))
    return {f"decisions/{plan_file(Period(year, stage))}": text for year, stage, text in rows}
