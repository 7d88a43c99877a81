"""What is to be looked at in a draft: what the rules say, and what the last workbook said that could not be read.

What is about no programme that stands in the draft has no ``key``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Row, select

from crosscut.text import Text
from crosscut.workspace.filing import filings
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.checks import FilingFault, faults
from crosscut.workspace.filing.comparison import CellChange, CellFault
from crosscut.workspace.filing.drafts import DraftLine, FieldValue
from crosscut.workspace.office import Act
from crosscut.workspace.schema.schema import SHEETS
from crosscut.workspace.words import word

LEAP = 100
"""From how many times last year's amount on nothing is picked beforehand."""
_OF_SHEET: tuple[Column[Any], ...] = (SHEETS.c.content, SHEETS.c.name, SHEETS.c.sent_at, SHEETS.c.taken_at)
_MOST_SHEETS = 20
"""How many workbooks back the last one is looked for that counts."""


def standing(act: Act, call: Call, ministry: str, lines: Sequence[DraftLine]) -> list[FilingFault]:
    """All that is to be looked at in a request as it stands, fatal first."""
    found = faults(filings.asked(lines), year=call.year, reason_from=call.reason_from)
    found += _whole(act, call, ministry, lines)
    return found + list(_unread(act, call, ministry, {line.key: line for line in lines}))


def _whole(act: Act, call: Call, ministry: str, lines: Sequence[DraftLine]) -> Iterator[FilingFault]:
    """What is to be looked at in a request as a whole."""
    held = filings.latest(act.connection, call.id, ministry)
    asked, before = (sum(getattr(line, each) or 0 for line in lines) for each in ("amount", "before"))
    said = []
    if held is None and not any(line.edited for line in lines):
        said.append(("untouched", word("rule_untouched", period=act.known.at(call.base).period)))
    if before and asked >= 2 * before:
        said.append(("doubled", word("rule_doubled", period=act.known.at(call.base).period)))
    if held is not None and not held.late and call.phase(ministry, act.now) == "late":
        said.append(("replaces", word("rule_replaces", number=held.number)))
    for rule, text in said:
        yield FilingFault(rule, "warning", "", "amount", text)


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


def leaps(lines: Mapping[str, DraftLine], changes: Sequence[CellChange]) -> set[tuple[str, str]]:
    """The amounts that are so many times what they were that somebody is to pick them: as of another unit."""
    return {
        (each.key, each.field)
        for each in changes
        if each.field == "amount" and each.sent and (before := lines[each.key].before if each.key in lines else None)
        if int(each.sent) >= LEAP * before
    }


def _unread(act: Act, call: Call, ministry: str, lines: Mapping[str, DraftLine]) -> Iterator[FilingFault]:
    """Cells and rows of the last workbook that could not be read.

    Cells are told until somebody has written their fields, rows until somebody has written in their programmes or the
    request was filed with them in sight.
    """
    found = _last_sheet(act, call, ministry)
    if found is None:
        return
    row, said = found
    held = filings.latest(act.connection, call.id, ministry)
    filed = held is not None and held.filed_at > row.sent_at
    for fault in (CellFault(**each) for each in said):
        line = lines.get(fault.key)
        cell = fault.cell.rpartition("!")[2]
        if fault.field and line:
            at = line.cells[fault.field].at
            text = word("rule_unread", cell=cell, name=row.name, why=Text(fault.en, fault.ko))
        elif filed:
            continue
        else:
            at = max((each.at for each in line.cells.values() if each.at), default=None) if line else None
            number = re.sub(r"\D", "", cell)
            told = f" ({fault.row})" if fault.row else "", f"({fault.row})" if fault.row else ""
            text = word("rule_row_unread", row=number, said=Text(*told), name=row.name, why=Text(fault.en, fault.ko))
        if at is None or at <= row.sent_at:
            yield FilingFault("unread", "warning", line.key if line else "", fault.field or "amount", text)


def _last_sheet(act: Act, call: Call, ministry: str) -> tuple[Row[Any], list[dict[str, str]]] | None:
    """The last workbook that was taken, or that had nothing to take, and the faults in it."""
    here = (SHEETS.c.call == call.id, SHEETS.c.ministry == ministry, SHEETS.c.kind == "")
    query = select(*_OF_SHEET).where(*here)
    for row in act.connection.execute(query.order_by(SHEETS.c.id.desc()).limit(_MOST_SHEETS)):
        said = json.loads(row.content)
        if not said.get("proposed") and (row.taken_at or not (said["changes"] or said["new"])):
            faults_said: list[dict[str, str]] = said["faults"]
            return row, faults_said
    return None
