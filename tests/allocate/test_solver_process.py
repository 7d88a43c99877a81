"""Large problems with few programmes a rule: the time limit holds, and what is said at its end is true."""

from dataclasses import replace

import numpy as np
import pytest

from crosscut.allocate import Effort, breaches, verified
from crosscut.allocate.solve import highs, process
from crosscut.allocate.solve.model import model
from crosscut.allocate.solve.solver import direct
from crosscut.errors import CrosscutError
from tests.allocate.test_scale import national

STUCK = """
import pickle, sys, time
from pathlib import Path
from crosscut.allocate.solve.highs import SolverOutcome
folder = Path(sys.argv[1])
model, _, _ = pickle.loads((folder / "asked").read_bytes())
(folder / "found").write_bytes(pickle.dumps(SolverOutcome(False, False, model.low, 0.0, 1e6)))
time.sleep(600)
"""


@pytest.mark.slow
def test_a_plan_cut_short_keeps_the_rules_and_its_bound_holds():
    problem = national(6000, 3, rows=200)
    short, long = (direct(problem, Effort(gap, seconds)) for gap, seconds in ((1e-9, 4.0), (1e-4, 30.0)))
    assert short.status == "feasible"
    assert not breaches(problem, short.amounts.tolist())
    assert short.gap > 1e-9
    assert max(short.value, long.value) <= min(short.bound, long.bound) * (1 + 1e-9)


def test_a_hard_problem_with_no_time_is_one_clear_error():
    problem = national(20_000, 3, rows=400)
    with pytest.raises(CrosscutError, match=r"no plan .*was found (?:with)?in"):
        verified(problem, Effort(1e-6, 0.1))


def test_a_solver_that_does_not_stop_is_ended_and_its_findings_kept(monkeypatch):
    monkeypatch.setattr(process, "_WORK", STUCK)
    posed = model(national(1000, 1))
    found = process.solve_in_process(posed, gap=1e-4, seconds=5.0)
    assert not found.proved
    assert (found.solution == posed.low).all()
    assert found.bound == min(1e6, process.box_bound(posed))


def test_a_solver_that_fails_is_told(monkeypatch):
    monkeypatch.setattr(process, "_WORK", "raise MemoryError('no memory left')")
    with pytest.raises(CrosscutError, match="no memory left"):
        process.solve_in_process(model(national(1000, 1)), gap=1e-4, seconds=20.0)


@pytest.mark.parametrize("seed", range(2))
def test_apart_and_in_process_agree(seed: int):
    posed = model(national(300, seed))
    one = process.solve_in_process(posed, gap=1e-6, seconds=30.0)
    other = highs.run(highs.engine(posed, gap=1e-6, seconds=30.0), integer=True)
    assert one.proved
    assert one.value <= other.bound * (1 + 1e-9)
    assert other.value <= one.bound * (1 + 1e-9)


def test_what_is_found_apart_is_whole_where_only_some_columns_are_choices():
    problem = national(300, 1)
    posed = replace(model(problem), integer=np.ones(len(model(problem).cost), bool))
    found = process.solve_in_process(posed, gap=1e-3, seconds=30.0)
    assert np.abs(found.solution - np.round(found.solution)).max() < 1e-6


def test_a_contradiction_is_found_apart():
    problem = national(1000, 1)
    row = problem.rows[0]
    broken = problem.with_limits([(row.hi, row.hi // 2), *((each.lo, each.hi) for each in problem.rows[1:])])
    assert process.solve_in_process(model(broken), gap=1e-4, seconds=30.0).infeasible


def test_a_tree_is_searched_as_far_as_its_branches_allow_whatever_the_clock_says():
    problem = national(60, 3)
    assert direct(problem, Effort(gap=1e-9)).status == "optimal"
    assert direct(problem, Effort(gap=1e-9, branches=0)).status != "optimal"
