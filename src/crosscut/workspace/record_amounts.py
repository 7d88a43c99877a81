"""What entries of the record did to the amounts of programmes that are looked for: by filing, and by files taken in.

Of a filing it is said as far as whoever looks may read it; of a draft only to whoever may read drafts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, select

from crosscut.workspace import boundaries
from crosscut.workspace.filing import calls, filings
from crosscut.workspace.filing.drafts import amount_before
from crosscut.workspace.office import Act
from crosscut.workspace.schema.schema import CELLS, FILINGS, SHEETS

TAKEN = ("workbook", "sheet")
"""Kinds of items that are files taken into a draft."""


@dataclass(frozen=True, slots=True)
class AmountMove:
    """A programme's amount before and after an entry, in minor units; ``carried`` says that nobody had asked before."""

    name: str
    before: int | None
    after: int | None
    carried: bool = False


def moves(act: Act, rows: Iterable[Row[Any]], keys: frozenset[str]) -> dict[int, list[AmountMove]]:
    """By the number of an entry, what it did to the programmes of some keys."""
    if not keys:
        return {}
    found = {row.number: _filed(act, row, keys) for row in rows if row.action == "request.file"}
    found |= {row.number: _taken(act, row, keys) for row in rows if row.item.partition(" ")[0] in TAKEN}
    return {number: each for number, each in found.items() if each}


def _filed(act: Act, entry: Row[Any], keys: frozenset[str]) -> list[AmountMove]:
    number = entry.after.partition(":")[0]
    filing = act.connection.execute(select(FILINGS).where(FILINGS.c.number == number)).first()
    if filing is None:
        return []
    former = filings.former(act.connection, filing)
    stood = {each.key: each for each in filings.programmes(act, former)} if former else {}
    return [
        AmountMove(
            each.name or each.id,
            stood[each.key].amount if each.key in stood else each.before,
            each.amount,
            each.key not in stood,
        )
        for each in filings.programmes(act, filing)
        if each.key in keys
    ]


def _taken(act: Act, entry: Row[Any], keys: frozenset[str]) -> list[AmountMove]:
    number = int(entry.item.partition(" ")[2])
    sheet = act.connection.execute(select(SHEETS).where(SHEETS.c.id == number)).first()
    if sheet is None:
        return []
    call = calls.load(act.connection, sheet.call)
    if not act.actor.may("request.read", call.item(sheet.ministry, act.now)).allowed:
        return []
    here = (CELLS.c.call == call.id, CELLS.c.ministry == sheet.ministry, CELLS.c.written_at == sheet.taken_at)
    cells = act.connection.execute(select(CELLS).where(*here, CELLS.c.field == "amount", CELLS.c.programme.in_(keys)))
    return [_moved(act, call, cell) for cell in cells]


def _moved(act: Act, call: calls.Call, cell: Row[Any]) -> AmountMove:
    known = act.known.at(call.base).programmes.get(cell.programme)
    before, carried = amount_before(act.connection, act.known, call, cell)
    return AmountMove(known.name if known else cell.programme, before, int(cell.value) if cell.value else None, carried)


def of_sheets(act: Act) -> Mapping[int, frozenset[str]]:
    """The keys of the programmes that each file that was taken wrote in, by the number of the file; never what."""
    same = (
        CELLS.c.call == SHEETS.c.call,
        CELLS.c.ministry == SHEETS.c.ministry,
        CELLS.c.written_at == SHEETS.c.taken_at,
    )
    query = select(SHEETS.c.id, CELLS.c.programme).join(CELLS, and_(*same)).distinct()
    found: dict[int, set[str]] = {}
    with boundaries.whole(act.connection):
        for sheet, key in act.connection.execute(query):
            found.setdefault(sheet, set()).add(key)
    return {sheet: frozenset(keys) for sheet, keys in found.items()}
