"""Contradictions: every reported set is infeasible, without any one of its rules it is not, and the mends mend."""

import random
from dataclasses import replace

import pytest

from crosscut.allocate import Demand
from crosscut.allocate.conflict import conflict
from crosscut.allocate.feasibility import Oracle
from crosscut.allocate.policy import parse
from crosscut.allocate.rules import state
from tests.allocate import material
from tests.allocate.contradicting_policies import contradictions, separate_contradictions
from tests.shortened import examples


def test_conflicts_are_irreducible_and_mends_mend():
    ending = 0
    for number, _policy, _demand, draft in contradictions(examples(40)):
        found = conflict(draft)
        assert found is not None, number
        possible = Oracle(draft)
        everything, core = frozenset(range(len(draft.rules))), frozenset(found.rules)
        ending += bool(possible.ending)
        for kept in (core, core | possible.ending):
            assert not Oracle(draft)(everything - kept), number
        for rule in core:
            kept = core if rule in possible.ending else core | possible.ending
            assert Oracle(draft)(everything - kept | {rule}), (number, rule)
        for mend in found.mends:
            assert possible(frozenset(mend)), (number, mend)
    assert ending


def test_as_many_rules_as_a_policy_needs_are_relaxed():
    found = conflict(separate_contradictions(5))
    assert len(found.mends) == 2**5
    assert {len(each) for each in found.mends} == {5}
    assert found.proved


def test_a_limit_of_a_rule_that_sets_several_is_not_said_to_mend_alone():
    demand = material.Demand(
        ("a",), ("A",), (70,), (100,), {"ministry": ["M"], "committee": [""], "status": ["continuing"]}
    )
    bound = {"id": "both", "at_least": "80", "cut_at_least": "40 %"}
    policy = material.parse({"unit": "KRW", "ceiling": {"amount": "100"}, "bound": [bound]})
    (change,) = conflict(state(policy, demand, "KRW")).changes
    assert change.words.en.startswith("loosen it by ")


def test_the_least_change_of_a_row_mends_and_one_less_does_not():
    tried = 0
    for number, _policy, _demand, draft in contradictions(examples(60)):
        found = conflict(draft)
        for change in found.changes:
            if change.least is None:
                continue
            for less, mended in ((0, True), (1, False)):
                rows = [_moved(row, change.least - less) if row.rule == change.rule else row for row in draft.rows]
                moved = replace(draft, rows=rows)
                assert Oracle(moved)(frozenset()) is mended, (number, change)
            tried += 1
    assert tried > 10


def _moved(row, amount):
    return replace(row, lo=None if row.lo is None else row.lo - amount, hi=None if row.hi is None else row.hi + amount)


def test_a_policy_with_a_plan_has_no_conflict():
    rng = random.Random("no conflict")
    demand = material.demand(rng, 3)
    policy = material.parse({"unit": "KRW", "ceiling": {"amount": "100"}})
    assert conflict(state(policy, demand, "KRW")) is None


def test_what_follows_from_a_known_plan_is_not_solved_and_a_choice_that_lets_end_is():
    ids = ("P0", "P1")
    keys = {"ministry": ["M", "M"], "committee": ["", ""], "status": ["continuing"] * 2}
    demand = Demand(ids, ids, (100, 100), (100, 100), keys)
    policy = parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": "120"},
            "bound": [{"id": "floor", "change_at_least": "-30 %"}],
            "choice": [{"id": "ends", "viable": "70 %"}],
        }
    )
    oracle = Oracle(state(policy, demand, "KRW"))
    place = {rule.id: number for number, rule in enumerate(oracle.draft.rules)}
    assert oracle(frozenset())
    assert not oracle(frozenset([place["ends"]]))
    assert oracle(frozenset([place["floor"], place["ends"]]))
    oracle.known = {frozenset([place["ends"]]): True}
    assert oracle(frozenset([place["ends"], place["floor"]]))
    assert len(oracle.known) == 1


@pytest.mark.parametrize(("size", "asked"), [(500, 1_000), (600, 8), (1_500, 4), (2_000, 3), (60_000, 3)])
def test_how_many_questions_that_nothing_decides_are_asked_turns_on_the_size_of_a_budget(size: int, asked: int):
    ids = tuple(f"P{place:05}" for place in range(size))
    keys = {"ministry": ["M"] * size, "committee": [""] * size, "status": ["continuing"] * size}
    demand = Demand(ids, ids, (5,) * size, (5,) * size, keys)
    oracle = Oracle(state(parse({"unit": "KRW", "ceiling": {"amount": "1"}}), demand, "KRW"))
    count = 0
    while count < 1_000 and oracle.worth_asking():
        oracle.spend(None, decided=False)
        count += 1
    assert count == asked
