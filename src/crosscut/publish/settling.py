"""What a publication rounds together, decided once and before anything is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crosscut.publish.figures import INSIDE
from crosscut.publish.rounding import Rounding
from crosscut.tables import OUTSIDE

if TYPE_CHECKING:
    from crosscut.publish.site.desk import Desk, Period


def settled(desk: Desk) -> Rounding:
    """The rounding of a publication with every whole and its parts rounded in one order.

    The total first, then areas and ministries of the leading and the earlier periods, then the ministries and the
    programmes of each area, and the areas and programmes of each ministry.
    """
    rounding = Rounding(desk.book, abs(desk.total.value), desk.shown.settings.unit)
    for period in (desk.period, *desk.comparisons):
        _period(desk, rounding, period)
    here: dict[str, Any] = desk.period.where
    for area in desk.areas:
        whole = desk.book.amount(desk.counting, area=area, **here)
        for key in ("ministry", "programme"):
            rounding.add_up(whole, desk.book.by(desk.counting, key, area=area, **here).values())
    for ministry in desk.ministries:
        whole = desk.book.amount("partition", ministry=ministry, **here)
        sides = [desk.book.amount("partition", ministry=ministry, area=area, **here) for area in (INSIDE, OUTSIDE)]
        rounding.add_up(whole, sides)
        rounding.add_up(whole, desk.book.by("partition", "programme", ministry=ministry, **here).values())
    return rounding


def _period(desk: Desk, rounding: Rounding, period: Period) -> None:
    where: dict[str, Any] = period.where
    total, inside = desk.book.amount("partition", **where), desk.book.amount("partition", area=INSIDE, **where)
    rounding.add_up(total, [inside, desk.book.amount("partition", area=OUTSIDE, **where)])
    rounding.add_up(inside, [desk.book.amount(desk.counting, area=area, **where) for area in desk.areas])
    rounding.add_up(total, desk.book.by("partition", "ministry", **where).values())
