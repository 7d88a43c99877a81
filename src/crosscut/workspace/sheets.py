"""A draft as a workbook, out and in again: unchanged cells change nothing, and what both sides changed is asked."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, insert, select, update

from crosscut.text import Language, Text
from crosscut.workspace import drafts
from crosscut.workspace.calls import Call
from crosscut.workspace.drafts import Line
from crosscut.workspace.errors import ConflictError, MissingError, WorkspaceError
from crosscut.workspace.fields import FIELDS, label, shown, stored
from crosscut.workspace.office import Act
from crosscut.workspace.receipts import digest
from crosscut.workspace.record import Entry
from crosscut.workspace.schema import SHEETS
from crosscut.workspace.words import word

MOST_ROWS, MOST_UNPACKED = 20_000, 100 << 20
COLUMNS = ("id", *FIELDS[:4], "before", *FIELDS[4:], "version")
_WIDTHS = {
    "id": 18,
    "name": 44,
    "text": 60,
    "start": 8,
    "end": 8,
    "before": 16,
    "amount": 16,
    "reason": 50,
    "version": 9,
}
_SHEET = "Request"

Value = str | float | int | bool | None | object


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that says something else than it did when the workbook was made; values as they are kept.

    Where somebody changed the draft meanwhile too, ``now`` differs from ``before`` and a person picks.
    """

    key: str
    field: str
    before: str
    now: str
    sent: str
    cell: str

    @property
    def conflict(self) -> bool:
        """Whether both sides changed it."""
        return self.before != self.now


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be read, with the mend."""

    cell: str
    en: str
    ko: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook says against the draft."""

    rows: int
    changes: tuple[Change, ...]
    new: tuple[dict[str, str], ...]
    faults: tuple[Fault, ...]


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
            paper.write_string(0, place, heading(name, act)[language], head)
            paper.set_column(place, place, _WIDTHS[name], None, {"hidden": name == "version"})
        for row, line in enumerate(drafts.lines(act.connection, act.known, call, ministry), start=1):
            for place, name in enumerate(COLUMNS):
                may_write = name in FIELDS and answer.allowed and answer.covers(name)
                _write_cell(paper, (row, place), name, line, act, forms[may_write])
        for row in range(
            len(act.known.of_ministry.get(ministry, ())) + 1, len(act.known.of_ministry.get(ministry, ())) + 51
        ):
            paper.set_row(row, None, open_)
        paper.freeze_panes(1, 2)
        paper.protect(
            "", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True, "insert_rows": True}
        )
    return out.getvalue()


def heading(name: str, act: Act) -> Text:
    """What a column is called; amounts say their unit."""
    if name in ("amount", "before"):
        unit = act.known.unit
        said = label(name) if name == "amount" else act.known.period
        return Text(f"{said.en} ({unit.label('en')})", f"{said.ko} ({unit.label('ko')})")
    return label(name)


def _write_cell(paper: Any, at: tuple[int, int], name: str, line: Line, act: Act, forms: tuple[Any, Any]) -> None:
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
            paper.write_string(*at, shown("amount", str(amount), act.known.unit), money)
        return
    text = {"id": line.id, "version": str(line.version)}.get(name, "") or line.value(name)
    paper.write_string(*at, text, plain)


def read(act: Act, call: Call, ministry: str, content: bytes, name: str) -> Reading:
    """What a workbook that came back says against the draft.

    Raises
    ------
    WorkspaceError
        where it is no workbook of a request, with the mend.
    """
    sheet, rows = _rows_of(content)
    columns = _columns(act, rows[0] if rows else ())
    missing = [each for each in ("id", "name", "amount", "version") if each not in columns]
    if missing:
        heads = (
            ", ".join(heading(each, act).en for each in missing),
            ", ".join(heading(each, act).ko for each in missing),
        )
        raise WorkspaceError(word("sheet_columns", columns=Text(*heads)), file=name)
    if len(rows) > MOST_ROWS:
        raise WorkspaceError(word("sheet_rows", most=MOST_ROWS), file=name)
    lines = {line.id: line for line in drafts.lines(act.connection, act.known, call, ministry)}
    comparing = _Comparing(act, call, ministry, lines, f"{name}!{sheet}")
    for number, row in enumerate(rows[1:], start=2):
        comparing.take(
            number, {each: (row[place] if place < len(row) else "", place) for each, place in columns.items()}
        )
    return Reading(comparing.rows, tuple(comparing.changes), tuple(comparing.new), tuple(comparing.faults))


def _rows_of(content: bytes) -> tuple[str, Sequence[Sequence[Value]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise WorkspaceError(word("sheet_size"))
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = book.sheet_names[0]
        return name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError, IndexError, OSError):
        raise WorkspaceError(word("sheet_kind")) from None


def _columns(act: Act, head: Sequence[Value]) -> dict[str, int]:
    """The place of each column, found by what it is called in either language."""
    known = {text: name for name in COLUMNS for text in (heading(name, act).en, heading(name, act).ko)}
    return {known[text]: place for place, value in enumerate(head) if (text := str(value).strip()) in known}


def cell_name(row: int, place: int) -> str:
    """A cell as spreadsheets call it: ``B5``."""
    letters, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row}"


class _Comparing:
    """Compares rows with a draft as they come."""

    def __init__(self, act: Act, call: Call, ministry: str, lines: Mapping[str, Line], where: str) -> None:
        self.act, self.call, self.ministry, self.lines, self.where = act, call, ministry, lines, where
        self.answer = act.actor.may("request.write", call.item(ministry, act.now))
        self.rows = 0
        self.seen = dict[str, int]()
        self.then = dict[int, dict[str, Line]]()
        self.changes, self.new, self.faults = list[Change](), list[dict[str, str]](), list[Fault]()

    def take(self, number: int, row: Mapping[str, tuple[Value, int]]) -> None:
        """One row of the sheet."""
        if all(value in ("", None) for value, _ in row.values()):
            return
        self.rows += 1
        id_ = _text(row["id"][0])
        if not id_:
            self._new(number, row)
            return
        if id_ not in self.lines:
            self._fault(number, row["id"][1], word("sheet_unknown_id", id=id_[:60]))
            return
        if id_ in self.seen:
            self._fault(number, row["id"][1], word("sheet_twice", id=id_[:60], row=self.seen[id_]))
            return
        self.seen[id_] = number
        version = _text(row["version"][0])
        if not (version.isascii() and version.isdigit() and len(version) < 10):
            self._fault(number, row["version"][1], word("sheet_version"))
            return
        self._compare(number, row, self.lines[id_], self._at(int(version))[id_])

    def _at(self, version: int) -> dict[str, Line]:
        """The draft as it stood at a version."""
        if version not in self.then:
            rows = drafts.lines(self.act.connection, self.act.known, self.call, self.ministry, version)
            self.then[version] = {**self.lines, **{line.id: line for line in rows}}
        return self.then[version]

    def _compare(self, number: int, row: Mapping[str, tuple[Value, int]], now: Line, then: Line) -> None:
        for field in FIELDS:
            if field not in row:
                continue
            value, place = row[field]
            sent = self._stored(number, place, field, value)
            if sent is None or sent in (then.value(field), now.value(field)):
                continue
            if not self.answer.covers(field):
                self._fault(number, place, word("field_not_yours", field=label(field)))
                continue
            cell = f"{self.where}!{cell_name(number, place)}"
            self.changes.append(Change(now.key, field, then.value(field), now.value(field), sent, cell))

    def _new(self, number: int, row: Mapping[str, tuple[Value, int]]) -> None:
        """A row without an id asks for a new programme."""
        sent = {field: self._stored(number, row[field][1], field, row[field][0]) for field in FIELDS if field in row}
        if None in sent.values():
            return
        if not sent.get("name"):
            self._fault(number, row["name"][1], word("rule_name"))
        elif not self.answer.covers("name"):
            self._fault(number, row["name"][1], word("field_not_yours", field=label("name")))
        else:
            self.new.append(
                {**{field: text or "" for field, text in sent.items()}, "cell": f"{self.where}!{cell_name(number, 0)}"}
            )

    def _stored(self, number: int, place: int, field: str, value: Value) -> str | None:
        if isinstance(value, bool) or not isinstance(value, (str, int, float, type(None))):
            self._fault(number, place, word("sheet_value", field=label(field), value=str(value)[:40]))
            return None
        try:
            return stored(field, "" if value is None else value, self.act.known.unit)
        except WorkspaceError as error:
            self._fault(number, place, error.text)
            return None

    def _fault(self, number: int, place: int, text: Text) -> None:
        self.faults.append(Fault(f"{self.where}!{cell_name(number, place)}", text.en, text.ko))


def _text(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def send(act: Act, number: int, ministry: str, content: bytes, name: str) -> int:
    """Keep what a workbook says, for a person to look at before it is taken; the number of what is kept."""
    call = drafts.visible(act, number, ministry)
    act.must("request.write", call.item(ministry, act.now))
    plain = "".join(each for each in name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1] if each.isprintable())[:120]
    reading = read(act, call, ministry, content, plain or "workbook.xlsx")
    done = act.connection.execute(
        insert(SHEETS)
        .values(
            call=number,
            ministry=ministry,
            sent_by=act.actor.person,
            sent_at=act.now,
            name=plain,
            digest=digest(content.hex()),
            content=json.dumps(asdict(reading), ensure_ascii=False),
        )
        .returning(SHEETS.c.id)
    )
    return int(done.scalar_one())


def load(act: Act, call: int, ministry: str, sheet: int) -> tuple[Row[Any], Reading]:
    """What a workbook said that was sent in."""
    here = (SHEETS.c.id == sheet, SHEETS.c.call == call, SHEETS.c.ministry == ministry)
    row = act.connection.execute(select(SHEETS).where(*here)).first()
    if row is None:
        raise MissingError(word("missing"))
    kept = json.loads(row.content)
    return row, Reading(
        kept["rows"],
        tuple(Change(**each) for each in kept["changes"]),
        tuple(kept["new"]),
        tuple(Fault(**each) for each in kept["faults"]),
    )


def take(act: Act, number: int, ministry: str, sheet: int, picked: Iterable[int], new: Iterable[int]) -> int:
    """Write the changes that were picked, by their places in the reading, and the new programmes; how many fields.

    Fields that whoever takes them may not write in are left as they stand.

    Raises
    ------
    ConflictError
        where the draft has changed again since the workbook was read, or the workbook was taken already.
    """
    call = drafts.visible(act, number, ministry)
    answer = act.must("request.write", call.item(ministry, act.now))
    row, reading = load(act, number, ministry, sheet)
    chosen = [reading.changes[place] for place in picked if 0 <= place < len(reading.changes)]
    lines = {line.key: line for line in drafts.lines(act.connection, act.known, call, ministry)}
    if row.taken_at is not None or any(lines[each.key].value(each.field) != each.now for each in chosen):
        raise ConflictError(word("sheet_stale"), {}, 0)
    chosen = [each for each in chosen if answer.covers(each.field)]
    for each in chosen:
        drafts.write(act, call, ministry, each.key, {each.field: each.sent}, each.cell)
    wanted = [reading.new[place] for place in new if 0 <= place < len(reading.new) and answer.covers("name")]
    count = len(chosen) + sum(_take_new(act, call, ministry, each) for each in wanted)
    drafts.check_sum(act, call, ministry)
    act.connection.execute(update(SHEETS).where(SHEETS.c.id == sheet).values(taken_at=act.now))
    after = f"{row.name}: {len(chosen)} cells"
    act.note(Entry("workbook.take", "filings", f"workbook {sheet}", ministry, after=after), answer.role)
    return count


def _take_new(act: Act, call: Call, ministry: str, said: Mapping[str, str]) -> int:
    key = drafts.add(act, call.id, ministry, said["name"])
    values = {field: said[field] for field in FIELDS if said.get(field) and field != "name"}
    drafts.write(act, call, ministry, key, values, said["cell"])
    return len(values) + 1
