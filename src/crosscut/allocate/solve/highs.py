"""HiGHS by its matrix interface."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from crosscut.allocate.problem import Floats
from crosscut.allocate.solve.model import SolverModel

LARGE = 8_000
"""Columns above which a model with whole ones is solved without presolve at first, and apart."""


@dataclass(frozen=True)
class SolverOutcome:
    """What HiGHS says of a model: ``solution`` is None where it has none; value and bound are of what is maximised."""

    infeasible: bool
    proved: bool
    solution: Floats | None
    value: float
    bound: float


def engine(
    model: SolverModel, *, gap: float = 1e-4, seconds: float = 60.0, branches: int | None = None, tuned: bool = True
) -> Any:
    """A HiGHS instance that holds the model, without the heuristics that took longest and found least (measured)."""
    import highspy

    solver: Any = highspy.Highs()
    options: dict[str, str | float | int] = {
        "output_flag": False,
        "threads": 1,
        "mip_rel_gap": gap,
        "mip_abs_gap": 1e-9,
        "time_limit": seconds,
        "random_seed": 1,
        "mip_feasibility_tolerance": 1e-7,
        "mip_heuristic_run_root_reduced_cost": False,
        "mip_heuristic_run_feasibility_jump": False,
    }
    if branches is not None:
        options["mip_max_nodes"] = branches
    if tuned:
        options |= {"presolve": "off", "mip_detect_symmetry": False}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.times = _times(model)
    solver.passModel(_lp(model, solver.times))
    return solver


MOST_TIMES = 10**6
"""The highest common denominator of costs that is looked for."""


def _times(model: SolverModel) -> int:
    """What makes the costs of a model with whole columns whole; 1 where they are, or where no such number is small.

    Where all that has a cost is whole HiGHS rounds its bound to what sums of costs may be. Costs such as a third, in
    floats, let that bound fall a step below the best plan.
    """
    if not model.integer.any():
        return 1
    times = 1
    for cost in np.unique(model.cost).tolist():
        part = Fraction(cost).limit_denominator(MOST_TIMES // times)
        times = lcm(times, part.denominator)
        if times > MOST_TIMES or abs(float(part) - cost) > 1e-12 * max(1.0, abs(cost)):
            return 1
    return times


def _lp(model: SolverModel, times: int) -> Any:
    import highspy

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.cost), len(model.row_low)
    cost = model.cost if times == 1 else np.round(model.cost * times)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, model.low, model.high
    lp.row_lower_, lp.row_upper_ = model.row_low, model.row_high
    lp.offset_ = model.offset * times
    starts, rows, values = model.csc
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, rows, values
    if model.integer.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(each)] for each in model.integer]
    return lp


def solved_basis(solver: Any) -> Any:
    """The basis that an engine ends with: from it another engine, or the same after changes, begins alike each time."""
    solver.run()
    return solver.getBasis()


def run(solver: Any, *, integer: bool) -> SolverOutcome:
    """Solve what an engine holds; raises nothing on infeasibility."""
    import highspy

    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return SolverOutcome(True, False, None, 0.0, 0.0)
    found = info.primal_solution_status == 2
    value = -info.objective_function_value / solver.times
    bound = -info.mip_dual_bound / solver.times if integer else value
    proved = status == highspy.HighsModelStatus.kOptimal
    solution = np.asarray(solver.getSolution().col_value) if found else None
    return SolverOutcome(False, proved, solution, value, bound)
