"""What every programme would take at prices on the rules: the dual of an allocation, smoothed or exact.

A price for each side of each row makes the programmes independent: each takes the amount that is worth most to it. The
sum of what they gain, and the prices of the limits, is never below the value of any plan: a proved bound.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from crosscut.allocate.problem import Floats, Ints, Problem, ProgrammePairs
from crosscut.allocate.solve.components import Logic, Patterns, logic, unjoined

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Response:
    """What programmes take at some prices: the bound, the amounts, and how fast they change with the price."""

    bound: float
    slope: Floats
    amounts: Floats
    curve: Floats
    funded: Floats


class Market:
    """A problem ready to be asked at prices. Prices have one entry a side of a row, upper limits first, all ≥ 0."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.logic: Logic = logic(problem)
        self.matrix = _matrix(problem)
        high = [k for k, row in enumerate(problem.rows) if row.hi is not None]
        low = [k for k, row in enumerate(problem.rows) if row.lo is not None]
        self.side_row = np.array(high + low, np.int64)
        self.side_sign = np.array([1.0] * len(high) + [-1.0] * len(low))
        limits = [problem.rows[k].hi for k in high] + [problem.rows[k].lo for k in low]
        self.limit = np.array([float(limit or 0) / problem.unit for limit in limits]) * self.side_sign
        self.slopes, self.widths = _concave(problem)
        worths = np.abs(self.slopes[self.widths > 0])
        self.typical = float(np.median(worths)) or 1.0 if len(worths) else 1.0
        self.lower, self.upper = problem.lower.astype(float), problem.upper.astype(float)
        self.alone = problem.optional & ~self.logic.joined
        self.size = np.maximum(self.upper, 1.0)
        self.extra = float(problem.bonus.value[self.logic.loose[problem.bonus.first]].sum())

    def thinned(self, step: int) -> Market:
        """Every ``step``-th programme under a ``step``-th of the limits, logic left out: prices to begin from."""
        problem = self.problem
        places = np.arange(0, problem.size, step)
        small = Market.__new__(Market)
        small.__dict__ |= self.__dict__
        small.problem = replace(
            problem,
            lower=problem.lower[places],
            upper=problem.upper[places],
            optional=problem.optional[places],
            discrete=problem.discrete[places],
            base=problem.base[places],
            slope=problem.slope[places],
            width=problem.width[places],
            groups=(),
            needs=ProgrammePairs.none(),
            bonus=ProgrammePairs.none(),
        )
        small.logic, small.extra = unjoined(len(places)), 0.0
        small.matrix, small.limit = self.matrix[places], self.limit / step
        small.slopes, small.widths = self.slopes[places], self.widths[places]
        small.lower, small.upper, small.size = self.lower[places], self.upper[places], self.size[places]
        small.alone = small.problem.optional
        return small

    def row_prices(self, prices: Floats) -> Floats:
        """The price of money in each row: of the upper side less of the lower one."""
        return np.asarray(np.bincount(self.side_row, prices * self.side_sign, minlength=len(self.problem.rows)), float)

    def ask(self, prices: Floats, width: float = 0.0) -> Response:
        """The response at prices, smoothed over ``width`` of value per unit; exact where it is 0."""
        price = self.matrix @ self.row_prices(prices)
        gain, rate, bend = _smooth(self.slopes - price[:, None], width)
        worth = self.problem.base - price * self.lower + (gain * self.widths).sum(axis=1)
        amount = self.lower + (rate * self.widths).sum(axis=1)
        curve = (bend * self.widths).sum(axis=1)
        funded = np.ones(len(worth))
        spread = np.zeros(len(worth))
        lone = self.alone
        part, funded[lone], steep = _smooth(worth[lone] / self.size[lone], width)
        spread[lone] = steep / self.size[lone]
        total = float(worth[~self.problem.optional & ~self.logic.joined].sum() + (part * self.size[lone]).sum())
        total += self._joined(worth, funded, spread, width) + self.extra
        taken = funded * amount
        curve = funded * curve + spread * amount * amount
        used = self.matrix.T @ taken
        slope = self.limit - used[self.side_row] * self.side_sign
        return Response(total + float(prices @ self.limit), slope, taken, curve, funded)

    def _joined(self, worth: Floats, funded: Floats, spread: Floats, width: float) -> float:
        total = 0.0
        for patterns in self.logic.patterns:
            total += _listed(patterns, worth, (funded, spread), size=self.size, width=width)
        for members, high in zip(self.logic.packs.members, self.logic.packs.high, strict=True):
            funded[members] = 0.0
            best = members[np.argsort(-worth[members], kind="stable")[:high]]
            best = best[worth[best] > 0]
            funded[best] = 1.0
            total += float(worth[best].sum())
        return total

    def hessian(self, response: Response) -> Floats:
        """The curvature over the prices of the sides."""
        moving = np.flatnonzero(response.curve > 0)
        part = self.matrix[moving]
        weighted = part.multiply(response.curve[moving][:, None]) if len(moving) else part
        rows = np.asarray((part.T @ weighted).todense())
        return np.asarray(rows[np.ix_(self.side_row, self.side_row)] * np.outer(self.side_sign, self.side_sign))


def _listed(patterns: Patterns, worth: Floats, into: tuple[Floats, Floats], *, size: Floats, width: float) -> float:
    """What components gain; who of them is funded, and how fast that turns, goes ``into`` two arrays."""
    funded, spread = into
    value = worth[patterns.members] @ patterns.bits.T + patterns.penalty
    best = value.max(axis=1)
    if width == 0.0:
        funded[patterns.members] = patterns.bits[value.argmax(axis=1)]
        return float(best.sum())
    heat = np.maximum(width * size[patterns.members].sum(axis=1), 1e-12)[:, None] / 4
    weight = np.exp((value - best[:, None]) / heat)
    whole = weight.sum(axis=1, keepdims=True)
    chance = (weight / whole) @ patterns.bits
    funded[patterns.members] = chance
    spread[patterns.members] = chance * (1 - chance) / heat
    return float((best + heat[:, 0] * np.log(whole[:, 0])).sum())


def _smooth(value: Floats, width: float) -> tuple[Floats, Floats, Floats]:
    """The positive part of a value, its slope and its curve, rounded off over ± ``width``; never below the part."""
    if width == 0.0:
        above = value > 0
        return np.where(above, value, 0.0), above.astype(float), np.zeros_like(value)
    rate = np.clip((value + width) / (2 * width), 0.0, 1.0)
    gain = np.where(rate < 1.0, rate * rate * width, value)
    return gain, rate, np.where((rate > 0.0) & (rate < 1.0), 1 / (2 * width), 0.0)


def _matrix(problem: Problem) -> csr_array:
    """Programmes × rows: the part of each unit that each row counts."""
    from scipy.sparse import csr_array

    rows = np.concatenate([np.full(len(row.members), k) for k, row in enumerate(problem.rows)] or [np.zeros(0, int)])
    places = np.concatenate([row.members for row in problem.rows] or [np.zeros(0, int)])
    parts = np.concatenate([row.share for row in problem.rows] or [np.zeros(0)])
    shape = (problem.size, len(problem.rows))
    return csr_array((parts, (places, rows)), shape=shape)


def _concave(problem: Problem) -> tuple[Floats, Floats]:
    """Slopes and widths of pieces, those of discrete programmes replaced by their concave hull."""
    slopes, widths = problem.slope.copy(), problem.width.astype(float)
    busy = np.where(problem.width > 0, problem.slope, np.inf)
    rising = np.zeros(problem.size, bool)
    for column in range(1, busy.shape[1]):
        before = np.minimum.reduce([busy[:, k] for k in range(column)])
        rising |= (problem.width[:, column] > 0) & (busy[:, column] > before + 1e-12)
    for place in np.flatnonzero(rising & problem.discrete):
        slopes[place], widths[place] = _hull(problem.slope[place], problem.width[place])
    return slopes, widths


def _hull(slope: Floats, width: Ints) -> tuple[Floats, Floats]:
    pieces: list[tuple[float, float]] = []
    for rise, run in zip(slope.tolist(), width.tolist(), strict=True):
        if not run:
            continue
        piece = (rise, float(run))
        while pieces and pieces[-1][0] < piece[0]:
            old = pieces.pop()
            run_both = old[1] + piece[1]
            piece = ((old[0] * old[1] + piece[0] * piece[1]) / run_both, run_both)
        pieces.append(piece)
    pieces += [(0.0, 0.0)] * (len(slope) - len(pieces))
    return np.array([piece[0] for piece in pieces]), np.array([piece[1] for piece in pieces])
