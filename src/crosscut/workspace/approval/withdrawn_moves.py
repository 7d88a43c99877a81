"""A signed move taken back: a decision of its own with its reason; what was signed stays kept beside it."""

from __future__ import annotations

from crosscut.allocate.applied import plan_file
from crosscut.calendar import Period
from crosscut.ledger.chain import moment_text
from crosscut.workspace.approval import move_files, moves
from crosscut.workspace.approval.move_signing import room_of
from crosscut.workspace.approval.moves import StageMove
from crosscut.workspace.entered_text import given_reason
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.receipts import digest
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.words import word


def withdraw(act: Act, number: int, reason: str) -> None:
    """Take a signed move back, whether or not its file stands in the folder yet; the file is then due to go.

    Raises
    ------
    WorkspaceError
        where nobody says why, a later stage stands on it, or somebody changed its file.
    """
    found = moves.load(act, number)
    answer = act.must("move.withdraw", found.item)
    reason = given_reason(reason)
    _check(act, found)
    signed = found.ending
    assert signed is not None
    before = f"{found.period}: {signed.digest}, {digest(signed.file)}"
    receipt = act.office.signer.receipt(
        {
            "kind": "withdrawal",
            "move": number,
            "year": found.period.year,
            "stage": found.period.stage,
            "digest": signed.digest,
            "file": digest(signed.file),
            "reason": reason,
            "by": act.actor.name,
            "for": act.actor.acting_for_name,
            "at": moment_text(act.now),
        }
    )
    moves.end(act, number, kind="withdrawn", digest=signed.digest, reason=reason, receipt=receipt)
    act.note(RecordEntry("move.withdraw", "moves", f"move {number}", before=before, reason=reason), answer.role)


def _check(act: Act, found: StageMove) -> None:
    """Refuse where a later stage of the year has its amounts, or where the file says something else than was signed."""
    room, own = room_of(act.office), f"decisions/{plan_file(found.period)}"
    calendar = room.budget.run.calendar
    planned = move_files.signed(act.connection)
    for each in room.budget.run.settings.stage_ids:
        period = Period(found.period.year, each)
        has = period in calendar.periods or f"decisions/{plan_file(period)}" in planned
        if has and calendar.rank(each) > calendar.rank(found.period.stage):
            raise WorkspaceError(word("move_stands_under", stage=calendar.text(period)), "stands-under")
    if own in move_files.changed_by_hand(act.connection, room.folder) and (room.folder / own).exists():
        raise WorkspaceError(word("move_file_changed", file=own), "changed", file=own)
