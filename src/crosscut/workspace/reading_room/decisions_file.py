"""Readings as files of the budget's ``decisions/``: one a day, so that the command line reads what was read here.

The database holds the readings; ``decisions/readings-DAY.csv`` says the same as every other file of decisions does, and
in each row how many there are and the digest of all. It is only ever longer than before. Whoever changed it by hand is
told so, and nothing of theirs is written over.
"""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from crosscut.csvtext import escape
from crosscut.ingest.attributions import SUB
from crosscut.ingest.seals import SEAL, sealed
from crosscut.ledger.database import Database
from crosscut.locks import locked
from crosscut.wholefiles import read_whole, write_whole
from crosscut.workspace.errors import AgainError
from crosscut.workspace.reading_room.reading_book import SAID, decision_rows
from crosscut.workspace.reading_room.reading_room import OWN
from crosscut.workspace.schema.reading_schema import READINGS
from crosscut.workspace.schema.schema import PEOPLE
from crosscut.workspace.words import word

_FIRST = ("programme", "area")
_REST = ("numerator", "denominator", "decided_by", "decided_at", "reason")
COLUMNS = (*_FIRST, *_REST)
WITH_SUBS = (*_FIRST, SUB, *_REST)
"""The columns of a day on which somebody named a sub-technology."""
_WRITING = threading.Lock()
_LOCK = ".crosscut-readings.lock"


def check(connection: Connection, folder: Path, now: datetime) -> None:
    """Check that the day's file holds nothing but what was read here.

    Raises
    ------
    AgainError
        where somebody changed it by hand.
    """
    day = now.astimezone(UTC).date()
    _added(folder, day, _text(_rows(connection, day)))


def changed_by_hand(connection: Connection, folder: Path) -> list[str]:
    """The files that hold what nobody read here; one that is gone or behind is none, since it is written again."""
    found = []
    for file in sorted((folder / "decisions").glob(f"{OWN}*.csv")):
        with suppress(ValueError):
            day = date.fromisoformat(file.stem.removeprefix(OWN))
            if not _bare(_text(_rows(connection, day))).startswith(_bare(_content(file))):
                found.append(f"decisions/{file.name}")
    return found


def bring_up_to_date(database: Database, folder: Path, since: int = 0) -> int:
    """Write what the files lack of the days of readings after ``since``; the last reading that they hold.

    Raises
    ------
    AgainError
        where somebody changed one by hand.
    CrosscutError
        where another process holds them, or nothing can be written there.
    """
    with _WRITING, locked(folder / _LOCK, f"the readings of {folder}", "crosscut serve"):
        with database.reading() as connection:
            new = connection.execute(select(READINGS.c.id, READINGS.c.read_at).where(READINGS.c.id > since)).all()
            texts = {day: _text(_rows(connection, day)) for day in sorted({_day(row.read_at) for row in new})}
        for day, text in texts.items():
            if text.count("\n") > 1 and _added(folder, day, text):
                (folder / "decisions").mkdir(exist_ok=True)
                write_whole(_file(folder, day), text)
        return max((row.id for row in new), default=since)


def _file(folder: Path, day: date) -> Path:
    return folder / "decisions" / f"{OWN}{day.isoformat()}.csv"


def _added(folder: Path, day: date, text: str) -> bool:
    """Whether a day's text says more than its file."""
    file = _file(folder, day)
    held = _content(file) if file.exists() else ""
    if not _bare(text).startswith(_bare(held)):
        raise AgainError(word("reading_file_changed", file=f"decisions/{file.name}"), "changed-by-hand", file=file.name)
    return text != held


def _content(file: Path) -> str:
    return read_whole(file).decode(errors="replace")


def _bare(text: str) -> str:
    """What a file says without what it says of itself, with or without sub-technologies; a row cut off stays so."""
    bare = StringIO()
    writer = csv.writer(bare, lineterminator="\n")
    try:
        rows = list(csv.reader(StringIO(text, newline="")))
        named = bool(rows) and tuple(rows[0][: len(WITH_SUBS)]) == WITH_SUBS
        writer.writerows(row[: len(WITH_SUBS)] if named else _widened(row, row is rows[0]) for row in rows)
    except csv.Error:
        return text
    return bare.getvalue() if text.endswith("\n") else bare.getvalue().removesuffix("\n")


def _widened(row: list[str], head: bool) -> list[str]:
    """A row without the column of sub-technologies, as one with it."""
    place = len(_FIRST)
    return row if len(row) <= place else [*row[:place], SUB if head else "", *row[place : len(COLUMNS)]]


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _rows(connection: Connection, day: date) -> list[Row[Any]]:
    """The readings of one day (UTC) that are decisions, with the names of their readers."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    query = select(READINGS, PEOPLE.c.name).join(PEOPLE, PEOPLE.c.id == READINGS.c.read_by)
    query = query.where(READINGS.c.read_at >= begin, READINGS.c.read_at < begin + timedelta(days=1))
    return list(connection.execute(query.where(READINGS.c.kind.in_(SAID)).order_by(READINGS.c.id)))


def _text(rows: Iterable[Row[Any]]) -> str:
    stated = [each for row in rows for each in decision_rows(row, row.name)]
    columns = WITH_SUBS if any(each["sub"] for each in stated) else COLUMNS
    said = [
        {name: str(value) for name, value in each.items() if name in columns and (each["sub"] or name != SUB)}
        for each in stated
    ]
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow((*columns, *SEAL))
    writer.writerows([escape(row.get(name, "")) for name in (*columns, *SEAL)] for row in sealed(said))
    return written.getvalue()
