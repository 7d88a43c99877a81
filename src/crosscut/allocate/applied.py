"""A plan applied: its amounts as a later stage, in a file of ``decisions/`` that every build reads."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from crosscut.allocate.demand import split_over
from crosscut.allocate.plan import Plan
from crosscut.allocate.runs import asked_period, parts_at
from crosscut.allocate.views import parts
from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.config import did_you_mean
from crosscut.csvtext import escape
from crosscut.errors import CrosscutError
from crosscut.ingest import APPLIED, ASKED, UNDER
from crosscut.ingest.seals import SEAL, sealed
from crosscut.money import Unit, format_number, reduce_fractions
from crosscut.tables import MAX_DENOMINATOR, NO_AREA, OUTSIDE
from crosscut.wholefiles import write_whole


class PolicyFile(NamedTuple):
    """The file that states a policy, by its name, with the digest of what it says."""

    name: str
    digest: str


def apply(run: Run, plan: Plan, stage: str, *, by: str, reason: str, under: PolicyFile | None = None) -> Path:
    """Write a plan as a decision, made ``under`` a policy; returns the file.

    Raises
    ------
    CrosscutError
        where there is no plan, the stage is not a later one or already has amounts, or nobody and nothing is named.

    """
    asked = asked_period(run, plan.draft.policy)
    file = run.snapshot.folder / "decisions" / plan_file(Period(asked.year, stage))
    _check(run, plan, asked, stage)
    check_signed(stage, by, reason)
    file.parent.mkdir(exist_ok=True)
    decided_at = datetime.now(UTC).isoformat(timespec="seconds")
    amounts = chain(_amounts(plan, reason.strip(), asked.stage), _receipts(run, plan, reason.strip(), asked))
    rows = (replace(each, under=under) for each in amounts)
    text = written(rows, Period(asked.year, stage), plan.draft.unit, by=by.strip(), at=decided_at)
    write_whole(file, text, new=True)
    return file


def check_signed(stage: str, by: str, reason: str) -> None:
    """Refuse to apply a plan as a stage where nobody or nothing is named."""
    if stage and not (by.strip() and reason.strip()):
        raise CrosscutError(
            "applying a plan is a decision: it needs a name and a reason",
            code="unsigned",
            hint="Give `by` and `reason`.",
        )


def plan_file(period: Period) -> str:
    """What the file of ``decisions/`` is called that holds the amounts of a stage."""
    return f"plan-{period.year}-{period.stage}.csv"


def later_stages(run: Run, asked: Period) -> list[str]:
    """The stages after the one that asks, in the budget's order."""
    return [each for each in run.settings.stage_ids if run.calendar.rank(each) > run.calendar.rank(asked.stage)]


def holder_of(run: Run, period: Period) -> str:
    """The file that holds the amounts of a stage already; empty where none does."""
    lines = run.snapshot.lines
    columns = (lines[name].to_pylist() for name in ("fiscal_year", "stage", "file"))
    held = next((file for *at, file in zip(*columns, strict=True) if (*at,) == period), "")
    own = f"decisions/{plan_file(period)}"
    return held or (own if (run.snapshot.folder / own).exists() else "")


@dataclass(frozen=True, slots=True)
class AppliedAmount:
    """What one programme gets at a stage, what of it belongs to which area, and why; minor units.

    ``asked`` is the stage at which it asked for what, where a plan answers that; ``under`` the policy of that plan.
    """

    programme: str
    amount: int
    areas: tuple[tuple[str, int], ...]
    reason: str
    asked: tuple[str, int] | None = None
    under: PolicyFile | None = None


def written(amounts: Iterable[AppliedAmount], period: Period, unit: Unit, *, by: str, at: str) -> str:
    """Amounts of a stage as the file of ``decisions/`` that every build reads; ``at`` is when they were decided."""
    amounts = list(amounts)
    answered, ruled = any(each.asked for each in amounts), any(each.under for each in amounts)
    cells = [
        dict(
            zip(
                APPLIED,
                (
                    each.programme,
                    str(period.year),
                    period.stage,
                    area,
                    _text(part, unit),
                    unit.name,
                    each.reason,
                    by,
                    at,
                ),
                strict=True,
            )
        )
        | (_asked(each, area, unit) if answered else {})
        | (dict(zip(UNDER, each.under or ("", ""), strict=True)) if ruled else {})
        for each in amounts
        for area, part in [("", each.amount), *each.areas]
    ]
    text = StringIO()
    columns = (*APPLIED, *(ASKED if answered else ()), *(UNDER if ruled else ()), *SEAL)
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: escape(cell) for name, cell in row.items()} for row in sealed(cells))
    return text.getvalue()


def _asked(amount: AppliedAmount, area: str, unit: Unit) -> dict[str, str]:
    """What a programme asked for, in the row of its whole amount."""
    stage, asked = amount.asked or ("", 0)
    said = (_text(asked, unit), stage) if stage and not area else ("", "")
    return dict(zip(ASKED, said, strict=True))


def carried_areas(run: Run, period: Period, amounts: Mapping[str, int]) -> dict[str, tuple[tuple[str, int], ...]]:
    """What of each programme's amount belongs to which area, by the shares that it has in a period.

    Where people decided them, their decision holds at the next stage too, whatever the file says.
    """
    ids = sorted(amounts)
    shared = zip(ids, parts_at(run, ids, period), strict=True)
    parts = {each: split_over(amounts[each], numerators) for each, numerators in shared if numerators}
    return {
        each: _in_areas(found) if each in run.decisions else counted_parts(amounts[each], found)
        for each, found in parts.items()
    }


def _in_areas(parts_of: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((area, parts_of[area]) for area in sorted(parts_of) if area not in NO_AREA and parts_of[area])


def counted_parts(amount: int, parts_of: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What of an amount belongs to areas, as it will be counted: by shares over the largest denominator at most."""
    areas = sorted(area for area in parts_of if area not in NO_AREA)
    shares = reduce_fractions([abs(parts_of[area]) for area in areas], abs(amount), MAX_DENOMINATOR) if amount else None
    if shares and shares.scaled:
        numerators = {(area, ""): part for area, part in zip(areas, shares.numerators, strict=True)}
        rest = shares.denominator - sum(shares.numerators)
        parts_of = split_over(amount, {**numerators, (OUTSIDE, ""): rest})
    return _in_areas(parts_of)


def _text(amount: int, unit: Unit) -> str:
    return format_number(amount, unit).replace(",", "")


def _check(run: Run, plan: Plan, asked: Period, stage: str) -> None:
    """Raise where the plan cannot become that stage."""
    if not plan.amounts:
        raise CrosscutError("there is no plan to apply", code="no-plan", hint="Fix the policy first.")
    later = later_stages(run, asked)
    if stage not in later:
        raise CrosscutError(
            f"{stage!r} is not a stage after {asked.stage!r}",
            code="stage",
            hint=f"Use one of {', '.join(later)}.{did_you_mean(stage, later)}",
        )
    if held := holder_of(run, Period(asked.year, stage)):
        raise CrosscutError(
            f"{asked.year} {stage!r} already has its amounts",
            code="already-applied",
            file=held,
            hint="A plan is applied once: remove that file to take it back, or name a later stage.",
        )


def _amounts(plan: Plan, reason: str, stage: str) -> Iterator[AppliedAmount]:
    """Each programme's amount, with what of it belongs to which area, and what it asked for at a stage."""
    demand = plan.draft.demand
    tagged: dict[int, dict[str, int]] = {}
    for place, area, part in parts(demand, plan.amounts):
        tagged.setdefault(place, {})[area] = part
    for place, amount in enumerate(plan.amounts):
        areas = counted_parts(amount, tagged.get(place, {}))
        yield AppliedAmount(demand.ids[place], amount, areas, reason, (stage, demand.requested[place]))


def _receipts(run: Run, plan: Plan, reason: str, asked: Period) -> Iterator[AppliedAmount]:
    """What a plan does not divide, as it was asked for, so that the stage is the whole budget."""
    amounts = {each.programme: each.requested for each in plan.draft.demand.receipts if each.requested}
    areas = carried_areas(run, asked, amounts)
    for programme, amount in amounts.items():
        yield AppliedAmount(programme, amount, areas.get(programme, ()), reason, (asked.stage, amount))
