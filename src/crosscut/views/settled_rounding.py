"""What a publication rounds together, decided once and before anything is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crosscut.figures import INSIDE
from crosscut.figures.rounding import Rounding
from crosscut.tables import NO_AREA

if TYPE_CHECKING:
    from crosscut.calendar import Period
    from crosscut.views.totals import Totals


_SIDES = (INSIDE, *NO_AREA)
"""What a whole divides into first."""


def settled(totals: Totals) -> Rounding:
    """The rounding of a publication with every whole and its parts rounded in one order.

    The total first, then areas and ministries of the leading and the earlier periods, then the ministries and the
    programmes of each area, and the areas and programmes of each ministry.
    """
    rounding = Rounding(totals.shown.settings.currency, abs(totals.total.value), totals.shown.settings.unit)
    for period in (totals.period, *totals.comparisons):
        _period(totals, rounding, period)
    here: dict[str, Any] = totals.period.where
    for area in totals.areas:
        whole = totals.book.amount(totals.counting, area=area, **here)
        for key in ("ministry", "programme"):
            rounding.add_up(whole, totals.book.by(totals.counting, key, area=area, **here).values())
    for ministry in totals.ministries:
        whole = totals.book.amount("partition", ministry=ministry, **here)
        sides = [totals.book.amount("partition", ministry=ministry, area=area, **here) for area in _SIDES]
        rounding.add_up(whole, sides)
        rounding.add_up(whole, totals.book.by("partition", "programme", ministry=ministry, **here).values())
    return rounding


def _period(totals: Totals, rounding: Rounding, period: Period) -> None:
    where: dict[str, Any] = period.where
    total, inside = totals.book.amount("partition", **where), totals.book.amount("partition", area=INSIDE, **where)
    rounding.add_up(total, [totals.book.amount("partition", area=area, **where) for area in _SIDES])
    rounding.add_up(inside, [totals.book.amount(totals.counting, area=area, **where) for area in totals.areas])
    rounding.add_up(total, totals.book.by("partition", "ministry", **where).values())
