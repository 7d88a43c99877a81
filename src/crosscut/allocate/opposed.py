"""Pairs of rules over money that contradict each other by their limits alone: a floor above the cap over its money."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from crosscut.allocate.draft import Draft
from crosscut.allocate.problem import MoneyRow


def opposed(draft: Draft) -> Iterator[tuple[int, int]]:
    """Rules of which one asks for more than the other allows the same money, or money that it is part of."""
    floors = [row for row in draft.rows if row.lo is not None]
    caps = [row for row in draft.rows if row.hi is not None]
    for floor in floors:
        for cap in caps:
            if floor.rule != cap.rule and _above(floor, cap) and _part_of(floor, cap):
                one, other = sorted((floor.rule, cap.rule))
                yield one, other


def _above(floor: MoneyRow, cap: MoneyRow) -> bool:
    return floor.lo is not None and cap.hi is not None and floor.lo > cap.hi


def _part_of(floor: MoneyRow, cap: MoneyRow) -> bool:
    """Whether all that a floor counts of each programme is counted by a cap too."""
    if not np.isin(floor.members, cap.members).all():
        return False
    counted = _fractions(cap)
    return all(num * counted[place][1] <= counted[place][0] * den for place, (num, den) in _fractions(floor).items())


def _fractions(row: MoneyRow) -> dict[int, tuple[int, int]]:
    dens = [1] * len(row.members) if row.den is None else row.den.tolist()
    return dict(zip(row.members.tolist(), zip(row.num.tolist(), dens, strict=True), strict=True))
