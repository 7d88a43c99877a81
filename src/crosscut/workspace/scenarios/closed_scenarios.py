"""Closing: a scenario that nobody pursues is put away with a reason. It stays readable and is changed no more."""

from __future__ import annotations

from sqlalchemy import insert

from crosscut.workspace.entered_text import plain
from crosscut.workspace.errors import ConflictError, RefusedError, WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.scenarios import scenarios
from crosscut.workspace.schema.scenario_schema import SCENARIO_ENDS
from crosscut.workspace.words import word

LONGEST = 2000


def close(act: Act, number: int, why: str, version: int) -> None:
    """Close a scenario for good, as it was seen at a version; another one can begin with what holds in it.

    Raises
    ------
    MissingError
        where there is none.
    RefusedError
        where it is closed already.
    ConflictError
        where somebody changed it since.
    WorkspaceError
        where the reason is missing.
    """
    role = act.must("scenario.close").role
    found = scenarios.load(act, number)
    why = plain(why, "reason", LONGEST)
    if not why:
        raise WorkspaceError(word("say_something", most=LONGEST), column="reason")
    if found.end:
        raise RefusedError(word("scenario_is_closed"), "closed")
    if version != found.version:
        raise ConflictError(word("scenario_moved"), {}, found.version)
    act.connection.execute(
        insert(SCENARIO_ENDS).values(
            scenario=number,
            why=why,
            **act.authorship("closed"),
        )
    )
    entry = RecordEntry("scenario.close", "scenarios", f"scenario {number}", before=found.row.name, reason=why)
    act.note(entry, role)
