"""The choice of a way to solve, and its answer in whole units."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from crosscut.allocate.problem import Floats, Ints, Problem, Solution
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.bound_tightening import tightened
from crosscut.allocate.solve.decomposition import decompose
from crosscut.allocate.solve.effort import Effort, finished
from crosscut.allocate.solve.exact import decide, needed
from crosscut.allocate.solve.model import SolverModel, model
from crosscut.allocate.solve.process import solve_in_process
from crosscut.allocate.solve.rounding import ROUNDING, whole
from crosscut.allocate.verify import breaches
from crosscut.progress import Progress, quiet

SMALL = 100
"""Programmes below which HiGHS decides all choices at once."""

LARGE = 5_000
"""Programmes from which a problem is solved by its shape, where its rows are few enough."""

VERY_LARGE = 20_000
"""Programmes from which linear problems of all of them take longer than prices."""

PER_ROW = 150
"""Programmes a row that the shape needs: with fewer, linear problems of all of them are quicker than prices."""

FEW_PER_ROW = 20
"""Programmes a row that the shape needs of very large problems, whose linear problems take too long."""


def solve(problem: Problem, effort: Effort | None = None, progress: Progress = quiet) -> Solution:
    """The best plan that the effort allows, with its proved bound; the same every run.

    An infeasible problem gives a solution of that status, with no amounts.
    """
    effort = effort or Effort()
    problem = tightened(problem)
    if (problem.lower > problem.upper).any() or _unmet(problem):
        return nothing(0.0, "bounds")
    started = time.perf_counter()
    best: Solution | None = None
    for way in _ways(problem):
        left = effort.seconds - (time.perf_counter() - started)
        done = best is not None and (best.status == "optimal" or problem.size >= VERY_LARGE)
        if done or left < effort.seconds / 20:
            break
        rules = len(problem.rows)
        if rules == 1:
            progress(f"Solving {problem.size:,} programmes under one rule")
        else:
            progress(f"Solving {problem.size:,} programmes under {rules:,} rules")
        found = way(problem, replace(effort, seconds=left), progress)
        if found is not None:
            best = found if best is None else _both(problem, best, found, effort)
    best = best or Solution("unknown", np.zeros(0, np.int64), 0.0, float("inf"), "none", 0.0)
    if needed(problem) and best.status != "infeasible" and breaches(problem, best.amounts.tolist()):
        best = _decided(problem, best, effort)
    return replace(best, seconds=time.perf_counter() - started)


def _decided(problem: Problem, found: Solution, effort: Effort) -> Solution:
    """A plan in place of one that breaks a rule by less than solvers see, or that there is none."""
    answer = decide(problem)
    if answer.amounts is None:
        return nothing(0.0, "fractions") if answer.decided else found
    bound = max(found.bound, problem.value(answer.amounts))
    return finished(problem, answer.amounts, bound, method="fractions", seconds=0.0, effort=effort)


def _unmet(problem: Problem) -> bool:
    """Whether a rule asks for more than its members could give if no other rule held."""
    return any(group.low > len(group.members) or group.high < 0 for group in problem.groups) or any(
        (row.lo or 0) > 0 or (row.hi or 0) < 0 for row in problem.rows if not len(row.members)
    )


Way = Callable[[Problem, Effort, Progress], Solution | None]


def _ways(problem: Problem) -> list[Way]:
    """The ways to solve a problem, the quickest first; the last one always answers."""
    ways: list[Way] = []
    choices = bool(problem.optional.any() or problem.discrete.any())
    if problem.size >= SMALL and choices:
        ways = [_narrowed]
    least = PER_ROW if problem.size < VERY_LARGE else min(PER_ROW, FEW_PER_ROW)
    linear = not choices and problem.size < VERY_LARGE
    if problem.size >= LARGE and problem.size >= least * len(problem.rows) and not linear:
        ways = [_decomposed, *ways]
    return [*ways, lambda problem, effort, _: direct(problem, effort)]


def _decomposed(problem: Problem, effort: Effort, progress: Progress) -> Solution | None:
    return decompose(problem, effort, progress)


def _narrowed(problem: Problem, effort: Effort, progress: Progress) -> Solution | None:
    from crosscut.allocate.solve.partial_relaxation import narrow

    started = time.perf_counter()
    found = narrow(problem, effort.gap, effort.seconds, progress)
    if found.amounts is None:
        return None
    bound = max(found.bound, problem.value(found.amounts))
    seconds = time.perf_counter() - started
    return finished(problem, found.amounts, bound, method="few choices", seconds=seconds, effort=effort)


def _both(problem: Problem, one: Solution, other: Solution, effort: Effort) -> Solution:
    """The better plan of two answers under the better bound; where one has a plan, the problem has one."""
    best = other if len(other.amounts) and other.value > one.value else one
    bounds = [each.bound for each in (one, other) if each.status != "infeasible"]
    bound = max(min(bounds), best.value)
    return finished(problem, best.amounts, bound, method=best.method, seconds=0.0, effort=effort)


def direct(problem: Problem, effort: Effort) -> Solution:
    """HiGHS on the whole problem."""
    started = time.perf_counter()
    posed = model(problem)
    outcome = outcome_of(posed, effort)
    if outcome.infeasible:
        return nothing(time.perf_counter() - started, "highs")
    left = max(effort.seconds - (time.perf_counter() - started), ROUNDING)
    amounts = None if outcome.solution is None else _amounts(problem, posed, outcome.solution, left)
    seconds = time.perf_counter() - started
    if amounts is None:
        return Solution("unknown", np.zeros(0, np.int64), 0.0, outcome.bound, "highs", seconds)
    value = problem.value(amounts)
    return finished(problem, amounts, max(outcome.bound, value), method="highs", seconds=seconds, effort=effort)


def outcome_of(posed: SolverModel, effort: Effort) -> highs.SolverOutcome:
    """What HiGHS says of a model, one without columns included."""
    if not len(posed.cost):
        holds = bool((posed.row_low <= 1e-9).all() and (posed.row_high >= -1e-9).all())
        empty: Floats = np.zeros(0)
        return highs.SolverOutcome(not holds, holds, empty if holds else None, -posed.offset, -posed.offset)
    integer = bool(posed.integer.any())
    if integer and len(posed.cost) > highs.LARGE:
        return solve_in_process(posed, gap=effort.gap, seconds=effort.seconds)
    until = time.perf_counter() + effort.seconds
    for tuned in (False, True):
        left = max(until - time.perf_counter(), 0.01)
        solver = highs.engine(posed, gap=effort.gap, seconds=left, branches=effort.branches, tuned=tuned)
        outcome = highs.run(solver, integer=integer)
        if outcome.infeasible or outcome.solution is not None:
            break
    return outcome


def _amounts(problem: Problem, posed: SolverModel, solution: Floats, seconds: float) -> Ints | None:
    amounts = posed.amounts(solution)
    rounded = np.round(amounts)
    if posed.whole and np.abs(amounts - rounded).max(initial=0.0) < 1e-4:
        return np.asarray(rounded.astype(np.int64))
    return whole(problem, amounts, seconds)


def nothing(seconds: float, method: str) -> Solution:
    """No plan keeps the rules."""
    return Solution("infeasible", np.zeros(0, np.int64), 0.0, 0.0, method, seconds)
