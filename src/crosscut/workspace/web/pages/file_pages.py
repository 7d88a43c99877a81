"""Files: attached to a request or a question, kept as minutes, and downloaded as what they are and no more."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Row

from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing import attaching
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Sent, go
from crosscut.workspace.web.pages.call_pages import call_page, draft_page
from crosscut.workspace.web.pages.filing_pages import finding_page
from crosscut.workspace.web.uploads import Uploaded, admit_upload, attachment

router = APIRouter(include_in_schema=False)


@router.get("/files/{file}")
def down(request: Request, desk: AtDesk, file: Number) -> Response:
    """A file, to keep: never shown within the site."""
    with desk.look(request) as act:
        row, content = attaching.read(act, file)
    return download(row, content)


def download(row: Row[tuple[object, ...]], content: bytes) -> Response:
    """A file as an answer that no browser runs or shows."""
    plain = f"attachment-{row.id}{row.name[row.name.rfind('.') :]}"
    answer = attachment(content, row.name, plain, row.media_type)
    answer.headers["etag"] = f'"{row.digest}"'
    return answer


@router.post("/calls/{call}/{ministry}/files")
def to_request(request: Request, desk: AtDesk, call: Number, ministry: str, form: Sent, file: Uploaded) -> Response:
    """Attach a file to a draft."""
    try:
        admit_upload(request, desk, "file", *file)
        with desk.do(request, form) as act:
            attaching.add_to_request(act, call, ministry, *file)
    except WorkspaceError as error:
        return draft_page(request, desk, call, ministry, error)
    return go(f"/calls/{call}/{ministry}", "file_added")


@router.post("/files/{file}/end")
def end(request: Request, desk: AtDesk, file: Number, form: Sent) -> Response:
    """Take an attachment out of a draft."""
    with desk.do(request, form) as act:
        row = attaching.end(act, file)
    return go(f"/calls/{row.call}/{row.ministry}", "file_ended")


@router.post("/findings/{finding}/files")
def to_finding(request: Request, desk: AtDesk, finding: Number, form: Sent, file: Uploaded) -> Response:
    """Attach a file to a question."""
    try:
        admit_upload(request, desk, "file", *file)
        with desk.do(request, form) as act:
            attaching.add_to_finding(act, finding, *file)
    except WorkspaceError as error:
        return finding_page(request, desk, finding, error)
    return go(f"/findings/{finding}", "file_added")


@router.post("/minutes/{call}/files")
def to_call(request: Request, desk: AtDesk, call: Number, form: Sent, file: Uploaded) -> Response:
    """Keep the minutes of a meeting."""
    try:
        admit_upload(request, desk, "file", *file)
        with desk.do(request, form) as act:
            attaching.add_minutes(act, call, *file)
    except WorkspaceError as error:
        return call_page(request, desk, call, error)
    return go(f"/calls/{call}", "file_added")
