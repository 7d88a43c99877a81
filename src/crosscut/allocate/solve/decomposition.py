"""Large problems by their shape: prices on few rules, many independent programmes, and an exact core of the rest."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from crosscut.allocate.problem import Ints, Problem, Solution
from crosscut.allocate.solve.core import opened, openness, standing, subproblem
from crosscut.allocate.solve.descent import descend
from crosscut.allocate.solve.effort import Effort, finished
from crosscut.allocate.solve.partial_relaxation import narrow
from crosscut.allocate.solve.prices import Market
from crosscut.progress import Progress, quiet

MOST_LOOSE = 4000
"""Programmes in components too large to list, beyond which prices do not pay."""

CORES = (1000, 2500)
"""How many programmes are left open, first and where that does not do."""

OPEN_PER_ROW = (6, 15)
"""How many of them for each row at least, so that every row has some that move."""


def decompose(problem: Problem, effort: Effort, progress: Progress = quiet) -> Solution | None:
    """A plan and its proved bound, or None where prices do not lead to one."""
    started = time.perf_counter()
    progress(f"Pricing {len(problem.rows):,} rules for {problem.size:,} programmes")
    market = Market(problem)
    if int(market.logic.loose.sum()) > MOST_LOOSE or not market.logic.possible:
        return None
    found = descend(market, gap=effort.gap / 500, seconds=effort.seconds / 2)
    response = market.ask(found.prices)
    fixed = standing(problem, response)
    order = np.argsort(openness(market, found.prices), kind="stable")
    best: Ints | None = None
    for least, per_row in zip(CORES, OPEN_PER_ROW, strict=True):
        count = max(least, per_row * len(problem.rows))
        left = effort.seconds - (time.perf_counter() - started)
        if left <= 0 and best is not None:
            break
        progress(f"Solving the {count:,} programmes that prices leave open")
        members = opened(market, order, count)
        goal = _Goal(_wanted(found.bound, effort), effort.gap * abs(found.bound) / 4, max(left, 1.0))
        amounts = _core(problem, fixed, members, goal)
        if amounts is None:
            continue
        if best is None or problem.value(amounts) > problem.value(best):
            best = amounts
        if found.bound - problem.value(best) <= effort.gap * abs(problem.value(best)):
            break
    if best is None:
        return None
    seconds = time.perf_counter() - started
    bound = max(found.bound, problem.value(best))
    return finished(problem, best, bound, method="prices and core", seconds=seconds, effort=effort)


@dataclass(frozen=True)
class _Goal:
    """What a core should reach: about this value of the whole plan, this close to its own best, in these seconds."""

    wanted: float
    slack: float
    seconds: float


def _wanted(bound: float, effort: Effort) -> float:
    """A value that proves the gap, with a tenth of it left for rounding to whole units."""
    return bound - 0.9 * effort.gap / (1 + effort.gap) * abs(bound)


def _core(problem: Problem, fixed: Ints, members: Ints, goal: _Goal) -> Ints | None:
    """The plan with ``members`` decided anew, as close to the best of them as is wanted; None where none was found."""
    part = subproblem(problem, fixed, members)
    if (part.lower > part.upper).any():
        return None
    rest = fixed.copy()
    rest[members] = 0
    worth = abs(goal.wanted - _elsewhere(problem, rest, members))
    chosen = narrow(part, goal.slack / max(worth, 1e-9), goal.seconds).amounts
    if chosen is None:
        return None
    rest[members] = chosen
    return rest


def _elsewhere(problem: Problem, rest: Ints, members: Ints) -> float:
    """What the programmes that are not open are worth, bonuses among them included."""
    values = problem.values(rest)
    values[members] = 0.0
    funded = rest > 0
    both = funded[problem.bonus.first] & funded[problem.bonus.second]
    return float(values.sum() + problem.bonus.value[both].sum())
