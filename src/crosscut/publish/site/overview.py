"""The overview page: totals, areas, ministries by areas, overlaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from crosscut.publish.figures import Figure
from crosscut.publish.site.desk import Desk, Line
from crosscut.tables import OUTSIDE

TOP_PAIRS = 12
"""Pairs of overlapping areas that the overview's table shows."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An area's tagged amount beside its amount counted once."""

    area: str
    once: Figure
    tagged: Figure
    difference: Figure
    rate: Figure


@dataclass(frozen=True, slots=True)
class Pair:
    """Two areas with the money tagged with both."""

    first: str
    second: str
    amount: Figure


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A ministry's amounts by area; ``cells`` are (figure or None where there is no money, shade from 0 to 6)."""

    ministry: str
    cells: tuple[tuple[Figure | None, int], ...]
    total: Figure


@dataclass(frozen=True)
class Overview:
    """What the overview shows."""

    areas: list[Line]
    effects: list[Effect]
    columns: list[str]
    heat: list[HeatRow]
    pairs: list[Pair]


def overview(desk: Desk) -> Overview:
    """The overview of a publication."""
    areas = desk.area_lines(desk.total)
    columns = [line.key for line in areas]
    return Overview(areas, effects(desk, areas), columns, heat(desk, columns), pairs(desk, columns))


def effects(desk: Desk, areas: list[Line]) -> list[Effect]:
    """What counting once changed, area by area; nothing where nothing is tagged."""
    if not desk.has_tags:
        return []
    found = []
    for line in areas:
        tagged = desk.tagged(line.key)
        difference = desk.book.difference(line.amount, tagged)
        found.append(Effect(line.key, line.amount, tagged, difference, desk.book.ratio(difference, tagged)))
    return found


def heat(desk: Desk, columns: list[str]) -> list[HeatRow]:
    """Ministries by areas, outside last, each cell shaded by its size among the cells of areas."""
    groups = desk.book.by(desk.counting, "ministry", "area", **desk.period.where)
    largest = max((figure.value for (_, area), figure in groups.items() if area != OUTSIDE), default=0)
    totals = desk.book.by("partition", "ministry", **desk.period.where)
    rows = []
    for ministry in desk.ministries:
        figures = [groups.get((ministry, area)) for area in (*columns, OUTSIDE)]
        cells = [(figure, shade(figure, largest)) for figure in figures[:-1]] + [(figures[-1], 0)]
        rows.append(HeatRow(ministry, tuple(cells), totals[(ministry,)]))
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


def pairs(desk: Desk, areas: list[str]) -> list[Pair]:
    """Each two areas that share tagged money, largest first."""
    tagged = {area: desk.tagged(area) for area in areas}
    found = [Pair(a, b, desk.book.shared(tagged[a], tagged[b])) for a, b in combinations(areas, 2)]
    return sorted((pair for pair in found if pair.amount.rows), key=lambda pair: -pair.amount.value)
