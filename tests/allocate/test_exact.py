"""Policies that turn on one unit of amounts far beyond a solver's tolerances."""

import pytest

from crosscut.allocate import Demand, Depth, allocate
from crosscut.allocate.policy import parse
from crosscut.allocate.solve.exact import decide
from tests.allocate.random_policies import faults

HUGE = 10**12


@pytest.mark.parametrize("number", [7611, 8736, 10504])
def test_a_unit_beside_huge_amounts_is_a_contradiction_with_its_rules(number: int):
    assert faults(f"random-a72aa723-{number}") == []


def _plan(ceiling: int):
    """Two programmes, the first whole or at half, of which both must be funded."""
    ids = ("A", "B")
    keys = {"ministry": ["M"] * 2, "committee": [""] * 2, "status": ["continuing"] * 2}
    demand = Demand(ids, ids, (2 * HUGE, 4 * HUGE), (2 * HUGE, 4 * HUGE), keys, {}, {})
    policy = parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": f"{ceiling} KRW", "use": "all"},
            "choice": [
                {"where": {"programme": "A"}, "options": ["100 %", "50 %"]},
                {"where": {"programme": "B"}, "viable": "0 %"},
            ],
            "group": [{"id": "both", "where": {"ministry": "M"}, "at_least": 2}],
        }
    )
    return allocate(policy, demand, "KRW", depth=Depth.plan_only())


def test_both_are_funded_where_one_unit_is_left():
    assert _plan(HUGE + 1).amounts == (HUGE, 1)


def test_that_not_one_unit_is_left_is_told_by_its_rules():
    found = _plan(HUGE)
    assert not found.amounts
    assert {found.draft.rules[rule].id for rule in found.conflict.rules} >= {"ceiling", "both"}


def test_a_plan_is_found_where_only_one_amount_fits():
    found = _plan(2 * HUGE + 7)
    assert sum(found.amounts) == 2 * HUGE + 7
    answer = decide(found.problem)
    assert answer.decided
    assert answer.amounts is not None
