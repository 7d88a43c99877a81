"""What each chart of a publication shows, in one sentence: the same above the chart of a page and that of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from crosscut.calendar import Period
from crosscut.figures import Figure
from crosscut.views.overview import AreaPair, Overview
from crosscut.views.takeaways import Takeaway, counted_twice, largest, moved, widest
from crosscut.views.totals import Totals

ChartTopic = Literal["areas", "changes", "heat", "effect", "overlap", "periods"]


def chart_findings(totals: Totals, view: Overview) -> Mapping[ChartTopic, Takeaway | None]:
    """The finding of each chart; None where it has none."""
    return {
        "areas": largest("area", [line for line in view.areas if line.key not in totals.added]),
        "changes": moved(totals, view.areas) if totals.comparisons else None,
        "heat": widest(view.heat, view.columns),
        "effect": counted_twice(totals, view.effects),
        "overlap": shared_most(view.pairs),
        "periods": highest(totals, totals.period_lines("partition")),
    }


def shared_most(pairs: Sequence[AreaPair]) -> Takeaway | None:
    """Which two areas have most money tagged with both; None where no two share any."""
    for pair in pairs:
        return Takeaway(
            "take_overlap", {"amount": pair.amount}, {"name": ("area", pair.first), "second": ("area", pair.second)}
        )
    return None


def highest(totals: Totals, amounts: Sequence[tuple[Period, Figure]]) -> Takeaway | None:
    """When an amount was highest; None of fewer than three periods, which a reader compares by eye."""
    held = [each for each in amounts if each[1].row_count]
    if len(held) < 3:
        return None
    period, most = max(held, key=lambda each: each[1].value)
    return Takeaway(
        "take_highest", {"amount": most}, counts={"all": len(held)}, texts={"period": totals.calendar.text(period)}
    )
