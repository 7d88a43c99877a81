"""When a solver may stop, and a finished answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crosscut.allocate.problem import Ints, Problem, Solution


@dataclass(frozen=True)
class Effort:
    """When a solver may stop: at this gap, after these seconds, or where HiGHS is asked after these branches of a tree.

    Branches are the same on every machine, seconds are not: what is told of a plan is bounded by them where it can be.
    """

    gap: float = 1e-4
    seconds: float = 60.0
    branches: int | None = None


_DUST = 1e-12
"""The part of what a unit is worth at most, below which a bound above a value is what floats leave."""


def finished(problem: Problem, amounts: Ints, bound: float, *, method: str, seconds: float, effort: Effort) -> Solution:
    """A plan with its value; optimal where the gap asked for is proved."""
    value = problem.value(amounts)
    if 0 < bound - value <= _DUST * float(np.abs(problem.slope).max(initial=0.0)):
        bound = value
    solution = Solution("feasible", amounts, value, bound, method, seconds)
    proved = solution.gap <= effort.gap * (1 + 1e-9) + 1e-12
    return Solution("optimal" if proved else "feasible", amounts, value, bound, method, seconds)
