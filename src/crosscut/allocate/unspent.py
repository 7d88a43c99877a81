"""What is worth nothing is given what a plan leaves: worth decides nothing there, so that all that fits is spent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from crosscut.allocate.problem import Floats, Ints, Problem, ProgrammePairs, Solution
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.solver import solve
from crosscut.allocate.tie_parts import unit_of
from crosscut.allocate.verify import breaches, used

_SPENDING = Effort(gap=1e-6, seconds=5.0)


def spent(problem: Problem, solution: Solution) -> Solution:
    """The solution with as much money for what is worth nothing as is found beside every rule; all else keeps its own.

    How much that is is searched for up to a part of 10^-6, for five seconds at most. The same solution where nothing is
    left, nothing is worth nothing, or no such plan is found.
    """
    if not len(solution.amounts) or not _leaves_money(problem, solution.amounts):
        return solution
    low, high = _worthless_spans(problem, solution.amounts)
    if not (high > solution.amounts).any():
        return solution
    spans = zip(low.tolist(), high.tolist(), strict=True)
    narrow = problem.narrowed(dict(enumerate(spans)))
    most = replace(
        narrow,
        base=narrow.lower.astype(float),
        slope=np.where(narrow.width > 0, 1.0, 0.0),
        bonus=ProgrammePairs.none(),
    )
    found = solve(most, _SPENDING)
    if not len(found.amounts) or found.amounts.sum() <= solution.amounts.sum():
        return solution
    value = problem.value(found.amounts)
    if value < solution.value - 1e-9 * abs(solution.value) or breaches(problem, found.amounts.tolist()):
        return solution
    return replace(solution, amounts=found.amounts, value=value, bound=max(solution.bound, value))


def _leaves_money(problem: Problem, amounts: Ints) -> bool:
    """Whether every cap over all programmes leaves a unit at least."""
    plan = amounts.tolist()
    caps = [row for row in problem.rows if row.hi is not None and len(row.members) == problem.size]
    return all((row.hi or 0) - used(row, plan, problem.unit) >= problem.unit for row in caps)


def _worthless_spans(problem: Problem, amounts: Ints) -> tuple[Ints, Ints]:
    """The amounts of each programme between which its worth is the same as at its own."""
    worth: Floats = np.round(problem.slope / unit_of(problem), 9)
    base: Floats = np.round(problem.base / unit_of(problem), 9)
    points = problem.lower[:, None] + np.concatenate(
        [np.zeros((problem.size, 1), np.int64), np.cumsum(problem.width, axis=1)], axis=1
    )
    low, high = amounts.copy(), amounts.copy()
    nothing = problem.optional & (base == 0)
    low, high = np.where(nothing & (amounts == 0), problem.lower, low), np.where(nothing, problem.lower, high)
    high = np.maximum(high, amounts)
    free = (worth == 0) & (problem.width > 0)
    for piece in range(problem.width.shape[1]):
        grows = free[:, piece] & (points[:, piece] <= high) & (points[:, piece + 1] > high)
        high = np.where(grows, points[:, piece + 1], high)
    for piece in reversed(range(problem.width.shape[1])):
        falls = free[:, piece] & (points[:, piece + 1] >= low) & (points[:, piece] < low)
        low = np.where(falls, points[:, piece], low)
    return np.where(nothing & (low <= problem.lower), 0, low), high
