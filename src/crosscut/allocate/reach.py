"""A plan in which one rule over money counts the most that its programmes may get, made without a solver."""

from __future__ import annotations

import numpy as np

from crosscut.allocate.problem import Bools, Ints, MoneyRow, Problem
from crosscut.allocate.verify import breaches


def fullest(problem: Problem, index: int) -> Ints | None:
    """Amounts that keep every rule but one floor, whose programmes get the most that they may.

    All else starts from its least and is filled floor by floor, floors over few programmes first. None where that
    breaks some other rule: then it says nothing of what is possible. Whoever asks has found that the floor cannot hold.
    """
    row = problem.rows[index]
    amounts = np.where(problem.optional, 0, problem.lower)
    amounts[row.members] = problem.upper[row.members]
    free = np.ones(problem.size, bool)
    free[row.members] = False
    floors = (each for each in problem.rows if each is not row and each.lo is not None)
    for floor in sorted(floors, key=lambda each: len(each.members)):
        _fill(problem, floor, amounts, free)
    others = problem.with_limits(
        [(None, None) if place == index else (each.lo, each.hi) for place, each in enumerate(problem.rows)]
    )
    return None if breaches(others, amounts.tolist()) else amounts


def _fill(problem: Problem, floor: MoneyRow, amounts: Ints, free: Bools) -> None:
    """Give free programmes of a floor all that they may have, one after the other, until it holds; in place."""
    missing = (floor.lo or 0) / problem.unit - float((floor.share * amounts[floor.members]).sum())
    counted = free[floor.members] & (floor.share > 0)
    places, share = floor.members[counted], floor.share[counted]
    room = np.maximum(problem.upper[places] - amounts[places], 0)
    wanted = np.ceil((missing - np.cumsum(room * share) + room * share) / share).astype(np.int64)
    places, room, wanted = places[wanted > 0], room[wanted > 0], wanted[wanted > 0]
    if not len(places):
        return
    amounts[places] += np.minimum(room, wanted)
    last = places[-1]
    least = int(problem.upper[last] if problem.discrete[last] else problem.lower[last])
    beyond = max(least - int(amounts[last]), 0)
    amounts[last] += beyond
    loose = np.where(problem.discrete[places], 0, amounts[places] - problem.lower[places])
    amounts[places] -= np.clip(beyond - np.cumsum(loose) + loose, 0, np.maximum(loose, 0))
