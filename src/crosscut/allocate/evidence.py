"""What bears a reason out: whether a plan is worth less in which one programme gets more, or less.

At prices on the rules programmes are independent, and what they gain together is never below the value of any plan.
Where a programme is made to take another amount, that bound falls; where it falls below the plan's value, no plan in
which the programme gets that amount is worth as much. What prices cannot show is left open.
Programmes that logic joins are taken together: of small components every pattern of who is funded is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from crosscut.allocate.feasibility import LARGE
from crosscut.allocate.problem import Bools, Floats, Ints, Problem, Solution
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.components import Logic, Patterns, logic
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.hull import joined, turns
from crosscut.allocate.solve.model import model
from crosscut.allocate.solve.solver import solve

LEAST = 0.01
"""The part of a programme's range by which an amount has to differ to count as more or less."""

_WITHOUT = Effort(gap=1e-6, seconds=5.0)


@dataclass(frozen=True)
class Evidence:
    """Of each programme, whether every plan that gives it more (or less) by a step is worth less than the plan.

    ``floors`` are the rows that ask for money of some programmes and have a price for it; ``propped`` whose it is.
    """

    more_loses: Bools
    less_loses: Bools
    floors: frozenset[int]
    propped: Bools


def evidence(problem: Problem, solution: Solution) -> Evidence:
    """What prices prove of a plan."""
    nothing = np.zeros(problem.size, bool)
    duals = _duals(problem) if problem.size else None
    if duals is None:
        return Evidence(nothing, nothing, frozenset(), nothing)
    price, surplus, best = _at_prices(problem, duals)
    connected = logic(problem)
    listed = [_Listed.of(problem, each, surplus.max(axis=1)) for each in connected.patterns]
    excess = _bound(problem, duals, best, connected, listed) - solution.value
    room = max(excess, 0.0) + 1e-9 * max(abs(solution.value), 1.0)
    step = _step(problem)
    over, under = solution.amounts + step, solution.amounts - step
    more = _best_from(problem, price, surplus, over, above=True)
    less = _best_from(problem, price, surplus, under, above=False)
    ending = np.where(problem.optional & (under >= 0), 0.0, -np.inf)
    free = ~joined(problem)
    more_loses, less_loses = free & (best - more > room), free & (best - np.maximum(less, ending) > room)
    for each in listed:
        more_loses[each.members] = each.loses(more, np.full_like(ending, -np.inf), room)
        less_loses[each.members] = each.loses(less, ending, room)
    floors = frozenset(np.flatnonzero(duals < 0).tolist()) & _over_some(problem)
    propped = nothing.copy()
    for place in floors:
        propped[problem.rows[place].members] = True
    return Evidence(more_loses, less_loses, floors, propped)


def _over_some(problem: Problem) -> frozenset[int]:
    """The rows that are not over all programmes."""
    return frozenset(place for place, row in enumerate(problem.rows) if len(row.members) < problem.size)


def called_for(problem: Problem, solution: Solution, propped: Bools) -> Bools:
    """Which of those ``propped`` get less, by a step, in the best plan without such floors; of large budgets none."""
    none = np.zeros(problem.size, bool)
    if not propped.any() or problem.size >= LARGE:
        return none
    rows = [row if len(row.members) == problem.size else replace(row, lo=None) for row in problem.rows]
    free = solve(replace(problem, rows=tuple(rows)), _WITHOUT)
    return propped & (free.amounts <= solution.amounts - _step(problem)) if free.status == "optimal" else none


def _step(problem: Problem) -> Ints:
    """By how much the amount of each programme has to differ to count as more or less."""
    return np.asarray(np.maximum(1, np.ceil(LEAST * problem.upper)), np.int64)


@dataclass(frozen=True)
class _Listed:
    """Components of one size at prices: what each pattern of who is funded gains (components × patterns).

    ``funded`` is what each member gains where it is funded, ``bits`` who is (patterns × members).
    """

    members: Ints
    bits: Bools
    gains: Floats
    funded: Floats

    @classmethod
    def of(cls, problem: Problem, patterns: Patterns, funded: Floats) -> _Listed:
        """The patterns with what members gain; who cannot end gains the same where the pattern has no money for it."""
        members, bits = patterns.members, patterns.bits
        on, off = funded[members], np.where(problem.optional, 0.0, funded)[members]
        return cls(members, bits > 0, on @ bits.T + off @ (1 - bits).T + patterns.penalty, on)

    @property
    def best(self) -> Floats:
        """The most that each component gains."""
        return np.asarray(self.gains.max(axis=1))

    def loses(self, other: Floats, ended: Floats, room: float) -> Bools:
        """Of each member whether its component gains less, by more than ``room``, where it gains ``other`` or is ended.

        Where no pattern allows that at all nothing is said: what forbids it is no price.
        """
        found = np.zeros(self.members.shape, bool)
        for place in range(self.members.shape[1]):
            here, funds = self.members[:, place], self.bits[:, place]
            changed = self.gains - self.funded[:, [place]] + other[here][:, None]
            there = np.where(funds, changed, self.gains + np.where(ended[here] == 0.0, 0.0, -np.inf)[:, None])
            most = there.max(axis=1)
            found[:, place] = np.isfinite(most) & (self.best - most > room)
        return found


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
    best = _at_prices(problem, duals)[2]
    return float(best.sum() + problem.bonus.value.sum() + _limits(problem, duals))


def _at_prices(problem: Problem, duals: Floats) -> tuple[Floats, Floats, Floats]:
    """Each programme's price of money, what each turn of its worth leaves over, and the most that it can."""
    price = np.zeros(problem.size)
    for row, dual in zip(problem.rows, duals.tolist(), strict=True):
        if dual:
            price[row.members] += dual * row.share
    amounts, worth = turns(problem)
    surplus = worth - price[:, None] * amounts
    return price, surplus, np.maximum(surplus.max(axis=1), np.where(problem.optional, 0.0, -np.inf))


def _bound(problem: Problem, duals: Floats, best: Floats, connected: Logic, listed: Sequence[_Listed]) -> float:
    """What no plan is worth more than: who is alone at its best, components at theirs, at these prices on the rows."""
    alone = best[~connected.joined].sum()
    alone += problem.bonus.value[~_among(problem.bonus.first, listed)].sum()
    for members, high in zip(connected.packs.members, connected.packs.high, strict=True):
        alone += np.sort(np.maximum(best[members], 0.0))[::-1][:high].sum()
    return float(alone + sum(each.best.sum() for each in listed) + _limits(problem, duals))


def _among(places: Ints, listed: Sequence[_Listed]) -> Bools:
    """Which of some programmes stand in a listed component."""
    return np.isin(places, np.concatenate([each.members.ravel() for each in listed] or [np.zeros(0, np.int64)]))


def _limits(problem: Problem, duals: Floats) -> float:
    """What the limits of the rows are worth at these prices."""
    prices: list[float] = duals.tolist()
    return sum(
        dual * ((row.hi if dual > 0 else row.lo) or 0) / problem.unit
        for row, dual in zip(problem.rows, prices, strict=True)
        if dual
    )


def _best_from(problem: Problem, price: Floats, surplus: Floats, start: Ints, *, above: bool) -> Floats:
    """The most that each programme may gain, funded, with an amount from ``start`` on upwards, or downwards."""
    points = turns(problem)[0]
    beyond = points >= start[:, None] if above else points <= start[:, None]
    found = np.where(beyond, surplus, -np.inf).max(axis=1)
    inside = (start >= problem.lower) & (start <= problem.upper) & ~problem.discrete
    here = problem.values(np.clip(start, problem.lower, problem.upper)) - price * start
    return np.asarray(np.maximum(found, np.where(inside, here, -np.inf)))
