"""A plan applied: its amounts as a later stage, in a file of ``decisions/`` that every build reads."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from crosscut.allocate.plan import Plan
from crosscut.allocate.runs import asked_period
from crosscut.allocate.views import parts
from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.config import did_you_mean
from crosscut.csvtext import escape
from crosscut.errors import CrosscutError
from crosscut.ingest import APPLIED
from crosscut.ingest.whole_plans import WHOLE, sealed
from crosscut.money import format_number
from crosscut.tables import NO_AREA
from crosscut.wholefiles import write_whole


def apply(run: Run, plan: Plan, stage: str, *, by: str, reason: str) -> Path:
    """Write a plan as a decision; returns the file.

    Raises
    ------
    CrosscutError
        where there is no plan, the stage is not a later one or already has amounts, or nobody and nothing is named.

    """
    asked = asked_period(run, plan.draft.policy)
    file = run.snapshot.folder / "decisions" / f"plan-{asked.year}-{stage}.csv"
    _check(run, plan, asked, stage, file)
    if not by.strip() or not reason.strip():
        raise CrosscutError(
            "applying a plan is a decision: it needs a name and a reason",
            code="unsigned",
            hint="Give `by` and `reason`.",
        )
    file.parent.mkdir(exist_ok=True)
    signed = {
        "reason": reason.strip(),
        "decided_by": by.strip(),
        "decided_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    rows = sealed([{**row, **signed} for row in _amounts(plan, asked.year, stage)])
    text = StringIO()
    writer = csv.DictWriter(text, (*APPLIED, *WHOLE), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: escape(cell) for name, cell in row.items()} for row in rows)
    write_whole(file, text.getvalue(), new=True)
    return file


def _check(run: Run, plan: Plan, asked: Period, stage: str, own: Path) -> None:
    """Raise where the plan cannot become that stage."""
    stages = list(run.settings.stage_ids)
    if not plan.amounts:
        raise CrosscutError("there is no plan to apply", code="no-plan", hint="Mend the policy first.")
    if stage not in stages or run.calendar.rank(stage) <= run.calendar.rank(asked.stage):
        later = stages[stages.index(asked.stage) + 1 :] if asked.stage in stages else stages
        raise CrosscutError(
            f"{stage!r} is not a stage after {asked.stage!r}",
            code="stage",
            hint=f"Use one of {', '.join(later)}.{did_you_mean(stage, later)}",
        )
    columns = (run.snapshot.lines[name].to_pylist() for name in ("fiscal_year", "stage", "file"))
    held = [file for *at, file in zip(*columns, strict=True) if (*at,) == (asked.year, stage)]
    if held or own.exists():
        raise CrosscutError(
            f"{asked.year} {stage!r} already has its amounts",
            code="already-applied",
            file=held[0] if held else f"decisions/{own.name}",
            hint="A plan is applied once: remove that file to take it back, or name a later stage.",
        )


def _amounts(plan: Plan, year: int, stage: str) -> Iterator[dict[str, str]]:
    """The rows of an applied plan: each programme's amount, then what of it belongs to which area."""
    demand, unit = plan.draft.demand, plan.draft.unit
    tagged: dict[int, list[tuple[str, int]]] = {}
    for place, area, part in parts(demand, plan.amounts):
        if part and area not in NO_AREA:
            tagged.setdefault(place, []).append((area, part))
    for place, amount in enumerate(plan.amounts):
        for area, part in [("", amount), *tagged.get(place, ())]:
            text = format_number(part, unit).replace(",", "")
            cells = (demand.ids[place], str(year), stage, area, text, unit.name)
            yield dict(zip(APPLIED, cells, strict=False))
