"""What bears a reason out: whether a plan is worth less in which one programme gets more, or less.

At prices on the rules programmes are independent, and what they gain together is never below the value of any plan.
Where a programme is made to take another amount, that bound falls; where it falls below the plan's value, no plan in
which the programme gets that amount is worth as much. What prices cannot show is left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem, Solution
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.hull import joined, turns
from crosscut.allocate.solve.model import model

LEAST = 0.01
"""The part of a programme's range by which an amount has to differ to count as more or less."""


@dataclass(frozen=True)
class Evidence:
    """Of each programme, whether every plan that gives it more (or less) by a step is worth less than the plan."""

    more_loses: Bools
    less_loses: Bools


def evidence(problem: Problem, solution: Solution) -> Evidence:
    """What prices prove of a plan."""
    nothing = np.zeros(problem.size, bool)
    duals = _duals(problem) if problem.size else None
    if duals is None:
        return Evidence(nothing, nothing)
    price, surplus, best = _at_prices(problem, duals)
    excess = _bound(problem, duals, best) - solution.value
    room = max(excess, 0.0) + 1e-9 * max(abs(solution.value), 1.0)
    step = np.maximum(1, np.ceil(LEAST * problem.upper).astype(np.int64))
    more = _best_from(problem, price, surplus, solution.amounts + step, above=True)
    less = _best_from(problem, price, surplus, solution.amounts - step, above=False)
    free = ~joined(problem)
    return Evidence(free & (best - more > room), free & (best - less > room))


def _duals(problem: Problem) -> Floats | None:
    """What a unit of money is worth in each row, of the problem without whole numbers; None where it has no plan."""
    posed = model(problem, relaxed=True)
    if not len(posed.cost):
        return np.zeros(len(problem.rows))
    solver = highs.engine(posed, tuned=False)
    if highs.run(solver, integer=False).solution is None:
        return None
    return row_prices(problem, solver, posed.scale)


def row_prices(problem: Problem, solver: Any, scale: int) -> Floats:
    """What a unit of money is worth in each row of what an engine has solved; 0 where the row has no such limit."""
    duals = -np.asarray(solver.getSolution().row_dual)[: len(problem.rows)] / scale
    sides = [(row.hi if dual > 0 else row.lo) for row, dual in zip(problem.rows, duals.tolist(), strict=True)]
    return np.where([side is not None for side in sides], duals, 0.0)


def bound_at(problem: Problem, duals: Floats) -> float:
    """What no plan is worth more than: each programme at its best at these prices on the rows."""
    return _bound(problem, duals, _at_prices(problem, duals)[2])


def _at_prices(problem: Problem, duals: Floats) -> tuple[Floats, Floats, Floats]:
    """Each programme's price of money, what each turn of its worth leaves over, and the most that it can."""
    price = np.zeros(problem.size)
    for row, dual in zip(problem.rows, duals.tolist(), strict=True):
        if dual:
            price[row.members] += dual * row.share
    amounts, worth = turns(problem)
    surplus = worth - price[:, None] * amounts
    return price, surplus, np.maximum(surplus.max(axis=1), np.where(problem.optional, 0.0, -np.inf))


def _bound(problem: Problem, duals: Floats, best: Floats) -> float:
    """What no plan is worth more than, at these prices on the rows."""
    limits = sum(
        dual * ((row.hi if dual > 0 else row.lo) or 0) / problem.unit
        for row, dual in zip(problem.rows, duals.tolist(), strict=True)
        if dual
    )
    return float(best.sum() + problem.bonus.value.sum() + limits)


def _best_from(problem: Problem, price: Floats, surplus: Floats, start: Ints, *, above: bool) -> Floats:
    """The most that each programme may gain with an amount from ``start`` on upwards, or downwards."""
    points = turns(problem)[0]
    beyond = points >= start[:, None] if above else points <= start[:, None]
    found = np.where(beyond, surplus, -np.inf).max(axis=1)
    inside = (start >= problem.lower) & (start <= problem.upper) & ~problem.discrete
    here = problem.values(np.clip(start, problem.lower, problem.upper)) - price * start
    found = np.maximum(found, np.where(inside, here, -np.inf))
    ends = problem.optional & (start >= 0) & (not above)
    return np.asarray(np.maximum(found, np.where(ends, 0.0, -np.inf)))
