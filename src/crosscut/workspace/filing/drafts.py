"""Drafts: what a ministry writes before it files. Every value of every field stays, with who, when and whence.

Drafts are the ministry's own. A programme's version is the number of its newest cell; whoever saves says which version
they saw, and is shown three columns where another has saved meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from crosscut.workspace import boundaries
from crosscut.workspace.errors import ConflictError, MissingError, RefusedError, WorkspaceError
from crosscut.workspace.fields import FIELDS, LARGEST_SUM, field_text, label, stored, too_large
from crosscut.workspace.filing import calls
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.known_programmes import BudgetProgramme, Known
from crosscut.workspace.office import Act
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.schema.columns import before
from crosscut.workspace.schema.schema import CELLS
from crosscut.workspace.words import word

MOST_NEW = 500
"""New programmes that a ministry may ask for in one call."""
REMOVED = "removed"
"""The field whose cell takes a new programme out of a draft for good."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value of a field: who wrote it, for whom, when, and whence; carried values have no writer and the version 0."""

    value: str
    source: str = "carried"
    by: int = 0
    acting_for: int = 0
    at: datetime | None = None
    version: int = 0

    def is_of_sheet(self, sheet: str, person: int) -> bool:
        """Whether a person took it from a workbook's sheet of a name."""
        return self.by == person and self.source.partition("!")[2].startswith(f"{sheet}!")


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One programme of a draft. ``before`` is its money in the period that it was filled from; None for a new one."""

    key: str
    id: str
    before: int | None
    version: int
    cells: Mapping[str, FieldValue]
    edited: bool = True
    """Whether it is another than it was carried over."""

    def value(self, field: str) -> str:
        """What stands in a field, as it is kept."""
        return self.cells[field].value

    @property
    def amount(self) -> int | None:
        """What is asked for, in minor units; None where nothing is written yet."""
        text = self.value("amount")
        return int(text) if text else None


def lines(
    connection: Connection, known: Known, call: Call, ministry: str, version: int | None = None
) -> list[DraftLine]:
    """A ministry's draft: last year's programmes as they stand, or stood at a version, then the new ones."""
    written: dict[str, dict[str, Row[Any]]] = {}
    for row in _newest(connection, call.id, ministry, version):
        written.setdefault(row.programme, {})[row.field] = row
    old = {each.key: each for each in known.at(call.base).of_ministry.get(ministry, ())}
    new = [key for key in written if key not in old and REMOVED not in written[key]]
    return [_line(call, ministry, key, old.get(key), written.get(key, {})) for key in (*old, *sorted(new, key=_place))]


def _place(key: str) -> int:
    return int(key.rpartition("-")[2])


def _newest(
    connection: Connection, call: int, ministry: str, upto: int | None = None, programme: str = ""
) -> list[Row[Any]]:
    here = [CELLS.c.call == call, CELLS.c.ministry == ministry]
    if programme:
        here.append(CELLS.c.programme == programme)
    if upto is not None:
        here.append(CELLS.c.id <= upto)
    last = select(func.max(CELLS.c.id)).where(*here).group_by(CELLS.c.programme, CELLS.c.field)
    return list(connection.execute(select(CELLS).where(CELLS.c.id.in_(last)).order_by(CELLS.c.id)))


def _line(
    call: Call, ministry: str, key: str, old: BudgetProgramme | None, written: Mapping[str, Row[Any]]
) -> DraftLine:
    cells = {field: _carried(old, field) for field in FIELDS}
    for field, row in written.items():
        cells[field] = FieldValue(row.value, row.source, row.written_by, row.written_for or 0, row.written_at, row.id)
    id_ = old.id if old else f"{call.year}-{ministry}-{_place(key):03d}"
    edited = any(cell.value != _carried(old, field).value for field, cell in cells.items())
    version = max((row.id for row in written.values()), default=0)
    return DraftLine(key, id_, old.amount if old else None, version, cells, edited or old is None)


def _carried(old: BudgetProgramme | None, field: str) -> FieldValue:
    if old is None or field == "reason":
        return FieldValue("", "")
    return FieldValue(str(getattr(old, field)))


def line(connection: Connection, known: Known, call: Call, ministry: str, key: str) -> DraftLine:
    """One programme of a draft.

    Raises
    ------
    MissingError
        where the draft has none of that key.
    """
    written = {row.field: row for row in _newest(connection, call.id, ministry, programme=key)}
    old = _of_budget(known, call, ministry, key)
    if old is None and (not written or REMOVED in written):
        raise MissingError(word("missing"))
    return _line(call, ministry, key, old, written)


def _of_budget(known: Known, call: Call, ministry: str, key: str) -> BudgetProgramme | None:
    return next((each for each in known.at(call.base).of_ministry.get(ministry, ()) if each.key == key), None)


def visible(act: Act, number: int, ministry: str) -> Call:
    """The call of a draft that the person may read.

    Raises
    ------
    MissingError
        where the ministry is not invited, or the draft is not theirs to read.
    """
    call = calls.load(act.connection, number)
    calls.invited(call, ministry)
    act.must_see("request.read", call.item(ministry, act.now))
    return call


def add(act: Act, number: int, ministry: str, name: str, source: str = "typed") -> str:
    """Ask for a new programme, whose name comes from a source; the key of its line."""
    call = visible(act, number, ministry)
    answer = calls.must(act, "request.write", call, ministry)
    if not answer.covers("name"):
        raise RefusedError(word("field_not_yours", field=label("name")))
    said = stored("name", name, act.known.unit)
    if not said:
        raise WorkspaceError(word("name_missing"), column="name")
    if sum(each.before is None for each in lines(act.connection, act.known, call, ministry)) >= MOST_NEW:
        raise WorkspaceError(word("too_many_new", most=MOST_NEW))
    here = (CELLS.c.call == number, CELLS.c.ministry == ministry, CELLS.c.programme.like("new-%"))
    ever = act.connection.scalar(select(func.count(func.distinct(CELLS.c.programme))).where(*here)) or 0
    key = f"new-{ever + 1}"
    write(act, call, ministry, key, {"name": said}, source)
    note_saved(act, call, ministry, key, answer.role)
    return key


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft after one of its programmes was saved."""

    call: Call
    key: str
    lines: list[DraftLine]

    @property
    def line(self) -> DraftLine:
        """The programme that was saved."""
        return next(each for each in self.lines if each.key == self.key)


def save(act: Act, number: int, ministry: str, key: str, said: Mapping[str, str], version: int) -> SavedDraft:
    """Save what was typed into one programme, seen at a version; what is unchanged changes nothing.

    Fields that the role may not write in are left as they stand, whatever was sent: a form sends all that it shows.

    Raises
    ------
    ConflictError
        where somebody saved since, with what stood, what stands and what was sent, of every field that differs.
    RefusedError
        where it may not be written.
    WorkspaceError
        where a value cannot be kept, or the request would ask for more than is allowed.
    """
    call = visible(act, number, ministry)
    answer = calls.must(act, "request.write", call, ministry)
    now = line(act.connection, act.known, call, ministry, key)
    mine = {field: value for field, value in said.items() if field in FIELDS and answer.covers(field)}
    kept = {field: stored(field, value, act.known.unit) for field, value in mine.items()}
    changed = {field: value for field, value in kept.items() if value != now.value(field)}
    if changed and version != now.version:
        raise _conflict(act, call, ministry, now, kept, version)
    write(act, call, ministry, key, changed, "typed")
    rows = lines(act.connection, act.known, call, ministry)
    if changed:
        check_sum(act, rows)
        note_saved(act, call, ministry, key, answer.role)
    return SavedDraft(call, key, rows)


def remove(act: Act, number: int, ministry: str, key: str, version: int) -> None:
    """Take a new programme, seen at a version, out of a draft.

    Raises
    ------
    ConflictError
        where somebody saved since.
    RefusedError
        where it may not be written.
    WorkspaceError
        where it is last year's: that one ends by asking for nothing.
    """
    call = visible(act, number, ministry)
    answer = calls.must(act, "request.write", call, ministry)
    now = line(act.connection, act.known, call, ministry, key)
    if not answer.covers("name"):
        raise RefusedError(word("field_not_yours", field=label("name")))
    if now.before is not None:
        raise WorkspaceError(word("remove_old"), column="amount")
    if version != now.version:
        raise ConflictError(word("remove_moved"), {}, now.version)
    write(act, call, ministry, key, {REMOVED: "yes"}, "typed")
    item = f"draft {call.id} {ministry} {key}"
    act.note(RecordEntry("draft.remove", "filings", item, ministry, before=now.id), answer.role)


def carried(act: Act, number: int, ministry: str, key: str) -> dict[str, str]:
    """What was carried over into the fields that the person may write, as a form would send it.

    Raises
    ------
    MissingError
        where the programme is not the budget's: nothing was carried over.
    """
    call = visible(act, number, ministry)
    answer = calls.must(act, "request.write", call, ministry)
    old = _of_budget(act.known, call, ministry, key)
    if old is None:
        raise MissingError(word("missing"))
    cells = {field: _carried(old, field).value for field in FIELDS if answer.covers(field)}
    return {field: field_text(field, text, act.known.unit) for field, text in cells.items()}


def _conflict(
    act: Act, call: Call, ministry: str, now: DraftLine, sent: Mapping[str, str], version: int
) -> ConflictError:
    then = at_version(act.connection, act.known, call, ministry, now.key, version)
    columns = {
        field: (then.value(field), now.value(field), value)
        for field, value in sent.items()
        if not then.value(field) == now.value(field) == value
    }
    unit = act.known.unit
    texts = {
        field: (field_text(field, stood, unit), field_text(field, stands, unit), field_text(field, value, unit))
        for field, (stood, stands, value) in columns.items()
    }
    return ConflictError(word("conflict"), texts, now.version)


def at_version(connection: Connection, known: Known, call: Call, ministry: str, key: str, version: int) -> DraftLine:
    """A programme as it stood at a version."""
    written = {row.field: row for row in _newest(connection, call.id, ministry, version, key)}
    return _line(call, ministry, key, _of_budget(known, call, ministry, key), written)


def was_removed(connection: Connection, call: int, ministry: str, key: str) -> bool:
    """Whether a programme was taken out of a draft."""
    here = (CELLS.c.call == call, CELLS.c.ministry == ministry, CELLS.c.programme == key, CELLS.c.field == REMOVED)
    return connection.execute(select(CELLS.c.id).where(*here).limit(1)).first() is not None


def first_written(connection: Connection, call: Call, ministry: str, key: str, source: str) -> DraftLine:
    """A programme as it was when it was first taken from a source."""
    here = (CELLS.c.call == call.id, CELLS.c.ministry == ministry, CELLS.c.programme == key)
    rows = connection.execute(select(CELLS).where(*here, CELLS.c.source == source).order_by(CELLS.c.id.desc()))
    return _line(call, ministry, key, None, {row.field: row for row in rows})


def write(act: Act, call: Call, ministry: str, key: str, values: Mapping[str, str], source: str) -> None:
    """Add cells."""
    if not values:
        return
    common = {
        "call": call.id,
        "ministry": ministry,
        "programme": key,
        "source": source,
        **act.authorship("written"),
    }
    act.connection.execute(insert(CELLS), [{**common, "field": each, "value": text} for each, text in values.items()])


def check_sum(act: Act, rows: Iterable[DraftLine]) -> None:
    """Check what the lines of a whole request ask for together.

    Raises
    ------
    WorkspaceError
        where it is more than the largest sum.
    """
    if sum(each.amount or 0 for each in rows) > LARGEST_SUM:
        raise WorkspaceError(too_large("amount_sum", LARGEST_SUM, act.known.unit), column="amount")


def note_saved(act: Act, call: Call, ministry: str, key: str, role: str) -> None:
    """Write into the record that a programme of a draft was saved; never what."""
    act.note(RecordEntry("draft.save", "filings", f"draft {call.id} {ministry} {key}", ministry), role)


def history(connection: Connection, call: int, ministry: str, key: str) -> list[Row[Any]]:
    """Every cell of a programme, newest first."""
    here = (CELLS.c.call == call, CELLS.c.ministry == ministry, CELLS.c.programme == key)
    return list(connection.execute(select(CELLS).where(*here).order_by(CELLS.c.id.desc()).limit(200)))


def versions(connection: Connection, call: int, ministry: str) -> dict[str, set[int]]:
    """Every version that a programme of a draft has had, by its key; besides them 0, before anybody wrote."""
    here = (CELLS.c.call == call, CELLS.c.ministry == ministry)
    found: dict[str, set[int]] = {}
    for row in connection.execute(select(CELLS.c.programme, CELLS.c.id).where(*here)):
        found.setdefault(row.programme, set()).add(row.id)
    return found


def amount_before(connection: Connection, known: Known, call: Call, cell: Row[Any]) -> tuple[int | None, bool]:
    """What was asked for before a cell of an amount was written, and whether that was carried over."""
    here = (CELLS.c.call == call.id, CELLS.c.ministry == cell.ministry, CELLS.c.programme == cell.programme)
    query = select(CELLS.c.value).where(*here, CELLS.c.field == "amount", CELLS.c.id < cell.id)
    last = connection.execute(query.order_by(CELLS.c.id.desc()).limit(1)).first()
    if last is not None:
        return int(last.value) if last.value else None, False
    old = _of_budget(known, call, cell.ministry, cell.programme)
    return old.amount if old else None, True


def participants(connection: Connection, call: int, ministry: str) -> frozenset[int]:
    """Everyone who wrote in a draft, or for whom it was written."""
    here = (CELLS.c.call == call, CELLS.c.ministry == ministry)
    rows = connection.execute(select(CELLS.c.written_by, CELLS.c.written_for).where(*here).distinct())
    return frozenset(each for row in rows for each in row if each)


def begun(connection: Connection, call: int, until: datetime | None = None) -> dict[str, datetime]:
    """The ministries that have begun to write, or had at a moment, with when they last did; never what."""
    here = (CELLS.c.call == call, *before(CELLS.c.written_at, until))
    last = select(CELLS.c.ministry, func.max(CELLS.c.written_at)).where(*here)
    with boundaries.whole(connection):
        return {row[0]: row[1] for row in connection.execute(last.group_by(CELLS.c.ministry))}
