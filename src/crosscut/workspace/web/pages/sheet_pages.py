"""A request as a workbook: down, up, and a look at what it would change before it does."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.fields import label
from crosscut.workspace.filing import calls, drafts, sheet_proposals, sheets
from crosscut.workspace.filing.attaching import plain_name
from crosscut.workspace.filing.standing_faults import after, leaps
from crosscut.workspace.filing.word_sheets import document_of
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, posted
from crosscut.workspace.web.page import language_of
from crosscut.workspace.web.pages.call_pages import draft_page
from crosscut.workspace.web.uploads import Uploaded, admit_upload, given
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/calls/{call}/{ministry}/workbook.xlsx")
def down(request: Request, desk: AtDesk, call: Number, ministry: str) -> Response:
    """The request as a workbook."""
    return written(request, desk, call, ministry)


def written(request: Request, desk: Desk, call: int, ministry: str) -> Response:
    """A request as a workbook, in the reader's language, as an answer."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        content = sheets.written(act, found, ministry, language_of(request, desk.office))
    name = f"request-{found.year}-{ministry}.xlsx"
    return given(content, name, XLSX)


@router.post("/calls/{call}/{ministry}/workbook")
def up(request: Request, desk: AtDesk, call: Number, ministry: str, form: Sent, file: Uploaded) -> Response:
    """Read a workbook that came back."""
    try:
        admit_upload(request, desk, "workbook", *file)
        with desk.do(request, form) as act:
            made = sheets.send(act, call, ministry, *file)
    except WorkspaceError as error:
        return draft_page(request, desk, call, ministry, error)
    return go(f"/calls/{call}/{ministry}/workbook/{made}")


@router.post("/calls/{call}/{ministry}/sheet")
def up_sheet(request: Request, desk: AtDesk, call: Number, ministry: str, form: Sent, file: Uploaded) -> Response:
    """Read a word-processor sheet, before anything is held up by it, and keep what it proposes."""
    content, name = file
    try:
        with desk.look(request) as act:
            calls.must(act, "request.write", drafts.visible(act, call, ministry), ministry)
        admit_upload(request, desk, "file", content, name)
        document = document_of(content, plain_name(name))
        with desk.do(request, form) as act:
            made = sheet_proposals.send(act, call, ministry, document, content, posted(form, "programme"))
    except WorkspaceError as error:
        return draft_page(request, desk, call, ministry, error, form)
    return go(f"/calls/{call}/{ministry}/workbook/{made}")


@router.get("/calls/{call}/{ministry}/workbook/{sheet}")
def look(request: Request, desk: AtDesk, call: Number, ministry: str, sheet: Number) -> Response:
    """What a workbook would change."""
    return _look(request, desk, call, ministry, sheet)


def _look(
    request: Request, desk: Desk, call: int, ministry: str, sheet: int, error: WorkspaceError | None = None
) -> Response:
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        row, reading = sheets.load(act, call, ministry, sheet)
        lines = {line.key: line for line in drafts.lines(act.connection, act.known, found, ministry)}
        return desk.page(
            request,
            act,
            "sheet.html",
            error=error,
            call=found,
            ministry=ministry,
            sheet=row,
            reading=reading,
            lines=lines,
            said_of=after(found, lines, reading.changes),
            leaps=leaps(lines, reading.changes),
            label=label,
        )


@router.post("/calls/{call}/{ministry}/workbook/{sheet}")
def take(request: Request, desk: AtDesk, call: Number, ministry: str, sheet: Number, form: Sent) -> Response:
    """Take the changes that were picked."""
    picked = _places(form, "change")
    try:
        with desk.do(request, form) as act:
            if posted(form, "every"):
                picked = sheets.unopposed(act, call, ministry, sheet)
            count = sheets.take(act, call, ministry, sheet, picked, _places(form, "new"))
    except WorkspaceError as error:
        return _look(request, desk, call, ministry, sheet, error)
    return go(f"/calls/{call}/{ministry}", "sheet_taken" if count else "sheet_kept")


def _places(form: FormData, kind: str) -> list[int]:
    """The places that were chosen, of fields called ``change_3`` with the value ``sheet``."""
    chosen = (name for name, value in form.items() if name.startswith(f"{kind}_") and value == "sheet")
    places = [name.removeprefix(f"{kind}_") for name in chosen]
    if not all(each.isascii() and each.isdigit() and len(each) < 7 for each in places):
        raise WorkspaceError(word("misread"))
    return [int(each) for each in places]
