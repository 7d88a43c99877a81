"""What is worth nothing is given what a plan leaves, whatever rules stand beside the ceiling."""

import pytest

from crosscut.allocate import Depth, allocate
from crosscut.allocate.policy import parse
from tests.allocate import material

MONEY = (140, 95, 150, 70, 90, 30, 60)


def planned(scores: tuple[float, ...] = (0.0,) * 7, **more):
    ids = tuple(f"P{place}" for place in range(len(MONEY)))
    keys = {"ministry": ["A", "B", "B", "C", "A", "C", "D"], "committee": [""] * 7, "status": ["continuing"] * 7}
    demand = material.Demand(ids, ids, MONEY, MONEY, keys, {}, {"merit": list(scores)})
    data = {
        "unit": "KRW",
        "ceiling": {"amount": "504"},
        "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]},
    }
    return allocate(parse(data | more), demand, "KRW", depth=Depth.plan_only())


CAPS = [{"id": "cap", "each": "ministry", "growth_at_most": "5 %"}]
GROUP = [{"id": "two", "where": {"programme": ["P0", "P1", "P3"]}, "at_most": 2}]
NEEDS = [{"id": "first", "programme": "P2", "needs": ["P6"]}]


@pytest.mark.parametrize(
    "more",
    [
        {"rule": CAPS},
        {"rule": [{"id": "far", "where": {"ministry": "D"}, "at_most": "61"}]},
        {"rule": CAPS, "choice": [{"viable": "50 %"}]},
        {"prerequisite": NEEDS},
        {"group": GROUP},
        {"group": GROUP, "prerequisite": NEEDS, "choice": [{"viable": "80 %"}]},
    ],
)
def test_what_is_worth_nothing_is_given_all_that_is_left(more):
    found = planned(**more)
    assert sum(found.amounts) == 504
    assert all("too little" not in reason.en and "no better plan" not in reason.en for reason in found.reasons)


def test_caps_below_the_requests_are_spent_to_the_end():
    found = planned(rule=[{"id": "cap", "each": "ministry", "growth_at_most": "-40 %"}])
    spent = {
        of: sum(found.amounts[place] for place in places)
        for of, places in zip("ABCD", ((0, 4), (1, 2), (3, 5), (6,)), strict=True)
    }
    assert spent == {"A": 138, "B": 147, "C": 60, "D": 36}


def test_what_has_worth_keeps_its_own():
    scores = (0.0, 60.0, 0.0, 0.0, 90.0, 0.0, 0.0)
    found = planned(scores, rule=CAPS, group=GROUP)
    assert (found.amounts[1], found.amounts[4]) == (95, 90)
    assert sum(found.amounts) == 504
