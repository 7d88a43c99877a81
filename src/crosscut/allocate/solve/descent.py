"""Prices that make the bound small: Newton steps over a smoothed dual, the smoothing taken back as they go."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from crosscut.allocate.problem import Bools, Floats
from crosscut.allocate.solve.prices import Market, Response

WIDTHS = (1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001)
"""Parts of a typical value per unit over which the dual is smoothed, one after the other."""

SAMPLE = 50_000
"""Programmes that prices are first found with, where there are many more."""

MANY = 100
"""Rows from which the curvature is solved by what is not zero of it, where that is little."""

STEPS = 12
ENOUGH = 3e-6
"""The part of the bound, times the part smoothed over, below which a step's gain ends the steps."""


@dataclass(frozen=True)
class DescentResult:
    """The best prices found, and the exact bound that they prove."""

    prices: Floats
    bound: float


def descend(
    market: Market, widths: tuple[float, ...] = WIDTHS, gap: float = 0.0, seconds: float = np.inf
) -> DescentResult:
    """Prices with a small bound; less smoothing is not tried once it gains less than ``gap`` of the bound.

    Nor is it after so many ``seconds``; the prices found by then prove a bound all the same.
    """
    until = time.perf_counter() + seconds
    start = None
    if market.problem.size >= 2 * SAMPLE:
        start = descend(market.thinned(market.problem.size // SAMPLE), widths).prices
        widths = widths[-5:]
    prices = np.zeros(len(market.limit)) if start is None else start.copy()
    best = DescentResult(prices, market.ask(prices).bound)
    for width in widths:
        prices = _newton(market, prices, width * market.typical)
        exact = market.ask(prices).bound
        gained = best.bound - exact
        if gained > 0:
            best = DescentResult(prices, exact)
        if abs(gained) < gap * abs(exact) or time.perf_counter() > until:
            break
    return best


def _newton(market: Market, prices: Floats, width: float) -> Floats:
    """Projected Newton steps at one smoothing, until they gain nothing to speak of."""
    here = market.ask(prices, width)
    for _ in range(STEPS):
        free = ~((prices <= 0.0) & (here.slope >= 0.0))
        if not free.any():
            break
        moved = _search(market, prices, here, _direction(market, here, free), width)
        if moved is None:
            break
        gained = here.bound - moved[1].bound
        prices, here = moved
        if gained <= ENOUGH * width / market.typical * abs(here.bound):
            break
    return prices


def _direction(market: Market, here: Response, free: Bools) -> Floats:
    rows = market.hessian(here)[np.ix_(free, free)]
    scale = np.sqrt(np.maximum(np.diag(rows), 1e-12 * max(float(np.diag(rows).max(initial=0.0)), 1e-12)))
    damped = rows / np.outer(scale, scale) + 1e-6 * np.eye(len(rows))
    step = np.zeros(len(free))
    step[free] = -_solved(damped, here.slope[free] / scale) / scale
    longest = float(np.abs(step).max(initial=0.0))
    return step * min(1.0, market.typical / longest) if longest else step


def _solved(matrix: Floats, right: Floats) -> Floats:
    """The solution of a system of rows, most of which have no programme in common where there are many."""
    if len(right) < MANY or np.count_nonzero(matrix) > matrix.size // 10:
        return np.asarray(np.linalg.solve(matrix, right))
    from scipy.sparse import csc_array
    from scipy.sparse.linalg import splu

    factors = splu(csc_array(matrix))
    return np.asarray(factors.solve(right))


def _search(
    market: Market, prices: Floats, here: Response, step: Floats, width: float
) -> tuple[Floats, Response] | None:
    """The first point along the step, held at or above zero, that gains enough; None where none does."""
    length = 1.0
    for _ in range(12):
        there = np.maximum(prices + length * step, 0.0)
        found = market.ask(there, width)
        if found.bound <= here.bound + 1e-4 * float(here.slope @ (there - prices)):
            return there, found
        length *= 0.35
    return None
