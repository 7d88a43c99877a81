"""What pages and programs do alike with a move: see it with what it changes, propose it, sign it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData

from crosscut.workspace.approval import move_files, move_signing, moves, signed_packages, withdrawn_moves
from crosscut.workspace.approval.move_shapes import MovePackage
from crosscut.workspace.approval.moves import StageMove
from crosscut.workspace.errors import WorkspaceError
from crosscut.workspace.scenarios import scenario_plans, scenarios
from crosscut.workspace.solver.solver_shapes import BrokenRule
from crosscut.workspace.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Proposing:
    """What somebody proposes: ``basis`` is ``plan`` for the scenario's plan, ``stage`` for the signed stage before."""

    title: str
    why: str
    stage: str
    basis: str = "plan"


def seen(request: Request, desk: Desk, move: int) -> tuple[StageMove, MovePackage]:
    """A move with all that it changes; what is shown to whoever may sign it is kept by its digest."""
    with desk.look(request) as act:
        found = moves.load(act, move)
    worked = move_signing.work_out(desk.office, found) if found.state not in ("signed", "withdrawn") else None
    with desk.look(request) as act:
        package = move_signing.package_of(act, found, worked)
        signs = act.actor.may("move.sign", found.item).allowed
        kept = not signs or signed_packages.is_kept(act.connection, package)
    if not kept:
        with desk.office.database.writing() as connection:
            signed_packages.keep(connection, package, desk.office.clock())
    return found, package


def broken(request: Request, desk: Desk, found: StageMove, package: MovePackage) -> list[BrokenRule]:
    """The rules of its scenario that a proposed move breaks where somebody amended an amount of it.

    None where the scenario cannot be planned any more, or is not the reader's to see.
    """
    if not found.amendments or found.state != "proposed":
        return []
    amounts = {each["programme"]: each["after"] or 0 for each in package["consequences"]["programmes"]}
    try:
        with desk.look(request) as act:
            scenario = scenarios.load(act, int(found.row.scenario))
        return scenario_plans.broken(desk.office, scenario, amounts)
    except WorkspaceError:
        return []


def propose(request: Request, desk: Desk, scenario: int, sent: Proposing, form: FormData | None = None) -> int:
    """Propose the plan of a scenario, or the signed stage before; the number of the move."""
    with desk.look(request) as act:
        act.must("move.propose")
        found = scenarios.load(act, scenario)
    proposal = move_signing.proposal(desk.office, found, sent.title, sent.why, sent.stage, sent.basis)
    with desk.do(request, form) as act:
        return moves.propose(act, found, proposal)


def sign(request: Request, desk: Desk, move: int, digest: str, form: FormData | None = None) -> None:
    """Sign what was seen, named by its digest, and write the folder's file."""
    with desk.look(request) as act:
        found = moves.load(act, move)
        act.must("move.sign", found.item)
    worked = move_signing.work_out(desk.office, found)
    with desk.do(request, form) as act:
        move_signing.sign(act, move, digest, worked)
    move_files.bring_up_to_date(desk.office.database, move_signing.room_of(desk.office).folder)


def withdraw(request: Request, desk: Desk, move: int, reason: str, form: FormData | None = None) -> None:
    """Take a signed move back, and its file away."""
    with desk.look(request) as act:
        act.must("move.withdraw", moves.load(act, move).item)
    room = move_signing.room_of(desk.office)
    _ = room.budget
    with desk.do(request, form) as act:
        withdrawn_moves.withdraw(act, move, reason)
    move_files.bring_up_to_date(desk.office.database, room.folder)
