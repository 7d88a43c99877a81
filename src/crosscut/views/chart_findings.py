"""What each chart and table of a publication shows, in one sentence: the same above those of a page and of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from crosscut.calendar import Period
from crosscut.figures import Figure
from crosscut.views.overview import AreaPair, Overview, TagEffect
from crosscut.views.page_titles import movers
from crosscut.views.takeaways import (
    Takeaway,
    concentrated,
    counted_twice,
    followed,
    largest_area,
    moved,
    unread_beside,
    widest,
)
from crosscut.views.totals import Totals

ChartTopic = Literal[
    "areas", "changes", "heat", "effect", "overlap", "periods", "additional", "half_areas", "half_ministries"
]


def chart_findings(totals: Totals, view: Overview) -> Mapping[ChartTopic, Takeaway | None]:
    """The finding of each chart and table; None where it has none."""
    areas = [line for line in view.areas if line.key not in totals.added]
    return {
        "areas": largest_area(totals, view.areas),
        "half_areas": concentrated("area", areas) if totals.adds_up and len(areas) == len(view.areas) else None,
        "half_ministries": concentrated("ministry", totals.lines("ministry", totals.total, "partition")),
        "changes": moved(totals, view.areas) if totals.comparisons else None,
        "heat": widest(totals, view.heat, view.columns),
        "effect": _effect(totals, view.effects),
        "overlap": shared_most(view.pairs) or (Takeaway("no_overlap") if view.effects else None),
        "periods": highest(totals, totals.period_lines("partition")),
        "additional": _additional(totals, view) if totals.comparisons else None,
    }


def _additional(totals: Totals, view: Overview) -> Takeaway | None:
    """Which areas moved most since the first comparison; None where there is no area, or nobody knows."""
    held = [line for line in view.areas if line.has_rows]
    since, until = (totals.calendar.text(each) for each in (totals.comparisons[0], totals.period))
    changes = [(line.key, line.changes[0].amount) for line in held]
    found = movers(totals, changes, {"since": since, "until": until})
    if found is None or totals.unknown(totals.period, totals.comparisons[0]):
        return None
    return followed(found, unread_beside(totals, totals.comparisons[0]))


def _effect(totals: Totals, effects: Sequence[TagEffect]) -> Takeaway | None:
    """What counting once changed; that it changed nothing; None where nothing is tagged, or tags say less."""
    if effects and not any(each.difference.value for each in effects):
        return Takeaway("no_twice")
    return counted_twice(totals, [*effects])


def shared_most(pairs: Sequence[AreaPair]) -> Takeaway | None:
    """Which two areas have most money tagged with both; None where no two share any."""
    level = sum(pair.amount.value == pairs[0].amount.value for pair in pairs)
    for pair in pairs:
        if level > 1:
            return Takeaway("take_overlap_level", {"amount": pair.amount}, counts={"count": level})
        return Takeaway(
            "take_overlap", {"amount": pair.amount}, {"name": ("area", pair.first), "second": ("area", pair.second)}
        )
    return None


def highest(totals: Totals, amounts: Sequence[tuple[Period, Figure]]) -> Takeaway | None:
    """When an amount was highest, of two periods from what to what, of several all but one of which hold nothing that.

    None of one period alone.
    """
    held = [each for each in amounts if each[1].row_count]
    if len(held) == 1 and len(amounts) > 1:
        ((period, amount),) = held
        return Takeaway("take_once", {"amount": amount}, texts={"period": totals.calendar.text(period)})
    if len(held) < 3:
        return _pair(totals, *held) if len(held) == 2 else None
    period, most = max(held, key=lambda each: each[1].value)
    level = sum(each.value == most.value for _, each in held)
    if level == len(held):
        return Takeaway("take_highest_all", {"amount": most}, counts={"all": level})
    if level > 1:
        return Takeaway("take_highest_level", {"amount": most}, counts={"count": level, "all": len(held)})
    return Takeaway(
        "take_highest", {"amount": most}, counts={"all": len(held)}, texts={"period": totals.calendar.text(period)}
    )


def _pair(totals: Totals, before: tuple[Period, Figure], after: tuple[Period, Figure]) -> Takeaway:
    texts = {"since": totals.calendar.text(before[0]), "period": totals.calendar.text(after[0])}
    if before[1].value == after[1].value:
        return Takeaway("take_pair_level", {"amount": after[1]}, texts=texts)
    return Takeaway("take_pair", {"next": before[1], "amount": after[1]}, texts=texts)
