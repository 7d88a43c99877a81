"""The pages of hearings: the briefing order, and one programme a screen."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from crosscut.workspace import hearings, people
from crosscut.workspace.web.api_router import Key
from crosscut.workspace.web.desk import AtDesk, budget_read
from crosscut.workspace.web.page import language_of
from crosscut.workspace.web.reading_view import shares_text


def checked(desk: AtDesk) -> None:
    """Work out what the rules say of the budget before a transaction waits for it."""
    if desk.office.reading is not None:
        _ = desk.office.reading.budget.run.findings


router = APIRouter(include_in_schema=False, dependencies=[Depends(budget_read), Depends(checked)])


@router.get("/hearings")
def agenda(request: Request, desk: AtDesk) -> Response:
    """Every programme in briefing order, by committee."""
    with desk.look(request) as act:
        return desk.page(request, act, "hearings.html", lists=hearings.briefing(act))


@router.get("/hearings/{programme}")
def one(request: Request, desk: AtDesk, programme: Key) -> Response:
    """One programme, with the way to those before and after it."""
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
            held=shares_text(taxonomy, found.held, lang) if taxonomy and found.held is not None else "",
            bars=[
                (period, amount, max(0, amount) * 1000 // most if most > 0 else 0) for period, amount in found.amounts
            ],
            names=people.names(act.connection),
        )
