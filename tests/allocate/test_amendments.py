"""Changes over a policy: one that changes nothing has the same plan, what is written out reads back, mends mend."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest

from crosscut.allocate.amendments import Amendment, amended, amount_value
from crosscut.allocate.plan import Depth, allocate
from crosscut.allocate.planner import Planner, changed
from crosscut.allocate.policy import parse, read
from crosscut.allocate.policy_text import percent_text, policy_text
from crosscut.allocate.rules import state
from crosscut.allocate.stated_limits import stated_limits
from crosscut.errors import CrosscutError
from tests.allocate import material

FILE = Path("policy.toml")


def policies(most: int):
    """Random policies with their demands."""
    return ((number, policy, demand) for number, policy, demand, _ in islice(material.stated("amending", 6), most))


def planned(policy, demand):
    plan = allocate(policy, demand, material.CURRENCY, depth=Depth.amounts_only())
    return plan.solution.status, plan.amounts


def test_a_policy_that_is_written_out_reads_back_equal():
    for number, policy, _demand in policies(200):
        assert read(policy_text(policy), FILE) == policy, number


def test_without_changes_the_plan_is_the_policys_own_also_when_it_is_handed_on():
    for number, policy, demand in policies(40):
        same = amended(policy, demand, material.CURRENCY, [])
        assert planned(same, demand) == planned(policy, demand), number
        assert read(policy_text(same), FILE) == same, number


def test_changed_and_handed_on_the_plan_is_the_same_to_the_last_unit():
    for number, policy, demand in policies(40):
        changes = (
            Amendment("limit", "ceiling", amount_value(sum(demand.requested) // 2, "KRW"), "Kim", "cut"),
            Amendment("cap", f"ministry:{demand.keys['ministry'][0]}", "-10 %"),
            Amendment("floor", "area:outside", "0 KRW", "Lee", "a “promise”"),
        )
        planner = Planner(policy, demand, material.CURRENCY)
        if "outside" not in demand.values_of("area", {}) or not demand.shares["outside"]:
            continue
        plan = planner.plan(changes)
        handed = read(policy_text(planner.policy_under(changes)), FILE)
        assert planned(handed, demand) == (plan.solution.status, plan.amounts), number


def test_each_mend_gives_a_plan_and_takes_nothing_else_back():
    mended = 0
    for number, policy, demand in policies(80):
        planner = Planner(policy, demand, material.CURRENCY)
        for mend in planner.mends(()):
            plan = planner.plan(changed((), mend.changes))
            assert plan.amounts or not demand.ids, (number, mend)
            mended += 1
    assert mended > 10


POLICY = """
unit = "KRW"
[ceiling]
amount = "100"
use = "all"
owner = "Finance"
[[rule]]
id = "floors"
each = "ministry"
growth_at_least = "-10 %"
at_most = "90"
name = "Floors"
[[rule]]
where = { area = "ai" }
of_ceiling_at_most = "50 %"
[[bound]]
id = "leaps"
change_at_least = "-30 %"
change_at_most = "30 %"
[[bound]]
id = "kept"
where = { programme = "P1" }
keep = true
"""


def demand():
    return material.Demand(
        ("P1", "P2", "P3"),
        ("one", "two", "three"),
        (60, 40, 20),
        (50, 50, 20),
        {"ministry": ["A", "A", "B"], "committee": ["X", "X", "Y"], "status": ["continuing"] * 3},
        {"ai": {0: (1, 2), 2: (1, 1)}, "outside": {0: (1, 2), 1: (1, 1)}},
    )


def planner():
    from crosscut import tomltext

    return Planner(parse(tomltext.parsed(POLICY)), demand(), "KRW")


def test_limits_are_told_with_what_they_are_over():
    draft = state(planner().policy_under(()), demand(), "KRW")
    found = [(each.rule, each.place, each.side, each.value) for each in stated_limits(draft)]
    assert sorted(found) == [
        ("ceiling", "ceiling", "cap", "100 KRW"),
        ("floors:A/cap", "ministry:A", "cap", "90 KRW"),
        ("floors:A/floor", "ministry:A", "floor", "-10 %"),
        ("floors:B/cap", "ministry:B", "cap", "90 KRW"),
        ("floors:B/floor", "ministry:B", "floor", "-10 %"),
        ("rule-2", "area:ai", "cap", "50 KRW"),
    ]


@pytest.mark.parametrize(
    ("change", "rule", "limit"),
    [
        (Amendment("limit", "ceiling", "-10 %"), "ceiling", 108),
        (Amendment("limit", "floors:A/floor", "-20 %"), "floors:A/floor", 80),
        (Amendment("limit", "floors:A/cap", "70 KRW"), "floors:A/cap", 70),
        (Amendment("limit", "rule-2", "5 %"), "rule-2", 47),
        (Amendment("floor", "area:ai", "12 KRW"), "floor:area:ai", 12),
        (Amendment("cap", "ministry:B", "-50 %"), "cap:ministry:B", 10),
    ],
)
def test_a_change_sets_its_limit_and_no_other(change: Amendment, rule: str, limit: int):
    before = {each.id: each.limit for each in state(planner().policy_under(()), demand(), "KRW").rules}
    after = {each.id: each.limit for each in state(planner().policy_under((change,)), demand(), "KRW").rules}
    moved = {each for each in after if after[each] != before.get(each)} - {"ceiling-spent", "rule-2"} | (
        {"rule-2"} & {rule}
    )
    assert moved == {rule}
    assert after[rule] == limit


def test_a_rule_is_left_out_of_one_ministry_alone():
    policy = planner().policy_under((Amendment("without", "floors:A/floor", "yes"),))
    ids = {each.id for each in state(policy, demand(), "KRW").rules}
    assert "floors:A/floor" not in ids
    assert {"floors:A/cap", "floors:B/floor", "floors:B/cap"} <= ids


def test_a_bound_is_loosened_and_one_that_says_more_is_not():
    policy = planner().policy_under((Amendment("loosen", "leaps", "5 %"),))
    assert (policy.bound[0].change_at_least, policy.bound[0].change_at_most) == (Fraction(-35, 100), Fraction(35, 100))
    with pytest.raises(CrosscutError, match="kept"):
        planner().policy_under((Amendment("loosen", "kept", "5 %"),))


@pytest.mark.parametrize(("value", "amount"), [("full", 60), ("none", 0), ("fixed 55 KRW", 55), ("least 58 KRW", 58)])
def test_a_pinned_programme_gets_what_is_said(value: str, amount: int):
    own = Planner(parse({"unit": "KRW", "ceiling": {"amount": "100"}}), demand(), "KRW")
    got = dict(zip(("P1", "P2", "P3"), own.plan((Amendment("pin", "P1", value),)).amounts, strict=True))["P1"]
    assert got >= amount if value.startswith("least") else got == amount


@pytest.mark.parametrize(
    "change",
    [
        Amendment("limit", "nothing", "-5 %"),
        Amendment("limit", "ceiling", "five"),
        Amendment("limit", "ceiling", "5 USD"),
        Amendment("limit", "ceiling", "-200 %"),
        Amendment("floor", "area:none", "5 %"),
        Amendment("floor", "committee:X", "5 %"),
        Amendment("without", "nothing", "yes"),
        Amendment("pin", "P9", "full"),
        Amendment("pin", "P1", "half"),
        Amendment("pin", "P1", "fixed 5 %"),
        Amendment("pin", "P1", "full 5 KRW"),
    ],
)
def test_a_change_of_nothing_is_refused(change: Amendment):
    with pytest.raises(CrosscutError):
        planner().policy_under((change,))


def test_what_is_possible_is_what_plans_give_under_the_other_rules():
    own = Planner(parse({"unit": "KRW", "ceiling": {"amount": "100"}}), demand(), "KRW")
    assert own.feasible((), "ceiling") == (0, 120)
    assert own.feasible((), "ministry:B") == (0, 20)
    assert own.feasible((Amendment("floor", "ministry:A", "90 KRW"),), "ministry:B") == (0, 10)
    assert own.feasible((Amendment("floor", "ministry:B", "15 KRW"),), "ministry:B") == (0, 20)
    assert own.feasible((Amendment("floor", "ministry:A", "101 KRW"),), "ministry:B") is None
    with pytest.raises(CrosscutError, match="neither"):
        own.feasible((), "committee:X")


def test_percentages_are_written_exactly():
    assert percent_text(Fraction(-5, 100)) == "-5 %"
    assert percent_text(Fraction(1, 8000)) == "0.0125 %"
    with pytest.raises(ValueError, match="twelve"):
        percent_text(Fraction(1, 3))
