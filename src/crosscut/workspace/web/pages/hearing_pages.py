"""The pages of hearings: the briefing order, and one programme a screen."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from crosscut.workspace import hearing_times, hearings
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.hearing_times import HearingTimes
from crosscut.workspace.people import people
from crosscut.workspace.web.api_router import Key
from crosscut.workspace.web.desk import AtDesk, budget_read
from crosscut.workspace.web.page import language_of
from crosscut.workspace.web.pages.reading_view import shares_text


def checked(desk: AtDesk) -> None:
    """Work out what the rules say of the budget before a transaction waits for it."""
    if desk.office.reading is not None:
        _ = desk.office.reading.budget.run.findings


router = APIRouter(include_in_schema=False, dependencies=[Depends(budget_read), Depends(checked)])


@router.get("/hearings")
def agenda(request: Request, desk: AtDesk) -> Response:
    """Every programme in briefing order, by committee."""
    times, error = None, None
    try:
        times = _times(request)
    except WorkspaceError as fault:
        error = fault
    with desk.look(request) as act:
        lists = hearings.briefing(act)
        asked = {"times": times, "query": _query(request) if times else "", "form": request.query_params}
        return desk.page(request, act, "hearings.html", error=error, lists=lists, **asked)


def _times(request: Request) -> HearingTimes | None:
    return hearing_times.stated(*(request.query_params.get(each, "") for each in ("begins", "minutes")))


def _query(request: Request) -> str:
    """The stated timetable as it goes from one page to the next."""
    asked = {each: request.query_params[each] for each in ("begins", "minutes") if request.query_params.get(each)}
    return f"?{urlencode(asked)}" if asked else ""


@router.get("/hearings/{programme}")
def one(request: Request, desk: AtDesk, programme: Key) -> Response:
    """One programme, with the way to those before and after it."""
    times = _times(request)
    with desk.look(request) as act:
        found = hearings.find(act, programme)
        taxonomy = desk.office.reading.budget.taxonomy if desk.office.reading else None
        lang = language_of(request, desk.office)
        most = max((amount for _, amount in found.amounts), default=0)
        return desk.page(
            request,
            act,
            "hearing.html",
            hearing=found,
            times=times,
            query=_query(request) if times else "",
            held=shares_text(taxonomy, found.held, lang) if taxonomy and found.held is not None else "",
            bars=[
                (period, amount, max(0, amount) * 1000 // most if most > 0 else 0) for period, amount in found.amounts
            ],
            names=people.names(act.connection),
        )
