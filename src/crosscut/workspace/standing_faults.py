"""What is to be looked at in a draft: what the rules say, and cells of the last workbook that could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from crosscut.text import Text
from crosscut.workspace import filings
from crosscut.workspace.calls import Call
from crosscut.workspace.checks import FilingFault, faults
from crosscut.workspace.comparison import CellChange, CellFault
from crosscut.workspace.drafts import DraftLine, FieldValue
from crosscut.workspace.office import Act
from crosscut.workspace.schema import SHEETS
from crosscut.workspace.words import word


def standing(act: Act, call: Call, ministry: str, lines: Sequence[DraftLine]) -> list[FilingFault]:
    """All that is to be looked at in a request as it stands, fatal first."""
    found = faults(filings.asked(lines), year=call.year, reason_from=call.reason_from)
    return found + list(_unread(act, call, ministry, {line.key: line for line in lines}))


def after(
    call: Call, lines: Mapping[str, DraftLine], changes: Sequence[CellChange]
) -> dict[tuple[str, str], list[FilingFault]]:
    """What the rules would say where changes are taken, by programme and field of a change.

    That a reason is missing is said of the amount as well.
    """
    moved = dict(lines)
    for each in changes:
        if each.key in moved:
            cells = {**moved[each.key].cells, each.field: FieldValue(each.sent)}
            moved[each.key] = replace(moved[each.key], cells=cells)
    touched = {each.key for each in changes}
    told = dict[tuple[str, str], list[FilingFault]]()
    for fault in faults(filings.asked(moved.values()), year=call.year, reason_from=call.reason_from):
        for field in (fault.field, "amount") if fault.rule == "reason" else (fault.field,):
            if fault.key in touched:
                told.setdefault((fault.key, field), []).append(fault)
    return told


def _unread(act: Act, call: Call, ministry: str, lines: Mapping[str, DraftLine]) -> Iterator[FilingFault]:
    """Cells of the workbook that was taken last which could not be read, and whose fields nobody has written since."""
    here = (SHEETS.c.call == call.id, SHEETS.c.ministry == ministry, SHEETS.c.kind == "")
    query = select(SHEETS.c.content, SHEETS.c.name, SHEETS.c.sent_at).where(*here, SHEETS.c.taken_at.is_not(None))
    query = query.order_by(SHEETS.c.id.desc())
    row = act.connection.execute(query.limit(1)).first()
    for said in json.loads(row.content)["faults"] if row else ():
        fault = CellFault(**said)
        cell = lines[fault.key].cells.get(fault.field) if fault.key in lines else None
        if row and cell and (cell.at is None or cell.at <= row.sent_at):
            text = word("rule_unread", cell=fault.cell.rpartition("!")[2], name=row.name, why=Text(fault.en, fault.ko))
            yield FilingFault("unread", "warning", fault.key, fault.field, text)
