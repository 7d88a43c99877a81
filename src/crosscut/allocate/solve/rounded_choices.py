"""Plans of a large model without deciding its choices: those of the best plan without whole numbers, rounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from crosscut.allocate.problem import Floats, Problem, Solution
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.effort import Effort, finished
from crosscut.allocate.solve.model import SolverModel, model
from crosscut.allocate.solve.process import THRESHOLDS
from crosscut.allocate.solve.rounding import whole
from crosscut.allocate.verify import breaches

ALIKE = 1e-9
"""By which part the value of a plan may miss the bound of the model without whole numbers and still be the best."""


def rounded_choices(posed: SolverModel, seconds: float, *, tuned: bool) -> tuple[highs.SolverOutcome, Iterator[Floats]]:
    """What a model is without whole numbers, and its solutions once each choice is as there, rounded."""
    solver = highs.engine(replace(posed, integer=np.zeros_like(posed.integer)), seconds=seconds, tuned=tuned)
    relaxed = highs.run(solver, integer=False)
    return relaxed, _rounded(posed, solver, relaxed)


def _rounded(posed: SolverModel, solver: Any, relaxed: highs.SolverOutcome) -> Iterator[Floats]:
    if relaxed.solution is None:
        return
    choices = np.flatnonzero(posed.integer).astype(np.int32)
    for threshold in THRESHOLDS:
        taken = (relaxed.solution[choices] >= threshold).astype(float)
        solver.changeColsBounds(len(choices), choices, taken, taken)
        found = highs.run(solver, integer=False)
        if found.solution is not None:
            yield found.solution


def best_rounded(problem: Problem, effort: Effort) -> Solution | None:
    """A plan worth as much as the problem without whole numbers: none is worth more. None where rounding finds none."""
    posed = model(problem)
    if posed.whole:
        return None
    relaxed, plans = rounded_choices(posed, effort.seconds, tuned=True)
    if not relaxed.proved:
        return None
    for plan in plans:
        amounts = whole(problem, posed.amounts(plan), effort.seconds)
        if amounts is None or breaches(problem, amounts.tolist()):
            continue
        if relaxed.bound - problem.value(amounts) <= ALIKE * max(abs(relaxed.bound), 1.0):
            return finished(problem, amounts, relaxed.bound, method="rounded", seconds=0.0, effort=effort)
    return None
