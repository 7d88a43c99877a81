"""The hidden mark of each row of a workbook: of which call and ministry it is, and which version of the programme."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crosscut.text import Text
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.filing import calls
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.office import Act
from crosscut.workspace.words import word

_MARK = re.compile(r"(\d{1,9})/([A-Za-z0-9._-]{1,60})/(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row says it was made from."""

    call: int
    ministry: str
    version: int

    def __str__(self) -> str:
        """The mark as its cell holds it: letters and strokes, so that no spreadsheet takes it for a number or date."""
        return f"{self.call}/{self.ministry}/{self.version}"


def read_mark(text: str) -> Mark | None:
    """The mark that a cell holds; None where it holds none."""
    found = _MARK.fullmatch(text)
    return Mark(int(found[1]), found[2], int(found[3])) if found else None


def check_origin(act: Act, call: Call, ministry: str, cells: Iterable[str], name: str) -> None:
    """Check that a workbook was made for this request: by this edition, for this call and this ministry.

    Raises
    ------
    WorkspaceError
        where it was not, naming the row and what the workbook is of.
    """
    said = list(enumerate(cells, start=2))
    if any(text.isascii() and text.isdigit() for _, text in said) and not any(read_mark(text) for _, text in said):
        raise WorkspaceError(word("sheet_made_earlier"), file=name)
    for row, text in said:
        mark = read_mark(text)
        if mark and (mark.call, mark.ministry) != (call.id, ministry):
            here = act.known.ministry(ministry)
            there = act.known.ministry(mark.ministry)
            title = _title(act, mark.call)
            other = word("sheet_other", row=row, there=there, title=title, here=here, call=call.title)
            raise WorkspaceError(other, file=name, row=row)


def _title(act: Act, number: int) -> Text:
    """What the call is called that a workbook was made for."""
    try:
        return Text.same(calls.load(act.connection, number).title)
    except MissingError:
        return word("item_call", number=number)
