"""Large problems by their shape: the bound is a bound, plans are exact, other answers agree."""

from dataclasses import replace

import numpy as np
import pytest

from crosscut.allocate import Effort, GroupLimit, Kept, MoneyRow, Problem, ProgrammePairs, breaches
from crosscut.allocate.solve import descent, solve, solver
from crosscut.allocate.solve.decomposition import decompose
from crosscut.allocate.solve.prices import Market
from crosscut.allocate.solve.solver import direct


def national(count: int, seed: int, rows: int = 12, *, logic: bool = True) -> Problem:
    """A synthetic national budget in thousands: viable or not, options, ministries, shares of areas, logic."""
    rng = np.random.default_rng([seed, count])
    asked = np.maximum((rng.lognormal(np.log(5e5), 1.3, count)).astype(np.int64), 100) // 10 * 10
    discrete = rng.random(count) < 0.2
    optional = rng.random(count) < 0.9
    lower = np.where(discrete, asked * 6 // 10, (asked * rng.uniform(0.4, 0.7, count)).astype(np.int64))
    turns = np.where(discrete, asked * 8 // 10, np.maximum(asked * 3 // 4, lower))
    score = rng.normal(1, 0.25, count).clip(0.2, 2)
    width = np.stack([turns - lower, asked - turns], axis=1)
    slope = np.stack([score * 0.9, score * 0.5], axis=1)
    ministry, area = rng.integers(0, rows, count), rng.integers(0, 4, count)
    everyone = np.arange(count)
    total = int(asked.sum() * 78 // 100)
    made = [MoneyRow(0, everyone, np.ones(count, np.int64), None, None, total)]
    for each in range(rows):
        members = np.flatnonzero(ministry == each)
        made.append(
            MoneyRow(
                1 + each, members, np.ones(len(members), np.int64), None, int(asked[members].sum() * 74 // 100), None
            )
        )
    for each in range(4):
        members = np.flatnonzero(area == each)
        num = rng.integers(1, 100, len(members))
        limit = int((asked[members] * num // 100).sum() * 72 // 100)
        made.append(MoneyRow(50 + each, members, num, np.full(len(members), 100), limit, None))
    pairs = (
        rng.permutation(np.flatnonzero(optional))[: count // 20 * 2].reshape(-1, 2) if logic else np.zeros((0, 2), int)
    )
    third = len(pairs) // 3
    none = np.full(third, -1)
    return Problem(
        1000,
        lower,
        asked,
        optional,
        discrete,
        score * 1.3 * lower,
        slope,
        width,
        tuple(made),
        tuple(GroupLimit(100, np.sort(pair), 1) for pair in pairs[:third]),
        ProgrammePairs(none, pairs[third : 2 * third, 0], pairs[third : 2 * third, 1], np.zeros(third)),
        ProgrammePairs(none, pairs[2 * third : 3 * third, 0], pairs[2 * third : 3 * third, 1], np.full(third, 1000.0)),
    ).with_limits([(row.lo and row.lo * 1000, row.hi and row.hi * 1000) for row in made])


@pytest.mark.parametrize("seed", range(3))
def test_prices_and_core_agree_with_the_whole_problem(seed: int):
    problem = national(3000, seed)
    effort = Effort(gap=1e-3, seconds=20)
    by_shape, whole = decompose(problem, effort), direct(problem, effort)
    assert by_shape is not None
    for found in (by_shape, whole):
        assert not breaches(problem, found.amounts.tolist())
        assert found.value <= by_shape.bound * (1 + 1e-9)
        assert found.value <= whole.bound * (1 + 1e-9)
    assert by_shape.status == "optimal"


def test_components_too_large_to_list_are_decided_in_the_core():
    problem = national(6000, 11)
    chain = np.flatnonzero(problem.optional)[:20]
    none = np.full(19, -1)
    linked = replace(
        problem,
        needs=ProgrammePairs(none, chain[1:], chain[:-1], np.zeros(19)),
        groups=(*problem.groups, GroupLimit(100, chain[5:17], 4)),
    )
    found = decompose(linked, Effort(gap=1e-3))
    assert not breaches(linked, found.amounts.tolist())
    assert found.status == "optimal"


def test_the_same_problem_has_the_same_answer():
    problem = national(6000, 7)
    one, other = (decompose(problem, Effort(gap=1e-3)) for _ in range(2))
    assert (one.amounts == other.amounts).all()
    assert (one.value, one.bound) == (other.value, other.bound)


@pytest.mark.slow
def test_a_hundred_thousand_programmes_are_proved_and_exact():
    problem = national(100_000, 1, rows=30)
    found = decompose(problem, Effort(gap=1e-5))
    assert found.gap < 1e-5
    assert not breaches(problem, found.amounts.tolist())


@pytest.mark.slow
def test_a_plan_after_a_second_keeps_every_rule_at_a_hundred_thousand_programmes():
    problem = national(100_000, 1, rows=30)
    found = solve(problem, Effort(gap=1e-15, seconds=1.0))
    assert not breaches(problem, found.amounts.tolist())


def test_a_kept_model_answers_as_a_new_one_would():
    problem = national(1236, 3, logic=False)
    first = direct(problem, Effort(gap=1e-4, seconds=20))
    kept = Kept(problem, first.amounts)
    row = problem.rows[0]
    for part in (99, 101):
        limits = {0: (None, row.hi * part // 100)}
        again = kept.solve(limits)
        fresh = problem.with_limits([limits.get(place, (each.lo, each.hi)) for place, each in enumerate(problem.rows)])
        if again.status == "infeasible":
            continue
        assert not breaches(fresh, again.amounts.tolist())
        assert direct(fresh, Effort(gap=1e-4, seconds=20)).value <= again.bound * (1 + 1e-6)


def test_many_rules_over_very_many_programmes_have_a_plan_by_prices(monkeypatch):
    problem = national(2400, 5, rows=90)
    whole = direct(problem, Effort(gap=1e-3, seconds=20))
    monkeypatch.setattr(solver, "LARGE", 2000)
    monkeypatch.setattr(solver, "VERY_LARGE", 2000)
    found = solve(problem, Effort(gap=1e-3, seconds=20))
    assert (found.method, found.status) == ("prices and core", "optimal")
    assert not breaches(problem, found.amounts.tolist())
    assert whole.value <= found.bound * (1 + 1e-9)
    assert found.value <= whole.bound * (1 + 1e-9)


def test_a_group_that_asks_for_more_than_it_has_is_infeasible_on_every_way(monkeypatch):
    problem = replace(national(60, 1, logic=False), groups=(GroupLimit(0, np.zeros(0, np.int64), 1, 1),))
    monkeypatch.setattr(solver, "LARGE", 0)
    monkeypatch.setattr(solver, "PER_ROW", 0)
    assert solve(problem).status == "infeasible"


def test_prices_of_many_rules_are_the_same_by_what_is_not_zero_of_their_curvature(monkeypatch):
    problem, bounds = national(1_500, 5, 150), []
    for many in (20, 10**6):
        monkeypatch.setattr(descent, "MANY", many)
        bounds.append(descent.descend(Market(problem)).bound)
    assert bounds[0] == pytest.approx(bounds[1], rel=1e-6)
