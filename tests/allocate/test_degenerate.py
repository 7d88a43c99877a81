"""Input at its edges: each gets a plan, a contradiction in words, or one clear line."""

import random
from dataclasses import replace

import numpy as np
import pytest

from crosscut.allocate import Demand, Depth, Effort, GroupLimit, MoneyRow, Problem, ProgrammePairs, allocate, breaches
from crosscut.allocate.changes import Session
from crosscut.allocate.policy import parse
from crosscut.allocate.rules import state
from crosscut.allocate.solve import solve
from crosscut.allocate.solve.rounding import whole
from crosscut.config import ConfigError
from crosscut.errors import CrosscutError
from tests.allocate.independent import made

BARE = Depth.plan_only()


def demand(*amounts: int, past: tuple[int, ...] | None = None) -> Demand:
    ids = tuple(f"P{place}" for place in range(len(amounts)))
    keys = {"ministry": ["M"] * len(ids), "committee": [""] * len(ids), "status": ["continuing"] * len(ids)}
    return Demand(ids, ids, amounts, past or amounts, keys, {}, {"one": [1.0] * len(ids)})


def plan(asked: Demand, ceiling: str, depth: Depth = BARE, **more):
    return allocate(parse({"unit": "KRW", "ceiling": {"amount": ceiling}, **more}), asked, "KRW", depth=depth)


def rules(found) -> set[str]:
    return {found.draft.rules[change.rule].id for change in found.conflict.changes}


def test_a_ceiling_below_commitments_names_both():
    found = plan(demand(100, 100), "150", bound=[{"id": "commitments", "keep": True}])
    assert found.solution.status == "infeasible"
    assert rules(found) == {"ceiling", "commitments"}


def test_floors_above_caps_name_both():
    found = plan(demand(100), "500", bound=[{"id": "floor", "at_least": "80"}, {"id": "cap", "at_most": "50"}])
    assert rules(found) == {"floor", "cap"}


def test_zero_requests_get_nothing_and_say_so():
    found = plan(demand(0, 0), "10")
    assert found.amounts == (0, 0)
    assert found.reasons[0].en == "Asked for nothing."


def test_one_programme():
    assert plan(demand(7), "5").amounts == (5,)


def test_all_alike_give_the_same_plan_every_run():
    first, second = (plan(demand(*[10] * 30), "155", choice=[{"viable": "50 %"}]) for _ in range(2))
    assert first.amounts == second.amounts
    assert sum(first.amounts) == 155


def test_no_programmes_at_all():
    found = plan(demand(), "5")
    assert found.amounts == ()
    assert found.solution.status == "optimal"


def test_weights_that_sum_to_zero_are_refused():
    value = {"criterion": [{"id": "one", "file": "s.csv", "weight": 0.0}]}
    with pytest.raises(CrosscutError, match="sum to zero"):
        plan(demand(1), "1", value=value)


def test_ranges_that_no_weights_keep_are_refused():
    value = {"criterion": [{"id": "one", "file": "s.csv", "range": [0.1, 0.2]}]}
    with pytest.raises(CrosscutError, match="no weights keep"):
        plan(demand(1), "1", value=value, depth=Depth(costs=False, curve=False, restored=0))


def test_amounts_beyond_int64_in_sum_are_exact():
    big = 2**62
    found = plan(demand(big, big, big, big), str(2**63 - 1))
    assert found.total <= 2**63 - 1
    assert found.solution.status in ("optimal", "feasible")
    assert not breaches(found.problem, found.solution.amounts.tolist())


def test_negative_amounts_are_refused_by_name():
    with pytest.raises(CrosscutError, match="P1"):
        demand(5, -3)


@pytest.mark.slow
def test_a_million_duplicates_in_one_group():
    count = 1_000_000
    rng = np.random.default_rng(5)
    size = rng.integers(10, 1000, count)
    problem = Problem(
        unit=1,
        lower=size,
        upper=size,
        optional=np.ones(count, bool),
        discrete=np.zeros(count, bool),
        base=size * rng.uniform(0.5, 1.5, count),
        slope=np.zeros((count, 1)),
        width=np.zeros((count, 1), np.int64),
        rows=(MoneyRow(0, np.arange(count), np.ones(count, np.int64), None, None, 10_000),),
        groups=(GroupLimit(1, np.arange(count), 1),),
        needs=ProgrammePairs.none(),
    )
    found = solve(problem, Effort(gap=1e-6))
    assert found.status == "optimal"
    assert (found.amounts > 0).sum() == 1
    assert found.value == pytest.approx(problem.base.max())
    assert not breaches(problem, found.amounts.tolist())


def test_an_unknown_setting_is_refused_with_the_nearest_one():
    with pytest.raises(ConfigError, match="at_least"):
        parse({"unit": "KRW", "ceiling": {"amount": "1"}, "rule": [{"at_lest": "5"}]})


def test_an_unknown_ministry_is_refused_with_the_nearest_one():
    with pytest.raises(CrosscutError, match="no programme has"):
        state(
            parse({"unit": "KRW", "ceiling": {"amount": "1"}, "rule": [{"where": {"ministry": "N"}, "at_most": "5"}]}),
            demand(1),
            "KRW",
        )


@pytest.mark.parametrize("money", ["no float", 0.1])
def test_amounts_are_texts_never_floats(money):
    with pytest.raises(CrosscutError):
        plan(demand(1), money)


def test_a_share_that_a_rule_leaves_no_room_is_rounded():
    size = np.array([6_000_000])
    none = np.zeros(1, bool)
    third = MoneyRow(0, np.array([0]), np.array([1]), np.array([3]), 2_000_000, None)
    problem = Problem(
        1,
        np.array([3_300_000]),
        size,
        none,
        none,
        np.zeros(1),
        np.zeros((1, 1)),
        np.array([[2_700_000]]),
        (third,),
        (),
        ProgrammePairs.none(),
        ProgrammePairs.none(),
    )
    assert whole(problem, size.astype(float)).tolist() == [6_000_000]


def test_a_what_if_whose_kept_plan_breaks_a_rule_is_answered_anew(monkeypatch):
    session = Session(plan(demand(60, 60), "100"))
    kept = session.kept.kept.solve(between={0: (60, 60)})
    monkeypatch.setattr(session.kept.kept, "solve", lambda *_, **__: replace(kept, amounts=np.array([60, 60])))
    told = session.ask("P0=full")
    assert (told["status"], told["total"]) == ("optimal", 100)


def test_a_bound_over_whole_amounts_worth_thirds_is_not_rounded_below_the_best():
    policy, demand = made(random.Random("independent-d01a19c3-254"))
    found, exact = (
        allocate(policy, demand, "KRW", effort=Effort(gap, 60), depth=Depth.plan_only()).solution
        for gap in (1e-4, 1e-9)
    )
    assert exact.status == "optimal"
    assert found.bound >= exact.value - 1e-9
