"""What people write on the pages: a line each, no longer than told, with nothing that nobody sees."""

from __future__ import annotations

import re
from datetime import timedelta

from crosscut.characters import CONTROL
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.words import word

SENT_AGAIN = timedelta(minutes=1)
"""What the same person sends again in the same words so soon is the same."""


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


def paragraphs(text: str, field: str, most: int) -> str:
    """Lines that somebody wrote, with no more than one empty line between them.

    Raises
    ------
    WorkspaceError
        where they are too long or hold what nobody sees.
    """
    lines = (plain(each, field, most) for each in text.strip().splitlines())
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    plain(said, field, most)
    return said


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
