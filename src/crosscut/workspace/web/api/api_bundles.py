"""The interface for programs, about a day without the server: a bundle, what came back of it, and taking it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, Query, Request, Response
from sqlalchemy import Row

from crosscut.workspace.bundles import bundles
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.filing import drafts, sheets
from crosscut.workspace.filing.comparison import CellFault, WorkbookReading
from crosscut.workspace.filing.sheets import REFUSED
from crosscut.workspace.web.api_answers_office import BundleChange, BundleTaken, CellMessage, SentAnswer, SentFileAnswer
from crosscut.workspace.web.api_router import Key, Number, end_text, interface, time_text
from crosscut.workspace.web.api_shapes import PickedIn
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.web.pages.bundle_pages import as_it_came, made
from crosscut.workspace.web.uploads import admit_upload

router = interface()
Content = Annotated[bytes, Body(media_type="application/octet-stream", description="the file itself")]
Name = Annotated[str, Query(min_length=1, max_length=120, description="what the file is called")]
PLACE = "/calls/{call}/requests/{ministry}/bundle"


@router.get(
    PLACE,
    response_class=Response,
    responses={200: {"content": {"application/zip": {}}, "description": "A signed bundle"}},
)
def down(request: Request, desk: AtDesk, call: Number, ministry: Key) -> Response:
    """A signed bundle of a request: a page and a workbook to work on without the server."""
    return made(request, desk, call, ministry)


@router.post(PLACE, status_code=201)
def up(
    request: Request, desk: AtDesk, call: Number, ministry: Key, name: Name, content: Content = b""
) -> list[SentAnswer]:
    """What came back says against the draft; nothing is taken yet. What cannot be read is kept as it came."""
    admit_upload(request, desk, "workbook", content, name)
    try:
        with desk.do(request) as act:
            return [
                _sent_answer(*sheets.load(act, call, ministry, each))
                for each in bundles.send(act, call, ministry, content, name)
            ]
    except MissingError:
        raise
    except WorkspaceError as error:
        with desk.do(request) as act:
            bundles.refuse(act, call, ministry, content, name, error.text)
        raise


@router.get("/calls/{call}/requests/{ministry}/sent")
def sent(request: Request, desk: AtDesk, call: Number, ministry: Key) -> list[SentFileAnswer]:
    """Files that were sent in and wait for somebody to pick, or were refused; the newest first."""
    with desk.look(request) as act:
        drafts.visible(act, call, ministry)
        return [
            {
                "sent": each.sheet,
                "name": each.name,
                "refused": each.kind == REFUSED,
                "sent_at": time_text(each.sent_at),
            }
            for each in bundles.waiting(act, call, ministry)
        ]


@router.get("/calls/{call}/requests/{ministry}/sent/{sheet}")
def one(request: Request, desk: AtDesk, call: Number, ministry: Key, sheet: Number) -> SentAnswer:
    """What a file that was sent in says, or why it was refused."""
    with desk.look(request) as act:
        drafts.visible(act, call, ministry)
        return _sent_answer(*sheets.load(act, call, ministry, sheet))


@router.get(
    "/calls/{call}/requests/{ministry}/sent/{sheet}/file",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The file"}},
)
def file(request: Request, desk: AtDesk, call: Number, ministry: Key, sheet: Number) -> Response:
    """A file as it came back."""
    return as_it_came(request, desk, call, ministry, sheet)


@router.post("/calls/{call}/requests/{ministry}/sent/{sheet}")
def take(request: Request, desk: AtDesk, call: Number, ministry: Key, sheet: Number, picked: PickedIn) -> BundleTaken:
    """Take what is picked, by its place; 409 where the draft has changed since it was read."""
    with desk.do(request) as act:
        return {"fields": sheets.take(act, call, ministry, sheet, set(picked.changes), set(picked.new))}


def _sent_answer(row: Row[Any], reading: WorkbookReading) -> SentAnswer:
    changes: list[BundleChange] = [
        {
            "programme": each.key,
            "field": each.field,
            "stood": each.before,
            "now": each.now,
            "sent": each.sent,
            "conflict": each.conflict,
            "asked": each.asked,
            "place": each.cell,
        }
        for each in reading.changes
    ]
    return {
        "sent": row.id,
        "name": row.name,
        "refused": row.kind == REFUSED,
        "sent_at": time_text(row.sent_at),
        "said_at": reading.said_at,
        "taken_at": end_text(row.taken_at),
        "again": reading.decided,
        "changes": changes,
        "new": list(reading.new),
        "faults": [_fault_answer(each) for each in reading.faults],
        "told": [_fault_answer(each) for each in reading.warnings],
    }


def _fault_answer(each: CellFault) -> CellMessage:
    return {"place": each.cell, "message": each.en, "message_ko": each.ko}
