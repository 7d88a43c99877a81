"""Programmes that nothing tells apart share in proportion, and reasons say no more than is proved."""

from dataclasses import replace

import pytest

from crosscut.allocate import Demand, Depth, Effort, allocate, breaches
from crosscut.allocate.changes import Session
from crosscut.allocate.policy import parse
from crosscut.allocate.tie_division import TiePart, _above_least, _stepped
from tests.allocate.random_policies import false_reasons

ASKED = (103, 207, 11, 50, 77, 120, 33, 95)
EXACT = Effort(gap=1e-9)


def demand(scores: list[float], amounts: tuple[int, ...] = ASKED) -> Demand:
    ids = tuple(f"P{place}" for place in range(len(amounts)))
    keys = {"ministry": ["M"] * len(ids), "committee": [""] * len(ids), "status": ["continuing"] * len(ids)}
    return Demand(ids, ids, amounts, amounts, keys, {}, {"merit": scores})


def plan(scores: list[float], depth: Depth | None = None, **more):
    data = {
        "unit": "KRW",
        "ceiling": {"change": "-10 %"},
        "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]},
    }
    return allocate(parse(data | more), demand(scores), "KRW", effort=EXACT, depth=depth or Depth.plan_only())


@pytest.mark.parametrize("more", [{}, {"choice": [{"viable": "50 %"}]}])
def test_what_is_left_is_divided_in_proportion_and_said_to_be_a_tie(more):
    found = plan([50.0] * 4 + [0.0] * 4, **more)
    assert found.amounts[:4] == ASKED[:4]
    parts = [amount / asked for amount, asked in zip(found.amounts[4:], ASKED[4:], strict=True)]
    assert max(parts) - min(parts) < 0.03
    assert sum(found.amounts) == found.draft.ceiling
    assert all(reason.en.startswith("A tie: ") and "3 other" in reason.en for reason in found.reasons[4:])
    assert all(reason.ko.startswith("동점: ") for reason in found.reasons[4:])
    assert not breaches(found.problem, found.solution.amounts.tolist())


def test_lumps_go_as_far_as_all_may_have_and_the_tie_is_said():
    found = plan([50.0] * 4 + [0.0] * 4, choice=[{"options": ["100 %", "80 %", "60 %"]}])
    assert all(amount >= 0.59 * asked for amount, asked in zip(found.amounts, ASKED, strict=True))
    assert sum("tie" in reason.en for reason in found.reasons[4:]) >= 3


def test_what_stands_at_its_least_sizes_is_not_divided():
    data = {
        "unit": "KRW",
        "ceiling": {"amount": "110", "use": "all"},
        "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]},
        "choice": [{"viable": "90 %"}],
    }
    found = allocate(
        parse(data), demand([50.0, 0, 0, 50], (20, 40, 60, 20)), "KRW", effort=EXACT, depth=Depth.plan_only()
    )
    assert sorted(found.amounts) == [0, 20, 36, 54]
    assert not any(reason.en.startswith("A tie") for reason in found.reasons)
    assert not false_reasons(found, range(4))


@pytest.mark.parametrize("more", [{}, {"may_exceed_request": True}])
def test_nothing_is_said_to_be_cut_where_all_have_their_requests(more):
    asked = {"ceiling": {"change": "0 %"}, "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]}}
    found = plan([90.0, 80, 70, 60, 50, 40, 30, 20], **asked, bound=[{"change_at_most": "0 %"}] if more else [], **more)
    assert found.amounts == ASKED
    assert not any("was cut" in reason.en or "감액된" in reason.ko for reason in found.reasons)


def test_clear_preferences_are_no_tie():
    found = plan([90.0, 80, 70, 60, 50, 40, 30, 20])
    assert not any("tie" in reason.en for reason in found.reasons)
    assert found.reasons[0].en == "The request in full: worth more for the same money than what was cut."
    assert not false_reasons(found, range(8))


def test_what_did_not_change_is_not_cut_and_a_full_request_is_not_restored():
    found = plan(
        [90.0] + [10.0] * 7,
        Depth(costs=False, samples=0, curve=False, restored=0, why=("P0",)),
        bound=[{"where": {"programme": ["P1"]}, "change_at_least": "0 %", "name": "Kept"}],
    )
    assert found.reasons[1].en.startswith(("Kept at last year's amount, the least", "Set by a rule"))
    assert found.restorations[0].words.en == "It has its request in full."


def test_a_single_programme_that_a_bound_contradicts_is_named():
    found = plan([1.0] * 8, bound=[{"id": "floor", "where": {"programme": ["P2"]}, "at_least": "40"}])
    assert [each["programme"] for each in found.conflict_programmes()] == ["P2"]


def test_a_what_if_says_what_it_is_counted_from_and_which_rules_forbid_it():
    floor = {"id": "floor", "where": {"programme": ["P1"]}, "growth_at_least": "-5 %", "owner": "Assembly"}
    session = Session(plan([50.0] * 8, rule=[floor]))
    less = session.ask("ceiling=-10%")
    assert (less["counted_from"], less["base"], less["limit"]) == ("policy", 626, 564)
    past = session.ask("ceiling=last year -10%")
    assert (past["counted_from"], past["base"], past["limit"]) == ("last year", 696, 627)
    none = session.ask("ceiling=100")
    assert none["status"] == "infeasible"
    assert {row["rule"] for row in none["conflict"]} == {"ceiling", "floor"}
    assert session.ask("P1=150")["conflict"]


def test_a_what_if_of_the_ceiling_moves_the_rules_that_are_parts_of_it():
    part = {"id": "part", "where": {"programme": ["P1"]}, "of_ceiling_at_most": "25 %"}
    session = Session(plan([10.0, 90] + [10.0] * 6, rule=[part]))
    kept = session.plan.amounts[1]
    assert kept == 626 * 25 // 100
    moved = {each["programme"]: each["change"] for each in session.ask("ceiling=-10%")["changes"]}
    assert kept + moved["P1"] == 564 * 25 // 100


def test_a_what_if_with_more_money_may_give_it_all_to_one_that_no_request_limits():
    data = {"unit": "KRW", "ceiling": {"amount": "100"}, "may_exceed_request": True}
    data["value"] = {"criterion": [{"id": "merit", "file": "s", "weight": 1}]}
    found = allocate(parse(data), demand([50.0, 1], (100, 100)), "KRW", effort=EXACT)
    answer = Session(found).ask("ceiling=+50%")
    assert answer["changes"] == [{"programme": "P0", "change": 50}]
    assert answer["value"] == answer["bound"] == pytest.approx(75)
    assert found.rules()[0]["cost"] == pytest.approx(0.5)


def test_who_pays_for_a_restoration_is_whom_nothing_tells_apart_and_nobody_else():
    rule = [{"id": "floor", "each": "ministry", "growth_at_least": "-10 %"}]
    amounts = tuple(1000 * each for each in ASKED)
    two = demand([50.0] * 8, amounts)
    two.keys["ministry"] = ["M", "N"] * 4
    data = {
        "unit": "KRW",
        "ceiling": {"change": "-10 %"},
        "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]},
        "rule": rule,
    }
    depth = Depth(costs=False, samples=0, curve=False, restored=0, why=("P0", "P1"))
    found = allocate(parse(data), two, "KRW", effort=EXACT, depth=depth)
    for place in (0, 1):
        paid = dict(found.restorations[place].payers)
        assert {payer % 2 for payer in paid} == {place}
        parts = [change / found.amounts[payer] for payer, change in paid.items()]
        assert max(parts) - min(parts) < 0.001


def test_more_than_a_request_is_said():
    returns = {"criterion": [{"id": "merit", "file": "s", "weight": 1}], "returns": [{"up_to": "130 %", "worth": 1.0}]}
    depth = Depth(costs=False, samples=0, curve=False, restored=0, why=("P0",))
    found = plan([90.0] + [10.0] * 7, depth, value=returns, may_exceed_request=True, bound=[{"change_at_most": "30 %"}])
    assert found.restorations[0].words.en == "It has more than its request."


def test_what_is_worth_nothing_is_begun_as_far_as_least_sizes_fit():
    found = plan([50.0] * 4 + [0.0] * 4, choice=[{"viable": "80 %"}], ceiling={"change": "-20 %"})
    left = found.draft.ceiling - sum(found.amounts)
    ended = [place for place in range(4, 8) if not found.amounts[place]]
    assert ended
    assert all(left < 0.8 * ASKED[place] for place in ended)
    assert all(found.reasons[place].en.startswith("Ended: a tie") for place in ended)
    assert not breaches(found.problem, found.solution.amounts.tolist())
    assert not false_reasons(found, range(8))


def test_a_size_that_a_programme_cannot_go_below_is_no_tie():
    choice = [{"where": {"programme": ["P4"]}, "options": ["100 %", "80 %"], "may_end": False}]
    least = int(0.8 * ASKED[4])
    found = plan([50.0] * 4 + [0.0] * 4, choice=choice, ceiling={"amount": str(sum(ASKED[:4]) + least)})
    assert found.amounts[4:] == (least, 0, 0, 0)
    assert not any(reason.en.startswith("A tie") for reason in found.reasons[4:])
    assert not false_reasons(found, range(8))


def test_a_restoration_below_the_request_says_so():
    cap = [{"where": {"programme": ["P7"]}, "request_at_most": "80 %"}]
    depth = Depth(costs=False, samples=0, curve=False, restored=0, why=("P7", "P6"))
    found = plan([90.0, 80, 70, 60, 50, 40, 30, 20], depth, bound=cap, ceiling={"change": "-20 %"})
    assert "Giving it KRW 76, the most that its own rules allow, would" in found.restorations[7].words.en
    assert "자체 규칙상 최대인 76원을 주려면" in found.restorations[7].words.ko
    assert "the most that" not in found.restorations[6].words.en


def test_a_change_out_of_reach_is_seen_without_solving(monkeypatch):
    found = plan([50.0] * 4 + [0.0] * 4, choice=[{"viable": "50 %"}])
    session = Session(found)
    monkeypatch.setattr("crosscut.allocate.whatif.highs.run", lambda *_, **__: pytest.fail("solved"))
    kept = session.kept
    asked = sum(found.draft.demand.requested)
    assert kept.solve({0: (asked + 7, None)}).status == "infeasible"
    assert kept.solve({0: (None, 1)}, {0: (ASKED[0], ASKED[0])}).status == "infeasible"


def test_programmes_that_logic_speaks_of_share_too_and_stay_funded():
    found = plan([50.0] * 8, group=[{"at_least": 8}], choice=[{"where": {"programme": ["P2"]}, "viable": "95 %"}])
    parts = [amount / asked for amount, asked in zip(found.amounts, ASKED, strict=True)]
    assert found.amounts[2] == 11
    assert max(parts[:2] + parts[3:]) - min(parts[:2] + parts[3:]) < 0.03
    assert sum(found.amounts) == found.draft.ceiling
    assert all(reason.en.startswith("A tie: ") for reason in found.reasons if "rule" not in reason.en)
    assert not breaches(found.problem, found.solution.amounts.tolist())


def test_a_division_that_leaves_somebody_below_the_least_size_gives_that():
    parts = [TiePart(0, 100, 100, 100, 0, ()), TiePart(0, 100, 100, 100, 80, ()), TiePart(0, 10, 10, 10, 9, ())]
    assert _above_least(parts, 120) == [31, 80, 9]
    assert _above_least(parts, 88) is None
    assert _above_least(parts, 89) == [0, 80, 9]


def test_a_restoration_for_which_others_pay_more_than_it_takes_says_who_gets_the_rest():
    keys = {"ministry": ["M"] * 3, "committee": [""] * 3, "status": ["continuing"] * 3}
    asked = (6, 10, 4)
    three = Demand(("A", "B", "C"), ("A", "B", "C"), asked, asked, keys, {}, {"merit": [1.0, 2.0, 1.0]})
    data = {
        "unit": "KRW",
        "ceiling": {"amount": "10"},
        "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]},
        "choice": [{"where": {"programme": ["A", "B"]}, "options": ["100 %"]}],
    }
    depth = Depth(costs=False, samples=0, curve=False, restored=0, why=("A", "C"))
    found = allocate(parse(data), three, "KRW", effort=EXACT, depth=depth).restorations
    assert found[0].payers == ((1, -10),)
    assert found[0].words.en.endswith("most would come from B (-KRW 10), and others would get KRW 4 more in all.")
    assert found[0].words.ko.endswith("주로 부담할 사업: B (-10원). 다른 사업은 모두 4원 증액.")
    alike = replace(three, names=("X", "X", "C"))
    found = allocate(parse(data), alike, "KRW", effort=EXACT, depth=depth).restorations
    assert "most would come from X (B, -KRW 10), and" in found[0].words.en


def test_a_surplus_beyond_requests_is_divided_among_those_that_nothing_tells_apart():
    free = plan([50.0] * 8, ceiling={"change": "+40 %", "use": "all"}, may_exceed_request=True)
    assert sum(free.amounts) == free.draft.ceiling
    share = free.draft.ceiling / sum(ASKED)
    assert all(abs(amount - share * asked) < 1 for amount, asked in zip(free.amounts, ASKED, strict=True))
    assert all("divided in proportion" in reason.en for reason in free.reasons)


def test_what_is_beyond_the_last_of_returns_is_worth_nothing_and_divided():
    value = {"criterion": [{"id": "merit", "file": "s", "weight": 1}], "returns": [{"up_to": "120 %", "worth": 1.0}]}
    held = [{"where": {"programme": ["P0"]}, "change_at_most": "30 %"}]
    found = plan(
        [90.0] + [10.0] * 7,
        value=value,
        bound=held,
        ceiling={"change": "+90 %", "use": "all"},
        may_exceed_request=True,
    )
    assert sum(found.amounts) == found.draft.ceiling
    assert 1.2 * ASKED[0] <= found.amounts[0] <= 1.3 * ASKED[0]
    share = sum(found.amounts[1:]) / sum(ASKED[1:])
    assert all(abs(amount - share * asked) < 2 for amount, asked in zip(found.amounts[1:], ASKED[1:], strict=True))
    assert not false_reasons(found, range(8))


def test_what_a_floor_over_sizes_holds_is_no_tie_with_those_outside_it():
    asking = demand([10.0, 10, 10, 29, 29], (100,) * 5)
    asking.keys["ministry"] = ["M", "N", "N", "N", "N"]
    data = {
        "unit": "KRW",
        "ceiling": {"amount": "250", "use": "all"},
        "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]},
        "choice": [{"where": {"ministry": ["M"]}, "options": ["100 %"]}],
        "rule": [{"id": "floor", "where": {"ministry": "M"}, "at_least": "95"}],
    }
    found = allocate(parse(data), asking, "KRW", effort=EXACT, depth=Depth.plan_only())
    assert found.amounts == (100, 0, 0, 75, 75)
    assert not any("tie" in reason.en for reason in found.reasons[1:3])
    assert all("divided in proportion" in reason.en for reason in found.reasons[3:])


@pytest.mark.parametrize(("floor", "amounts"), [("90", (99, 91, 90)), ("120", (120, 80, 80))])
def test_whom_a_floor_brings_near_its_request_or_beyond_gets_no_surplus_while_others_lack(floor, amounts):
    data = {"unit": "KRW", "ceiling": {"amount": "280", "use": "all"}, "may_exceed_request": True}
    bound = [{"where": {"programme": ["P0"]}, "at_least": floor}]
    found = allocate(parse(data | {"bound": bound}), demand([], (100,) * 3), "KRW", effort=EXACT)
    assert found.amounts == amounts
    assert all("is divided in proportion" in reason.en for reason in found.reasons[1:])
    assert ("more than the request; what is left under the ceiling goes to requests first" in found.reasons[0].en) == (
        amounts[0] > 100
    )


def test_beyond_requests_a_surplus_raises_all_alike_as_far_as_each_may():
    data = {"unit": "KRW", "ceiling": {"amount": "1310", "use": "all"}, "may_exceed_request": True}
    bound = [{"where": {"programme": ["P2"]}, "at_most": "105"}]
    found = allocate(parse(data | {"bound": bound}), demand([], (100, 1000, 100)), "KRW", effort=EXACT)
    assert found.amounts == (110, 1095, 105)
    assert "first to what lacks of requests, then to requests" in found.reasons[0].en
    assert "먼저 요구액에 못 미치는 금액에, 다음으로 요구액에 비례 배분" in found.reasons[0].ko


def test_a_surplus_counts_a_request_once_however_many_returns_it_goes_through():
    value = {"criterion": [{"id": "merit", "file": "s", "weight": 1}]}
    returns = [{"up_to": "50 %", "worth": 1.3}, {"up_to": "150 %", "worth": 0.5}]
    data = {"unit": "KRW", "ceiling": {"amount": "600"}, "may_exceed_request": True, "value": value}
    data["value"] = value | {"returns": returns}
    found = allocate(parse(data), demand([80.0, 0, 0], (200, 100, 100)), "KRW", effort=EXACT)
    assert found.amounts == (350, 125, 125)


def test_where_returns_end_within_a_unit_what_is_left_is_divided_and_worth_what_the_policy_says():
    value = {"criterion": [{"id": "merit", "file": "s", "weight": 1}]}
    value["returns"] = [{"up_to": "50 %", "worth": 1.3}, {"up_to": "100 %", "worth": 0.7}]
    data = {"unit": "KRW", "ceiling": {"amount": "25"}, "value": value}
    found = allocate(parse(data), demand([50.0] * 3, (7, 11, 15)), "KRW", effort=EXACT)
    assert found.amounts == (6, 8, 11)
    assert all("is divided in proportion" in reason.en for reason in found.reasons)
    assert found.solution.value == pytest.approx((16.5 * 1.3 + 8.5 * 0.7) / 2)


def test_steps_are_taken_in_the_exact_order_of_parts_however_large_amounts_are():
    large = 9 * 10**17
    parts = [TiePart(0, large + 1, 0, 1, 0, (0, large, large + 1)), TiePart(0, large, 0, 1, 0, (0, large - 1, large))]
    assert _stepped(parts, 2 * large - 1) == [large, large - 1]


@pytest.mark.parametrize(("ceiling", "amounts"), [("1310", (110, 1095, 105)), ("1200", (100, 1000, 100))])
def test_the_most_that_a_rule_allows_is_named_above_the_request_too(ceiling: str, amounts: tuple[int, ...]):
    data = {"unit": "KRW", "ceiling": {"amount": ceiling, "use": "all"}, "may_exceed_request": True}
    bound = [{"name": "Cap", "where": {"programme": ["P2"]}, "at_most": str(amounts[2])}]
    found = allocate(parse(data | {"bound": bound}), demand([], (100, 1000, 100)), "KRW", effort=EXACT)
    assert found.amounts == amounts
    more = (
        ("More than the request", "요구액보다 많이 반영")
        if amounts[2] > 100
        else ("The request in full", "요구액 전액 반영")
    )
    assert found.reasons[2].en == f"{more[0]}, as much as a rule allows: Cap."
    assert found.reasons[2].ko == f"{more[1]}, 규칙이 허용하는 최대: Cap."


def test_the_least_that_a_rule_asks_for_above_the_request_is_named():
    data = {"unit": "KRW", "ceiling": {"amount": "150"}, "may_exceed_request": True}
    data["value"] = {"criterion": [{"id": "merit", "file": "s", "weight": 1}]}
    bound = [{"name": "Floor", "where": {"programme": ["P1"]}, "at_least": "120", "at_most": "140"}]
    found = allocate(parse(data | {"bound": bound}), demand([50.0, 10], (100, 100)), "KRW", effort=EXACT)
    assert found.amounts == (30, 120)
    assert found.reasons[1].en.startswith("Given the least that a rule allows (Floor): ")


def test_what_a_cap_above_the_request_leaves_open_is_not_said_to_stand_at_the_margin():
    data = {"unit": "KRW", "ceiling": {"amount": "1150"}, "may_exceed_request": True}
    data["value"] = {
        "criterion": [{"id": "merit", "file": "s", "weight": 1}],
        "returns": [{"up_to": "100 %", "worth": 1}],
    }
    bound = [{"name": "Cap", "where": {"programme": ["P2"]}, "at_most": "150"}]
    found = allocate(parse(data | {"bound": bound}), demand([50.0, 10, 90], (100, 1000, 100)), "KRW", effort=EXACT)
    assert found.amounts == (100, 950, 100)
    assert found.reasons[2].en == "The request in full: worth more for the same money than what was cut."


def test_nobody_ends_where_the_least_sizes_of_all_fit_at_the_same_value():
    choice = [{"where": {"programme": ["P4"]}, "viable": "95 %"}, {"where": {"programme": ["P7"]}, "viable": "30 %"}]
    found = plan([50.0] * 4 + [10.0] * 4, choice=choice, ceiling={"change": "-20 %", "use": "all"})
    assert sum(found.amounts) == found.draft.ceiling
    assert found.amounts[4] == 74
    parts = [amount / asked for amount, asked in zip(found.amounts[5:], ASKED[5:], strict=True)]
    assert max(parts) - min(parts) < 0.03
    assert "nobody has less than the least that a rule allows" in found.reasons[4].en
    assert all(reason.en.startswith("A tie: ") for reason in found.reasons[4:])
    assert not false_reasons(found, range(8))


def test_where_least_sizes_do_not_fit_the_fewest_end_and_that_is_said():
    found = plan([50.0] * 4 + [10.0] * 4, choice=[{"viable": "90 %"}], ceiling={"amount": "476", "use": "all"})
    assert [place for place, amount in enumerate(found.amounts) if not amount] == [5, 7]
    assert sum(found.amounts) == 476
    ended = "Ended: a tie with 3 other programmes worth as much for the same money; what is left is too little for"
    assert all(found.reasons[place].en.startswith(ended) for place in (5, 7))
    assert not false_reasons(found, range(8))


def test_those_beside_programmes_with_options_share_too():
    choice = [{"where": {"programme": ["P7"]}, "options": ["100 %", "60 %"]}]
    found = plan([50.0] * 4 + [10.0] * 4, choice=choice, ceiling={"change": "-15 %", "use": "all"})
    assert found.amounts[7] == 57
    assert sum(found.amounts) == found.draft.ceiling
    parts = [amount / asked for amount, asked in zip(found.amounts[4:7], ASKED[4:7], strict=True)]
    assert max(parts) - min(parts) < 0.03
    assert not false_reasons(found, range(8))


def test_whom_a_rule_allows_less_than_the_request_shares_as_the_others_up_to_that():
    held = [{"where": {"programme": ["P4"]}, "request_at_most": "80 %"}]
    found = plan([50.0] * 4 + [10.0] * 4, bound=held, ceiling={"change": "-20 %", "use": "all"})
    parts = [amount / asked for amount, asked in zip(found.amounts[4:], ASKED[4:], strict=True)]
    assert max(parts) - min(parts) < 0.03
    held[0]["request_at_most"] = "40 %"
    found = plan([50.0] * 4 + [10.0] * 4, bound=held, ceiling={"change": "-20 %", "use": "all"})
    assert found.amounts[4] == int(0.4 * ASKED[4])
    parts = [amount / asked for amount, asked in zip(found.amounts[5:], ASKED[5:], strict=True)]
    assert max(parts) - min(parts) < 0.03
    assert sum(found.amounts) == found.draft.ceiling
    assert not false_reasons(found, range(8))


def test_who_has_all_of_a_tie_whose_steps_leave_money_is_said_to_be_tied():
    steps = {"options": ["100 %", "80 %", "60 %"]}
    found = plan([0.0] * 8, ceiling={"change": "-15 %"}, choice=[steps])
    full = [at for at, amount in enumerate(found.amounts) if amount == ASKED[at]]
    assert full
    assert len(full) < len(ASKED)
    assert all("a tie with 7 other" in found.reasons[at].en for at in range(len(ASKED)))
