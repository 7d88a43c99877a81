"""Signed amounts as files of the budget's ``decisions/``: the same that ``crosscut allocate --apply`` writes.

The database holds what was signed; the file says it to every build. It is written once, after the signature is kept,
and at the start of the server where that was cut off. Nothing that somebody wrote over it is written over again:
``crosscut verify`` names it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, inspect, select

from crosscut.allocate.applied import plan_file
from crosscut.budget.snapshot import read, record
from crosscut.calendar import Period
from crosscut.ledger.database import Database
from crosscut.locks import budget_locked
from crosscut.wholefiles import read_whole, write_whole
from crosscut.workspace.schema.approval_schema import MOVES, SIGNINGS


def bring_up_to_date(database: Database, folder: Path) -> list[str]:
    """Write the files of signed moves that are not there, and take away those of moves that were taken back; the names.

    The budget is recorded as it is then.

    Raises
    ------
    CrosscutError
        where another process holds the folder, or nothing can be written there.
    """
    with database.reading() as connection:
        holds = signed(connection)
        gone = _still_there(connection, folder)
    due = [name for name in holds if name in gone or not (folder / name).exists()]
    if not due and not gone:
        return []
    with budget_locked(folder, f"serve {folder}"):
        (folder / "decisions").mkdir(exist_ok=True)
        for name, text in gone.items():
            if content_of(folder / name) == text:
                (folder / name).unlink()
        for name in due:
            if not (folder / name).exists():
                write_whole(folder / name, holds[name], new=True)
        record(read(folder))
    return list(dict.fromkeys((*gone, *due)))


def changed_by_hand(connection: Connection, folder: Path) -> list[str]:
    """The files that do not say what was signed, that are gone, or that stand although their move was taken back."""
    wrong = [name for name, text in signed(connection).items() if content_of(folder / name) != text]
    return list(dict.fromkeys((*wrong, *_still_there(connection, folder))))


def _still_there(connection: Connection, folder: Path) -> dict[str, str]:
    """The files of moves that were taken back which stand as they were signed, by name."""
    if SIGNINGS.name not in inspect(connection).get_table_names():
        return {}
    rows = connection.execute(_files().where(MOVES.c.id.in_(_taken())))
    texts = [(f"decisions/{plan_file(Period(year, stage))}", text) for year, stage, text in rows]
    return {name: text for name, text in texts if content_of(folder / name) == text}


def _files() -> Select[Any]:
    """Year, stage and text of what was signed."""
    query = select(MOVES.c.year, MOVES.c.stage, SIGNINGS.c.file).join(MOVES, MOVES.c.id == SIGNINGS.c.move)
    return query.where(SIGNINGS.c.kind == "signed").order_by(SIGNINGS.c.id)


def _taken() -> Select[Any]:
    """The moves that were taken back."""
    return select(SIGNINGS.c.move).where(SIGNINGS.c.kind == "withdrawn")


def content_of(file: Path) -> str:
    """What a file of the folder says; empty where there is none."""
    return read_whole(file).decode(errors="replace") if file.is_file() else ""


def signed(connection: Connection) -> dict[str, str]:
    """The files of all signed moves that hold, by name; none in a workspace of before there was approving."""
    if SIGNINGS.name not in inspect(connection).get_table_names():
        return {}
    rows = connection.execute(_files().where(MOVES.c.id.not_in(_taken())))
    return {f"decisions/{plan_file(Period(year, stage))}": text for year, stage, text in rows}
