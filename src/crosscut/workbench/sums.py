"""What a build asserts about its own figures before anything is shown."""

from __future__ import annotations

from crosscut.calendar import Period
from crosscut.figures import INSIDE, FigureBook
from crosscut.tables import NO_AREA
from crosscut.views.publication import Publication


class WrongSumError(AssertionError):
    """A whole that is not the sum of its parts: a fault of Crosscut itself, never of the data."""


def parts_make_wholes(shown: Publication) -> None:
    """Every whole is the sum of its parts, by every key, and the whole is the sum of the lines.

    Raises
    ------
    WrongSumError
        where a partition does not add up: nothing is published then.

    """
    for period in shown.calendar.periods:
        _one_period(shown.book, period, sum(shown.run.budgets(*period).values()))


def _one_period(book: FigureBook, period: Period, total: int) -> None:
    _equal(book.total("partition", **period.where), total, f"{period}: the whole", "its lines")
    for key in ("area", "ministry", "committee"):
        parts = sum(cell.amount for cell in book.groups("partition", key, **period.where).values())
        _equal(parts, total, f"{period}: the parts by {key}", "the whole")
    sides = sum(book.total("partition", area=area, **period.where) for area in (INSIDE, *NO_AREA))
    _equal(sides, total, f"{period}: inside and outside the taxonomy and what is not looked at", "the whole")


def _equal(parts: int, whole: int, name: str, of: str) -> None:
    if parts != whole:
        raise WrongSumError(f"{name} sum to {parts:,}, but {of} to {whole:,}: {parts - whole:+,}")
