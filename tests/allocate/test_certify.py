"""Sampled verdicts tried: what is refuted is borderline among all plans, and what is false is found."""

import numpy as np
import pytest

from crosscut.allocate import Demand, Effort, allocate, verified
from crosscut.allocate.certify import tried
from crosscut.allocate.policy import parse
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.robust import BORDERLINE, robustness, sampled
from crosscut.allocate.rules import state
from crosscut.allocate.values import weights


def knapsack(seed: int, projects: int = 11, *, error: float = 0.0):
    """A random choice of projects for half of what they cost, under three ranked criteria."""
    rng = np.random.default_rng([seed, projects])
    cost = tuple(rng.integers(1, 101, projects).tolist())
    names = tuple(f"P{number}" for number in range(projects))
    scores = {name: rng.integers(1, 101, projects).astype(float).tolist() for name in "abc"}
    keys = {"ministry": [""] * projects, "committee": [""] * projects, "status": ["new"] * projects}
    criteria = [{"id": name, "file": "s.csv", "rank": rank} for rank, name in enumerate("abc", start=1)]
    policy = parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": str(sum(cost) // 2)},
            "choice": [{"options": ["100 %"]}],
            "value": {"per": "programme", "criterion": criteria, "score_error": error},
        }
    )
    return state(policy, Demand(names, names, cost, cost, keys, {}, scores), "KRW")


def three(seed: int):
    """Verdicts from all plans, from samples, and from samples with verdicts tried."""
    stated = knapsack(seed)
    problem, allowed = assemble(stated), weights(stated.policy.value)
    plan = verified(problem, Effort(gap=1e-9))
    alone, sure = (
        sampled(stated, problem, plan, allowed, samples=60, seconds=60.0, trying=each) for each in (0.0, 60.0)
    )
    return robustness(stated, problem, plan), alone, sure


def false(found, exact) -> int:
    return sum(one not in (BORDERLINE, other) for one, other in zip(found.verdicts, exact.verdicts, strict=True))


def test_what_is_refuted_is_borderline_among_all_plans_and_false_verdicts_are_found():
    before = after = 0
    for seed in range(5):
        exact, alone, sure = three(seed)
        assert exact.method == "exact"
        assert all(exact.verdicts[place] == BORDERLINE for place in sure.refuted)
        assert all(sure.verdicts[place] == BORDERLINE for place in sure.refuted)
        assert {sure.basis(place) for place in sure.withstood} <= {"tried"}
        before, after = before + false(alone, exact), after + false(sure, exact)
    assert before > 0
    assert after < before


def test_without_time_verdicts_stay_sampled_and_say_so():
    _, alone, _ = three(1)
    assert alone.withstood == alone.refuted == ()
    assert {alone.basis(place) for place in range(11)} <= {"sampled", "shown"}


@pytest.mark.parametrize("error", [1.0])
def test_verdicts_are_not_tried_where_scores_may_be_off(error: float):
    stated = knapsack(1, error=error)
    assert tried(stated, assemble(stated), weights(stated.policy.value), [0], [1], seconds=10.0).withstood == ()


def test_under_one_set_of_weights_a_tie_is_borderline_and_a_clear_verdict_is_proved():
    ids = tuple(f"P{place}" for place in range(5))
    keys = {"ministry": ["M"] * 5, "committee": [""] * 5, "status": ["continuing"] * 5}
    demand = Demand(ids, ids, (100,) * 5, (100,) * 5, keys, {}, {"merit": [90.0, 50.0, 50.0, 50.0, 10.0]})
    policy = parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": "250"},
            "value": {"criterion": [{"id": "merit", "file": "s.csv", "weight": 1}]},
        }
    )
    sure = allocate(policy, demand, "KRW", effort=Effort(gap=1e-9)).robustness
    assert sure is not None
    assert sure.verdicts == ("core", "borderline", "borderline", "borderline", "exterior")
    assert [sure.basis(place) for place in range(5)] == ["exact", "shown", "shown", "shown", "exact"]
