"""Choices decided where they matter: the largest exactly, the rest smoothed to a bound and then rounded to a plan.

A programme that may end, or that has options, costs a mixed-integer solver a whole number. But what its choice may
move of a plan is no more than the hole in its range: of a thousand programmes, the choices of about a hundred large
ones hold nearly all of the gap. Smoothing the others leaves a linear problem of few rows, a bound of the whole problem,
and a plan in which some ten small programmes stand where they cannot. These are decided anew, the others held; and
where the gap asked for is not proved, more programmes are decided exactly.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem
from crosscut.allocate.solve.branch_and_bound import SearchLimit, search
from crosscut.allocate.solve.hull import holes, smoothed, unsettled, with_choices_kept
from crosscut.allocate.solve.model import SolverModel, model
from crosscut.allocate.solve.rounding import ROUNDING, whole
from crosscut.progress import Progress, quiet

FIRST = 120
"""Programmes whose choice is decided exactly at first."""

NODES = 1_000
"""Linear problems of one tree after which more programmes are decided, or another way is taken."""

ROUNDS = 8


@dataclass(frozen=True)
class Narrowed:
    """The best plan found (None where none was), in whole units, and the bound that was proved."""

    amounts: Ints | None
    bound: float


@dataclass(frozen=True)
class _Known:
    """The best plan so far, in parts of units, what it is worth, and the bound."""

    amounts: Floats | None = None
    value: float = -np.inf
    bound: float = np.inf

    def enough(self, gap: float) -> float:
        """The bound that would prove the plan, with a little left for rounding to whole units."""
        return self.value + 0.99 * gap * abs(self.value) if self.amounts is not None else -np.inf


def narrow(problem: Problem, gap: float, seconds: float, progress: Progress = quiet) -> Narrowed:
    """A plan and a proved bound, as far as trees over few choices lead; both may fall short of the gap."""
    until = time.perf_counter() + seconds
    known = _searched(problem, gap, SearchLimit(NODES, until), progress)
    if known.amounts is None:
        return Narrowed(None, known.bound)
    return Narrowed(whole(problem, known.amounts, max(until - time.perf_counter(), ROUNDING)), known.bound)


def _searched(problem: Problem, gap: float, budget: SearchLimit, progress: Progress) -> _Known:
    hole = holes(problem)
    kept = _largest(hole, np.zeros(problem.size, bool), FIRST)
    known, part = _Known(), 0.4 * gap
    for _ in range(ROUNDS):
        progress(f"Deciding {int(kept.sum()):,} of {problem.size:,} programmes exactly")
        posed = posed_of(smoothed(problem, kept), kept)
        tree = search(posed, part, budget, known.enough(gap))
        known = replace(known, bound=min(known.bound, tree.bound))
        near = tree.first if tree.solution is None else tree.solution
        if near is None or known.bound <= known.enough(gap):
            break
        amounts = posed.taken(near)
        off = unsettled(problem, amounts)
        known = _better(known, *_settled(problem, amounts, off, 0.1 * gap, budget))
        if known.bound <= known.enough(gap) or kept.all() or tree.nodes >= NODES or time.perf_counter() > budget.until:
            break
        part = part if (off & ~kept).any() else part / 4
        kept = _largest(hole, kept | off, int(kept.sum()) // 2)
    return known


def _largest(hole: Ints, kept: Bools, more: int) -> Bools:
    """Those kept and the ``more`` others with the largest holes."""
    order = np.argsort(np.where(kept, 1, -hole), kind="stable")
    wider = kept.copy()
    wider[order[:more]] = True
    return wider


def posed_of(problem: Problem, kept: Bools | None = None) -> SolverModel:
    """The model in which choices, of those ``kept`` or of all, are whole numbers, and amounts may be parts."""
    posed = model(problem)
    ends = int(problem.optional.sum())
    choices = np.zeros(len(posed.cost), bool)
    choices[:ends] = True
    choices[ends : ends + len(posed.piece_of)] = problem.discrete[posed.piece_of]
    if kept is not None:
        choices &= kept[posed.owner]
    return replace(posed, integer=choices)


def _settled(
    problem: Problem, amounts: Floats, off: Bools, gap: float, budget: SearchLimit
) -> tuple[Floats | None, float]:
    """A plan near ``amounts`` and its worth: those ``off`` decided anew, all others keep their choice."""
    posed = posed_of(with_choices_kept(problem, amounts, off))
    tree = search(posed, gap, budget)
    return (None if tree.solution is None else posed.amounts(tree.solution)), tree.value


def _better(known: _Known, amounts: Floats | None, value: float) -> _Known:
    return known if amounts is None or value <= known.value else replace(known, amounts=amounts, value=value)
