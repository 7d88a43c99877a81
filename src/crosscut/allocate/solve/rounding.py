"""Amounts of a solver to whole units: rounded, and then repaired by a small integer problem so that rows hold."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, MoneyRow, Problem, ProgrammePairs
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.model import WHOLE, model
from crosscut.allocate.solve.process import solve_in_process

CANDIDATES = (30, 300, 3000)
"""How many programmes may move in the repair: first few, then many, then all."""

NOTHING = 1e-12
"""The part of a plan's value below which a difference is none."""

ROUNDING = 2.0
"""Seconds that rounding a found plan may take where the time limit leaves it fewer."""


def whole(problem: Problem, amounts: Floats, seconds: float = 20.0) -> Ints | None:
    """Whole amounts near ``amounts`` that keep every row, or None where none were found in so many seconds.

    What is funded and every discrete amount stay as they are; amounts too small for a solver to see beside the
    largest may end where nothing else fits.
    """
    until = time.perf_counter() + seconds
    rounded = nearest(problem, amounts)
    found = _repaired(problem, amounts, rounded, until)
    unseen = problem.optional & (rounded > 0) & (rounded < int(problem.upper.max(initial=0)) // FAR)
    if found is None and unseen.any() and time.perf_counter() < until:
        found = _repaired(problem, amounts, np.where(unseen, 0, rounded), until)
    return found


def whole_best(problem: Problem, amounts: Floats) -> Ints | None:
    """As :func:`whole`, for amounts worth the most: as they are rounded, where that breaks no row and costs nothing."""
    rounded = nearest(problem, amounts)
    worth = problem.value(amounts)
    costs = problem.value(rounded) < worth - NOTHING * abs(worth)
    return whole(problem, amounts) if costs or _breaks(problem, rounded) else rounded


def _breaks(problem: Problem, amounts: Ints) -> bool:
    return any(_broken(row, amounts, problem.unit) for row in problem.rows)


def _repaired(problem: Problem, amounts: Floats, rounded: Ints, until: float) -> Ints | None:
    """Rounded amounts repaired by moving few programmes, then many, then all; as they are where they keep every row."""
    movable = (rounded > 0) & ~problem.discrete & (problem.upper > problem.lower)
    movable |= (rounded == 0) & ~problem.optional & (problem.upper > 0)
    if not movable.any():
        return rounded
    order = _order(problem, amounts, rounded, movable)
    for count in (*CANDIDATES, len(order)):
        left = until - time.perf_counter()
        found = _repair(problem, rounded, np.sort(order[:count]), left) if left > 0 else None
        if found is not None:
            return found
        if left <= 0 or count >= len(order):
            break
    return None if _breaks(problem, rounded) else rounded


def nearest(problem: Problem, amounts: Floats) -> Ints:
    """The nearest amounts that each programme may get by itself."""
    funded = (amounts > 0.5 * problem.lower) | ~problem.optional
    rounded = np.clip(np.round(amounts).astype(np.int64), problem.lower, problem.upper)
    for place in np.flatnonzero(problem.discrete & funded):
        steps = problem.lower[place] + np.concatenate([[0], np.cumsum(problem.width[place])])
        rounded[place] = steps[np.argmin(np.abs(steps - amounts[place]))]
    return np.where(funded, rounded, 0)


def _order(problem: Problem, amounts: Floats, rounded: Ints, movable: Bools) -> Ints:
    """Movable programmes, those first that stand between whole units or between the turns of their worth."""
    turns = problem.lower[:, None] + np.cumsum(problem.width, axis=1)
    inside = movable & (rounded > problem.lower) & (rounded < problem.upper) & ~(rounded[:, None] == turns).any(axis=1)
    off = np.abs(amounts - rounded) > 1e-6
    rank = np.where(_chained(problem, rounded), -1, np.where(inside, 0, np.where(off, 1, 2)))
    rank += np.where(movable, 0, 10)
    spread = _spread(problem)
    order = np.lexsort((-problem.upper, spread, rank))
    return np.asarray(order[: int(movable.sum())])


CHAIN = 3
"""Programmes up to which a row is a link of a chain, such as what a year keeps of the one before."""


def _chained(problem: Problem, rounded: Ints) -> Bools:
    """Those of the short rows that rounding broke, and whoever short rows link to them."""
    links = [row for row in problem.rows if len(row.members) <= CHAIN]
    found = np.zeros(problem.size, bool)
    for row in links:
        found[row.members] |= _broken(row, rounded, problem.unit)
    before = -1
    while before < (before := int(found.sum())):
        for row in links:
            found[row.members] |= found[row.members].any()
    return found


def _broken(row: MoneyRow, amounts: Ints, unit: int) -> bool:
    low, high = counted(row, amounts, unit)
    return (row.lo is not None and low < row.lo) or (row.hi is not None and high > row.hi)


def _spread(problem: Problem) -> Ints:
    """The place of each programme among those that share its smallest row, so that every row has some that move."""
    least = np.full(problem.size, len(problem.rows))
    for index in sorted(range(len(problem.rows)), key=lambda each: -len(problem.rows[each].members)):
        least[problem.rows[index].members] = index
    order = np.lexsort((-problem.upper, least))
    starts = np.searchsorted(least[order], least[order])
    place = np.empty(problem.size, np.int64)
    place[order] = np.arange(problem.size) - starts
    return place


@dataclass(frozen=True)
class _Rest:
    """What is left of the problem when only some programmes move, and where they start from."""

    problem: Problem
    shift: Ints


FAR = 10**7
"""Parts of the largest amount, one of which a solver's tolerances may leave a sum off by."""


def _repair(problem: Problem, rounded: Ints, moving: Ints, seconds: float) -> Ints | None:
    """Whole amounts near ``rounded`` with only those ``moving`` changed; None where there are none."""
    rest = restricted(problem, rounded, moving)
    near, far = min(max(1000, 4 * len(moving)), WHOLE // 2), int(problem.upper.max(initial=0)) // FAR
    start = rounded[moving]
    if far > near:
        found = _moved(rest, start, far, seconds)
        start = start if found is None else found
    found = _moved(rest, start, near, seconds)
    if found is None:
        return None
    result = rounded.copy()
    result[moving] = found
    return result


def _moved(rest: Problem, start: Ints, reach: int, seconds: float) -> Ints | None:
    """The best amounts within ``reach`` units of ``start``."""
    small = _near(rest, start, reach)
    posed = model(small.problem)
    if not len(posed.cost):
        holds = (posed.row_low <= 1e-9).all() and (posed.row_high >= -1e-9).all()
        return small.shift if holds else None
    posed = replace(posed, integer=np.ones(len(posed.cost), bool)) if posed.scale == 1 else posed
    if len(posed.cost) > highs.LARGE:
        outcome = solve_in_process(posed, gap=1e-3, seconds=seconds)
    else:
        outcome = highs.run(highs.engine(posed, gap=1e-3, seconds=seconds, tuned=False), integer=True)
    if outcome.solution is None:
        return None
    return np.asarray(np.round(posed.amounts(outcome.solution)).astype(np.int64) + small.shift)


def _near(rest: Problem, start: Ints, reach: int) -> _Rest:
    """The problem of moving each programme by at most ``reach`` from where it stands."""
    lower = np.maximum(rest.lower, start - reach)
    upper = np.minimum(rest.upper, start + reach)
    turns = rest.lower[:, None] + np.concatenate(
        [np.zeros((len(start), 1), np.int64), np.cumsum(rest.width, axis=1)], axis=1
    )
    points = np.clip(turns, lower[:, None], upper[:, None])
    shift = lower
    limits = shifted(rest, shift)
    moved = replace(
        rest,
        lower=np.zeros_like(lower),
        upper=upper - lower,
        optional=np.zeros(len(lower), bool),
        discrete=np.zeros(len(lower), bool),
        base=np.zeros(len(lower)),
        width=np.diff(points, axis=1),
    ).with_limits(limits)
    return _Rest(moved, shift)


def restricted(problem: Problem, amounts: Ints, moving: Ints) -> Problem:
    """The problem of the ``moving`` programmes alone, the others fixed at whole ``amounts``; logic is left out."""
    fixed = amounts.copy()
    fixed[moving] = 0
    place = np.full(problem.size, -1)
    place[moving] = np.arange(len(moving))
    rows = []
    for row in problem.rows:
        spent = counted(row, fixed, problem.unit)
        kept = place[row.members] >= 0
        rows.append(
            replace(
                row,
                members=place[row.members[kept]],
                num=row.num[kept],
                den=None if row.den is None else row.den[kept],
                lo=None if row.lo is None else row.lo - spent[0],
                hi=None if row.hi is None else row.hi - spent[1],
            )
        )
    return replace(
        problem,
        lower=problem.lower[moving],
        upper=problem.upper[moving],
        optional=problem.optional[moving],
        discrete=problem.discrete[moving],
        base=problem.base[moving],
        slope=problem.slope[moving],
        width=problem.width[moving],
        rows=tuple(rows),
        groups=(),
        needs=ProgrammePairs.none(),
        bonus=ProgrammePairs.none(),
    )


def shifted(problem: Problem, shift: Ints) -> list[tuple[int | None, int | None]]:
    """The limits of rows over what is given beyond ``shift``."""
    limits: list[tuple[int | None, int | None]] = []
    for row in problem.rows:
        spent = counted(row, shift, problem.unit)
        limits.append((None if row.lo is None else row.lo - spent[0], None if row.hi is None else row.hi - spent[1]))
    return limits


def counted(row: MoneyRow, amounts: Ints, unit: int) -> tuple[int, int]:
    """The money that a row counts, in minor units, rounded down and up."""
    held = amounts[row.members]
    if row.den is None:
        exact = unit * _total(held * row.num)
        return exact, exact
    busy = np.flatnonzero(held)
    parts = held[busy].astype(np.longdouble) * row.num[busy] / row.den[busy] * unit
    whole_parts = np.floor(parts)
    rest = float((parts - whole_parts).sum())
    total = _total(whole_parts.astype(np.int64))
    return total + int(np.floor(rest + 1e-6)), total + int(np.ceil(rest - 1e-6))


def _total(amounts: Ints) -> int:
    """An exact sum of int64 that may be beyond int64."""
    return (int((amounts >> 32).sum()) << 32) + int((amounts & 0xFFFFFFFF).sum())
