"""What a publication rounds together, decided once and before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosscut.calendar import Period
from crosscut.config import Counting
from crosscut.figures import INSIDE, FigureBook
from crosscut.figures.rounding import Rounding
from crosscut.tables import NO_AREA
from crosscut.views.publication import Publication

_ONCE: Counting = "partition"
_SIDES = (INSIDE, *NO_AREA)
"""What a whole divides into first."""


def publication_rounding(
    publication: Publication,
    periods: Sequence[Period],
    counting: Counting,
    areas: Iterable[str],
    ministries: Iterable[str],
) -> Rounding:
    """The rounding of a publication with every whole and its parts rounded in one order.

    The total first, then areas (under the leading counting, then counted once) and ministries of the leading period,
    which is the first of ``periods``, and of the earlier ones, then the ministries and the programmes of each area, and
    the areas and programmes of each ministry.
    """
    book, leading, areas = publication.book, periods[0], tuple(areas)
    total = book.amount("partition", **leading.where)
    rounding = Rounding(publication.settings.currency, abs(total.value), publication.settings.unit)
    for period in periods:
        _period(book, rounding, period, counting, areas)
    for area in areas:
        whole = book.amount(counting, **leading.where, area=area)
        for key in ("ministry", "programme"):
            rounding.add_up(whole, book.by(counting, key, **leading.where, area=area).values())
    for ministry in ministries:
        whole = book.amount("partition", **leading.where, ministry=ministry)
        rounding.add_up(
            whole, [book.amount("partition", **leading.where, ministry=ministry, area=area) for area in _SIDES]
        )
        rounding.add_up(whole, book.by("partition", "programme", **leading.where, ministry=ministry).values())
    return rounding


def _period(book: FigureBook, rounding: Rounding, period: Period, counting: Counting, areas: Sequence[str]) -> None:
    where = period.where
    total, inside = book.amount("partition", **where), book.amount("partition", **where, area=INSIDE)
    rounding.add_up(total, [book.amount("partition", **where, area=area) for area in _SIDES])
    for each in dict.fromkeys((counting, _ONCE)):
        rounding.add_up(inside, [book.amount(each, **where, area=area) for area in areas])
    rounding.add_up(total, book.by("partition", "ministry", **where).values())
