"""Several years at once: commitments carry forward, every ceiling holds, and brute force agrees."""

import random
from dataclasses import replace
from itertools import pairwise, product

import pytest

from crosscut.allocate import Demand, Effort, chained_years
from crosscut.allocate.demand import Contracts
from crosscut.allocate.horizon import Years, plan_years
from crosscut.allocate.later_limits import held_by_later_years
from crosscut.allocate.policy import parse
from crosscut.allocate.solve import solve
from crosscut.allocate.verify import breaches
from crosscut.errors import CrosscutError
from tests.allocate.random_policies import false_reasons


def demand() -> Demand:
    keys = {"ministry": ["M", "M"], "committee": ["", ""], "status": ["continuing"] * 2}
    return Demand(("A", "B"), ("A", "B"), (6, 6), (6, 6), keys, {}, {"merit": [2.0, 1.0]})


def policy(carry: str):
    return parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": "8"},
            "later": [{"year": "2027", "amount": "4", "carry": carry}],
            "value": {"criterion": [{"id": "merit", "file": "s.csv", "weight": 1}]},
            "choice": [{"viable": "50 %"}],
        }
    )


@pytest.mark.parametrize(("carry", "part"), [("0 %", 0.0), ("50 %", 0.5), ("100 %", 1.0)])
def test_years_agree_with_every_pair_of_plans(carry: str, part: float):
    found = plan_years(policy(carry), demand(), "KRW", Effort(gap=1e-9))
    amounts = [0, 3, 4, 5, 6]
    best = max(
        (2 * a + b + 2 * c + d) / 100
        for a, b, c, d in product(amounts, repeat=4)
        if a + b <= 8 and c + d <= 4 and c >= part * a and d >= part * b
    )
    assert found.solution.value == pytest.approx(best)
    (first, second) = found.amounts
    assert all(later >= part * now for now, later in zip(first, second, strict=True))
    assert sum(second) <= 4


def test_growth_is_measured_against_the_last_year_known_in_every_year_and_the_answer_says_so():
    growing = parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": "12"},
            "later": [{"year": "2027", "amount": "12", "carry": "0 %"}],
            "value": {"criterion": [{"id": "merit", "file": "s.csv", "weight": 1}]},
            "rule": [{"where": {"programme": ["B"]}, "growth_at_most": "-50 %"}],
        }
    )
    found = plan_years(growing, demand(), "KRW", Effort(gap=1e-9))
    assert [amounts[1] for amounts in found.amounts] == [3, 3]
    assert found.to_json()["growth"] == "Growth and change are measured against the last year known, in every year."


def chained() -> Years:
    """Twelve programmes over three years, each of which keeps 60 % of the one before."""
    size = range(12)
    ids = tuple(f"P{place:02}" for place in size)
    asked = tuple(1000 + 37 * place for place in size)
    keys = {"ministry": ["M", "N"] * 6, "committee": [""] * 12, "status": ["continuing"] * 12}
    scores = {"merit": [float((7 * place) % 5) for place in size]}
    later = [{"year": year, "change": "-20 %", "carry": "60 %"} for year in (2027, 2028)]
    plans = parse(
        {
            "unit": "KRW",
            "ceiling": {"change": "-10 %", "use": "all"},
            "later": later,
            "value": {"criterion": [{"id": "merit", "file": "s.csv", "weight": 1}]},
            "rule": [{"id": "floor", "each": "ministry", "growth_at_least": "-25 %"}],
        }
    )
    return plan_years(plans, Demand(ids, ids, asked, asked, keys, {}, scores), "KRW", Effort(gap=1e-9))


def test_every_year_has_reasons_and_rules_that_its_own_problem_bears_out():
    found = chained()
    assert found.names == ("year 1", "2027", "2028")
    for year, plan in enumerate(found.plans):
        assert plan.amounts == found.amounts[year]
        assert not breaches(plan.problem, plan.solution.amounts.tolist())
        best = solve(plan.problem, Effort(gap=1e-9))
        assert best.value == pytest.approx(plan.solution.value, rel=1e-6)
    told = found.to_json()
    assert all(row["reason"] and row["reason_ko"] for year in told["years"] for row in year["plan"])
    assert {row["rule"] for row in told["years"][1]["rules"]} >= {"ceiling", "floor:M", "kept", "left"}
    assert "hold while the other years stay" in told["reasons"]
    kept = [-(-3 * amount // 5) for amount in found.amounts[0]]
    held = [place for place, amount in enumerate(found.amounts[1]) if amount == kept[place]]
    assert held
    assert any("Kept of year 1" in found.plans[1].reasons[place].en for place in held), [
        found.plans[1].reasons[place].en for place in held
    ]


def test_ties_of_each_year_are_divided_and_keep_every_rule_over_years():
    found = chained()
    shared = [plan for plan in found.plans if any("A tie" in reason.en for reason in plan.reasons)]
    assert shared
    for now, later in pairwise(found.amounts):
        assert all(5 * after >= 3 * before for before, after in zip(now, later, strict=True))


def test_what_a_later_year_limits_is_told_by_the_rules_of_that_year_and_not_by_its_own_amount_again():
    found, told = chained(), 0
    for year, plan in enumerate(found.plans):
        for reason in plan.reasons:
            if "can keep 60 % of" not in reason.en:
                continue
            *_, said = reason.en.split(". In ")
            named = next(later for later in range(year + 1, 3) if said.startswith(found.names[later]))
            under = next(each for each in found.plans[named].standings if each.rule == 0)
            assert said == f"{found.names[named]} nothing more is left for it under the ceiling."
            assert under.binding
            assert f"{found.names[named]}년에는 총액 한도 아래에서" in reason.ko
            told += 1
    assert told


def test_what_its_own_rules_alone_hold_in_a_later_year_is_told_so():
    data = {
        "unit": "KRW",
        "ceiling": {"amount": "12"},
        "later": [{"year": "2027", "amount": "12", "carry": "100 %"}],
        "bound": [{"where": {"programme": ["A"]}, "at_most": "4"}],
    }
    years = plan_years(parse(data), demand(), "KRW", Effort(gap=1e-9))
    now, later = years.plans
    (own,) = (place for place, rule in enumerate(now.draft.rules) if rule.kind == "bound" and rule.id != "left")
    (first, _) = held_by_later_years((now, later), years.names, (own, None))
    assert first.reasons[0].en.endswith("In 2027 it has the most that its own rules allow.")
    assert first.reasons[0].ko.endswith("2027년에는 자체 규칙이 허용하는 최대 금액임.")


def test_a_rule_that_is_called_as_what_a_later_year_leaves_is_not_taken_for_it():
    data = {
        "unit": "KRW",
        "ceiling": {"amount": "12"},
        "later": [{"year": "2027", "amount": "12", "carry": "50 %"}],
        "bound": [{"where": {"programme": ["A"]}, "at_most": "4", "name": {"en": "What 2027 can keep 50 % of"}}],
    }
    (now, _) = plan_years(parse(data), demand(), "KRW", Effort(gap=1e-9)).plans
    assert now.reasons[0].en == "As much as a rule allows: What 2027 can keep 50 % of."


@pytest.mark.parametrize("seed", range(4))
def test_no_year_depends_on_the_order_in_which_programmes_are_named(seed: int):
    rng = random.Random(seed)
    asked, merit, ministries = (
        [rng.choice(drawn) for _ in range(7)] for drawn in ((100, 100, 120, 60), (1.0, 1.0, 2.0), "MN")
    )
    stated = parse(
        {
            "unit": "KRW",
            "ceiling": {"change": "-20 %"},
            "later": [{"year": 2027, "change": "-30 %", "carry": "60 %"}],
            "value": {"criterion": [{"id": "merit", "file": "s.csv", "weight": 1}]},
            "choice": [{"viable": "50 %"}],
        }
    )
    given = []
    for order in (range(7), random.Random(seed).sample(range(7), 7)):
        ids = tuple(f"P{place}" for place in order)
        amounts = tuple(asked[place] for place in order)
        keys = {"ministry": [ministries[place] for place in order], "committee": [""] * 7}
        scores = {"merit": [merit[place] for place in order]}
        named = Demand(ids, ids, amounts, amounts, {**keys, "status": ["continuing"] * 7}, {}, scores)
        found = plan_years(stated, named, "KRW", Effort(gap=1e-9))
        given.append([dict(zip(ids, year, strict=True)) for year in found.amounts])
    assert given[0] == given[1]


def test_why_says_the_reason_and_what_restoring_takes_in_every_year():
    said = chained().why("P03")
    assert [words.en.split(":")[0] for words in said] == ["year 1", "2027", "2028"]
    assert all("gets KRW" in words.en and len(words.en) > 60 for words in said)


def test_rules_of_a_later_year_name_the_year_that_they_count_from():
    stated = parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": "12"},
            "later": [{"year": "2027", "amount": "12"}, {"year": "2028", "amount": "12"}],
            "rule": [{"where": {"programme": ["B"]}, "growth_at_most": "-50 %"}],
            "bound": [
                {"id": "range", "change_at_least": "-30 %", "change_at_most": "30 %"},
                {"id": "kept", "where": {"programme": ["A"]}, "keep": True, "change_at_most": "0 %"},
            ],
        }
    )
    found = plan_years(stated, replace(demand(), year=2026, year_before=2025), "KRW")
    first, *later = ([(rule.text.en, rule.text.ko) for rule in draft.rules] for draft in found.drafts)
    assert any("-50 % on last year" in english and "전년 대비 -50 %" in korean for english, korean in first)
    for rules in later:
        english, korean = ("; ".join(texts) for texts in zip(*rules, strict=True))
        assert "last year" not in english
        assert "전년" not in korean
        assert "-50 % on 2025" in english
        assert "no more than 30 % below 2025 and no more than 30 % above 2025" in english
        assert "2025년 대비 30 % 이내 감액, 2025년 대비 30 % 이내 증액" in korean
        assert "no more than 2025's amount and at least 2025's amount" in english
        assert "2025년 금액 이상 유지" in korean
    reasons = [(plan.reasons[0].en, plan.reasons[0].ko) for plan in found.plans[1:]]
    assert all("last year" not in english and "전년" not in korean for english, korean in reasons), reasons


def three_years() -> Years:
    """Forty programmes of three scores over three years, each year a little tighter."""
    rng, count = random.Random(0), 40
    asked = tuple(rng.randrange(200, 9000) for _ in range(count))
    ids = tuple(f"P{place}" for place in range(count))
    keys = {
        "ministry": ["M" if place % 3 else "N" for place in range(count)],
        "committee": [""] * count,
        "status": ["continuing"] * count,
    }
    scores = {"merit": [float(rng.choice([20, 50, 80])) for _ in ids]}
    stated = parse(
        {
            "unit": "KRW",
            "ceiling": {"change": "-3 %"},
            "value": {"criterion": [{"id": "merit", "file": "s", "weight": 1}]},
            "rule": [{"id": "floor", "each": "ministry", "growth_at_least": "-25 %"}],
            "choice": [{"id": "half", "name": "Half or nothing", "viable": "50 %"}],
            "later": [
                {"year": "2027", "change": "-4 %", "carry": "60 %"},
                {"year": "2028", "change": "-14 %", "carry": "60 %"},
            ],
        }
    )
    return plan_years(stated, Demand(ids, ids, asked, asked, keys, {}, scores, year=2026), "KRW")


def test_no_year_leaves_money_that_somebody_may_have_and_ties_are_divided_in_every_year():
    found = three_years()
    assert [sum(amounts) for amounts in found.amounts] == list(found.ceilings)
    for plan in found.plans:
        tied = [place for place, reason in enumerate(plan.reasons) if reason.en.startswith("A tie")]
        parts = [plan.amounts[place] / found.demand.requested[place] for place in tied]
        assert len(parts) > 1
        assert max(parts) - min(parts) < 0.01
        assert not false_reasons(plan, range(0, 40, 7))
    assert found.solution.value == pytest.approx(sum(plan.solution.value for plan in found.plans))


def test_the_rule_that_is_told_for_a_least_amount_is_the_one_that_sets_it():
    found = three_years()
    for plan in found.plans:
        for place, reason in enumerate(plan.reasons):
            half = -(-found.demand.requested[place] // 2)
            if "Kept of" in reason.en and reason.en.startswith(("Cut as far", "Given the least")):
                assert plan.amounts[place] > half
            if "Half or nothing" in reason.en and plan.amounts[place]:
                assert plan.amounts[place] == half


def offering(carry: str, later: str, now: str = "8"):
    stated = policy(carry).model_dump(exclude_defaults=True)
    stated["choice"] = [{"options": ["100 %", "50 %"]}]
    years = {"ceiling": {"amount": now}, "later": [{"year": "2027", "amount": later, "carry": carry}]}
    return parse(stated | years)


def without_the_one_problem(monkeypatch):
    alone = chained_years.verified

    def verified(problem, *rest):
        if problem.size > 2:
            raise CrosscutError("no plan within 60 seconds", code="out-of-time")
        return alone(problem, *rest)

    monkeypatch.setattr(chained_years, "verified", verified)


@pytest.mark.parametrize(
    ("now", "later", "status", "amounts"),
    [("8", "9", "optimal", ((6, 0), (6, 3))), ("9", "6", "feasible", ((6, 3), (3, 3)))],
)
def test_years_one_after_another_are_proved_or_at_least_a_plan(monkeypatch, now, later, status, amounts):
    without_the_one_problem(monkeypatch)
    found = plan_years(offering("50 %", later, now), demand(), "KRW", Effort(gap=1e-9))
    assert (found.solution.status, found.amounts) == (status, amounts)
    assert found.solution.bound == pytest.approx(0.27)


def test_where_no_years_one_after_another_are_found_that_there_is_no_plan_in_time_is_said(monkeypatch):
    without_the_one_problem(monkeypatch)
    with pytest.raises(CrosscutError, match="within 60 seconds"):
        plan_years(offering("100 %", "3"), demand(), "KRW", Effort(gap=1e-9))


ENDING = {
    "unit": "KRW",
    "ceiling": {"amount": "12"},
    "later": [{"year": "2027", "amount": "10", "carry": "80 %"}, {"year": "2028", "amount": "6", "carry": "50 %"}],
    "value": {"criterion": [{"id": "merit", "file": "s.csv", "weight": 1}]},
    "bound": [{"change_at_least": "-50 %"}],
    "prerequisite": [{"programme": "B", "needs": ["A"]}],
}


def ending(**more: object) -> Years:
    """A, which ends in 2026, and B, which goes on and needs A while that lasts."""
    asked = replace(demand(), year=2026, year_before=2025, ends=(2026, 0), **more)
    return plan_years(parse(ENDING), asked, "KRW", Effort(gap=1e-9))


def test_a_programme_that_ends_before_a_later_year_has_nothing_in_it_and_binds_nothing():
    found = ending()
    assert found.amounts == ((6, 6), (0, 6), (0, 6))
    assert [(row["bound"], row["ended"], row["ended_amount"]) for row in found.binds()] == [(5, 1, 6), (3, 1, 6)]
    told = found.plans[1]
    assert (told.reasons[0].en, told.reasons[0].ko) == (
        "Ends before 2027: its last year is 2026.",
        "2027년 전에 종료: 마지막 해가 2026년.",
    )
    assert "in full" in found.plans[0].reasons[0].en
    assert found.why("A")[1].en.endswith("It ends before 2027.")


def test_a_programme_that_a_contract_binds_after_its_end_is_planned_on_in_that_year():
    found = ending(contracts=Contracts({"contracts.csv": {("A", 2027): 3}}))
    assert [amounts[0] > 0 for amounts in found.amounts] == [True, True, False]
    assert [row["ended"] for row in found.binds()] == [0, 1]


def test_what_ends_is_left_out_whatever_order_programmes_are_named_in():
    keys = {"ministry": ["M", "M"], "committee": ["", ""], "status": ["continuing"] * 2}
    turned = Demand(("B", "A"), ("B", "A"), (6, 6), (6, 6), keys, {}, {"merit": [1.0, 2.0]}, year=2026, ends=(0, 2026))
    assert plan_years(parse(ENDING), turned, "KRW", Effort(gap=1e-9)).amounts == ((6, 6), (6, 0), (6, 0))


def test_rules_of_a_later_year_that_count_from_requests_name_the_year_of_these():
    stated = parse(
        {
            "unit": "KRW",
            "ceiling": {"change": "0 %"},
            "previous": {"source": "request"},
            "later": [{"year": "2027", "change": "-12 %"}],
            "bound": [{"change_at_least": "-30 %"}],
        }
    )
    later = plan_years(stated, replace(demand(), year=2026), "KRW").drafts[1]
    assert "-12 % on the 2026 request" in later.rules[0].text.en
    assert "2026년 요구 대비 -12 %" in later.rules[0].text.ko
    assert "no more than 30 % below the 2026 request" in later.rules[1].text.en


def test_a_later_year_that_keeps_nothing_of_the_one_before_says_nothing_of_that():
    stated = parse({"unit": "KRW", "ceiling": {"amount": "12"}, "later": [{"year": "2027", "amount": "10"}]})
    found = plan_years(stated, replace(demand(), year=2026), "KRW")
    (words,) = found.bound_words()
    assert words.en == "2027: nothing of KRW 10 is bound before anything is decided."
    assert "유지" not in words.ko


def test_what_is_asked_for_in_a_later_year_is_as_inexact_as_those_that_still_ask():
    off = {0: (1, 2), 1: (0, 1)}
    found = ending(requested_off=off)
    assert [each.demand.requested_span for each in found.drafts] == [(11, 15), (6, 7), (6, 7)]
    assert ending(requested_off={0: (1, 2)}).drafts[1].demand.requested_span is None
