"""Confirmed lists as files of the budget's ``taxonomies/``, which every build reads.

The database holds what was confirmed; the files say it to every build. They are written once, after the signature is
kept, and at the start of the server where that was cut off. Nothing that somebody wrote over them is written over
again: ``crosscut verify`` names it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, select

from crosscut.budget.snapshot import read, record
from crosscut.ledger.database import Database
from crosscut.locks import budget_locked
from crosscut.wholefiles import write_whole
from crosscut.workspace.approval.move_files import content_of
from crosscut.workspace.schema.listing_schema import LIST_ENDS, LISTS


def confirmed(connection: Connection) -> dict[str, str]:
    """The files of all confirmed lists, by name; none in a workspace of before there was designating."""
    if LIST_ENDS.name not in inspect(connection).get_table_names():
        return {}
    query = select(LISTS.c.name, LISTS.c.content, LIST_ENDS.c.name.label("file"), LIST_ENDS.c.file.label("text"))
    query = query.join(LIST_ENDS, LIST_ENDS.c.listing == LISTS.c.id).where(LIST_ENDS.c.kind == "confirmed")
    found: dict[str, str] = {}
    for row in connection.execute(query.order_by(LIST_ENDS.c.id)):
        found |= {row.name: row.content} if row.content else {}
        found[row.file] = row.text
    return found


def bring_up_to_date(database: Database, folder: Path) -> list[str]:
    """Write the files of confirmed lists that are not there; the names. The budget is recorded as it is then.

    Raises
    ------
    CrosscutError
        where another process holds the folder, or nothing can be written there.
    """
    with database.reading() as connection:
        due = {name: text for name, text in confirmed(connection).items() if not (folder / name).exists()}
    if not due:
        return []
    with budget_locked(folder, f"serve {folder}"):
        (folder / "taxonomies").mkdir(exist_ok=True)
        for name, text in due.items():
            write_whole(folder / name, text, new=True)
        record(read(folder))
    return list(due)


def changed_by_hand(connection: Connection, folder: Path) -> list[str]:
    """The files that do not say what was confirmed, or are gone."""
    return [name for name, text in confirmed(connection).items() if content_of(folder / name) != text]
