"""Amounts that a row alone rules out taken away before solving: numbers of one size, which solvers' tolerances suit."""

from __future__ import annotations

import numpy as np

from crosscut.allocate.problem import Ints, MoneyRow, Problem


def tightened(problem: Problem) -> Problem:
    """The problem in which no programme may get more than the upper limit of one of its rows leaves for it alone.

    Amounts are never below zero, so each plan that keeps the rows is a plan of this problem too, worth the same.
    """
    most = problem.upper.copy()
    for row in problem.rows:
        if row.hi is not None and row.hi >= 0 and (row.num >= 0).all():
            most[row.members] = np.minimum(most[row.members], _alone(row, problem, row.hi))
    cut = np.flatnonzero(most < problem.upper)
    if not len(cut):
        return problem
    return problem.narrowed({int(place): (0, int(most[place])) for place in cut})


def _alone(row: MoneyRow, problem: Problem, limit: int) -> Ints:
    """The most units that each member may get with nothing given to the others; its own most where that is beyond."""
    upper = problem.upper[row.members]
    if row.den is None and (row.num == 1).all():
        return np.minimum(upper, min(limit // problem.unit, int(upper.max(initial=0))))
    den = np.ones_like(row.num) if row.den is None else row.den
    members = zip(upper.tolist(), row.num.tolist(), den.tolist(), strict=True)
    return np.array(
        [min(most, limit * down // (problem.unit * up)) if up else most for most, up, down in members], np.int64
    )
