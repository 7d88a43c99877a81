"""What people write on the pages: a line each, no longer than told, with nothing that nobody sees."""

from __future__ import annotations

from crosscut.characters import CONTROL
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.words import word


def plain(text: str, field: str, most: int) -> str:
    """A line that somebody wrote.

    Raises
    ------
    WorkspaceError
        where it is too long or holds what nobody sees.
    """
    text = " ".join(text.split())
    if len(text) > most or CONTROL.search(text):
        raise WorkspaceError(word("too_long", field=word(f"field_{field}"), most=most), column=field)
    return text


def given_reason(text: str, most: int = 2000) -> str:
    """Why somebody does it.

    Raises
    ------
    WorkspaceError
        where nothing is said, or it is too long or holds what nobody sees.
    """
    said = plain(text, "reason", most)
    if not said:
        raise WorkspaceError(word("say_why"), column="reason")
    return said
