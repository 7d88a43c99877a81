"""What may be compared: a stage on any day, a scenario's plan, a move, a filing; each as a side of a difference.

A side is chosen within an act, which checks the rights, and worked out outside of any transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Row

from crosscut.calendar import Period
from crosscut.follow.sides import DifferenceCell, Money, Side
from crosscut.money import split
from crosscut.tables import UNREAD
from crosscut.text import Text
from crosscut.workspace.approval import move_signing, moves
from crosscut.workspace.approval.moves import StageMove
from crosscut.workspace.errors import MissingError, WorkspaceError
from crosscut.workspace.filing import filings
from crosscut.workspace.filing.filings import Filed
from crosscut.workspace.office import Act, Office
from crosscut.workspace.replay.moment_runs import MomentRun, run_of
from crosscut.workspace.replay.replay import must_be_open, side_of
from crosscut.workspace.replay.replay_origins import MovedBy
from crosscut.workspace.scenarios import scenario_plans, scenarios
from crosscut.workspace.scenarios.scenarios import Scenario
from crosscut.workspace.words import word


@dataclass(frozen=True)
class ChosenSide:
    """One end as it was chosen, with what the database holds of it."""

    text: str
    day: date | None = None
    period: Period | None = None
    scenario: Scenario | None = None
    move: StageMove | None = None
    filing: Row[Any] | None = None
    rows: tuple[Filed, ...] = ()


@dataclass(frozen=True)
class ComparedSide:
    """One end worked out. ``ministry`` is the key of the one ministry that it is of, else empty.

    ``period`` is the stage that it is, where it is one; ``of`` is what is said of programmes, ``place`` its address.
    """

    text: str
    name: Text
    place: str
    held: MomentRun
    side: Side
    ministry: str = ""
    period: Period | None = None
    of: Mapping[str, tuple[MovedBy, ...]] = field(default_factory=dict)


def choose(act: Act, text: str, day: date | None) -> ChosenSide:
    """What ``stage:2024:confirmed``, ``scenario:3``, ``move:2`` or ``filing:2025-00001`` is, where it may be seen.

    Raises
    ------
    MissingError
        where there is none, or it is not theirs to see.
    """
    must_be_open(act)
    kind, _, rest = text.partition(":")
    number = int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 10 else 0
    if kind == "stage":
        year, _, stage = rest.partition(":")
        if year.isascii() and year.isdigit() and len(year) == 4 and stage:
            return ChosenSide(text, day, Period(int(year), stage))
    elif kind == "scenario":
        return ChosenSide(text, scenario=scenarios.load(act, number))
    elif kind == "move":
        return ChosenSide(text, move=moves.load(act, number))
    elif kind == "filing":
        filing, _ = filings.read(act, rest)
        return ChosenSide(text, filing=filing, rows=tuple(filings.programmes(act, filing)))
    raise MissingError(word("missing"))


def work_out(office: Office, chosen: ChosenSide) -> ComparedSide:
    """The money of a chosen side. Not within a transaction.

    Raises
    ------
    MissingError
        where the budget has no such stage.
    WorkspaceError
        where a scenario has no plan.
    """
    held = run_of(office, chosen.day)
    if chosen.scenario is not None:
        return _scenario(office, held, chosen.text, chosen.scenario)
    if chosen.move is not None:
        return _move(held, chosen.text, chosen.move)
    if chosen.filing is not None:
        return _filing(office, held, chosen)
    if chosen.period not in held.run.calendar.periods or chosen.period is None:
        raise MissingError(word("missing"))
    name = held.run.calendar.text(chosen.period)
    if chosen.day:
        name = word("compare_on_day", name=name, day=chosen.day.isoformat())
    place = f"/replay/{chosen.period.year}/{chosen.period.stage}" + (f"?day={chosen.day}" if chosen.day else "")
    return ComparedSide(chosen.text, name, place, held, side_of(held, chosen.period), period=chosen.period)


def _scenario(office: Office, held: MomentRun, text: str, found: Scenario) -> ComparedSide:
    asked = move_signing.asked_of(office, found)
    planned = scenario_plans.programmes(office, found)
    if not planned:
        raise WorkspaceError(word("scenario_no_plan"), "no-plan")
    said: dict[str, tuple[MovedBy, ...]] = {
        row["programme"]: (MovedBy("planned", "", Text(row["reason"], row["reason_ko"])),) for row in planned
    }
    for kind, target, _, by, why in found.rows:
        if kind == "pin" and target in said:
            said[target] = (MovedBy("amended", by, Text.same(why)), *said[target])
    name = word("compare_scenario", name=str(found.row.name))
    side = spread(_named(side_of(held, asked), name), {row["programme"]: row["amount"] for row in planned})
    return ComparedSide(text, name, f"/scenarios/{found.id}", held, side, of=said)


def _move(held: MomentRun, text: str, found: StageMove) -> ComparedSide:
    stage = found.proposed
    name = word("compare_move", name=str(found.row.title))
    base = _named(side_of(held, stage.asked), name)
    said = {
        each.programme: (MovedBy("amended", each.mover, Text.same(each.why), each.written_by_name, each.written_at),)
        for each in found.amended
    }
    side = spread(base, {programme: each.amount for programme, each in stage.amounts.items()})
    return ComparedSide(text, name, f"/moves/{found.id}", held, side, of=said)


def _filing(office: Office, held: MomentRun, chosen: ChosenSide) -> ComparedSide:
    filing = chosen.filing
    assert filing is not None
    label = office.known.labels.get(filing.ministry, filing.ministry)
    name = word("compare_filing", number=str(filing.number), ministry=office.known.ministry(filing.ministry))
    base = _named(side_of(held, held.run.calendar.leading), name)
    amounts = {each.id: each.amount for each in chosen.rows if each.amount is not None}
    names = {each.id: each.name for each in chosen.rows if each.name}
    side = spread(replace(base, names={**base.names, **names}), amounts, label)
    said = {each.id: (MovedBy("asked", "", Text.same(each.reason)),) for each in chosen.rows if each.reason}
    place = f"/filings/{filing.number}"
    return ComparedSide(chosen.text, name, place, held, side, str(filing.ministry), of=said)


def _named(side: Side, name: Text) -> Side:
    """A side whose money is said over the budget's, each amount exactly."""
    return replace(side, label=name.en, named=name, bounds={})


def spread(base: Side, amounts: Mapping[str, int], ministry: str = "") -> Side:
    """Amounts by programme in the places of a side, in proportion to what each programme has there.

    What a side does not have belongs to no area yet; it is the ``ministry``'s, as the budget calls it.
    """
    places: dict[str, Money] = defaultdict(dict)
    for cell, amount in base.cells.items():
        places[cell.programme][cell] = amount
    made: Money = {}
    for programme, amount in sorted(amounts.items()):
        here = dict(sorted(places.get(programme, {}).items()))
        held = base.ministries.get(programme) or ministry
        cells = here or {DifferenceCell(programme, held, base.committees.get(programme, ""), UNREAD, ""): 1}
        weights = [max(each, 0) for each in cells.values()]
        parts = split(amount, weights if any(weights) else [1] * len(weights))
        made |= {cell: part for cell, part in zip(cells, parts, strict=True) if part or len(cells) == 1}
    return replace(base, cells=made, planned=frozenset(amounts))
