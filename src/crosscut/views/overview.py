"""The overview page: totals, areas, ministries by areas, overlaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from crosscut.figures import Figure
from crosscut.tables import NO_AREA, OUTSIDE, UNREAD
from crosscut.views.totals import Totals, TotalsLine

TOP_PAIRS = 12
"""Pairs of overlapping areas that the overview's table shows."""


@dataclass(frozen=True, slots=True)
class TagEffect:
    """An area's tagged amount beside its amount counted once."""

    area: str
    once: Figure
    tagged: Figure
    difference: Figure
    rate: Figure


@dataclass(frozen=True, slots=True)
class AreaPair:
    """Two areas with the money tagged with both."""

    first: str
    second: str
    amount: Figure


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A ministry's amounts by area.

    ``cells`` are those of the areas and of what is outside, each (figure or None where there is no money, shade from 0
    to 6). ``unread`` is what nobody has looked at, None where there is none.
    """

    ministry: str
    cells: tuple[tuple[Figure | None, int], ...]
    total: Figure
    unread: Figure | None = None


@dataclass(frozen=True)
class Overview:
    """What the overview shows."""

    areas: list[TotalsLine]
    effects: list[TagEffect]
    columns: list[str]
    heat: list[HeatRow]
    pairs: list[AreaPair]


def overview(totals: Totals) -> Overview:
    """The overview of a publication."""
    areas = totals.area_lines(totals.total)
    columns = [line.key for line in areas if line.has_rows]
    return Overview(areas, effects(totals, areas), columns, heat(totals, columns), pairs(totals, columns))


def effects(totals: Totals, areas: list[TotalsLine]) -> list[TagEffect]:
    """What counting once changed, area by area; nothing where nothing is tagged."""
    if not totals.has_tags:
        return []
    found = []
    for line in areas:
        tagged = totals.tagged(line.key)
        difference = totals.book.difference(line.amount, tagged)
        found.append(TagEffect(line.key, line.amount, tagged, difference, totals.book.ratio(difference, tagged)))
    return found


def heat(totals: Totals, columns: list[str]) -> list[HeatRow]:
    """Ministries by areas, outside last, each cell shaded by its size among the cells of areas."""
    groups = totals.book.by(totals.counting, "ministry", "area", **totals.period.where)
    largest = max((figure.value for (_, area), figure in groups.items() if area not in NO_AREA), default=0)
    wholes = totals.book.by("partition", "ministry", **totals.period.where)
    rows = []
    for ministry in totals.ministries:
        figures = [groups.get((ministry, area)) for area in (*columns, OUTSIDE)]
        cells = [(figure, shade(figure, largest)) for figure in figures[:-1]] + [(figures[-1], 0)]
        rows.append(HeatRow(ministry, tuple(cells), wholes[(ministry,)], groups.get((ministry, UNREAD))))
    return rows


_STEPS = ((1, 2), (1, 4), (1, 10), (1, 25), (1, 100))


def shade(figure: Figure | None, largest: int) -> int:
    """How dark a cell is: 6 from half of the largest cell, then a quarter, 10 %, 4 %, 1 %, anything, nothing."""
    if figure is None or figure.value <= 0:
        return 0
    for place, (numerator, denominator) in enumerate(_STEPS):
        if figure.value * denominator >= largest * numerator:
            return 6 - place
    return 1


def pairs(totals: Totals, areas: list[str]) -> list[AreaPair]:
    """Each two areas that share tagged money, largest first."""
    tagged = {area: totals.tagged(area) for area in areas}
    found = [AreaPair(a, b, totals.book.shared(tagged[a], tagged[b])) for a, b in combinations(areas, 2)]
    return sorted((pair for pair in found if pair.amount.row_count), key=lambda pair: -pair.amount.value)
