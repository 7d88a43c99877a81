"""Days that people name in forms."""

from __future__ import annotations

from datetime import date

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.office import Act
from crosscut.workspace.words import word


def coming_day(act: Act, text: str, column: str) -> str | None:
    """A day that is not over by the server's clock, in ISO form; None where none is named.

    Raises
    ------
    WorkspaceError
        where it is no day, or over.
    """
    said = text.strip()
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise WorkspaceError(word("not_a_day", value=said[:30]), column=column) from None
    if day < act.now.astimezone().date():
        raise WorkspaceError(word("day_past", day=day.isoformat()), column=column)
    return day.isoformat()
