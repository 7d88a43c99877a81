"""Each rule: what it needs, what passes it, what fails it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from crosscut.findings import Finding, Phrase, Place, Severity
from crosscut.review import ReviewDemand, all_rules
from crosscut.review.dispositions import disposed, with_parts
from crosscut.review.model import Raised
from crosscut.text import Text
from tests.review.conftest import Run
from tests.review.material import MILLION, asked, demand

Found = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """A demand in which ``bad`` fails a rule and ``good`` passes it; what the finding of ``bad`` says."""

    demand: ReviewDemand
    value: int | None
    expected: int | None
    at_stake: int
    says: tuple[str, ...] = ()
    policy: str = ""
    lacking: dict[str, Any] = field(default_factory=dict)


def facts(bad: dict[str, Any], good: dict[str, Any], *amounts: int, **more: Any) -> ReviewDemand:
    own = asked(*(amounts or (100,)))
    return demand({"bad": own, "good": own}, facts={"bad": bad, "good": good}, **more)


NOTHING = demand({"a": {(2026, "requested"): 100}})


CASES = {
    "surge": Case(
        demand(
            {"bad": asked(200, 110, 105, 100), "good": asked(120, 110, 105, 100)},
            about={"bad": {"name": "감염병 대응"}},
        ),
        200,
        115,
        85,
        ("infectious disease", "KRW 0.00011 million"),
    ),
    "low-execution": Case(
        demand({"bad": asked(90, 100, executed={2025: 60}), "good": asked(90, 100, executed={2025: 70})}),
        60,
        100,
        40,
        ("in 2025, less than 70 %",),
    ),
    "low-execution-years": Case(
        demand(
            {
                "bad": asked(90, 100, 100, executed={2025: 75, 2024: 20}),
                "good": asked(90, 100, 100, executed={2025: 80, 2024: 60}),
            }
        ),
        95,
        200,
        52,
        ("2 years",),
    ),
    "carried-over": Case(facts({"carried_over": 30}, {"carried_over": 19}, 100, 100), 30, 100, 30),
    "year-end-rush": Case(facts({"q4": 60_000}, {"q4": 49_999}, 100, 100), 100, None, 35, ("60.0 %",)),
    "impossible-share": Case(facts({"q4": 590_000}, {"q4": 100_000}), None, None, 0, ("590.0 % of the year's",)),
    "poor-grade": Case(facts({"grade": "미흡"}, {"grade": "보통"}), 100, None, 10, ("미흡", "10 %")),
    "bottom-ranked": Case(
        demand(
            {name: asked(100) for name in ("bad", "good", "c", "d", "e")},
            facts={
                name: {"score": score}
                for name, score in zip(("bad", "good", "c", "d", "e"), (50, 60, 70, 80, 90), strict=True)
            },
        ),
        100,
        None,
        10,
    ),
    "subsidy-like": Case(
        demand(
            {"bad": asked(100), "good": asked(100)}, about={"bad": {"name": "기술바우처"}, "good": {"name": "원천연구"}}
        ),
        100,
        None,
        100,
    ),
    "ended": Case(
        demand({"bad": asked(100), "good": asked(100)}, about={"bad": {"end": 2025}, "good": {"end": 2026}}),
        100,
        0,
        100,
        ("2025",),
    ),
    "no-feasibility": Case(
        facts(
            {"total_cost": 60_000 * MILLION, "feasibility": "미실시"},
            {"total_cost": 60_000 * MILLION, "feasibility": "통과"},
            about={"bad": {"start": 2026}, "good": {"start": 2026}},
        ),
        60_000 * MILLION,
        50_000 * MILLION,
        100,
    ),
    "cost-overrun": Case(
        facts({"total_cost": 130, "total_cost_plan": 100}, {"total_cost": 120, "total_cost_plan": 100}), 130, 100, 30
    ),
    "above-midterm": Case(facts({"midterm": 90}, {"midterm": 91}), 100, 90, 10),
    "slip": Case(demand({"bad": asked(1000, 100), "good": asked(1001, 100)}), 1000, 100, 900),
    "missing-name": Case(demand({"bad": asked(100), "good": asked(100)}, about={"bad": {"name": " "}}), 100, None, 100),
    "missing-text": Case(
        demand({"bad": asked(100), "good": asked(100)}, about={"bad": {"text": "없음"}, "good": {"text": "목적" * 20}}),
        100,
        None,
        100,
    ),
    "flagship-without-amount": Case(
        demand(
            {"bad": {(2025, "confirmed"): 5}, "good": asked(100)},
            about={"bad": {"name": "K-플래그십 사업"}, "good": {"name": "플래그십 사업"}},
        ),
        0,
        None,
        0,
    ),
    "under-attributed": Case(
        demand({"bad": asked(100), "good": asked(100)}, tags={"bad": {"ai": 40}, "good": {"ai": 95}}), 40, 100, 60
    ),
}


RESTATED = {rule.id for rule in all_rules() if rule.restates}


def test_every_rule_has_a_case() -> None:
    assert {rule.id for rule in all_rules()} == set(CASES) | RESTATED


@pytest.mark.parametrize(
    ("known", "at_stake", "english", "korean"),
    [
        ({"q4": 60_000}, 42, "of KRW 0.00012 million, 60.0 % was spent in the last quarter.", "4분기에 60.0%를 집행했"),
        ({"december": 40_000}, 38, "of KRW 0.00012 million, 40.0 % was spent in December.", "가운데 12월에 40.0%를"),
        (
            {"q4": 60_000, "december": 40_000},
            42,
            "60.0 % was spent in the last quarter and 40.0 % in December.",
            "4분기에 60.0%, 12월에 40.0%를",
        ),
    ],
)
def test_a_rush_is_told_by_what_is_known_of_it(
    known: dict[str, int], at_stake: int, english: str, korean: str, run: Run
) -> None:
    found = run(demand({"a": asked(120, 120)}, facts={"a": known}))
    (raised,) = (each for each in found.findings if each.finding.rule == "year-end-rush")
    assert raised.at_stake == at_stake
    assert english in raised.finding.message.en
    assert korean in raised.finding.message.ko


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"q4": 590_000}, "590.0 % of the year's spending in the last quarter cannot be."),
        ({"december": -1_500}, "−1.5 % of the year's spending in December cannot be."),
        (
            {"q4": 60_000, "december": 61_000},
            "60.0 % of the year's spending in the last quarter and 61.0 % in December",
        ),
    ],
)
def test_a_share_that_cannot_be_is_a_finding_of_its_own_and_no_rush(known: dict[str, int], said: str, run: Run) -> None:
    found = run(demand({"a": asked(100, 100)}, facts={"a": known}))
    told = {each.finding.rule: each.finding.message.en for each in found.findings}
    assert said in told["impossible-share"]
    assert "year-end-rush" not in told


@pytest.mark.parametrize("rule", sorted(CASES))
def test_fails_with_amounts_rows_and_a_sentence_in_two_languages(rule: str, found: Found) -> None:
    case = CASES[rule]
    raised = found(rule, case.demand)["bad"]
    finding = raised.finding
    assert (finding.value, finding.expected, raised.at_stake) == (case.value, case.expected, case.at_stake)
    if case.expected is not None:
        assert finding.difference == case.value - case.expected
    known = set(case.demand.lines["line"].to_pylist())
    assert set(finding.rows) <= known
    assert finding.rows or rule == "flagship-without-amount"
    assert finding.place.file == "p.csv"
    assert all(word in finding.message.en for word in case.says), finding.message.en
    assert finding.message.ko
    assert "{" not in finding.message.en + finding.message.ko


@pytest.mark.parametrize("rule", sorted(CASES))
def test_passes(rule: str, found: Found) -> None:
    assert "good" not in found(rule, CASES[rule].demand)


@pytest.mark.parametrize("rule", [rule.id for rule in all_rules() if rule.needs])
def test_without_its_columns_it_says_so_once_and_finds_nothing(rule: str, run: Run) -> None:
    review = run(NOTHING)
    assert [each.rule for each in review.not_run].count(rule) == 1
    assert all(each.needs for each in review.not_run)
    assert all(each.finding.rule != rule for each in review.findings)


def test_restated_rules_carry_the_checks_findings_with_money_at_stake(run: Run) -> None:
    tables = demand({"a": asked(100)}, parts={"a": [60, 30]}, tags={"a": {"ai": 120}})
    line, tag = tables.lines["line"][0].as_py(), tables.tags["tag"][0].as_py()
    said = (
        Finding(
            "subprogramme-sum",
            Severity.WARNING,
            Text("m", "ㅁ"),
            programme="a",
            value=90,
            expected=100,
            difference=-10,
            rows=(line,),
        ),
        Finding(
            "over-tagged",
            Severity.WARNING,
            Text("m", "ㅁ"),
            programme="a",
            value=120,
            expected=100,
            difference=20,
            rows=(line, tag),
        ),
        Finding(
            "over-tagged",
            Severity.WARNING,
            Text("old", "ㅁ"),
            programme="a",
            difference=20,
            rows=("a line of another year",),
        ),
    )
    review = run(replace(tables, findings=said))
    stakes = {each.finding.rule: each.at_stake for each in review.findings}
    assert stakes == {"parts-against-whole": 10, "over-tagged": 20}


def test_restated_findings_name_programmes_and_areas(run: Run) -> None:
    named = {"a": {"name": "뇌 과학", "name_en": "Brain"}}
    tables = demand({"a": asked(100)}, about=named, parts={"a": [60, 40]}, tags={"a": {"ai": 120}})
    line = tables.lines["line"][0].as_py()
    said = Phrase.of(Text("{programme}, {area}: 120.", "{programme}, {area}: 120."), programme="a", area="ai")
    whole = Phrase.of(Text("{programme}: 120.", "{programme}: 120."), programme="a")
    found = [
        Finding(rule, Severity.WARNING, each.text, programme="a", difference=20, rows=(line,), phrase=each)
        for rule, each in (("tag-roll-up", said), ("over-tagged", whole))
    ]
    names = {"ai": Text("Artificial intelligence", "인공지능")}
    review = run(replace(tables, findings=tuple(found), areas=names))
    told = {each.finding.rule: each.finding.message for each in review.findings}
    assert told == {
        "tag-roll-up": Text("Brain, Artificial intelligence: 120.", "뇌 과학, 인공지능: 120."),
        "over-tagged": Text("Brain: 120.", "뇌 과학: 120."),
    }


@pytest.mark.parametrize("rule", sorted(RESTATED))
def test_a_restating_rule_passes_where_the_check_found_nothing(rule: str, run: Run) -> None:
    review = run(demand({"a": asked(100)}, parts={"a": [60, 40]}, tags={"a": {"ai": 100}}))
    assert all(each.finding.rule != rule for each in review.findings)


@pytest.mark.parametrize("rule", sorted(RESTATED))
def test_a_restating_rule_fails_with_every_check_it_restates(rule: str, run: Run) -> None:
    tables = demand({"a": asked(100)}, parts={"a": [60, 30]}, tags={"a": {"ai": 120}})
    line = tables.lines["line"][0].as_py()
    for check in next(each.restates for each in all_rules() if each.id == rule):
        said = Finding(
            check,
            Severity.WARNING,
            Text("m", "ㅁ"),
            programme="a",
            value=120,
            expected=100,
            difference=20,
            rows=(line,),
        )
        raised = [each for each in run(replace(tables, findings=(said,))).findings if each.finding.rule == rule]
        assert [each.finding.message.en for each in raised] == ["m"]


def test_thresholds_come_from_the_policy(found: Found, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[review.surge]\ngrowth = 1.5\nleast = "KRW 6"\n', encoding="utf-8")
    surged = found("surge", demand({"a": asked(106, 100), "b": asked(105, 100)}), policy)
    assert set(surged) == {"a"}


def test_a_threshold_without_a_value_in_the_currency_is_not_run(run: Run) -> None:
    case = facts({"total_cost": 1, "feasibility": ""}, {}, about={"bad": {"start": 2026}}, currency="USD")
    lacking = {each.rule: each.needs for each in run(case).not_run}
    assert "policy.toml review.no-feasibility.least in this currency" in map(str, lacking["no-feasibility"])


def test_rules_can_be_switched_off(run: Run, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[review]\noff = ["missing-name"]\n', encoding="utf-8")
    review = run(CASES["missing-name"].demand, policy)
    assert all(each.finding.rule != "missing-name" for each in review.findings)
    assert all(each.rule != "missing-name" for each in review.not_run)


def test_a_difference_below_the_printed_unit_is_rounding(run: Run) -> None:
    million = 10**6
    tables = demand({"a": asked(88_161 * million)}, parts={"a": [88_160 * million]})
    line = tables.lines["line"][0].as_py()
    for difference, raised in ((million // 2, []), (million, ["m"])):
        found = Finding(
            "subprogramme-sum",
            Severity.WARNING,
            Text("m", "ㅁ"),
            programme="a",
            value=88_161 * million - difference,
            expected=88_161 * million,
            difference=-difference,
            rows=(line,),
        )
        review = run(replace(tables, findings=(found,)))
        assert [
            each.finding.message.en for each in review.findings if each.finding.rule == "parts-against-whole"
        ] == raised


def test_an_amount_as_in_years_before_last_is_no_slip(run: Run) -> None:
    usual = {(2023, "confirmed"): 171, (2024, "confirmed"): 284, (2025, "confirmed"): 171_000, (2026, "requested"): 171}
    odd = {
        (2023, "confirmed"): 180_000,
        (2024, "confirmed"): 190_000,
        (2025, "confirmed"): 171_000,
        (2026, "requested"): 171,
    }
    raised = {
        each.finding.programme for each in run(demand({"u": usual, "o": odd})).findings if each.finding.rule == "slip"
    }
    assert raised == {"o"}


def test_a_stage_that_gives_money_asks_for_none(run: Run) -> None:
    amounts = {"a": {(2025, "confirmed"): 100, (2026, "confirmed"): 1000}}
    (surge,) = [each.finding for each in run(demand(amounts)).findings if each.finding.rule == "surge"]
    assert " has " in surge.message.en
    assert "asks for" not in surge.message.en
    assert "요구" not in surge.message.ko


def test_a_waiver_of_one_finding_leaves_its_siblings() -> None:
    def found(column: str, value: int) -> Raised:
        place = Place("a.csv", "", 2, column)
        return Raised(
            Finding("tag-roll-up", Severity.WARNING, Text("m", "ㅁ"), place, "a", value, 0, value),
            value,
            Text("x", "x"),
            2026,
        )

    several = with_parts([found("ai", 1), found("bio", 2)])
    assert [each.subject for each in several] == ["tag-roll-up:a:ai", "tag-roll-up:a:bio"]
    row = {"subject": "tag-roll-up:a:ai", "disposition": "waived", "basis": several[0].basis, "reason": "agreed"}
    assert [each.disposition for each in disposed(several, [row])] == ["waived", "open"]
    older = row | {"subject": "tag-roll-up:a"}
    assert [each.disposition for each in disposed(several, [older])] == ["waived", "open"]
    changed = with_parts([found("ai", 5), found("bio", 2)])
    assert [each.disposition for each in disposed(changed, [row])] == ["expired", "open"]
