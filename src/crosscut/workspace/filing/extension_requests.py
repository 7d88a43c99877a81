"""Ministries that ask for more time: the request stands in the record, and the office decides on it or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from crosscut.workspace import boundaries
from crosscut.workspace.days import coming_day
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing import calls, drafts
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.office import Act
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.columns import before
from crosscut.workspace.schema.schema import RECORD
from crosscut.workspace.words import word

ACTION = "extension.ask"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class ExtensionRequest:
    """Who asked for more time, when, why and until which day (in ISO form; empty where none was named)."""

    ministry: str
    name: str
    at: datetime
    reason: str
    until: str


def ask(act: Act, number: int, ministry: str, reason: str, until: str = "") -> None:
    """Ask for more time, with the reason, and until which day, in ISO form, where one is named.

    Raises
    ------
    WorkspaceError
        where nobody says why, or the day is before the closing that holds.
    """
    call, said = drafts.visible(act, number, ministry), reason.strip()
    answer = calls.must(act, ACTION, call, ministry)
    if not 1 <= len(said) <= LONGEST:
        raise WorkspaceError(word("say_something", most=LONGEST), column="reason")
    day = coming_day(act, until, "until") or ""
    if day and date.fromisoformat(day) < call.closes_at(ministry).astimezone().date():
        raise WorkspaceError(word("extension_earlier"), column="until")
    act.note(RecordEntry(ACTION, "filings", f"call {number}", ministry, after=day, reason=said), answer.role)


def waiting(act: Act, call: Call, ministry: str = "") -> list[ExtensionRequest]:
    """The last request of each ministry on which nothing has been decided since; of one ministry, or of all."""
    query = select(RECORD).where(RECORD.c.item == f"call {call.id}", RECORD.c.action == ACTION)
    with boundaries.whole(act.connection):
        rows = list(act.connection.execute(query.where(*before(RECORD.c.at, act.until)).order_by(RECORD.c.number)))
    decided = {key: _decided(call, key) for key in call.ministries}
    last = {row.ministry: row for row in rows if ministry in ("", row.ministry)}
    return [
        ExtensionRequest(key, row.name, row.at, row.reason, row.after)
        for key, row in last.items()
        if (since := decided.get(key)) is None or since < row.at
    ]


def _decided(call: Call, ministry: str) -> datetime | None:
    return max((each.decided_at for each in call.extensions if each.ministry in ("", ministry)), default=None)
