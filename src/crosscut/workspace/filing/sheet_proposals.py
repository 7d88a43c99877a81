"""What a ministry's sheet proposes for its draft: nothing of it stands there before a person has picked it."""

from __future__ import annotations

from crosscut.audit.documents.model import AuditedDocument
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.fields import stored
from crosscut.workspace.filing import calls, drafts, sheets
from crosscut.workspace.filing.attaching import plain_name
from crosscut.workspace.filing.calls import Call
from crosscut.workspace.filing.comparison import CellChange, CellFault, WorkbookReading
from crosscut.workspace.filing.drafts import DraftLine
from crosscut.workspace.filing.sheet_origins import other, unnamed
from crosscut.workspace.filing.sheet_words import cut, plain
from crosscut.workspace.filing.word_sheets import FieldProposal, ProgrammeSheet, read_sheet
from crosscut.workspace.office import Act
from crosscut.workspace.words import word

NEW = "new"
"""Chosen instead of a programme: the sheet asks for one that is new."""


def propose(act: Act, call: Call, ministry: str, document: AuditedDocument, chosen: str) -> WorkbookReading:
    """What a sheet says against the draft: of the programme that was chosen, else of the one that it names.

    Raises
    ------
    RefusedError
        where the person may not write now.
    WorkspaceError
        where it names no programme of this request and none was chosen, or says nothing that the form asks for.
    """
    answer = calls.must(act, "request.write", call, ministry)
    sheet = read_sheet(document, call.year)
    if not sheet.proposals:
        raise WorkspaceError(word("word_sheet_nothing"), file=sheet.file)
    warnings = [CellFault(sheet.file, each.en, each.ko) for each in sheet.warnings]
    mine = [each for each in sheet.proposals if answer.covers(each.field)]
    if chosen == NEW:
        return _as_new(act, sheet, mine, warnings)
    line = _line(act, call, ministry, sheet, chosen)
    changes, faults = list[CellChange](), list[CellFault]()
    for each in mine:
        value = _stored(act, each, faults)
        now = line.value(each.field)
        if value is not None and value != now:
            changes.append(CellChange(line.key, each.field, now, now, value, each.place, each.words, proposed=True))
    strange = tuple(
        CellFault(sheet.file, each.en, each.ko, line.key) for each in other(act.known, ministry, line, sheet)
    )
    return WorkbookReading(1, tuple(changes), (), tuple(faults), tuple(warnings), proposed=True, strange=strange)


def _line(act: Act, call: Call, ministry: str, sheet: ProgrammeSheet, chosen: str) -> DraftLine:
    lines = drafts.lines(act.connection, act.known, call, ministry)
    if chosen:
        found = [each for each in lines if each.key == chosen]
        if not found:
            raise MissingError(word("missing"))
        return found[0]
    name = sheet.value("name")
    found = [each for each in lines if name and plain(each.value("name")) == plain(name)]
    if len(found) != 1:
        raise WorkspaceError(unnamed(act.known, ministry, sheet, len(found)), file=sheet.file, column="programme")
    return found[0]


def _as_new(act: Act, sheet: ProgrammeSheet, mine: list[FieldProposal], warnings: list[CellFault]) -> WorkbookReading:
    faults = list[CellFault]()
    values = {each.field: value for each in mine if (value := _stored(act, each, faults)) is not None}
    if not values.get("name"):
        raise WorkspaceError(word("word_sheet_no_name"), file=sheet.file, column="name")
    places = "; ".join(dict.fromkeys(each.place for each in mine))
    return WorkbookReading(
        1, (), ({**values, "cell": cut(places, 500)},), tuple(faults), tuple(warnings), proposed=True
    )


def _stored(act: Act, each: FieldProposal, faults: list[CellFault]) -> str | None:
    try:
        return stored(each.field, each.value, act.known.unit)
    except WorkspaceError as error:
        faults.append(CellFault(each.place, error.text.en, error.text.ko))
        return None


def send(act: Act, number: int, ministry: str, document: AuditedDocument, content: bytes, chosen: str) -> int:
    """Keep what a sheet proposes, for a person to look at; the number of what is kept."""
    call = drafts.visible(act, number, ministry)
    reading = propose(act, call, ministry, document, chosen)
    return sheets.keep(act, call, ministry, content, plain_name(document.name), reading)
