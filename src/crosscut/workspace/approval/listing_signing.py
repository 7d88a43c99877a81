"""Confirming a list: what is on the screen, its digest, and the difference where anything has moved since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC

from crosscut.budget.designation import written
from crosscut.errors import CrosscutError
from crosscut.ledger.chain import moment_text
from crosscut.workspace.approval import listings
from crosscut.workspace.approval.listing_consequences import consequences, designation_of
from crosscut.workspace.approval.listing_shapes import ListConsequences, ListPackage, SeriesRow
from crosscut.workspace.approval.listings import ProposedList
from crosscut.workspace.approval.move_consequences import Marks, marks_of
from crosscut.workspace.approval.move_signing import room_of
from crosscut.workspace.approval.signed_packages import MovedError, NewestFew, digest_of, moved_since
from crosscut.workspace.errors import AgainError, WorkspaceError
from crosscut.workspace.office import Act, Office
from crosscut.workspace.receipts import canonical, digest
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.words import word


@dataclass(frozen=True, slots=True)
class WorkedOutList:
    """What a list changes in the folder at one state of its files."""

    marks: Marks
    consequences: ListConsequences


_HELD: NewestFew[tuple[str, int], WorkedOutList] = NewestFew(4)
"""Consequences that are held at one time, since working them out takes seconds."""


def work_out(office: Office, found: ProposedList) -> WorkedOutList:
    """What a list changes, worked out anew where the folder has changed. Not within a transaction.

    It is as if the list were confirmed now: what was decided after it was proposed goes its way too.

    Raises
    ------
    WorkspaceError
        where the list cannot take the place of the one that holds.
    """
    room = room_of(office)
    marks = marks_of(room.folder, (name for name, _ in room.budget.run.snapshot.files))
    key = (str(room.folder), found.id)
    held = _HELD.get(key)
    if held is None or held.marks != marks:
        at = office.clock().astimezone(UTC).isoformat()
        held = WorkedOutList(marks, consequences(room.current(), found, str(found.row.made_by_name), at))
        _HELD.put(key, held)
    return held


def check(act: Act, found: ProposedList) -> None:
    """Refuse a list that cannot take the place of the one that holds, as far as the budget in hand tells.

    Raises
    ------
    WorkspaceError
        where it holds already, or a place of the old list goes nowhere.
    """
    at = act.now.astimezone(UTC).isoformat()
    designation_of(room_of(act.office).budget.run, found, act.actor.name, at)


def to_confirm(act: Act) -> list[ProposedList]:
    """The lists that wait for the person's confirmation: what cannot hold waits for nobody."""
    found = listings.waiting(act)
    return [each for each in found if _can_hold(act, each)] if act.office.reading else found


def _can_hold(act: Act, found: ProposedList) -> bool:
    try:
        check(act, found)
    except CrosscutError:
        return False
    return True


def packaged(found: ProposedList, worked: WorkedOutList) -> ListPackage:
    """What whoever confirms is shown."""
    return {
        "list": found.id,
        "title": str(found.row.title),
        "why": str(found.row.why),
        "law": str(found.row.law),
        "in_force": str(found.row.in_force),
        "said": [int(each.id) for each in found.remarks],
        "consequences": worked.consequences,
    }


def package_of(found: ProposedList, worked: WorkedOutList | None) -> ListPackage | None:
    """What is on the page of a list: what was confirmed where it has been, else what would be."""
    if worked is not None:
        return packaged(found, worked)
    if found.ending is None or not found.ending.package:
        return None
    confirmed: ListPackage = json.loads(found.ending.package)
    return confirmed


def confirm(act: Act, number: int, seen: str, worked: WorkedOutList) -> None:
    """Confirm what was on the screen, named by its digest: the list holds, and its file is due.

    Raises
    ------
    MovedError
        where anything has moved since, with the difference.
    AgainError
        where it moves at this very moment.
    WorkspaceError
        where a fatal finding stops it.
    """
    found = listings.load(act, number)
    answer = act.must("list.confirm", found.item)
    room = room_of(act.office)
    if marks_of(room.folder, worked.consequences["files"]) != worked.marks:
        raise AgainError(word("move_moving"), "moving")
    package = packaged(found, worked)
    name = digest_of(package)
    if seen != name:
        raise MovedError(word("list_moved"), moved_since(act.connection, seen, package, _values), found.version)
    if package["consequences"]["fatal"]:
        raise WorkspaceError(word("list_fatal"), "fatal-findings")
    at = act.now.astimezone(UTC).isoformat()
    made = designation_of(room.budget.run, found, act.actor.name, at)
    text = written(made)
    receipt = act.office.signer.receipt(
        {
            "kind": "designation",
            "list": number,
            "from": made.before.id,
            "to": made.after.id,
            "law": made.law,
            "in_force": made.in_force,
            "digest": name,
            "file": digest(text),
            "by": act.actor.name,
            "for": act.actor.acting_for_name,
            "at": moment_text(act.now),
        }
    )
    said = {"digest": name, "package": canonical(package), "name": made.file, "file": text, "receipt": receipt}
    listings.end(act, number, kind="confirmed", reason=str(found.row.why), **said)
    after = f"{made.before.id} -> {made.after.id}, {made.in_force}, {made.law}: {name}, {digest(text)}"
    act.note(RecordEntry("list.confirm", "lists", f"list {number}", after=after, reason=found.row.why), answer.role)


def _values(package: ListPackage) -> dict[str, str]:
    """Everything on the screen that can move, by what it is: amounts in minor units as text."""
    told = package["consequences"]
    found = {f"{side} {row['area']}": _last(row) for side in ("before", "after") for row in told[side]}
    found |= {f"said {each}": "said" for each in package["said"]}
    found |= {f"fatal {en}": ko for en, ko in told["fatal"]}
    return found | {f"file {name}": mark for name, mark in told["files"].items()}


def _last(row: SeriesRow) -> str:
    return str(row["amounts"][-1]) if row["amounts"] else ""
