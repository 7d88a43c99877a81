"""The server's application: pages, the interface for programs, and one shape for everything that goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from crosscut.errors import CrosscutError
from crosscut.ledger import LedgerBusyError
from crosscut.text import Text
from crosscut.version import VERSION
from crosscut.workspace.errors import UnknownPersonError, WorkspaceError
from crosscut.workspace.office import Office
from crosscut.workspace.web import entrance, not_yet, offices, perimeter
from crosscut.workspace.web.api import (
    api,
    api_account,
    api_bundles,
    api_downloads,
    api_figures,
    api_files,
    api_filing,
    api_hearings,
    api_lists,
    api_moves,
    api_people,
    api_publications,
    api_reading,
    api_replay,
    api_scenarios,
    api_threads,
)
from crosscut.workspace.web.api.api_errors import shape
from crosscut.workspace.web.desk import Desk, go
from crosscut.workspace.web.pages import (
    bundle_pages,
    call_pages,
    compare_pages,
    confirm_pages,
    file_pages,
    filing_pages,
    hearing_pages,
    job_pages,
    list_pages,
    move_pages,
    passkey_pages,
    password_pages,
    people_pages,
    provider_pages,
    publication_pages,
    reading_pages,
    replay_pages,
    scenario_pages,
    sheet_pages,
    thread_pages,
)
from crosscut.workspace.words import word

_LOG = logging.getLogger("crosscut.workspace")


def application(office: Office, hosts: Sequence[str] = ()) -> FastAPI:
    """The application of an office. ``hosts`` are the names it answers to; any where it is empty."""
    app = FastAPI(
        title="Crosscut workspace",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        description="Everything that a page does, for programs. Amounts are integers in minor units.",
    )
    app.state.desk = Desk(office)
    for router in (
        entrance.router,
        offices.router,
        people_pages.router,
        password_pages.router,
        passkey_pages.router,
        passkey_pages.api,
        provider_pages.router,
        provider_pages.api,
        sheet_pages.router,
        bundle_pages.router,
        filing_pages.router,
        confirm_pages.router,
        file_pages.router,
        call_pages.router,
        reading_pages.router,
        hearing_pages.router,
        replay_pages.router,
        compare_pages.router,
        scenario_pages.router,
        move_pages.router,
        thread_pages.router,
        list_pages.router,
        publication_pages.router,
        job_pages.router,
        job_pages.api,
        api_people.router,
        api_account.router,
        api_downloads.router,
        api_figures.router,
        api.router,
        api_filing.router,
        api_files.router,
        api_bundles.router,
        api_reading.router,
        api_hearings.router,
        api_replay.router,
        api_scenarios.router,
        api_moves.router,
        api_threads.router,
        api_lists.router,
        api_publications.router,
    ):
        app.include_router(router)
    app.add_exception_handler(CrosscutError, _foreseen)
    app.add_exception_handler(HTTPException, _unknown)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(Exception, _unforeseen)
    app.add_middleware(perimeter.Perimeter, hosts=tuple(hosts), log=office.log)
    return app


def _foreseen(request: Request, error: Exception) -> Response:
    """An error that was foreseen."""
    if isinstance(error, UnknownPersonError) and not _for_programs(request):
        return go("/sign-in")
    if isinstance(error, WorkspaceError):
        return _answer(request, error, error.status)
    busy = isinstance(error, LedgerBusyError)
    _LOG.error("%s %s", getattr(request.state, "number", ""), error)
    fault = WorkspaceError(word("busy" if busy else "broken"), "busy" if busy else "broken")
    return _answer(request, fault, 503 if busy else 500)


def _unknown(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if stranger := _stranger(request):
        return stranger
    if status == 405 and request.method == "GET" and not _for_programs(request):
        return _page_of_form(request)
    codes = {404: "missing", 405: "not_that_way"}
    return _answer(
        request, WorkspaceError(word(codes.get(status, "misread")), "not-found" if status == 404 else "wrong"), status
    )


def _page_of_form(request: Request) -> Response:
    """To the page whose form is sent to this address: whoever was refused there may change the language or reload."""
    page = "/" + request.url.path.strip("/").rpartition("/")[0]
    return RedirectResponse(f"{page}?{request.url.query}" if request.url.query else page, 303)


def _stranger(request: Request) -> Response | None:
    """401 for a program that nobody is signed in for, whatever else is wrong with what it sent."""
    if not request.url.path.startswith("/api"):
        return None
    desk: Desk = request.app.state.desk
    try:
        with desk.look(request):
            return None
    except UnknownPersonError as error:
        return _answer(request, error, error.status)


def _misread(request: Request, error: Exception) -> Response:
    first = error.errors()[0] if isinstance(error, RequestValidationError) and error.errors() else {}
    if stranger := _stranger(request):
        return stranger
    column = ".".join(str(each) for each in first.get("loc", ()) if each != "body")
    if first.get("loc", ("",))[0] == "path":
        return _answer(request, WorkspaceError(word("missing"), "not-found"), 404)
    text = word("misread")
    return _answer(
        request, WorkspaceError(Text(f"{text.en} ({column})", f"{text.ko} ({column})"), "misread", column=column), 422
    )


def _unforeseen(request: Request, error: Exception) -> Response:
    _LOG.error("%s", getattr(request.state, "number", ""), exc_info=error)
    answer = _answer(request, WorkspaceError(word("broken"), "broken"), 500)
    for name, value in perimeter.HEADERS.items():
        answer.headers[name] = value
    if request.url.scheme == "https":
        answer.headers["strict-transport-security"] = perimeter.ENCRYPTED
    answer.headers["x-request"] = getattr(request.state, "number", "")
    return answer


def _for_programs(request: Request) -> bool:
    return request.url.path.startswith("/api") or "application/json" in request.headers.get("accept", "")


def _answer(request: Request, error: WorkspaceError, status: int) -> Response:
    if _for_programs(request):
        return JSONResponse({"error": shape(error, getattr(request.state, "number", ""))}, status)
    desk: Desk = request.app.state.desk
    number = getattr(request.state, "number", "")
    absent = not_yet.not_yet_text(request, desk) if status == 404 else None
    try:
        with desk.look(request, anyone=True) as act:
            values = {"error": None if absent else error, "status": status, "number": number, "absent": absent}
            day = request.query_params.get("on", "")
            page = desk.pages.render(request, act, "error.html", **values, day=day)
            return HTMLResponse(page, status)
    except CrosscutError:
        return PlainTextResponse(f"{error.text.ko}\n{error.text.en}\n{number}\n", status)
