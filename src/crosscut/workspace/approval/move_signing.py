"""Signing a move: what is on the screen, its digest, and the difference where anything has moved since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC

from crosscut.allocate.applied import holder_of, plan_file
from crosscut.allocate.policy import read
from crosscut.allocate.runs import asked_period
from crosscut.budget.provenance import POLICY
from crosscut.calendar import Period
from crosscut.ledger.chain import moment_text
from crosscut.workspace.approval import move_files, move_threads, moves, quoted_figures
from crosscut.workspace.approval.move_consequences import Marks, consequences, file_text, marks_of
from crosscut.workspace.approval.move_shapes import MoveConsequences, MoveJustification, MovePackage
from crosscut.workspace.approval.moves import StageMove, StageProposal
from crosscut.workspace.approval.signed_packages import MovedError, NewestFew, digest_of, moved_since
from crosscut.workspace.errors import AgainError, WorkspaceError
from crosscut.workspace.filing import findings
from crosscut.workspace.office import Act, Office
from crosscut.workspace.reading_room.reading_room import ReadingRoom
from crosscut.workspace.receipts import canonical, digest
from crosscut.workspace.record import RecordEntry
from crosscut.workspace.scenarios import scenario_plans
from crosscut.workspace.scenarios.scenarios import Scenario
from crosscut.workspace.words import word


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What a version of a move changes in the folder at one state of its files."""

    version: int
    marks: Marks
    consequences: MoveConsequences


_HELD: NewestFew[tuple[str, int], WorkedOut] = NewestFew(4)
"""Consequences that are held at one time, since working them out takes seconds."""


def work_out(office: Office, found: StageMove) -> WorkedOut:
    """What a move changes, worked out anew where it or the folder has changed. Not within a transaction."""
    room = room_of(office)
    marks = marks_of(room.folder, (name for name, _ in room.budget.run.snapshot.files))
    key = (str(room.folder), found.id)
    held = _HELD.get(key)
    if held is None or (held.version, held.marks) != (found.version, marks):
        held = WorkedOut(found.version, marks, consequences(room.current(), found.proposed))
        _HELD.put(key, held)
    return held


def room_of(office: Office) -> ReadingRoom:
    """Where the folder is read."""
    if office.reading is None:
        raise WorkspaceError(word("missing"), "not-found")
    return office.reading


def asked_of(office: Office, scenario: Scenario) -> Period:
    """The period whose lines a scenario's plan divides."""
    room = room_of(office)
    return asked_period(room.budget.run, read(scenario.policy, room.folder / POLICY))


def open_stages(office: Office, asked: Period) -> list[str]:
    """The stages that a plan of a period may become: later ones that have no amounts yet, in order.

    What was spent is no stage that anybody plans.
    """
    run = room_of(office).budget.run
    calendar, lead = run.calendar, run.calendar.leading_in(asked.year)
    later = [each for each in run.settings.stage_ids if calendar.rank(each) > calendar.rank(lead.stage)]
    planned = [each for each in later if calendar.role(each) != "execution"]
    return [each for each in planned if not holder_of(run, Period(asked.year, each))]


def packaged(act: Act, found: StageMove, worked: WorkedOut) -> MovePackage:
    """What whoever signs is shown."""
    package: MovePackage = {
        "move": found.id,
        "title": str(found.row.title),
        "why": str(found.row.why),
        "consequences": worked.consequences,
        "questions": findings.blocking_in_year(act, found.period.year),
        "threads": move_threads.blocking(act, found),
        "said": move_threads.remark_numbers(act, found),
    }
    return {**package, "justification": _justification(act, found, package)}


def _justification(act: Act, found: StageMove, package: MovePackage) -> MoveJustification | None:
    row = found.justification
    if row is None:
        return None
    names = quoted_figures.names_in((row.ko, row.en))
    quotes = quoted_figures.of_move(names, package, room_of(act.office).folder)
    return {"ko": str(row.ko), "en": str(row.en), "by": str(row.written_by_name), "quotes": quotes}


def sign(act: Act, number: int, seen: str, worked: WorkedOut) -> None:
    """Sign what was on the screen, named by its digest: the move ends, and its file is due.

    Raises
    ------
    MovedError
        where anything has moved since, with the difference.
    AgainError
        where it moves at this very moment.
    WorkspaceError
        where a question or a fatal finding stops it, or the stage has its amounts.
    """
    found = moves.load(act, number)
    answer = act.must("move.sign", found.item)
    room = room_of(act.office)
    if found.version != worked.version or marks_of(room.folder, worked.consequences["files"]) != worked.marks:
        raise AgainError(word("move_moving"), "moving")
    package = packaged(act, found, worked)
    name = digest_of(package)
    if seen != name:
        raise MovedError(word("move_moved"), moved_since(act.connection, seen, package, _values), found.version)
    _check(act, found, package)
    text = file_text(
        package["consequences"]["programmes"],
        found.period,
        room.budget.run.settings.printed_unit,
        found.row.why,
        act.actor.name,
        act.now.astimezone(UTC),
    )
    receipt = act.office.signer.receipt(
        {
            "kind": "approval",
            "move": number,
            "year": found.period.year,
            "stage": found.period.stage,
            "digest": name,
            "file": digest(text),
            "by": act.actor.name,
            "for": act.actor.acting_for_name,
            "at": moment_text(act.now),
        }
    )
    moves.end(act, number, kind="signed", digest=name, package=canonical(package), file=text, receipt=receipt)
    after = f"{found.period}: {name}, {digest(text)}"
    act.note(RecordEntry("move.sign", "moves", f"move {number}", after=after, reason=found.row.why), answer.role)


def _check(act: Act, found: StageMove, package: MovePackage) -> None:
    if stops := standing_against(act, found):
        raise stops
    if package["questions"]:
        raise WorkspaceError(word("move_questions", count=len(package["questions"])), "held")
    if threads := package.get("threads"):
        raise WorkspaceError(word("move_threads_open", count=len(threads)), "held")
    if package["consequences"]["fatal"]:
        raise WorkspaceError(word("move_fatal"), "fatal-findings")


def to_sign(act: Act) -> list[StageMove]:
    """The moves that wait for the person's signature: what nobody can sign waits for none."""
    found = moves.waiting(act)
    return [each for each in found if standing_against(act, each) is None] if act.office.reading else found


def standing_against(act: Act, found: StageMove) -> WorkspaceError | None:
    """What keeps anybody from signing a proposed move: its stage has amounts, or what it begins from is gone."""
    if found.state != "proposed":
        return None
    own = f"decisions/{plan_file(found.period)}"
    signed = own in move_files.signed(act.connection)
    if holder := own if signed else holder_of(room_of(act.office).budget.run, found.period):
        return WorkspaceError(word("move_taken", file=holder), "already-applied", file=holder)
    if found.former is not None and found.former.state != "signed":
        return WorkspaceError(word("move_begun_from_gone", number=found.former.id), "basis-withdrawn")
    return None


def _values(package: MovePackage) -> dict[str, str]:
    """Everything on the screen that can move, by what it is: amounts in minor units as text, empty where none."""
    told = package["consequences"]
    found: dict[str, str] = {}
    for row in told["programmes"]:
        found[f"before {row['programme']}"] = _text(row["before"])
        found[f"amount {row['programme']}"] = _text(row["after"])
    for total in told["totals"]:
        found[f"{total['kind']} {total['key']}"] = _text(total["after"])
    for figure in told["figures"]:
        whole = f"/{figure['whole'][1]}" if figure["whole"] else ""
        found[f"figure {figure['figure']}"] = f"{figure['after']}{whole}"
    found |= {f"question {each}": "open" for each in package["questions"]}
    found |= {f"said {each}": "+" for each in package.get("said", ())}
    if justification := package.get("justification"):
        found |= {"justification ko": justification["ko"], "justification en": justification["en"]}
    found |= {f"fatal {en}": ko for en, ko in told["fatal"]}
    return found | {f"file {name}": mark for name, mark in told["files"].items()}


def _text(amount: int | None) -> str:
    return "" if amount is None else str(amount)


def package_of(act: Act, found: StageMove, worked: WorkedOut | None) -> MovePackage:
    """What is on the page of a move: what was signed where it has been, else what would be."""
    if worked is not None:
        return packaged(act, found, worked)
    signed: MovePackage = json.loads(found.ending.package if found.ending is not None else "{}")
    return signed


def standing_stage(office: Office, asked: Period) -> Period | None:
    """The stage of a year whose amounts were signed last, from which the next one may begin; None where none was."""
    run = room_of(office).budget.run
    lead = run.calendar.leading_in(asked.year)
    return lead if lead != asked and holder_of(run, lead) else None


def proposal(
    office: Office, scenario: Scenario, title: str, why: str, stage: str, basis: str = "plan"
) -> StageProposal:
    """What is proposed as the amounts of a stage: the plan of a scenario as it is now, or the signed ``stage`` before.

    Raises
    ------
    WorkspaceError
        where the stage is none that it may become, or no stage was signed.
    """
    asked = asked_of(office, scenario)
    if stage not in open_stages(office, asked):
        raise WorkspaceError(word("move_no_stage"), "stage", column="stage")
    period = Period(asked.year, stage)
    if basis == "plan":
        amounts = {row["programme"]: row["amount"] for row in scenario_plans.programmes(office, scenario)}
        return StageProposal(title, why, period, asked, amounts)
    before = standing_stage(office, asked)
    if before is None:
        raise WorkspaceError(word("move_no_basis"), "basis", column="basis")
    return StageProposal(title, why, period, asked, room_of(office).budget.run.budgets(*before), before)
