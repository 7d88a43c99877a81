"""All portfolios of a small problem, exactly: which of them no other beats whatever the weights may be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem

MOST = 1 << 17
"""Portfolios up to which all of them are listed."""


@dataclass(frozen=True)
class Listing:
    """Every feasible plan of a problem: amounts (plans × programmes) and which option each programme takes."""

    amounts: Ints
    chosen: Ints


def choices(problem: Problem) -> list[list[int]] | None:
    """The amounts that each programme may get, or None where they are too many to list."""
    found, count = [], 1
    for place in range(problem.size):
        lower, upper = int(problem.lower[place]), int(problem.upper[place])
        if problem.discrete[place] or lower == upper:
            steps = lower + np.concatenate([[0], np.cumsum(problem.width[place])])
            options = sorted({int(step) for step in steps})
        elif upper - lower > 64:
            return None
        else:
            options = list(range(lower, upper + 1))
        found.append(([0] if problem.optional[place] else []) + options)
        count *= len(found[-1])
        if count > MOST:
            return None
    return found


def listing(problem: Problem) -> Listing | None:
    """All feasible plans, or None where they are too many to list."""
    options = choices(problem)
    if options is None:
        return None
    chosen = np.array(list(product(*(range(len(each)) for each in options))), np.int64).reshape(-1, problem.size)
    table = [np.array(each, np.int64) for each in options]
    amounts = np.stack([table[place][chosen[:, place]] for place in range(problem.size)], axis=1)
    kept = _feasible(problem, amounts)
    return Listing(amounts[kept], chosen[kept])


def _feasible(problem: Problem, amounts: Ints) -> Bools:
    from crosscut.allocate.verify import breaches

    likely = np.ones(len(amounts), bool)
    for row in problem.rows:
        money = (amounts[:, row.members] * row.share).sum(axis=1) * problem.unit
        slack = 1e-6 * max(problem.unit, 1)
        if row.lo is not None:
            likely &= money >= row.lo - slack
        if row.hi is not None:
            likely &= money <= row.hi + slack
    for place in np.flatnonzero(likely):
        likely[place] = not breaches(problem, amounts[place].tolist())
    return likely


def undominated(values: Floats) -> Bools:
    """Rows that no other row equals or beats in every column and beats in one."""
    order = np.lexsort(tuple(-values[:, column] for column in reversed(range(values.shape[1]))))
    kept: list[int] = []
    for place in order.tolist():
        mine = values[place]
        if kept:
            others = values[kept]
            if ((others >= mine - 1e-9).all(axis=1) & (others > mine + 1e-9).any(axis=1)).any():
                continue
        kept.append(place)
    mask = np.zeros(len(values), bool)
    mask[kept] = True
    return mask
