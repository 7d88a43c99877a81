"""The money of the leading period as readers may divide it anew: by area and by ministry, each won once."""

from __future__ import annotations

from dataclasses import dataclass

from crosscut.calendar import Period
from crosscut.figures import Figure
from crosscut.views.totals import Totals, TotalsLine


@dataclass(frozen=True)
class SimulatedLine:
    """One part of the total.

    Attributes
    ----------
    line
        What it holds, as every table of the publication has it.
    before
        What it held at the first comparison; None where the publication has none.
    programmes
        How many programmes had money in it then, or now where there is no comparison.

    """

    line: TotalsLine
    before: Figure | None
    programmes: Figure


@dataclass(frozen=True)
class Simulation:
    """The two ways to divide the total. The lines of each add up to it, exactly and as displayed.

    ``areas`` end with what no area holds and what nobody has looked at; ``since`` is when ``before`` was.
    """

    areas: list[SimulatedLine]
    ministries: list[SimulatedLine]
    since: Period | None


def simulation(totals: Totals) -> Simulation | None:
    """What readers may divide anew; None where there is no money, or nothing to divide it between."""
    areas = [totals.line(area, totals.total, "partition", area=area) for area in totals.areas]
    areas = sorted(areas, key=lambda line: -line.amount.value) + totals.unattributed
    held = [_line(totals, line, area=line.key) for line in areas if line.has_rows]
    ministries = totals.lines("ministry", totals.total, "partition")
    of_ministries = [_line(totals, line, ministry=line.key) for line in ministries if line.amount.row_count]
    if totals.total.value <= 0 or max(len(held), len(of_ministries)) < 2:
        return None
    return Simulation(held, of_ministries, next(iter(totals.comparisons), None))


def _line(totals: Totals, line: TotalsLine, **where: str) -> SimulatedLine:
    since = next(iter(totals.comparisons), totals.period)
    before = line.changes[0].amount.of[1] if line.changes else None
    return SimulatedLine(line, before, totals.book.count("partition", **since.where, **where))
