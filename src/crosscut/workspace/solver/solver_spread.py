"""Scenarios beside one another, programme by programme, with what the core index says of each."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.allocate.planner import Changes, Planner
from crosscut.allocate.robust import Robustness
from crosscut.workspace.solver.solver_shapes import CoreCounts, SpreadAnswer, SpreadRow

MOST = 60
"""Programmes that are told: those that differ most."""


def spread(over: Sequence[tuple[Planner, Changes]], samples: int, seconds: float) -> SpreadAnswer:
    """The programmes of several scenarios that differ most; with ``samples``, the core index is worked out too."""
    plans = [planner.plan(changes) for planner, changes in over]
    cores = [
        planner.core(changes, samples, seconds) if samples else planner.known_core(changes) for planner, changes in over
    ]
    amounts = [dict(zip(plan.draft.demand.ids, plan.amounts, strict=False)) for plan in plans]
    verdicts = [
        dict(zip(planner.demand.ids, found.verdicts, strict=True)) if found else {}
        for (planner, _), found in zip(over, cores, strict=True)
    ]
    told: dict[str, tuple[str, str]] = {}
    for plan in plans:
        demand = plan.draft.demand
        told |= dict(zip(demand.ids, zip(demand.names, demand.keys["ministry"], strict=True), strict=True))
    rows: list[SpreadRow] = [
        {
            "programme": programme,
            "name": name,
            "ministry": ministry,
            "amounts": [each.get(programme, 0) if each else None for each in amounts],
            "core": [each.get(programme, "") for each in verdicts],
        }
        for programme, (name, ministry) in told.items()
    ]
    differing = [row for row in rows if _spread(row)]
    differing.sort(key=lambda row: (-_spread(row), row["programme"]))
    return {"rows": differing[:MOST], "differing": len(differing), "core": [_counts(each) for each in cores]}


def _spread(row: SpreadRow) -> int:
    """How far the amounts of a programme are apart."""
    known = [each for each in row["amounts"] if each is not None]
    return max(known) - min(known) if known else 0


def _counts(found: Robustness | None) -> CoreCounts | None:
    if found is None:
        return None
    counts = found.counts()
    return {
        "method": found.method,
        "samples": found.samples,
        "error": found.error,
        "core": counts["core"],
        "borderline": counts["borderline"],
        "exterior": counts["exterior"],
    }
