"""The page of an allocation: the plan with its reasons, or the rules that contradict one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crosscut.allocate import Plan
from crosscut.allocate.views import by
from crosscut.publish import charts
from crosscut.publish.site.plots import Plot, look
from crosscut.publish.site.writer import Writer
from crosscut.publish.text import percent

MOST_ROWS = 2000
"""Programmes that the page itself lists, those that change most; ``plan.csv`` has all."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What one area or ministry asked for, had and gets, in minor units."""

    key: str
    previous: int
    requested: int
    amount: int

    @property
    def change(self) -> int:
        """Against last year."""
        return self.amount - self.previous

    @property
    def rate(self) -> str:
        """The change as a percentage of last year's amount, a dash where there was none."""
        return percent(self.change, self.previous, sign=True)


@dataclass(frozen=True)
class PlanView:
    """All that the page shows of a plan."""

    plan: Plan
    areas: list[PlanLine]
    ministries: list[PlanLine]
    rows: list[dict[str, Any]]
    rules: list[dict[str, Any]]
    hidden: int

    @property
    def exact(self) -> bool:
        """Whether the gap that was asked for is proved."""
        return self.plan.solution.status == "optimal"

    def curve(self, t: Writer) -> Plot | None:
        """Value and money of areas against the ceiling."""
        points = [point for point in self.plan.curve if point.total]
        if len(points) < 2:
            return None
        base = next((point.value for point in points if not point.move), points[0].value)
        told = [
            charts.CurvePoint(point.to_json()["move"], point.ceiling, 100 * point.value / base if base else 0.0)
            for point in points
        ]
        spec = charts.curve(told, look(t))
        return Plot(spec, t.w("chart_curve_alt", first=told[0].label, first_value=f"{told[0].value:.1f}",
                              last=told[-1].label, last_value=f"{told[-1].value:.1f}"), charts.svg(spec))  # fmt: skip


def view(plan: Plan) -> PlanView:
    """The view of a plan, largest changes first."""
    rows = sorted(plan.rows(), key=lambda row: (-abs(row["amount"] - row["previous"]), row["programme"]))
    rules = [row for row in plan.rules() if row["kind"] not in ("ceiling", "row") or row["binding"] or row["cost"]]
    return PlanView(
        plan, _lines(plan, "area"), _lines(plan, "ministry"), rows[:MOST_ROWS], rules, max(len(rows) - MOST_ROWS, 0)
    )


def _lines(plan: Plan, key: str) -> list[PlanLine]:
    if not plan.amounts:
        return []
    demand = plan.draft.demand
    past, asked, now = (by(demand, amounts, key) for amounts in (demand.previous, demand.requested, plan.amounts))
    return [PlanLine(each, past.get(each, 0), asked.get(each, 0), now.get(each, 0)) for each in now]
