"""A workbook that came back against the draft: what it changes, what cannot be read, and what it says in vain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosscut.text import Text
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.fields import FIELDS, field_text, label, stored
from crosscut.workspace.filing import drafts
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.drafts import DraftLine
from crosscut.workspace.filing.row_marks import check_origin, read_mark
from crosscut.workspace.filing.sheet_cells import SheetCells, Value, cell_name, cells_of
from crosscut.workspace.filing.total_rows import says_total, sums_up
from crosscut.workspace.office import Act
from crosscut.workspace.words import word

MOST_ROWS, MOST_NAMED = 20_000, 10
COLUMNS = ("id", *FIELDS[:4], "before", *FIELDS[4:], "version")
_FORMER = {"판(수정 금지)": "version"}
"""What columns were called in workbooks that may still be out."""
Row = Mapping[str, tuple[Value, int]]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else than it did when the workbook was made; values as they are kept.

    Where somebody changed the draft meanwhile too, ``now`` differs from ``before`` and a person picks. So they do where
    it was only ``proposed``, as read from a sheet, with the ``words`` that it comes from. What stands that whoever
    sends this workbook took from an ``earlier`` one is no other side's.
    """

    key: str
    field: str
    before: str
    now: str
    sent: str
    cell: str
    words: str = ""
    proposed: bool = False
    earlier: bool = False

    @property
    def conflict(self) -> bool:
        """Whether both sides changed it."""
        return self.before != self.now and not self.earlier

    @property
    def undone(self) -> bool:
        """Whether it says again what stood before an earlier workbook of the same person was taken."""
        return self.earlier and self.sent == self.before

    @property
    def open(self) -> bool:
        """Whether nothing is picked until a person does."""
        return self.conflict or self.undone

    @property
    def emptied(self) -> bool:
        """Whether the workbook says nothing where something stands."""
        return bool(self.now) and not self.sent

    @property
    def asked(self) -> bool:
        """Whether what stands is kept unless a person picks the workbook."""
        return self.open or self.emptied or self.proposed


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell and what is to be said of it, with the mend where it needs one; ``key`` is its programme's, if known.

    Without a ``field`` the whole row was not read; ``row`` says then which one, by the name and amount that it has.
    """

    cell: str
    en: str
    ko: str
    key: str = ""
    field: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """What a workbook says against the draft. ``warnings`` is what it says without effect.

    Of a file that was ``decided`` on before, everything is asked anew. ``said_at`` is when it was saved, by the clock
    of whoever saved it; nothing goes by it. ``strange`` is what speaks for another programme than it is read for.
    """

    rows: int
    changes: tuple[CellChange, ...]
    new: tuple[dict[str, str], ...]
    faults: tuple[CellFault, ...]
    warnings: tuple[CellFault, ...] = ()
    proposed: bool = False
    decided: bool = False
    said_at: str = ""
    strange: tuple[CellFault, ...] = ()


def heading(name: str, act: Act, call: Call) -> Text:
    """What a column is called; amounts say their unit."""
    if name in ("amount", "before"):
        unit = act.known.unit
        said = label(name) if name == "amount" else act.known.at(call.base).period
        return Text(f"{said.en} ({unit.label('en')})", f"{said.ko} ({unit.label('ko')})")
    return label(name)


def read(
    act: Act, call: Call, ministry: str, content: bytes, name: str, signed: Mapping[str, DraftLine] | None = None
) -> WorkbookReading:
    """What a workbook that came back says against the draft.

    ``signed`` are the programmes by id as the office has signed them, where the workbook came with a signature: what
    stood then goes by them and not by the draft's history, which a restored server may not have.

    Raises
    ------
    WorkspaceError
        where it is no workbook of a request, with the mend.
    """
    cells = cells_of(content)
    columns = _columns(act, call, cells.rows[0] if cells.rows else ())
    missing = [each for each in ("id", "name", "amount", "version") if each not in columns]
    if missing:
        heads = (
            ", ".join(heading(each, act, call).en for each in missing),
            ", ".join(heading(each, act, call).ko for each in missing),
        )
        raise WorkspaceError(word("sheet_columns", columns=Text(*heads)), file=name)
    if len(cells.rows) > MOST_ROWS:
        raise WorkspaceError(word("sheet_rows", most=MOST_ROWS), file=name)
    check_origin(act, call, ministry, [_at(row, columns["version"]) for row in cells.rows[1:]], name)
    comparing = _Comparing(act, call, ministry, cells, f"{name}!{cells.name}", signed)
    for number, row in enumerate(cells.rows[1:], start=2):
        comparing.take(
            number, {each: (row[place] if place < len(row) else "", place) for each, place in columns.items()}
        )
    comparing.tell_missing()
    comparing.tell_formulas(columns.values())
    return WorkbookReading(
        comparing.rows,
        changes=tuple(comparing.changes),
        new=tuple(comparing.new),
        faults=tuple(comparing.faults),
        warnings=tuple(comparing.warnings),
    )


def _at(row: Sequence[Value], place: int) -> str:
    return _text(row[place]) if place < len(row) else ""


def _columns(act: Act, call: Call, head: Sequence[Value]) -> dict[str, int]:
    """The place of each column, found by what it is called in either language."""
    known = {
        text: name for name in COLUMNS for text in (heading(name, act, call).en, heading(name, act, call).ko)
    } | _FORMER
    return {known[text]: place for place, value in enumerate(head) if (text := str(value).strip()) in known}


class _Comparing:
    """Compares rows with a draft as they come."""

    def __init__(
        self,
        act: Act,
        call: Call,
        ministry: str,
        cells: SheetCells,
        where: str,
        signed: Mapping[str, DraftLine] | None = None,
    ) -> None:
        self.act, self.call, self.ministry, self.cells, self.where = act, call, ministry, cells, where
        self.signed = signed
        self.lines = {line.id: line for line in drafts.lines(act.connection, act.known, call, ministry)}
        self.answer = act.actor.may("request.write", call.item(ministry, act.now))
        self.versions = drafts.versions(act.connection, call.id, ministry)
        self.rows, self.newest = 0, 0
        self.about = dict[int, tuple[str, str]]()
        self.whose, self.label = "", ""
        self.by_name = {line.value("name"): line for line in self.lines.values()}
        self.amounts = list[int]()
        self.seen = dict[str, int]()
        self.then = dict[int, dict[str, DraftLine]]()
        self.changes, self.new = list[CellChange](), list[dict[str, str]]()
        self.faults, self.warnings = list[CellFault](), list[CellFault]()

    def take(self, number: int, row: Row) -> None:
        """One row of the sheet."""
        id_ = _text(row["id"][0])
        line = self.lines.get(id_)
        self._tell_whose(row)
        self.about = {place: (line.key, name) for name, (_, place) in row.items() if name in FIELDS} if line else {}
        wrong = {name for name, (_, place) in row.items() if name != "before" and self._no_result(number, place)}
        if not wrong and all(value in ("", None) for value, _ in row.values()):
            return
        self.rows += 1
        if wrong & {"id", "version"}:
            return
        fit = {name: each for name, each in row.items() if name not in wrong}
        if not id_:
            self._new(number, fit, whole=not wrong)
        elif not line and (says_total(id_) or says_total(_text(row["name"][0]))):
            self._tell(number, row["id"][1], word("sheet_total"))
        elif id_ not in self.lines:
            self._fault(number, row["id"][1], word("sheet_unknown_id", id=id_[:60]))
        elif id_ in self.seen:
            self._fault(number, row["id"][1], word("sheet_twice", id=id_[:60], row=self.seen[id_]))
        else:
            self.seen[id_] = number
            self._known(number, fit, self.lines[id_])

    def _tell_whose(self, row: Row) -> None:
        """Note whose row it is, by its id or else by its name, and what it says for whoever is to find it again."""
        id_, name = _text(row["id"][0]), _text(row["name"][0])
        line = self.by_name.get(name) if id_ not in self.lines or id_ in self.seen else self.lines[id_]
        self.whose = line.key if line and id_ else ""
        value = row["amount"][0]
        amount = f"{value:,.15g}" if isinstance(value, int | float) else _text(value)
        self.label = ", ".join(filter(None, (name[:60], amount[:30])))

    def _no_result(self, number: int, place: int) -> bool:
        """Whether a cell shows an error, or is a formula whose result is not in the file; told as a fault."""
        at = (number, place)
        if at in self.cells.errors:
            self._fault(number, place, word("sheet_error"))
        elif self.cells.formulas.get(at) == "none":
            self._fault(number, place, word("sheet_no_result"))
        else:
            return False
        return True

    def _known(self, number: int, row: Row, now: DraftLine) -> None:
        self._tell_before(number, row, now)
        mark = read_mark(_text(row["version"][0]))
        if mark is None or not self._stood(now, mark.version):
            self._fault(number, row["version"][1], word("sheet_version"))
            return
        self.newest = max(self.newest, mark.version)
        self.amounts.append(self._amount(row, now.amount))
        self._compare(number, row, now, self._at(mark.version).get(now.id, now))

    def _stood(self, now: DraftLine, version: int) -> bool:
        """Whether a programme stood at a version: as it was signed, else as the draft's history says."""
        if self.signed is not None:
            return now.id in self.signed and self.signed[now.id].version == version
        return not version or version in self.versions.get(now.key, ())

    def _at(self, version: int) -> Mapping[str, DraftLine]:
        """The draft as it stood at a version."""
        if self.signed is not None:
            return self.signed
        if version not in self.then:
            rows = drafts.lines(self.act.connection, self.act.known, self.call, self.ministry, version)
            self.then[version] = {line.id: line for line in rows}
        return self.then[version]

    def _compare(self, number: int, row: Row, now: DraftLine, then: DraftLine) -> None:
        for field in FIELDS:
            if field not in row:
                continue
            value, place = row[field]
            sent = self._stored(number, place, field, value)
            earlier = now.cells[field].is_of_sheet(self.cells.name, self.act.actor.person)
            if sent is None or sent == now.value(field) or (sent == then.value(field) and not earlier):
                continue
            if not self.answer.covers(field):
                self._fault(number, place, word("field_not_yours", field=label(field)))
                continue
            cell = f"{self.where}!{cell_name(number, place)}"
            values = (then.value(field), now.value(field), sent)
            self.changes.append(CellChange(now.key, field, *values, cell, earlier=earlier))

    def _tell_before(self, number: int, row: Row, now: DraftLine) -> None:
        """Tell where last year's amount says something else: it is the budget's and is not taken."""
        if "before" not in row:
            return
        value, place = row["before"]
        stands = "" if now.before is None else str(now.before)
        try:
            same = isinstance(value, (str, int, float)) and stored("amount", value, self.act.known.unit) == stands
        except WorkspaceError:
            same = False
        if not same:
            budget = field_text("amount", stands, self.act.known.unit) or "–"
            said = str(_text(value))[:40] or "–"
            self._tell(number, place, word("sheet_before", said=said, budget=budget))

    def tell_missing(self) -> None:
        """Tell of programmes that the workbook had when it was made and has no longer."""
        then = self._at(self.newest)
        gone = [line for id_, line in self.lines.items() if id_ in then and id_ not in self.seen]
        if gone and self.seen:
            named = "; ".join(f"{line.id} {line.value('name')}" for line in gone[:MOST_NAMED])
            more = " …" if len(gone) > MOST_NAMED else ""
            text = word("sheet_gone", count=len(gone), names=named + more)
            self.warnings.append(CellFault(self.where, text.en, text.ko))

    def tell_formulas(self, read_columns: Iterable[int]) -> None:
        """Tell of formulas: those whose results were read, and those in cells that nobody reads."""
        ours = set(read_columns)
        for text, inside in (("sheet_formulas_read", True), ("sheet_formulas_unread", False)):
            found = [
                at
                for at, shows in sorted(self.cells.formulas.items())
                if (at[1] in ours and at[0] > 1) is inside and (shows == "value" or not inside)
            ]
            if found:
                cells = ", ".join(cell_name(*at) for at in found[:MOST_NAMED])
                said = word(text, cells=cells + (" …" if len(found) > MOST_NAMED else ""))
                self.warnings.append(CellFault(self.where, said.en, said.ko))

    def _new(self, number: int, row: Row, *, whole: bool) -> None:
        """A row without an id asks for a new programme."""
        sent = {field: self._stored(number, row[field][1], field, row[field][0]) for field in FIELDS if field in row}
        if None in sent.values() or not whole:
            return
        if not sent.get("name"):
            self._fault(number, row["name"][1], word("rule_name"))
        elif not self.answer.covers("name"):
            self._fault(number, row["name"][1], word("field_not_yours", field=label("name")))
        else:
            said = {field: text or "" for field, text in sent.items()}
            amount = int(said["amount"] or 0)
            total = says_total(said["name"]) or sums_up(amount, self.amounts)
            if not total:
                self.amounts.append(amount)
            self.new.append(
                {**said, "cell": f"{self.where}!{cell_name(number, 0)}", **({"total": "yes"} if total else {})}
            )

    def _amount(self, row: Row, usual: int | None) -> int:
        """The amount of a row; what stands where it cannot be read."""
        value = row["amount"][0] if "amount" in row else ""
        try:
            told = isinstance(value, (str, int, float)) and stored("amount", value, self.act.known.unit)
        except WorkspaceError:
            told = ""
        return int(told or usual or 0)

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
        cell = f"{self.where}!{cell_name(number, place)}"
        about = self.about.get(place)
        self.faults.append(CellFault(cell, text.en, text.ko, *(about or (self.whose, "", self.label))))

    def _tell(self, number: int, place: int, text: Text) -> None:
        self.warnings.append(CellFault(f"{self.where}!{cell_name(number, place)}", text.en, text.ko))


def _text(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
