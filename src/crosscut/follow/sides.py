"""One side of a comparison: a budget's money in cells, and what is known of its programmes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.calendar import Period
from crosscut.text import Text


class DifferenceCell(NamedTuple):
    """Where money stands: the finest place that a difference looks at."""

    programme: str
    ministry: str
    committee: str
    area: str
    sub: str


Money = dict[DifferenceCell, int]
"""Amounts by cell, in minor units."""


@dataclass(frozen=True)
class Side:
    """The money of one fiscal year at one stage as of one moment; ``label`` names it, ``named`` as readers call it.

    ``cells`` partition it: they sum to the whole. ``names``, ``ministries`` and ``committees`` are of every programme
    that the budget knows, with money on this side or not. ``decided`` are the programmes whose areas a person decided.
    ``corrected`` is, by programme, what corrections in force add to the printed amounts, ``correction_reasons`` why, in
    the words of who corrected. ``bounds`` are the programmes
    whose amount is not exact: low and high in minor units. ``statuses`` are what the source calls a programme.
    ``unnamed`` are the ids of money whose programmes nobody named, ``planned`` those whose amount people decided over
    what had been corrected by then.
    """

    label: str
    year: int
    stage: str
    cells: Money
    names: Mapping[str, str] = field(default_factory=dict)
    ministries: Mapping[str, str] = field(default_factory=dict)
    committees: Mapping[str, str] = field(default_factory=dict)
    decided: frozenset[str] = frozenset()
    corrected: Mapping[str, int] = field(default_factory=dict)
    correction_reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bounds: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    unnamed: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    named: Text = field(default_factory=Text)

    @property
    def period(self) -> Period:
        """The fiscal year at its stage."""
        return Period(self.year, self.stage)

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.cells.values())

    def totals(self) -> dict[str, int]:
        """The money of each programme."""
        return totals(self.cells)


def totals(cells: Mapping[DifferenceCell, int]) -> dict[str, int]:
    """Amounts by programme."""
    found: dict[str, int] = defaultdict(int)
    for cell, amount in cells.items():
        found[cell.programme] += amount
    return dict(found)


def cells_of(amounts: pa.Table, period: Period) -> tuple[Money, dict[str, tuple[int, int]]]:
    """The cells of one period of a table of AMOUNTS under partition, and the bounds of what is not exact."""
    wanted = pc.and_(
        pc.equal(amounts["counting"], "partition"),
        pc.and_(pc.equal(amounts["fiscal_year"], period.year), pc.equal(amounts["stage"], period.stage)),
    )
    rows = amounts.filter(wanted).select([*DifferenceCell._fields, "amount", "low", "high"])
    cells: Money = defaultdict(int)
    bounds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    inexact: set[str] = set()
    for *where, amount, low, high in zip(*rows.to_pydict().values(), strict=True):
        cell = DifferenceCell(*where)
        programme = cell.programme
        cells[cell] += amount
        bounds[programme][0] += amount if low is None else low
        bounds[programme][1] += amount if high is None else high
        if low is not None or high is not None:
            inexact.add(programme)
    return dict(cells), {programme: (bounds[programme][0], bounds[programme][1]) for programme in inexact}
