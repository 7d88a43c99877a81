"""Ties between programmes that rules tell apart: who could have a unit more for one less of another."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from crosscut.allocate.problem import Bools, Ints, MoneyRow, Problem
from crosscut.allocate.tie_limits import TiedMoney
from crosscut.allocate.verify import used

Whole = npt.NDArray[Any]
"""Whole numbers: of Python where 64 bits do not hold them."""


def exchanges(problem: Problem, amounts: Ints, money: TiedMoney, sought: Bools) -> Ints:
    """How many others are worth as much, for each one sought that can exchange a unit with one of them; else 0."""
    found = np.zeros(problem.size, np.int64)
    plan = amounts.tolist()
    rows = [each for row in problem.rows for each in _tight(problem, row, plan, money)]
    gives = money.filled > money.least
    takes = (money.filled >= money.least) & (money.filled < money.most)  # who has nothing takes its least size at once
    between = gives & takes & sought[money.place]
    for own in np.flatnonzero(between).tolist():
        others = np.flatnonzero((money.kind == money.kind[own]) & (money.place != money.place[own]))
        giving, taking = gives[others], takes[others]
        for factor, above, below in rows:
            change = factor[own] - factor[others]
            giving = giving & _keeps(change, above, below)
            taking = taking & _keeps(-change, above, below)
        if (giving | taking).any():
            found[money.place[own]] = len(others)
    return found


def _tight(
    problem: Problem, row: MoneyRow, plan: Sequence[int], money: TiedMoney
) -> list[tuple[Whole, int | None, int | None]]:
    """What a unit of each place counts in a row, and the room above its floor and below its cap, in whole numbers.

    Nothing of a row that no unit can break.
    """
    exact = used(row, plan, problem.unit)
    rooms = (None if row.lo is None else exact - row.lo, None if row.hi is None else row.hi - exact)
    if all(room is None or room >= problem.unit for room in rooms):
        return []
    dens = np.ones_like(row.num) if row.den is None else row.den
    times = lcm(exact.denominator, *np.unique(dens).tolist())
    small = problem.unit * times * int(row.num.max(initial=1)) < _MOST
    num, den = (row.num, dens) if small else (row.num.astype(np.object_), dens.astype(np.object_))
    factor = np.zeros(problem.size, num.dtype)
    factor[row.members] = num * (times // den) * problem.unit
    above, below = (None if room is None else int(room * times) for room in rooms)
    return [(factor[money.place], above, below)]


_MOST = 2**62
"""Below this two numbers differ by what 64 bits hold."""


def _keeps(change: Whole, above: int | None, below: int | None) -> Bools:
    """Which changes a row bears that has so much room above its floor and below its cap."""
    kept = np.ones(len(change), bool)
    if above is not None:
        kept &= change >= -above
    if below is not None:
        kept &= change <= below
    return kept
