"""What has moved of a proposed list since its page was shown, as readers are told it."""

from __future__ import annotations

from collections.abc import Callable

from crosscut.text import Text
from crosscut.workspace.approval.listings import ProposedList
from crosscut.workspace.approval.signed_packages import Columns
from crosscut.workspace.web.pages.move_view import MovedRow
from crosscut.workspace.words import word


def moved_rows(columns: Columns, found: ProposedList, named: Callable[[str], Text]) -> list[MovedRow]:
    """The sums of areas under either list, what was said, and files; ``named`` is what an area is called."""
    said = {str(each.id): each for each in found.remarks}
    rows = []
    for key, (before, after, _) in sorted(columns.items()):
        kind, _, rest = key.partition(" ")
        if kind in ("before", "after"):
            rows.append(MovedRow(word(f"list_moved_{kind}", area=named(rest)), before, after, "money"))
        elif kind == "said" and rest in said:
            name = word("list_moved_said", person=said[rest].written_by_name)
            rows.append(MovedRow(name, "", str(said[rest].text)))
        elif kind == "file":
            rows.append(MovedRow(word("move_moved_file", name=rest), before[:12], after[:12]))
        else:
            rows.append(MovedRow(word("move_moved_fatal", name=Text(rest, after or before)), "", ""))
    return rows
