"""Pages of what was filed, with its receipt, and of the office's questions about it."""

from __future__ import annotations

import codecs

from fastapi import APIRouter, Request
from fastapi.responses import Response

from crosscut.workspace import receipts
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.filing import attaching, attachments, calls, filings, findings
from crosscut.workspace.filing.checks import faults
from crosscut.workspace.people import people
from crosscut.workspace.rights import Item
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, kept, number, posted
from crosscut.workspace.web.uploads import Uploaded, admit_upload, given
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)


@router.get("/filings/{filing}")
def one(request: Request, desk: AtDesk, filing: str) -> Response:
    """A filing and its receipt."""
    return _one(request, desk, filing)


def _one(
    request: Request, desk: Desk, filing: str, error: WorkspaceError | None = None, form: Sent | None = None
) -> Response:
    with desk.look(request, past=True) as act:
        found, answer = filings.read(act, filing)
        call = calls.load(act.connection, found.call, act.until)
        newest = filings.latest(act.connection, found.call, found.ministry, until=act.until)
        said_of = faults(filings.asked_of_filing(found), year=call.year, reason_from=call.reason_from)
        rows = filings.programmes(act, found)
        committees = {act.known.committee(each.key) for each in rows}
        items = [filings.item_of(found, each) for each in sorted(committees)]
        asks = any(act.actor.may("finding.ask", each).allowed for each in items)
        return desk.page(
            request,
            act,
            "filing.html",
            error=error,
            form=kept(form),
            filing=found,
            call=call,
            rows=rows,
            total=sum(each.amount or 0 for each in rows),
            part=not answer.allowed,
            whole=filings.whole(answer),
            files=filings.attached(found) if answer.covers(attaching.FIELD) else [],
            verdict=receipts.verify(found.receipt, desk.office.signer.public, found.content),
            newest=newest.number if newest else found.number,
            faults=[each for each in said_of if each.key in {row.key for row in rows}] if asks else [],
            findings=findings.readable(act, call, [found.ministry]),
            asks=asks,
            about=request.query_params.get("about", ""),
            names=people.names(act.connection),
        )


@router.get("/filings/{filing}/receipt.json")
def receipt(request: Request, desk: AtDesk, filing: str) -> Response:
    """The receipt, to keep."""
    with desk.look(request) as act:
        found, answer = filings.read(act, filing)
        return _download(found.receipt, f"receipt-{found.number}.json", whole=filings.whole(answer))


@router.get("/filings/{filing}/filing.json")
def content(request: Request, desk: AtDesk, filing: str) -> Response:
    """What was filed, to the letter."""
    with desk.look(request) as act:
        found, answer = filings.read(act, filing)
        return _download(found.content, f"filing-{found.number}.json", whole=filings.whole(answer))


def _download(text: str, name: str, *, whole: bool) -> Response:
    if not whole:
        raise MissingError(word("missing"))
    return given(text, name)


@router.post("/filings/{filing}/findings")
def ask(request: Request, desk: AtDesk, filing: str, form: Sent) -> Response:
    """Ask the ministry about a programme."""
    try:
        with desk.do(request, form) as act:
            made = findings.ask(act, filing, posted(form, "programme"), posted(form, "text"), posted(form, "due"))
    except WorkspaceError as error:
        return _one(request, desk, filing, error, form)
    return go(f"/findings/{made}", "asked")


@router.get("/calls/{call}/filed.csv")
def filed(request: Request, desk: AtDesk, call: Number) -> Response:
    """Everything that holds in a call, as a source of the budget; with the mark by which Excel knows UTF-8."""
    with desk.look(request) as act:
        found = calls.load(act.connection, call)
        act.must_see("filing.read", Item(year=found.year))
        text = filings.as_source(act, found)
    name = f"requests-{found.year}.csv"
    marked = codecs.BOM_UTF8 + text.encode()
    return given(marked, name, "text/csv")


@router.get("/findings")
def every(request: Request, desk: AtDesk) -> Response:
    """Questions that one may see, with the money that the open ones are about."""
    with desk.look(request, past=True) as act:
        shown = []
        for call in calls.every(act.connection, act.until):
            seen = findings.readable(act, call)
            if seen or act.actor.may("finding.read", call.whole).allowed:
                shown.append((call, seen, findings.in_question(seen)))
        return desk.page(request, act, "findings.html", shown=shown, names=people.names(act.connection))


@router.get("/findings/{finding}")
def finding(request: Request, desk: AtDesk, finding: Number) -> Response:
    """A question and its thread."""
    return finding_page(request, desk, finding)


def finding_page(
    request: Request, desk: Desk, number: int, error: WorkspaceError | None = None, form: Sent | None = None
) -> Response:
    """The page of a question, with what was wrong with a form of it."""
    with desk.look(request, past=True) as act:
        found, item = findings.load(act, number)
        filing = filings.latest(act.connection, found.row.call, found.row.ministry, until=act.until)
        if filing is None:
            raise MissingError(word("missing"))
        rows = filings.programmes(act, filing)
        about = next((each for each in rows if each.key == found.row.programme), None)
        if not rows:
            raise MissingError(word("missing"))
        return desk.page(
            request,
            act,
            "finding.html",
            error=error,
            form=kept(form),
            finding=found,
            item=item,
            to_answer=found.to_answer(item.year),
            filing=filing,
            asked_on=findings.asked_on(act, found),
            call=calls.load(act.connection, found.row.call),
            about=about,
            names=people.names(act.connection),
            hows=found.endings,
            files=attachments.of_finding(act.connection, number, act.until),
            own_work=act.actor.may("finding.settle", item).why == "own-work",
        )


@router.post("/findings/{finding}/answer")
def answer(request: Request, desk: AtDesk, finding: Number, form: Sent, file: Uploaded) -> Response:
    """Answer a question, with a file where one was chosen."""
    content, name = file
    try:
        if name:
            admit_upload(request, desk, "file", content, name)
        with desk.do(request, form) as act:
            if name:
                attaching.add_to_finding(act, finding, content, name)
            findings.answer_to(act, finding, posted(form, "text"), number(form, "version"))
    except WorkspaceError as error:
        return finding_page(request, desk, finding, error, form)
    return go(f"/findings/{finding}", "answered")


@router.post("/findings/{finding}/settle")
def settle(request: Request, desk: AtDesk, finding: Number, form: Sent) -> Response:
    """Accept, waive or defer, or ask again."""
    try:
        with desk.do(request, form) as act:
            settling = findings.Settling(posted(form, "how"), posted(form, "text"), posted(form, "due"))
            findings.settle(act, finding, settling, number(form, "version"))
    except WorkspaceError as error:
        return finding_page(request, desk, finding, error, form)
    return go(f"/findings/{finding}", "reopened" if posted(form, "how") == findings.REOPENED else "settled")
