"""Rules never crash, whatever a budget lacks; stakes are counted once; the order of rows means nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscut.errors import CrosscutError
from crosscut.review import all_rules, load_policy, rule
from crosscut.review.documentation import markdown
from crosscut.review.duplicates.join import overlaps, shared_weights
from crosscut.review.duplicates.tokens import sets_of
from tests.review.conftest import Run
from tests.review.material import STAGES, asked, demand
from tests.shortened import examples

AMOUNT = st.one_of(st.integers(-10, 10), st.integers(-(2**63) + 1, 2**63 - 1), st.sampled_from([0, 10**12, 10**18]))
OWN = st.dictionaries(st.tuples(st.integers(2017, 2026), st.sampled_from(STAGES)), AMOUNT, max_size=6)
FACTS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("score", "total_cost", "total_cost_plan", "midterm", "carried_over", "q4", "december"), AMOUNT
    )
    | {name: st.sampled_from(["", "미흡", "no", "((["]) for name in ("grade", "feasibility", "method", "flagship")},
)


@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    amounts=st.dictionaries(st.sampled_from("abcde"), OWN, max_size=5),
    facts=st.dictionaries(st.sampled_from("abc"), FACTS),
)
def test_no_amounts_and_no_facts_crash_a_rule(run: Run, amounts: dict[str, Any], facts: dict[str, Any]) -> None:
    review = run(demand(amounts, facts={key: own for key, own in facts.items() if key in amounts}))
    for each in review.findings:
        assert each.at_stake >= 0
        assert each.finding.message.en
    asked_for = dict(
        zip(review.history.frame["programme"].to_pylist(), review.history.frame["amount"].to_pylist(), strict=True)
    )
    assert review.stakes.total <= sum(max(amount or 0, 0) for amount in asked_for.values())


@pytest.mark.parametrize("own", [asked(100), asked(100, 0), asked(100, -50), asked(-100, 50), asked(0, 0), {}])
def test_zero_negative_and_one_year_histories(run: Run, own: dict[Any, int]) -> None:
    review = run(demand({"a": own}))
    assert all(each.finding.rule != "surge" for each in review.findings)


def test_an_empty_demand(run: Run) -> None:
    review = run(demand({}))
    assert not review.findings
    assert {each.rule for each in review.not_run} >= {rule.id for rule in all_rules() if rule.needs}


def test_the_order_of_rows_means_nothing(run: Run) -> None:
    tables = demand(
        {name: asked(200 + at, 100, 90, executed={2025: 10}) for at, name in enumerate("abcdef")},
        about={name: {"name": "같은 사업 이름", "ministry": name} for name in "abcdef"},
    )
    turned = replace(
        tables,
        programmes=tables.programmes.take(list(range(5, -1, -1))),
        lines=tables.lines.take(list(range(tables.lines.num_rows - 1, -1, -1))),
    )
    one, other = run(tables), run(turned)
    assert one.to_json() == other.to_json()


def test_a_programmes_money_is_counted_once(run: Run) -> None:
    tables = demand(
        {"a": asked(1000, 100, executed={2025: 10}), "b": asked(100)},
        about={"a": {"name": "바우처", "end": 2024, "ministry": "가"}, "b": {"name": "바우처 지원", "ministry": "나"}},
        tags={"a": {"ai": 300, "bio": 300}},
    )
    review = run(tables)
    assert len({each.finding.rule for each in review.findings if each.finding.programme == "a"}) >= 3
    assert review.stakes.total == 1100
    for name, board in review.stakes.boards.items():
        assert sum(row.at_stake for row in board) == 1100, name
    areas = {row.key: row.at_stake for row in review.stakes.boards["area"]}
    assert areas == {"ai": 300, "bio": 300, "outside": 400, "unread": 100}


def test_an_earlier_year_can_be_reviewed(run: Run) -> None:
    tables = demand({"a": asked(10, 500, 100)})
    assert [each.finding.rule for each in run(replace(tables, year=2025)).findings] == ["surge"]
    assert not run(tables).findings


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[review.surg]\n", "Did you mean 'surge'?"),
        ("[review.surge]\ngrwth = 1\n", "Did you mean 'growth'?"),
        ("[review.surge]\ngrowth = 'much'\n", "is not a percentage"),
        ("[review.surge]\nleast = 'USD 5'\n", "not an amount in KRW"),
        ("[review.low-execution-years]\nyears = -1\n", "whole number"),
        ("[review.subsidy-like]\nwords = [1]\n", "list of words"),
        ("[review]\nsurge = 5\n", "off = "),
        ("review = 5\n", "[review.surge]"),
        ("review = [\n", "not valid TOML"),
    ],
)
def test_a_policy_that_cannot_be_used_is_refused_with_the_mend(tmp_path: Path, text: str, says: str) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(text, encoding="utf-8")
    with pytest.raises(CrosscutError) as caught:
        load_policy(policy, "KRW")
    assert says in str(caught.value)


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(CrosscutError, match="Did you mean 'surge'"):
        rule("surges")


def test_the_documentation_is_made_from_the_rules() -> None:
    page = Path(__file__).parents[2] / "docs" / "review-rules.md"
    assert page.read_text(encoding="utf-8") == markdown(), (
        "run: python -m crosscut.review.documentation > docs/review-rules.md"
    )


@pytest.mark.spark
@pytest.mark.slow
def test_spark_finds_the_same(run: Run) -> None:
    tables = demand(
        {"a": asked(200, 110, 105, 100, executed={2025: 60, 2024: 20}), "b": asked(120, 110)},
        about={"a": {"name": "감염병 바우처"}},
        facts={"a": {"score": 60_000, "grade": "미흡", "q4": 60_000}, "b": {"score": 90_000}},
        tags={"a": {"ai": 40}},
        parts={"a": [1, 2]},
    )
    assert run(tables, engine="spark").to_json() == run(tables).to_json()


def test_names_of_a_single_letter_have_nothing_to_compare() -> None:
    nothing = sets_of([set(), set()])
    pair = np.array([0]), np.array([1])
    assert overlaps(nothing, *pair).tolist() == [0]
    assert shared_weights(nothing, *pair).tolist() == [0.0]
