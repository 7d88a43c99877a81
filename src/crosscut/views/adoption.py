"""The plans that were applied as stages of the year that a plan is of: who decided which, when, and what differs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crosscut.allocate import Plan
from crosscut.allocate.runs import asked_period
from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.ingest import plan_decisions
from crosscut.ingest.plan_names import is_plan
from crosscut.ledger.in_force import moment_of


@dataclass(frozen=True, slots=True)
class Adoption:
    """A plan that was applied; ``other`` are the programmes to which another plan gives another amount.

    ``day`` is when it was decided, in the zone of the budget.
    """

    period: Period
    by: str
    day: str
    reason: str
    file: str
    other: int


def adoptions(run: Run, plan: Plan) -> tuple[Adoption, ...]:
    """The applied plans of a plan's own year that count, the last stage first."""
    year = asked_period(run, plan.draft.policy).year
    given = _given(run, year)
    names = sorted({PurePosixPath(file).name for file, _ in given})
    found = [
        Adoption(
            Period(year, each.stage),
            each.decided_by,
            _day(run, each.decided_at),
            each.reason,
            each.file,
            _others(plan, given[each.file, each.stage]),
        )
        for each in plan_decisions(run.snapshot.folder, names)
        if each.fiscal_year == year and (each.file, each.stage) in given
    ]
    return tuple(sorted(found, key=lambda each: run.calendar.rank(each.period.stage), reverse=True))


def _given(run: Run, year: int) -> dict[tuple[str, str], dict[str, int]]:
    """What each applied plan of a year gives each programme, by the plan's file and stage."""
    lines = run.snapshot.lines
    if not any(map(is_plan, lines["file"].unique().to_pylist())):
        return {}
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    columns = (lines[name].to_pylist() for name in ("file", "stage", "fiscal_year", "programme", "amount"))
    for file, stage, at, programme, amount in zip(*columns, strict=True):
        if at == year and is_plan(file):
            found[file, stage][programme] = amount or 0
    return found


def _others(plan: Plan, given: dict[str, int]) -> int:
    now = zip(plan.draft.demand.ids, plan.amounts, strict=False)
    return sum(given.get(programme, 0) != amount for programme, amount in now)


def _day(run: Run, at: str) -> str:
    moment = moment_of(at) if ":" in at else None
    try:
        zone = ZoneInfo(run.settings.zone) if run.settings.zone else UTC
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC
    return f"{moment.astimezone(zone):%Y-%m-%d}" if moment else at
