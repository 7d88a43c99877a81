"""What a build asserts about its own figures before anything is shown."""

from __future__ import annotations

from crosscut.publish.figures import INSIDE, FigureBook
from crosscut.publish.publication import Publication
from crosscut.tables import OUTSIDE


class WrongSumError(AssertionError):
    """A whole that is not the sum of its parts: a fault of Crosscut itself, never of the data."""


def parts_make_wholes(shown: Publication) -> None:
    """Every whole is the sum of its parts, by every key, and the whole is the sum of the lines.

    Raises
    ------
    WrongSumError
        where a partition does not add up: nothing is published then.

    """
    lines = zip(*(shown.lines.column(name).to_pylist() for name in _LINE), strict=True)
    totals: dict[tuple[int, str], int] = {}
    for subprogramme, year, stage, amount in lines:
        if not subprogramme:
            totals[year, stage] = totals.get((year, stage), 0) + amount
    for (year, stage), total in totals.items():
        _one_moment(shown.book, year, stage, total)


_LINE = ("subprogramme", "fiscal_year", "stage", "amount")


def _one_moment(book: FigureBook, year: int, stage: str, total: int) -> None:
    where: dict[str, str | int] = {"fiscal_year": year, "stage": stage}
    _equal(book.amount("partition", **where).value, total, f"{year} {stage}: the whole", "its lines")
    for key in ("area", "ministry", "committee"):
        parts = sum(figure.value for figure in book.by("partition", key, **where).values())
        _equal(parts, total, f"{year} {stage}: the parts by {key}", "the whole")
    inside = book.amount("partition", area=INSIDE, **where).value
    outside = book.amount("partition", area=OUTSIDE, **where).value
    _equal(inside + outside, total, f"{year} {stage}: inside and outside the taxonomy", "the whole")


def _equal(parts: int, whole: int, name: str, of: str) -> None:
    if parts != whole:
        raise WrongSumError(f"{name} sum to {parts:,}, but {of} to {whole:,}: {parts - whole:+,}")
