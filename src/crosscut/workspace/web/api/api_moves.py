"""Moves to a stage for programs: amounts are integers in minor units; a signature names the digest of what was read."""

from __future__ import annotations

from typing import Literal

from fastapi import Request, Response
from pydantic import Field
from typing_extensions import TypedDict

from crosscut.workspace.approval import move_signing, moves, signed_packages
from crosscut.workspace.approval.move_shapes import MovePackage
from crosscut.workspace.approval.moves import MoveAmendment, StageMove
from crosscut.workspace.fields import LARGEST_SUM
from crosscut.workspace.solver.solver_shapes import BrokenRule
from crosscut.workspace.web import move_desk
from crosscut.workspace.web.api_router import IfMatch, Number, end_text, interface, seen_version, time_text
from crosscut.workspace.web.api_shapes import SentBody
from crosscut.workspace.web.desk import AtDesk

router = interface()


class MoveIn(SentBody):
    """The plan of a scenario, proposed as the amounts of a stage."""

    scenario: int = Field(ge=1, le=2**31 - 1)
    title: str = Field(min_length=1, max_length=120)
    why: str = Field(min_length=1, max_length=2000)
    stage: str = Field(min_length=1, max_length=60)
    basis: Literal["plan", "stage"] = Field(
        default="plan", description="the scenario's plan, or the signed stage before"
    )


class AmendmentIn(SentBody):
    """Another amount of one programme, who moved it and why."""

    programme: str = Field(min_length=1, max_length=300)
    amount: int = Field(ge=0, le=LARGEST_SUM)
    mover: str = Field(min_length=1, max_length=120)
    why: str = Field(min_length=1, max_length=2000)


class SignIn(SentBody):
    """A signature: the digest of what was read."""

    digest: str = Field(pattern=r"^[0-9a-f]{64}$")


class ReturnIn(SentBody):
    """Why a move is sent back or taken back."""

    reason: str = Field(min_length=1, max_length=2000)


class MoveRowAnswer(TypedDict):
    """A move in the list: proposed, signed, returned or withdrawn, by whom and when; ``taken_by`` took it back.

    Those for whom somebody stood in are named beside (``made_for``); empty where nobody did.
    ``begun_from`` is the signed move of the stage before, where its amounts are those of that stage.
    """

    move: int
    title: str
    why: str
    year: int
    stage: str
    state: str
    begun_from: int | None
    made_by: str
    made_for: str
    made_at: str
    ended_by: str
    ended_for: str
    ended_at: str | None
    taken_by: str
    taken_for: str
    taken_at: str | None


class MoveAnswer(TypedDict):
    """A move with what it changes; ``digest`` names the package, ``version`` is its ETag.

    ``broken`` are the rules of its scenario that it breaks where it is proposed and somebody amended it;
    ``stands_against`` says what keeps anybody from signing it.
    """

    move: MoveRowAnswer
    version: int
    digest: str
    package: MovePackage
    broken: list[BrokenRule]
    stands_against: str


class MoveProposed(TypedDict):
    """The number of a new move."""

    move: int


@router.get("/moves")
def every_move(request: Request, desk: AtDesk) -> list[MoveRowAnswer]:
    """All moves to a stage, the newest first."""
    with desk.look(request) as act:
        return [_row(each) for each in moves.every(act)]


@router.post("/moves", status_code=201)
def propose_move(request: Request, desk: AtDesk, body: MoveIn) -> MoveProposed:
    """Propose the plan of a scenario as the amounts of a stage."""
    sent = move_desk.Proposing(body.title, body.why, body.stage, body.basis)
    return {"move": move_desk.propose(request, desk, body.scenario, sent)}


@router.get("/moves/{move}")
def read_move(request: Request, desk: AtDesk, response: Response, move: Number) -> MoveAnswer:
    """A move with every amount and published figure that changes."""
    found, package = move_desk.seen(request, desk, move)
    response.headers["etag"] = f'"{found.version}"'
    digest = signed_packages.digest_of(package)
    broken = move_desk.broken(request, desk, found, package)
    with desk.look(request) as act:
        against = move_signing.standing_against(act, found)
    return {
        "move": _row(found),
        "version": found.version,
        "digest": digest,
        "package": package,
        "broken": broken,
        "stands_against": against.text.en if against else "",
    }


@router.post("/moves/{move}/amendments", status_code=204)
def amend_move(request: Request, desk: AtDesk, move: Number, body: AmendmentIn, seen: IfMatch = "") -> None:
    """Give one programme another amount."""
    version = seen_version(seen)
    with desk.do(request) as act:
        moves.amend(act, move, MoveAmendment(body.programme, body.amount, body.mover, body.why), version)


@router.post("/moves/{move}/return", status_code=204)
def return_move(request: Request, desk: AtDesk, move: Number, body: ReturnIn, seen: IfMatch = "") -> None:
    """Send a move back unsigned."""
    version = seen_version(seen)
    with desk.do(request) as act:
        moves.give_back(act, move, body.reason, version)


@router.post("/moves/{move}/sign", status_code=204)
def sign_move(request: Request, desk: AtDesk, move: Number, body: SignIn) -> None:
    """Sign what was read; 409 with the difference where anything has moved since."""
    move_desk.sign(request, desk, move, body.digest)


@router.post("/moves/{move}/withdraw", status_code=204)
def withdraw_move(request: Request, desk: AtDesk, move: Number, body: ReturnIn) -> None:
    """Take a signed move back: its amounts no longer stand in the folder, what was signed stays kept."""
    move_desk.withdraw(request, desk, move, body.reason)


def _row(found: StageMove) -> MoveRowAnswer:
    ending = found.ending
    return {
        "move": found.id,
        "title": found.row.title,
        "why": found.row.why,
        "year": found.period.year,
        "stage": found.period.stage,
        "state": found.state,
        "begun_from": found.former.id if found.former is not None else None,
        "made_by": found.row.made_by_name,
        "made_for": found.row.made_for_name or "",
        "made_at": time_text(found.row.made_at),
        "ended_by": ending.signed_by_name if ending is not None else "",
        "ended_for": (ending.signed_for_name or "") if ending is not None else "",
        "ended_at": end_text(ending.signed_at if ending is not None else None),
        "taken_by": found.taken.signed_by_name if found.taken is not None else "",
        "taken_for": (found.taken.signed_for_name or "") if found.taken is not None else "",
        "taken_at": end_text(found.taken.signed_at if found.taken is not None else None),
    }
