"""A folder's budget as it stands or as it stood on a past day, held while nothing of it changes.

Opening one takes up to seconds: never within a transaction.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TypeVar, cast

from crosscut.budget import Run
from crosscut.budget.folder_ledger import ledger_of, open_ledger
from crosscut.errors import CrosscutError
from crosscut.ledger import LedgerMissingError
from crosscut.workbench.opening import open_run
from crosscut.workspace.approval.move_consequences import Marks, marks_of
from crosscut.workspace.approval.move_signing import room_of
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.office import Office
from crosscut.workspace.words import word

_KEPT, _DAYS = 4, 40
_EARLIEST = 1900

Worked = TypeVar("Worked")


@dataclass
class MomentRun:
    """A run with what was worked out of it; ``until`` is the moment it is as of, None where it is as it stands."""

    run: Run
    until: datetime | None
    marks: Marks
    _worked: dict[Hashable, object] = field(default_factory=dict)

    def worked(self, key: Hashable, work: Callable[[], Worked]) -> Worked:
        """What was worked out under a key, once."""
        if key not in self._worked:
            self._worked[key] = work()
        return cast("Worked", self._worked[key])


_HELD: OrderedDict[tuple[str, datetime | None], MomentRun] = OrderedDict()
_LOCK = threading.RLock()


def run_of(office: Office, day: date | None = None) -> MomentRun:
    """The folder's run at the end of a past day of the server's zone, or as it stands.

    Raises
    ------
    WorkspaceError
        where the day has not ended, or nothing was recorded by then.
    """
    room = room_of(office)
    until = _end_of(office, day) if day else None
    with _LOCK:
        key = (str(room.folder), until)
        held = _HELD.pop(key, None)
        marks = marks_of(room.folder, (name for name, _ in room.budget.run.snapshot.files)) if until is None else ()
        if held is None or held.marks != marks:
            held = MomentRun(room.current() if until is None else _past(office, until), until, marks)
        _HELD[key] = held
        while len(_HELD) > _KEPT:
            _HELD.popitem(last=False)
        return held


def _end_of(office: Office, day: date) -> datetime:
    now = office.clock()
    if day.year < _EARLIEST:
        raise WorkspaceError(word("day_wrong"), "day", column="day")
    if day >= now.astimezone().date():
        raise WorkspaceError(word("day_ahead"), "day", column="day")
    return datetime.combine(day, time.max).astimezone(UTC)


def _past(office: Office, until: datetime) -> Run:
    try:
        return open_run(room_of(office).folder, until.isoformat())
    except CrosscutError as error:
        raise WorkspaceError(word("day_empty"), "day", column="day") from error


def day_of(text: str) -> date | None:
    """A day as an address has it; None where it has none.

    Raises
    ------
    WorkspaceError
        where it is no day.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WorkspaceError(word("day_wrong"), "day", column="day") from None


def days_of(office: Office) -> list[date]:
    """The days that are over, in the server's zone, on which the ledger recorded something, the newest first."""
    folder = room_of(office).folder
    try:
        with open_ledger(folder, ledger_of(folder), read_only=True) as store:
            found = {each.recorded_at.astimezone().date() for each in store.entries()}
    except LedgerMissingError:
        return []
    today = office.clock().astimezone().date()
    return sorted((each for each in found if each < today), reverse=True)[:_DAYS]
