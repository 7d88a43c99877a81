"""A draft as a workbook, out and in again: unchanged cells change nothing, and what both sides changed is asked."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, insert, select, update

from crosscut.text import Language
from crosscut.workspace.errors import ConflictError, MissingError
from crosscut.workspace.fields import FIELDS, field_text
from crosscut.workspace.filing import calls, drafts
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.comparison import COLUMNS, CellChange, CellFault, WorkbookReading, heading, read
from crosscut.workspace.filing.drafts import DraftLine
from crosscut.workspace.filing.row_marks import Mark
from crosscut.workspace.office import Act
from crosscut.workspace.receipts import digest
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.schema import SHEETS
from crosscut.workspace.words import word

_WIDTHS = {
    "id": 18,
    "name": 44,
    "text": 60,
    "start": 8,
    "end": 8,
    "before": 16,
    "amount": 16,
    "reason": 50,
    "version": 16,
}
_SHEET = "Request"
REFUSED = "refused"
"""The kind of a file of which nothing could be taken."""
_WARNINGS_BEFORE = "told"
"""What the warnings of a workbook are called that an earlier version kept."""


def written(act: Act, call: Call, ministry: str, language: Language) -> bytes:
    """A ministry's draft as a workbook; the cells that may be written in are open."""
    import xlsxwriter

    answer = act.actor.may("request.write", call.item(ministry, act.now))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        paper = book.add_worksheet(_SHEET)
        shut = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#58616a", "bg_color": "#f4f5f6"})
        head = book.add_format({"bold": True, "bg_color": "#eef2f7", "bottom": 1, "text_wrap": True, "valign": "top"})
        open_ = book.add_format({"text_wrap": True, "valign": "top", "locked": False})
        money = {"num_format": "#,##0.###############", "valign": "top"}
        forms = {True: (book.add_format({**money, "locked": False}), open_)}
        forms[False] = (book.add_format({**money, "font_color": "#58616a", "bg_color": "#f4f5f6"}), shut)
        for place, name in enumerate(COLUMNS):
            paper.write_string(0, place, heading(name, act, call)[language], head)
            paper.set_column(place, place, _WIDTHS[name], None, {"hidden": name == "version"})
        for row, line in enumerate(drafts.lines(act.connection, act.known, call, ministry), start=1):
            for place, name in enumerate(COLUMNS):
                may_write = name in FIELDS and answer.allowed and answer.covers(name)
                mark = str(Mark(call.id, ministry, line.version))
                _write_cell(paper, (row, place), name, line, act, mark, forms[may_write])
        carried = len(act.known.at(call.base).of_ministry.get(ministry, ()))
        for row in range(carried + 1, carried + 51):
            paper.set_row(row, None, open_)
        paper.freeze_panes(1, 2)
        paper.protect(
            "", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True, "insert_rows": True}
        )
    return out.getvalue()


def _write_cell(
    paper: Any, at: tuple[int, int], name: str, line: DraftLine, act: Act, mark: str, forms: tuple[Any, Any]
) -> None:
    money, plain = forms
    if name in ("amount", "before"):
        amount = line.before if name == "before" else line.amount
        if amount is None:
            paper.write_blank(*at, None, money)
            return
        number = Decimal(amount) / Decimal(act.known.unit.factor)
        if Decimal(repr(float(number))) == number:
            paper.write_number(*at, float(number), money)
        else:
            paper.write_string(*at, field_text("amount", str(amount), act.known.unit), money)
        return
    text = {"id": line.id, "version": mark}.get(name, "") or line.value(name)
    paper.write_string(*at, text, plain)


def send(act: Act, number: int, ministry: str, content: bytes, name: str) -> int:
    """Keep what a workbook says, for a person to look at before it is taken; the number of what is kept."""
    call = drafts.visible(act, number, ministry)
    calls.must(act, "request.write", call, ministry)
    plain = "".join(each for each in name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1] if each.isprintable())[:120]
    return keep(act, call, ministry, content, plain, read(act, call, ministry, content, plain or "workbook.xlsx"))


def mark_of(content: bytes) -> str:
    """The digest by which a file that is sent twice is known again."""
    return digest(content.hex())


def keep(
    act: Act,
    call: Call,
    ministry: str,
    content: bytes,
    plain: str,
    reading: WorkbookReading,
    *,
    kind: str = "",
    file: bytes | None = None,
) -> int:
    """Keep what a file says until a person has looked at it, and the ``file`` itself; the number of what is kept."""
    done = act.connection.execute(
        insert(SHEETS)
        .values(
            call=call.id,
            ministry=ministry,
            sent_by=act.actor.person,
            sent_at=act.now,
            name=plain,
            digest=mark_of(content),
            content=json.dumps(asdict(reading), ensure_ascii=False),
            kind=kind,
            file=file,
        )
        .returning(SHEETS.c.id)
    )
    return int(done.scalar_one())


def load(act: Act, call: int, ministry: str, sheet: int) -> tuple[Row[Any], WorkbookReading]:
    """What a workbook said that was sent in."""
    here = (SHEETS.c.id == sheet, SHEETS.c.call == call, SHEETS.c.ministry == ministry)
    row = act.connection.execute(select(SHEETS).where(*here)).first()
    if row is None:
        raise MissingError(word("missing"))
    kept = json.loads(row.content)
    return row, WorkbookReading(
        kept["rows"],
        tuple(CellChange(**each) for each in kept["changes"]),
        tuple(kept["new"]),
        tuple(CellFault(**each) for each in kept["faults"]),
        tuple(CellFault(**each) for each in kept.get("warnings", kept.get(_WARNINGS_BEFORE, ()))),
        kept.get("proposed", False),
        kept.get("decided", False),
        kept.get("said_at", ""),
        tuple(CellFault(**each) for each in kept.get("strange", ())),
    )


def taken(act: Act, call: int, ministry: str, mark: str, since: datetime | None = None) -> datetime | None:
    """When the very file of a digest was last taken; with ``since``, only from then on."""
    here = [SHEETS.c.call == call, SHEETS.c.ministry == ministry, SHEETS.c.digest == mark, SHEETS.c.kind != REFUSED]
    here.append(SHEETS.c.taken_at.is_not(None) if since is None else SHEETS.c.taken_at >= since)
    query = select(SHEETS.c.taken_at).where(*here).order_by(SHEETS.c.id.desc()).limit(1)
    return act.connection.execute(query).scalar()


def take(act: Act, number: int, ministry: str, sheet: int, picked: Iterable[int], new: Iterable[int]) -> int:
    """Write the changes that were picked, by their places in the reading, and the new programmes; how many fields.

    Fields that whoever takes them may not write in are left as they stand.

    Raises
    ------
    ConflictError
        where the draft has changed again since the workbook was read, or the workbook was taken already.
    """
    call = drafts.visible(act, number, ministry)
    answer = calls.must(act, "request.write", call, ministry)
    row, reading = load(act, number, ministry, sheet)
    chosen = [reading.changes[place] for place in picked if 0 <= place < len(reading.changes)]
    lines = {line.key: line for line in drafts.lines(act.connection, act.known, call, ministry)}
    moved = any(each.key not in lines or lines[each.key].value(each.field) != each.now for each in chosen)
    if row.taken_at is not None or moved or (row.kind and taken(act, number, ministry, row.digest, row.sent_at)):
        raise ConflictError(word("sheet_stale"), {}, 0)
    chosen = [each for each in chosen if answer.covers(each.field)]
    for each in chosen:
        drafts.write(act, call, ministry, each.key, {each.field: each.sent}, each.cell)
    wanted = [reading.new[place] for place in new if 0 <= place < len(reading.new) and answer.covers("name")]
    count = len(chosen) + sum(_take_new(act, call, ministry, each) for each in wanted)
    drafts.check_sum(act, drafts.lines(act.connection, act.known, call, ministry))
    act.connection.execute(update(SHEETS).where(SHEETS.c.id == sheet).values(taken_at=act.now))
    _note(act, row, reading, [lines[each.key].id for each in chosen], answer.role)
    return count


def _note(act: Act, row: Row[Any], reading: WorkbookReading, ids: list[str], role: str) -> None:
    kind, said = "workbook", f"{row.digest}: {len(ids)} cells"
    if reading.proposed and not row.kind:
        about = f" ({ids[0]})" if ids else ""
        kind, said = "sheet", f"{row.digest}{about}: {len(ids)} fields"
    entry = RecordEntry(f"{kind}.take", "filings", f"{kind} {row.id}", row.ministry, after=said)
    act.note(entry, role)


def unopposed(act: Act, call: int, ministry: str, sheet: int) -> list[int]:
    """The places of all that a file says which nobody else says otherwise: never what a programme is called."""
    _, reading = load(act, call, ministry, sheet)
    return [
        place
        for place, each in enumerate(reading.changes)
        if not each.open and not each.emptied and each.field != "name"
    ]


def _take_new(act: Act, call: Call, ministry: str, said: Mapping[str, str]) -> int:
    key = drafts.add(act, call.id, ministry, said["name"], said["cell"])
    values = {field: said[field] for field in FIELDS if said.get(field) and field != "name"}
    drafts.write(act, call, ministry, key, values, said["cell"])
    return len(values) + 1
