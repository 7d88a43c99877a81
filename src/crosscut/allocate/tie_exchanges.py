"""Ties between programmes that rules tell apart: who could have a unit more for one less of another."""

from __future__ import annotations

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem
from crosscut.allocate.tie_limits import TiedMoney, share_of
from crosscut.allocate.verify import used


def exchanges(problem: Problem, amounts: Ints, money: TiedMoney, asked: Bools) -> Ints:
    """How many others are worth as much, for each one asked for that can exchange a unit with one of them; else 0."""
    found = np.zeros(problem.size, np.int64)
    factor, rooms = _tight(problem, amounts, money)
    gives = money.filled > money.least
    takes = (money.filled >= money.least) & (money.filled < money.most)  # who has nothing takes its least size at once
    between = gives & takes & asked[money.place]
    for own in np.flatnonzero(between).tolist():
        others = np.flatnonzero((money.kind == money.kind[own]) & (money.place != money.place[own]))
        change = factor[:, [own]] - factor[:, others]
        giving, taking = gives[others] & _keeps(rooms, change), takes[others] & _keeps(rooms, -change)
        if (giving | taking).any():
            found[money.place[own]] = len(others)
    return found


def _tight(problem: Problem, amounts: Ints, money: TiedMoney) -> tuple[Floats, Floats]:
    """Of every row that a unit could break, what each place counts, and the room above a floor and below a cap."""
    plan = amounts.tolist()
    factors, rooms = list[Floats](), list[tuple[float, float]]()
    for index, row in enumerate(problem.rows):
        exact = used(row, plan, problem.unit)
        above, below = (
            np.inf if limit is None else float((sign * (exact - limit)) / problem.unit)
            for sign, limit in ((1, row.lo), (-1, row.hi))
        )
        if min(above, below) < 1:
            factors.append(share_of(problem, index)[money.place])
            rooms.append((above, below))
    return np.array(factors).reshape(len(factors), len(money.place)), np.array(rooms).reshape(len(rooms), 2)


def _keeps(rooms: Floats, change: Floats) -> Bools:
    return np.asarray(((rooms[:, [0]] + change >= 0) & (rooms[:, [1]] - change >= 0)).all(axis=0))
