"""What the sections of the desk's pages say as their titles: how many, of how many, and which is foremost alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from crosscut.allocate.horizon import Years
from crosscut.classify.estimates import AreaEstimate
from crosscut.exports.site.plan_view import PlanLine, PlanView
from crosscut.review import Raised
from crosscut.review.stakes import Stake
from crosscut.tables import NO_AREA
from crosscut.text import Text
from crosscut.text.ministries import is_one
from crosscut.views.takeaways import Takeaway

PlanTopic = Literal["areas", "ministries", "rules", "curve", "robustness", "list"]
YearsTopic = Literal["area", "ministry", "bound", "rules", "list"]


def plan_titles(view: PlanView) -> Mapping[PlanTopic, Takeaway | None]:
    """The finding of each section of a plan; None where it has none."""
    told = view.plan.draft.policy.previous.source != "request"
    asked = sum(row["amount"] < row["requested"] for row in view.rows)
    return {
        "areas": _moved("area", view.areas, told=told),
        "ministries": _moved("ministry", view.ministries, told=told),
        "rules": _of("desk_rules", (bool(row["binding"]) for row in view.rules)),
        "curve": _curve(view),
        "robustness": _robust(view),
        "list": Takeaway("desk_less_than_asked", counts={"count": asked, "all": len(view.rows)}),
    }


def _of(key: str, which: Iterable[bool]) -> Takeaway:
    found = [*which]
    return Takeaway(key, counts={"count": sum(found), "all": len(found)})


def _moved(kind: Literal["area", "ministry"], lines: Sequence[PlanLine], *, told: bool) -> Takeaway:
    """How many have more than last year and how many less; where nothing is known of last year, than they asked for."""
    changes = [line.change.amount for line in lines if _is_told(kind, line.key)]
    counts = {"rose": sum(each > 0 for each in changes), "fell": sum(each < 0 for each in changes), "all": len(changes)}
    return Takeaway(f"desk_moved_{kind}" if told else f"desk_asked_{kind}", counts=counts)


def _is_told(kind: Literal["area", "ministry"], key: str) -> bool:
    """Whether a row is of one area or one ministry, and not of money that is in none."""
    return key not in NO_AREA if kind == "area" else is_one(key)


def _curve(view: PlanView) -> Takeaway | None:
    """How many programmes change under the ceilings next to this one."""
    points = [point for point in view.plan.curve if point.total]
    here = next((place for place, point in enumerate(points) if not point.move), None)
    if here is None or not 0 < here < len(points) - 1:
        return None
    below, above = points[here - 1], points[here + 1]
    moves = {key: _move(each.to_json()["move"]) for key, each in (("first", below), ("last", above))}
    return Takeaway("desk_curve", counts={"count": below.changed, "other": above.changed}, texts=moves)


def _move(text: str) -> Text:
    return Text.same(text.replace("-", "−"))


def _robust(view: PlanView) -> Takeaway | None:
    if view.plan.robustness is None:
        return None
    counts = view.plan.robustness.counts()
    found = "desk_robust" if view.plan.robustness.method == "exact" else "desk_robust_sampled"
    return Takeaway(found, counts={**counts, "all": sum(counts.values())})


def years_titles(years: Years) -> Mapping[YearsTopic, Takeaway]:
    """The finding of each section of the plans of several years."""
    plans = years.plans
    amounts = [[plan.amounts[place] for plan in plans] for place in range(len(years.demand.ids))]
    binding = (any(row["binding"] for row in plan.rules()) for plan in plans)
    return {
        "area": _between("area", years),
        "ministry": _between("ministry", years),
        "bound": Takeaway("desk_bound", counts={"count": sum(row["bound"] > 0 for row in years.binds())}),
        "rules": _of("desk_binding_years", binding),
        "list": _of("desk_change_between", (any(one != next_ for one, next_ in pairwise(each)) for each in amounts)),
    }


def _between(kind: Literal["area", "ministry"], years: Years) -> Takeaway:
    ends = [(row["amounts"][0], row["amounts"][-1]) for row in years.totals(kind) if _is_told(kind, row["value"])]
    counts = {
        "rose": sum(last > first for first, last in ends),
        "fell": sum(last < first for first, last in ends),
        "all": len(ends),
    }
    first, last = map(Text.same, (years.names[0], years.names[-1]))
    return Takeaway(f"desk_between_{kind}", counts=counts, texts={"since": first, "until": last})


def foremost(rows: Sequence[Stake]) -> Stake | None:
    """The row of a board that has most money in question; None where several have as much, or none has any."""
    most = max((row.at_stake for row in rows), default=0)
    found = [row for row in rows if most and row.at_stake == most]
    return found[0] if len(found) == 1 else None


def least_sure(areas: Sequence[AreaEstimate]) -> AreaEstimate | None:
    """The area whose interval is the widest; None where several have as wide a one."""
    widths = [each["high"] - each["low"] for each in areas]
    most = max(widths, default=0)
    found = [each for each, width in zip(areas, widths, strict=True) if width == most]
    return found[0] if len(found) == 1 else None


def open_findings(findings: Sequence[Raised]) -> Takeaway:
    """How many findings nobody has answered yet."""
    return _of("desk_open", (each.disposition == "open" for each in findings))
