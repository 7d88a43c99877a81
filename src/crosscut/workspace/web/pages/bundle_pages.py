"""Pages of a day without the server: a bundle to take away, what came back of it, and files that were not taken."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from crosscut.workspace.bundles import bundles
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.filing import calls, drafts
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go
from crosscut.workspace.web.page import language_of
from crosscut.workspace.web.pages.bundle_page import bundle
from crosscut.workspace.web.pages.call_pages import draft_page
from crosscut.workspace.web.uploads import Uploaded, admit_upload, attachment, given

router = APIRouter(include_in_schema=False)
ZIP = "application/zip"


@router.get("/calls/{call}/{ministry}/bundle.zip")
def down(request: Request, desk: AtDesk, call: Number, ministry: str) -> Response:
    """A signed bundle of the request."""
    return made(request, desk, call, ministry)


def made(request: Request, desk: Desk, call: int, ministry: str) -> Response:
    """A signed bundle of a request, for whoever may write in it, as an answer."""
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        calls.must(act, "request.write", found, ministry)
        content = bundle(act, found, ministry, language_of(request, desk.office))
    name = f"bundle-{found.year}-{ministry}.zip"
    return given(content, name, ZIP)


@router.post("/calls/{call}/{ministry}/bundle")
def up(request: Request, desk: AtDesk, call: Number, ministry: str, form: Sent, file: Uploaded) -> Response:
    """Read what came back; where nothing of it can be taken, keep it as it came."""
    try:
        admit_upload(request, desk, "workbook", *file)
    except WorkspaceError as error:
        return draft_page(request, desk, call, ministry, error)
    try:
        with desk.do(request, form) as act:
            kept = bundles.send(act, call, ministry, *file)
    except MissingError:
        raise
    except WorkspaceError as error:
        with desk.do(request, form) as act:
            bundles.refuse(act, call, ministry, *file, error.text)
        return draft_page(request, desk, call, ministry, error)
    return go(
        f"/calls/{call}/{ministry}/workbook/{kept[0]}" if len(kept) == 1 else f"/calls/{call}/{ministry}", "bundle_read"
    )


@router.get("/calls/{call}/{ministry}/sent/{sheet}")
def kept_file(request: Request, desk: AtDesk, call: Number, ministry: str, sheet: Number) -> Response:
    """A file as it came back, to keep: never shown within the site."""
    return as_it_came(request, desk, call, ministry, sheet)


def as_it_came(request: Request, desk: Desk, call: int, ministry: str, sheet: int) -> Response:
    """A file that was sent in, as an answer that no browser runs or shows."""
    with desk.look(request) as act:
        name, content = bundles.kept_file(act, call, ministry, sheet)
    return attachment(content, name, f"sent-{sheet}")
