"""Few choices decided, the rest smoothed: the bound is a bound, plans keep every rule, other answers agree."""

import random
import time

import numpy as np
import pytest

from crosscut.allocate import Effort, MoneyRow, Problem, breaches
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.rules import state
from crosscut.allocate.solve import branch_and_bound, partial_relaxation, solve
from crosscut.allocate.solve.hull import smoothed, turns, unsettled, with_choices_kept
from crosscut.allocate.solve.solver import direct
from crosscut.errors import CrosscutError
from tests.allocate import material, oracle
from tests.allocate.test_scale import national


def small(seed: int):
    """A random small policy of every kind of rule, its problem, and its best plans."""
    rng = random.Random(f"narrow-{seed}")
    demand = material.demand(rng, rng.randint(2, 4))
    policy = material.policy(rng, demand)
    return assemble(state(policy, demand, material.CURRENCY)), oracle.best(policy, demand)


@pytest.mark.parametrize("first", [0, 1, 120])
def test_no_bound_is_below_the_best_plan_of_a_small_policy(first: int, monkeypatch):
    monkeypatch.setattr(partial_relaxation, "FIRST", first)
    compared = 0
    for seed in range(250):
        try:
            problem, best = small(seed)
        except CrosscutError:
            continue
        if best is None or (problem.lower > problem.upper).any():
            continue
        found = partial_relaxation.narrow(problem, 1e-6, 10.0)
        assert found.bound >= best[0] - 1e-6, seed
        if found.amounts is not None:
            assert not breaches(problem, found.amounts.tolist()), seed
            assert problem.value(found.amounts) <= best[0] + 1e-6, seed
            compared += 1
    assert compared > 40


@pytest.mark.parametrize("seed", range(4))
def test_few_choices_and_the_whole_problem_agree(seed: int):
    problem = national(800, seed)
    found, whole = partial_relaxation.narrow(problem, 1e-4, 30.0), direct(problem, Effort(gap=1e-4, seconds=20))
    assert found.amounts is not None
    value = problem.value(found.amounts)
    assert not breaches(problem, found.amounts.tolist())
    assert max(value, whole.value) <= min(found.bound, whole.bound) * (1 + 1e-9)
    assert found.bound - value <= 1e-4 * value


def test_the_same_problem_has_the_same_answer():
    one, other = (partial_relaxation.narrow(national(1500, 7), 1e-4, 30.0) for _ in range(2))
    assert (one.amounts == other.amounts).all()
    assert one.bound == other.bound


def test_smoothing_never_lowers_what_an_amount_is_worth():
    problem = national(400, 5)
    loose = smoothed(problem, np.zeros(problem.size, bool))
    amounts, worth = turns(problem)
    for column in range(amounts.shape[1]):
        assert (loose.values(amounts[:, column]) >= worth[:, column] - 1e-6 * np.abs(worth[:, column]) - 1e-6).all()
    for slope, width in zip(loose.slope, loose.width, strict=True):
        rates = slope[width > 0]
        assert (np.diff(rates) <= 1e-9).all()


def test_held_choices_stand_and_others_may_move():
    problem = national(300, 6)
    plan = direct(problem, Effort(gap=1e-3)).amounts
    some = np.zeros(problem.size, bool)
    some[:20] = True
    near = with_choices_kept(problem, plan.astype(float), some)
    assert not unsettled(problem, plan.astype(float)).any()
    assert near.values(plan)[20:] == pytest.approx(problem.values(plan)[20:])
    assert not near.optional[20:].any()
    assert (near.lower[20:][plan[20:] == 0] == 0).all()
    assert (near.upper[:20] == problem.upper[:20]).all()


def test_any_prices_of_rows_give_a_bound():
    problem = national(200, 9)
    posed = partial_relaxation.posed_of(problem)
    tree = branch_and_bound._Tree(posed, 1e-4, branch_and_bound.SearchLimit(10, time.perf_counter() + 10), -np.inf)
    best = direct(problem, Effort(gap=1e-6)).value
    low, high = posed.low[tree.whole], posed.high[tree.whole]
    rng = np.random.default_rng(1)
    for _ in range(50):
        assert tree._bound(rng.normal(0, 1e4, len(posed.row_low)), low, high) >= best


def test_a_tree_that_is_cut_short_still_has_a_bound():
    problem = national(800, 2)
    posed = partial_relaxation.posed_of(problem)
    short = branch_and_bound.search(posed, 1e-7, branch_and_bound.SearchLimit(12, time.perf_counter() + 30))
    assert short.bound >= direct(problem, Effort(gap=1e-4, seconds=20)).value
    none = branch_and_bound.search(posed, 1e-7, branch_and_bound.SearchLimit(12, time.perf_counter() - 1))
    assert none.solution is None
    assert not none.infeasible
    assert none.bound == np.inf


def test_a_plan_is_found_where_every_choice_costs_alike():
    ministries = 30
    size, every = np.full(2 * ministries, 100), np.ones(2 * ministries, bool)
    nothing = np.zeros((2 * ministries, 1))
    pairs = [np.array([2 * each, 2 * each + 1]) for each in range(ministries)]
    rows = tuple(MoneyRow(each, pair, np.ones(2, np.int64), None, None, 150) for each, pair in enumerate(pairs))
    worth = 100.0 + np.arange(2 * ministries) / 1000
    problem = Problem(1, size, size, every, ~every, worth, nothing, nothing.astype(np.int64), rows)
    posed, until = partial_relaxation.posed_of(problem), time.perf_counter() + 60
    found = branch_and_bound.search(posed, 1e-9, branch_and_bound.SearchLimit(400, until))
    assert found.value >= 100 * ministries
    assert found.bound >= found.value


def test_what_cannot_hold_is_said_so():
    problem = national(300, 1)
    row = problem.rows[0]
    broken = problem.with_limits([(row.hi, row.hi // 2), *((each.lo, each.hi) for each in problem.rows[1:])])
    posed = partial_relaxation.posed_of(broken)
    assert branch_and_bound.search(posed, 1e-4, branch_and_bound.SearchLimit(50, time.perf_counter() + 30)).infeasible
    assert solve(broken).status == "infeasible"


def test_a_model_without_columns_is_worth_what_stands():
    fixed, no = np.array([5, 7]), np.zeros(2, bool)
    nothing = np.zeros((2, 1))
    problem = Problem(
        1,
        fixed,
        fixed,
        no,
        no,
        np.array([1.0, 2.0]),
        nothing,
        nothing.astype(np.int64),
        (MoneyRow(0, np.arange(2), np.ones(2, np.int64), None, None, 12),),
    )
    posed = partial_relaxation.posed_of(problem)
    budget = branch_and_bound.SearchLimit(1, time.perf_counter() + 1)
    assert branch_and_bound.search(posed, 1e-4, budget).bound == 3.0
    assert branch_and_bound.search(
        partial_relaxation.posed_of(problem.with_limits([(None, 11)])), 1e-4, budget
    ).infeasible
