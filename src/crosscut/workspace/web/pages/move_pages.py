"""Pages of approving: moves to a stage, one of them with all that it changes, and its signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Row

from crosscut.calendar import Period
from crosscut.text import Text
from crosscut.workspace.approval import move_signing, move_threads, moves, quoted_figures, signed_packages
from crosscut.workspace.approval.move_shapes import MovedProgramme, MovePackage
from crosscut.workspace.approval.moves import MoveAmendment, StageMove
from crosscut.workspace.approval.signed_packages import MovedError
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.office import Act, refusal
from crosscut.workspace.scenarios import scenarios
from crosscut.workspace.scenarios.scenario_values import amount
from crosscut.workspace.solver.solver_shapes import BrokenRule
from crosscut.workspace.web import move_desk, thread_desk
from crosscut.workspace.web.api_router import Number
from crosscut.workspace.web.desk import AtDesk, Desk, Sent, go, kept, number, posted
from crosscut.workspace.web.move_desk import Proposing
from crosscut.workspace.web.pages.move_view import MoveSpeaker, moved_rows, named_programme
from crosscut.workspace.web.uploads import given
from crosscut.workspace.words import word

router = APIRouter(include_in_schema=False)
SHOWN = 200
"""Programmes that the page of a move shows, those that change most first, until all are asked for."""


@router.get("/moves")
def every(request: Request, desk: AtDesk) -> Response:
    """The moves, and what waits for a signature."""
    with desk.look(request) as act:
        rows = moves.every(act)
        waiting = move_threads.open_counts(act, [each.id for each in rows])
        return desk.page(request, act, "moves.html", rows=rows, threads=waiting, period=_period_text(desk))


@router.get("/scenarios/{scenario}/propose")
def form_of(request: Request, desk: AtDesk, scenario: Number) -> Response:
    """The form that proposes a scenario's plan as the amounts of a stage."""
    return _form(request, desk, scenario)


def _form(
    request: Request, desk: Desk, scenario: int, error: WorkspaceError | None = None, form: Sent | None = None
) -> Response:
    with desk.look(request) as act:
        act.must("move.propose")
        found = scenarios.load(act, scenario)
    asked = move_signing.asked_of(desk.office, found)
    stages = [Period(asked.year, each) for each in move_signing.open_stages(desk.office, asked)]
    before = move_signing.standing_stage(desk.office, asked)
    with desk.look(request) as act:
        values = {
            "before": before,
            "amended": _amended(desk, act, before) if before else [],
            "scenario": found,
            "stages": stages,
            "asked": asked,
            "period": _period_text(desk),
        }
        return desk.page(request, act, "move_new.html", error=error, form=kept(form), **values)


def _amended(desk: Desk, act: Act, stage: Period) -> list[str]:
    """The programmes that were amended in the signed moves of a year, by name."""
    signed = [each for each in moves.every(act) if each.state == "signed" and each.period.year == stage.year]
    names = move_signing.room_of(desk.office).budget.run.names_at(stage)
    programmes = dict.fromkeys(row.programme for each in signed for row in each.amended)
    return [names.get(each) or each for each in programmes]


@router.post("/scenarios/{scenario}/propose")
def propose(request: Request, desk: AtDesk, scenario: Number, form: Sent) -> Response:
    """Propose it."""
    sent = Proposing(posted(form, "title"), posted(form, "why"), posted(form, "stage"), posted(form, "basis") or "plan")
    try:
        made = move_desk.propose(request, desk, scenario, sent, form)
    except WorkspaceError as error:
        if error.status in (401, 403, 404):
            raise
        return _form(request, desk, scenario, error, form)
    return go(f"/moves/{made}", "move_proposed")


@router.get("/moves/{move}")
def one(request: Request, desk: AtDesk, move: Number) -> Response:
    """A move: every amount and published figure that changes, before anything is saved."""
    return _one(request, desk, move)


def _one(
    request: Request, desk: Desk, move: int, error: WorkspaceError | None = None, form: Sent | None = None
) -> Response:
    found, package = move_desk.seen(request, desk, move)
    broken = move_desk.broken(request, desk, found, package)
    with desk.look(request) as act:
        return _render(request, desk, act, found, package, broken=broken, error=error, form=form)


def _render(
    request: Request,
    desk: Desk,
    act: Act,
    found: StageMove,
    package: MovePackage,
    *,
    broken: list[BrokenRule],
    error: WorkspaceError | None,
    form: Sent | None,
) -> Response:
    programmes = package["consequences"]["programmes"]
    changed = [row for row in programmes if row["before"] != row["after"]]
    signs = act.actor.may("move.sign", found.item)
    against = move_signing.standing_against(act, found)
    speaker = MoveSpeaker(move_signing.room_of(desk.office).budget.run, act.known)
    threads = move_threads.of_move(act, found.id)
    quotes = thread_desk.live(desk, found, threads, package)
    return desk.page(
        request,
        act,
        "move.html",
        error=error,
        form=kept(form),
        move=found,
        package=package,
        broken=broken,
        digest=signed_packages.digest_of(package),
        changed=sorted(changed, key=_by_change)[: None if "all" in request.query_params else SHOWN],
        count=len(changed),
        names={row["programme"]: row["name"] for row in programmes},
        totals=sorted(package["consequences"]["totals"], key=lambda each: -abs(each["after"] - each["before"])),
        speaker=speaker,
        since=moved_rows(error.columns, package, speaker) if isinstance(error, MovedError) else (),
        was_moved=isinstance(error, MovedError),
        follows=found.state == "signed" and found.period == _standing(desk, found),
        stands_against=against.text if against else None,
        refused=None if signs.allowed else refusal("move.sign", signs, found.state),
        period=_period_text(desk),
        threads=threads,
        settles={each.id for each in threads if move_threads.may_settle(act, each, found)},
        pieces=lambda text, then: list(quoted_figures.pieces(text, then, quotes.get)),
        about=request.query_params.get("about", ""),
    )


def _standing(desk: Desk, found: StageMove) -> Period | None:
    return move_signing.standing_stage(desk.office, found.proposed.asked)


def _by_change(row: MovedProgramme) -> tuple[int, str]:
    return -abs((row["after"] or 0) - (row["before"] or 0)), row["programme"]


def _period_text(desk: Desk) -> Callable[[Period], Text]:
    return move_signing.room_of(desk.office).budget.run.calendar.text


@router.post("/moves/{move}/amend")
def amend(request: Request, desk: AtDesk, move: Number, form: Sent) -> Response:
    """Give one programme another amount, with its mover and reason."""
    try:
        with desk.do(request, form) as act:
            act.must("move.amend", moves.load(act, move).item)
            minor = amount(posted(form, "amount"), act.known.unit, "amount", "move_not_an_amount")
            programme = named_programme(move_signing.room_of(desk.office).budget.facts, posted(form, "programme"))
            sent = MoveAmendment(programme, minor, posted(form, "mover"), posted(form, "why"))
            moves.amend(act, move, sent, number(form, "version"))
    except WorkspaceError as error:
        return again(request, desk, move, error, form)
    return go(f"/moves/{move}", "move_amended")


@router.post("/moves/{move}/return")
def give_back(request: Request, desk: AtDesk, move: Number, form: Sent) -> Response:
    """Send it back unsigned."""
    try:
        with desk.do(request, form) as act:
            moves.give_back(act, move, posted(form, "reason"), number(form, "version"))
    except WorkspaceError as error:
        return again(request, desk, move, error, form)
    return go(f"/moves/{move}", "move_returned")


@router.post("/moves/{move}/sign")
def sign(request: Request, desk: AtDesk, move: Number, form: Sent) -> Response:
    """Sign what was on the screen; refused with the difference where anything has moved since."""
    try:
        move_desk.sign(request, desk, move, posted(form, "digest"), form)
    except WorkspaceError as error:
        return again(request, desk, move, error, form)
    return go(f"/moves/{move}", "move_signed")


@router.post("/moves/{move}/withdraw")
def withdraw(request: Request, desk: AtDesk, move: Number, form: Sent) -> Response:
    """Take a signed move back."""
    try:
        move_desk.withdraw(request, desk, move, posted(form, "reason"), form)
    except WorkspaceError as error:
        return again(request, desk, move, error, form)
    return go(f"/moves/{move}", "move_withdrawn")


def again(request: Request, desk: Desk, move: int, error: WorkspaceError, form: Sent) -> Response:
    """The page once more, with what was typed and what was wrong with it."""
    if error.status in (401, 403, 404):
        raise error
    return _one(request, desk, move, error, form)


@router.get("/moves/{move}/amounts.csv")
def amounts(request: Request, desk: AtDesk, move: Number) -> Response:
    """The amounts of a signed move, as the file of the folder says them."""
    with desk.look(request) as act:
        text = _ending(act, move).file
    return given(text, f"move-{move}.csv", "text/csv")


@router.get("/moves/{move}/receipt.json")
def receipt(request: Request, desk: AtDesk, move: Number) -> Response:
    """The signed receipt of an approval."""
    with desk.look(request) as act:
        text = _ending(act, move).receipt
    return given(text, f"move-{move}.receipt.json")


@router.get("/moves/{move}/withdrawal.json")
def withdrawal(request: Request, desk: AtDesk, move: Number) -> Response:
    """The signed receipt of having taken it back."""
    with desk.look(request) as act:
        taken = moves.load(act, move).taken
    if taken is None:
        raise MissingError(word("missing"))
    return given(taken.receipt, f"move-{move}.withdrawal.json")


@router.get("/moves/{move}/package.json")
def package(request: Request, desk: AtDesk, move: Number) -> Response:
    """Exactly what was signed, whose SHA-256 the receipt names."""
    with desk.look(request) as act:
        text = _ending(act, move).package
    return given(text, f"move-{move}.package.json")


def _ending(act: Act, move: int) -> Row[Any]:
    """How a move was signed.

    Raises
    ------
    MissingError
        where it was not.
    """
    found = moves.load(act, move)
    if found.ending is None or found.state not in ("signed", "withdrawn"):
        raise MissingError(word("missing"))
    return found.ending
