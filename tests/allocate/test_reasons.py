"""What logic decides is said as such, and what it leaves to worth is still proved."""

from dataclasses import replace

import pytest

from crosscut.allocate import Demand, Depth, allocate
from crosscut.allocate.policy import parse
from tests.allocate.random_policies import false_reasons
from tests.allocate.test_ties import EXACT, demand, plan

SCORES = [90.0, 80, 70, 60, 50, 40, 30, 20]
PAIR = {"id": "pair", "where": {"programme": ["P0", "P1"]}, "at_most": 1, "owner": "Assembly"}


def test_a_group_that_is_full_is_why_a_member_has_nothing():
    found = plan(SCORES, group=[PAIR])
    assert found.amounts[:2] == (0, 207)
    assert found.reasons[0].en == "Ended: at most 1 of 2 funded (P0, P1) (Assembly); P1 is funded."
    assert found.reasons[0].ko == "종료: 2개 (P0, P1) 중 1개 이하 선정 (Assembly); P1 선정."


def test_reasons_of_programmes_beside_a_group_are_proved():
    found = plan(SCORES, group=[PAIR], ceiling={"change": "-40 %"})
    assert {found.reasons[place].en for place in (1, 2, 3)} == {
        "The request in full: worth more for the same money than what was cut."
    }
    assert found.reasons[7].en == "Ended: under the ceiling, other programmes are worth more for the same money."
    assert not false_reasons(found, range(8))


def test_a_programme_that_needs_another_one_says_so():
    needs = [{"id": "first", "programme": "P0", "needs": ["P7"], "name": "Base before use"}]
    found = plan(SCORES, prerequisite=needs, bound=[{"where": {"programme": ["P7"]}, "cut_at_least": "100 %"}])
    assert found.amounts[0] == 0
    assert found.reasons[0].en == "Ended: Base before use; P7 is not funded."
    assert found.reasons[0].ko == "종료: Base before use; P7 미반영."


@pytest.mark.parametrize("logic", ["group", "bonus", "prerequisite"])
def test_no_reason_of_who_is_joined_is_false(logic: str):
    said = {
        "group": [{"id": "some", "where": {"programme": ["P2", "P3", "P4"]}, "at_most": 2}],
        "bonus": [{"programmes": ["P6", "P7"], "value": 900.0}],
        "prerequisite": [{"id": "first", "programme": "P1", "needs": ["P7"]}],
    }
    found = plan(SCORES, **{logic: said[logic]}, ceiling={"change": "-35 %"})
    assert not false_reasons(found, range(8))
    assert sum("no better plan" in reason.en for reason in found.reasons) <= 1


def test_a_request_below_the_unit_is_not_nothing_and_not_in_full():
    asked = tuple(1000 * each for each in (103, 207, 11, 50, 77, 120, 33))
    small = replace(demand(SCORES, (*asked, 400)), names=("A", "B", "C", "D", "E", "F", "G", "H"))
    data = {
        "unit": "thousand",
        "ceiling": {"change": "-10 %"},
        "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]},
    }
    depth = Depth(costs=False, samples=0, curve=False, restored=0, why=("P7",))
    found = allocate(parse(data), small, "KRW", effort=EXACT, depth=depth)
    assert found.reasons[7].en == "Asks for KRW 0.4 thousand: amounts are whole numbers of KRW 1 thousand."
    assert found.restorations[7].words.en == "It asks for less than the plan's unit."


def test_what_a_floor_calls_for_is_not_said_to_be_worth_more():
    floor = [{"id": "old", "name": "Old ones", "owner": "Assembly", "where": {"programme": ["P7"]}, "at_least": "95"}]
    found = plan(SCORES, rule=floor, ceiling={"change": "-30 %"})
    assert found.amounts[7] == 95
    assert found.reasons[7].en == "The request in full: a floor calls for it (Old ones; Assembly)."
    assert found.reasons[7].ko == "요구액 전액 반영: 하한을 지키는 데 필요(Old ones; Assembly)."
    free = plan(SCORES, ceiling={"change": "-30 %"})
    assert free.amounts[7] == 0
    assert found.reasons[0].en == "The request in full: worth more for the same money than what was cut."


def test_a_floor_calls_for_no_money_that_is_given_without_it_too():
    keys = {"ministry": ["A", "A", "B"], "committee": [""] * 3, "status": ["continuing"] * 3}
    scores = {"merit": [50.0, 40.0, 60.0]}
    named = ("A1", "A2", "B")
    asking = Demand(named, named, (100,) * 3, (100,) * 3, keys, scores=scores)
    floor = [{"id": "floor", "where": {"ministry": "A"}, "at_least": "150"}]
    value = {"criterion": [{"id": "merit", "file": "s", "weight": 1}]}
    data = {"unit": "KRW", "ceiling": {"amount": "200"}, "value": value}
    depth = Depth(costs=False, samples=0, restored=0)
    free = allocate(parse(data), asking, "KRW", effort=EXACT, depth=depth)
    held = allocate(parse(data | {"rule": floor}), asking, "KRW", effort=EXACT, depth=depth)
    assert (free.amounts, held.amounts) == ((100, 0, 100), (100, 50, 50))
    assert held.reasons[0].en == "The request in full: less loses more than it frees."
    assert held.reasons[0].ko == "요구액 전액 반영: 감액은 얻는 것보다 잃는 것이 큼."
    assert held.reasons[1].en.endswith("a floor calls for it (A at least KRW 150).")


def test_an_amount_above_the_request_is_not_called_the_request():
    held = [{"where": {"programme": [f"P{place}"]}, "change_at_most": "0 %"} for place in range(1, 8)]
    found = plan(SCORES, bound=held, ceiling={"change": "+10 %", "use": "all"}, may_exceed_request=True)
    assert found.amounts[0] > found.draft.demand.requested[0]
    assert found.reasons[0].en.startswith("More than the request: ")
    assert found.reasons[0].ko.startswith("요구액보다 많이 반영: ")


RISE = {"ceiling": {"change": "+15 %"}, "may_exceed_request": True}


@pytest.mark.parametrize(("ends", "told"), [("130 %", True), ("150 %", False)])
def test_more_than_a_rule_allows_is_said_to_be_worth_nothing_where_it_is(ends: str, told: bool):
    criterion = [{"id": "merit", "file": "s", "weight": 1}]
    worth = {"criterion": criterion, "returns": [{"up_to": "100 %", "worth": 1.0}, {"up_to": ends, "worth": 0.5}]}
    leaps = [{"id": "leaps", "name": "No leaps", "change_at_most": "30 %"}]
    held, free = (plan(SCORES, value=worth, **RISE, bound=bound) for bound in (leaps, []))
    most = " and as the policy counts as worth anything (130 % of the request)." if told else ": No leaps."
    assert held.reasons[0].en.startswith("More than the request, as much as a rule allows")
    assert held.reasons[0].en.endswith(most)
    apart = max(abs(one - other) for one, other in zip(held.amounts, free.amounts, strict=True))
    assert (apart <= 1) is told


def test_a_floor_without_a_price_is_not_said_to_call_for_money():
    floors = [
        {"id": "old", "name": "Old ones", "where": {"programme": ["P7"]}, "at_least": "95"},
        {"id": "both", "name": "Both", "where": {"programme": ["P0", "P7"]}, "at_least": "198"},
    ]
    found = plan(SCORES, rule=floors, ceiling={"change": "-30 %"})
    assert sum(found.amounts[place] for place in (0, 7)) == 198
    assert found.reasons[7].en == "The request in full: a floor calls for it (Old ones)."


def test_what_a_list_or_a_floor_alone_keeps_at_its_least_size_names_that():
    needs = [{"id": "list", "name": "The ministry's own list", "programme": "P0", "needs": ["P7"]}]
    half = [{"viable": "50 %"}]
    more = {"choice": half, "ceiling": {"change": "-40 %"}}
    assert plan(SCORES, **more).amounts[7] == 0
    listed = plan(SCORES, prerequisite=needs, **more)
    assert listed.reasons[7].en.endswith("It stays funded: P0 is only with it (The ministry's own list).")
    assert listed.reasons[7].ko.endswith("P0 반영에 필요하여 반영 유지(The ministry's own list).")
    floor = [{"id": "floor", "name": "The small ones", "where": {"programme": ["P7"]}, "at_least": "1"}]
    held = plan(SCORES, rule=floor, **more)
    assert held.amounts[7] > 0
    assert "a floor calls for it (The small ones)" in held.reasons[7].en
    group = [{"id": "all", "name": "Both", "where": {"programme": ["P6", "P7"]}, "at_least": 2}]
    assert plan(SCORES, group=group, **more).reasons[7].en.endswith("It stays funded: Both.")


def test_of_a_budget_of_few_programmes_it_is_said_what_is_proved_of_plans_that_give_one_more_or_less():
    steps = [{"options": ["100 %", "70 %", "40 %"]}]
    for change in ("-10 %", "-25 %", "-40 %", "-55 %"):
        found = plan(SCORES, choice=steps, ceiling={"change": change})
        assert not any("no better plan" in reason.en for reason in found.reasons)
        assert not false_reasons(found, range(8))
    said = {reason.en for reason in found.reasons} | {reason.ko for reason in found.reasons}
    assert any("is worth less." in words for words in said)
