"""Allocating in an office whose folder states no policy: all that is asked for, until somebody sets a limit."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from crosscut.allocate.bare_policy import bare_policy
from crosscut.allocate.policy import read
from crosscut.allocate.policy_text import policy_text
from crosscut.allocate.runs import asked_period, demand_of, plan_run
from crosscut.workbench.opening import open_run
from tests.workspace.conftest import Season
from tests.workspace.open_scenarios import CEILING, opened, plan_of, press

ONE_YEAR = """
title = "Small"
currency = "EUR"
taxonomy = "kr-cet-2022"
[[source]]
file = "lines.csv"
unit = "EUR"
fiscal_year = 2026
stage = "requested"
columns = { programme = "id", name = "id", ministry = "office", amount = "amount" }
"""


def test_a_scenario_begins_with_all_that_is_asked_for(season: Season) -> None:
    assert not (season.staff.folder / "policy.toml").exists()
    place = opened(season)
    found = plan_of(season, place)
    run = open_run(season.staff.folder)
    asked = run.budgets(*asked_period(run, bare_policy(run)))
    assert found["status"] == "optimal"
    assert found["total"] == found["ceiling"] == sum(asked.values())
    rows = season.coordinator.get(f"/api{place}/programmes").json()
    assert {row["programme"]: row["amount"] for row in rows} == asked
    assert "요구액 전액" in season.coordinator.get("/scenarios").text


def test_a_lower_ceiling_is_divided_in_proportion_and_handed_on(season: Season) -> None:
    place = opened(season)
    total = plan_of(season, place)["total"]
    press(season, place, "save", **{CEILING: f"{total * 9 // 10} 원"})
    assert plan_of(season, place)["total"] <= total * 9 // 10
    rows = season.coordinator.get(f"/api{place}/programmes").json()
    assert all(abs(Fraction(row["amount"]) - Fraction(row["requested"]) * 9 / 10) <= 10**6 for row in rows)
    text = season.coordinator.get(f"{place}/policy.toml").text
    assert read(text, Path("policy.toml")).rule == ()


@pytest.mark.parametrize(
    ("amounts", "unit", "ceiling"),
    [((3000, 2000), "thousand", 500_000), ((3000, 2001), "EUR", 500_100), (("3000.50", "2000.25"), "EUR", 500_000)],
)
def test_its_unit_divides_what_is_asked_for(
    tmp_path: Path, amounts: tuple[object, object], unit: str, ceiling: int
) -> None:
    (tmp_path / "crosscut.toml").write_text(ONE_YEAR, encoding="utf-8")
    rows = "".join(f"P{place},Office,{amount}\n" for place, amount in enumerate(amounts))
    (tmp_path / "lines.csv").write_text(f"id,office,amount\n{rows}", encoding="utf-8")
    run = open_run(tmp_path)
    policy = bare_policy(run)
    assert (policy.unit, policy.previous.source) == (unit, "request")
    assert read(policy_text(policy), Path("policy.toml")) == policy
    plan = plan_run(run, policy)
    assert plan.draft.ceiling == ceiling
    assert plan.total == sum(
        amount // plan.draft.unit.factor * plan.draft.unit.factor for amount in demand_of(run, policy).requested
    )
