"""The page before filing, from which alone a request is filed, and what differs between two filings."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from crosscut.workspace import differences
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.filing import attachments, calls, drafts, filings
from crosscut.workspace.filing.standing_faults import standing
from crosscut.workspace.office import Act
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, posted
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)


@router.get("/calls/{call}/{ministry}/file")
def look_over(request: Request, desk: AtDesk, call: Number, ministry: str) -> Response:
    """All that would be filed against last year's and against the former filing, and what the rules say."""
    return _look_over(request, desk, call, ministry)


def _look_over(request: Request, desk: Desk, call: int, ministry: str, error: WorkspaceError | None = None) -> Response:
    with desk.look(request) as act:
        found = drafts.visible(act, call, ministry)
        rows = drafts.lines(act.connection, act.known, found, ministry)
        said_of = standing(act, found, ministry, rows)
        former = filings.latest(act.connection, call, ministry)
        return desk.page(
            request,
            act,
            "confirm.html",
            error=error,
            call=found,
            ministry=ministry,
            lines={line.key: line for line in rows},
            found=differences.of_draft(act.known.at(found.base), ministry, rows),
            since=differences.since_filing(former, rows) if former else None,
            former=former,
            faults=said_of,
            fatal=[each for each in said_of if each.severity == "fatal"],
            digest=filings.draft_digest(act, found, ministry, rows),
            files=attachments.of_request(act.connection, call, ministry),
            item=found.item(ministry, act.now),
        )


@router.post("/calls/{call}/{ministry}/file")
def file(request: Request, desk: AtDesk, call: Number, ministry: str, form: Sent) -> Response:
    """File what was on that page."""
    try:
        with desk.do(request, form) as act:
            _check_looked(act, call, ministry, form)
            filed = filings.file(act, call, ministry, posted(form, "digest"))
    except WorkspaceError as error:
        return _look_over(request, desk, call, ministry, error)
    return go(f"/filings/{filed}", "filed")


def _check_looked(act: Act, number: int, ministry: str, form: Sent) -> None:
    """Check that whoever files what is to be looked at, as it stands, says that they have."""
    call = drafts.visible(act, number, ministry)
    calls.must(act, "request.file", call, ministry)
    rows = drafts.lines(act.connection, act.known, call, ministry)
    if posted(form, "digest") != filings.draft_digest(act, call, ministry, rows):
        return
    if not posted(form, "looked") and any(each.severity == "warning" for each in standing(act, call, ministry, rows)):
        raise WorkspaceError(word("look_first"), column="looked")


@router.get("/filings/{filing}/changes")
def changes(request: Request, desk: AtDesk, filing: str, against: str = "") -> Response:
    """What differs between a filing and another of the ministry: the one before it, unless one is named."""
    with desk.look(request) as act:
        later, answer = filings.read(act, filing)
        earlier, found = differences.of_filing(act, filing, against)
        others = [
            each for each in filings.of_ministry(act.connection, later.call, later.ministry) if each.id != later.id
        ]
        return desk.page(
            request,
            act,
            "changes.html",
            filing=later,
            earlier=earlier,
            others=others,
            found=found,
            whole=filings.whole(answer),
            asks=act.actor.may("finding.ask", filings.item_of(later)).allowed,
            call=calls.load(act.connection, later.call),
        )
