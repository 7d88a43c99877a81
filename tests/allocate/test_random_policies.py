"""A short form of ``python -m tests.allocate.random_policies``, and ties on every way of solving."""

import pytest

from crosscut.allocate import Demand, Depth, Effort, allocate
from crosscut.allocate.policy import parse
from crosscut.allocate.solve import partial_relaxation
from tests.allocate.random_policies import faults
from tests.shortened import some


@pytest.mark.parametrize("block", some(range(6), 2))
def test_random_policies_on_every_way_of_solving(block: int):
    assert [each for number in range(10) for each in faults(f"suite-{block}-{number}")] == []


@pytest.mark.parametrize("block", range(3))
def test_random_policies_of_the_kinds_drawn_first(block: int):
    assert [each for number in range(8) for each in faults(f"suite-{block}-{number}", further=False)] == []


@pytest.mark.parametrize("seed", ["medium-1", "medium-2", "medium-3"])
def test_random_policies_over_more_programmes_end_in_no_traceback(seed: str):
    assert faults(seed, (30, 130)) == []


def test_branches_of_one_bound_are_no_traceback(monkeypatch):
    monkeypatch.setattr(partial_relaxation, "FIRST", 40)
    count = 120
    ids = tuple(f"P{place}" for place in range(count))
    keys = {"ministry": ["M"] * count, "committee": [""] * count, "status": ["continuing"] * count}
    demand = Demand(ids, ids, (1_000_003,) * count, (1_000_003,) * count, keys, {}, {"merit": [50.0] * count})
    policy = parse(
        {
            "unit": "KRW",
            "ceiling": {"change": "-10 %"},
            "value": {"criterion": [{"id": "merit", "file": "s.csv", "weight": 1}]},
            "choice": [{"options": ["100 %", "80 %", "60 %"]}],
        }
    )
    found = allocate(policy, demand, "KRW", effort=Effort(gap=1e-9), depth=Depth.plan_only())
    assert found.solution.status in ("optimal", "feasible")


@pytest.mark.parametrize("number", [1181, 1194, 1458, 1818, 3146])
def test_what_cannot_move_from_one_that_stays_funded_is_no_tie(number: int):
    assert faults(f"random-0bc04d06-{number}", further=False) == []


def test_where_an_option_takes_all_that_is_left_nobody_is_said_to_have_a_proportion_of_it():
    assert faults("random-2f78ed2b-885", further=False) == []


def test_who_is_needed_by_another_stays_funded_where_an_option_takes_all_that_is_left():
    assert faults("random-48456e7e-14868") == []


def test_a_bound_above_nothing_by_what_floats_leave_is_proved():
    assert faults("random-1296cfda-13103") == []
