"""A year that is a power of ten of the next, as where one column is in thousands and the other in millions."""

from __future__ import annotations

import pytest

from .conftest import one, rules

HEAD = "id,name,ministry,{}\n"
YEARS = (2024, 2025, 2026)
BASE = {"A": 411, "B": 549, "C": 689, "D": 12, "E": 1569}


def across(reading, factors, rows=BASE, years=YEARS):
    heads = {f"budget {each}": {"fiscal_year": each, "stage": "confirmed"} for each in years}
    lines = "".join(
        f"{name},{name}a,m,{','.join(str(round(amount * factor * (1 + at / 10))) for at, factor in enumerate(factors))}\n"
        for name, amount in rows.items()
    )
    source = {"columns": {"programme": "id", "name": "name", "ministry": "ministry"}, "wide": {"columns": heads}}
    return reading(HEAD.format(",".join(heads)) + lines, source)


@pytest.mark.parametrize(
    ("factors", "column", "says"),
    [
        ((1, 1000, 1), "budget 2025", "2025 confirmed are about 1,000 times those of 2024"),
        ((1000, 1, 1), "budget 2024", "2024 confirmed are about 1,000 times those of 2025"),
        ((1, 1, 1000), "budget 2026", "2026 confirmed are about 1,000 times those of 2025"),
        ((100, 1, 100), "budget 2025", "2025 confirmed are about 1/100 of those of 2024"),
    ],
)
def test_the_odd_year_is_asked_about_once(reading, factors, column, says):
    finding = one(across(reading, factors), "unit-slip")
    assert finding.place.column == column
    assert says in finding.message.en
    assert finding.message.ko


@pytest.mark.parametrize("factors", [(1, 1, 1), (1, 8, 60), (1, 0.1, 1)])
def test_years_that_grow_are_none(reading, factors):
    assert "unit-slip" not in rules(across(reading, factors))


def test_some_programmes_that_grow_a_thousandfold_are_none(reading):
    rows = {f"P{at}": 1000 + at for at in range(6)}
    text = "id,name,ministry,y1,y2\n" + "".join(
        f"{name},{name},m,{amount},{amount * (1000 if at < 3 else 1)}\n"
        for at, (name, amount) in enumerate(rows.items())
    )
    heads = {f"y{at}": {"fiscal_year": 2024 + at, "stage": "confirmed"} for at in (1, 2)}
    source = {"columns": {"programme": "id", "name": "name", "ministry": "ministry"}, "wide": {"columns": heads}}
    assert "unit-slip" not in rules(reading(text, source))


def test_two_programmes_are_enough_for_a_thousand_and_not_for_a_hundred(reading):
    few = {"A": 411, "B": 549}
    assert rules(across(reading, (1, 1000, 1000), few)) >= {"unit-slip"}
    assert "unit-slip" not in rules(across(reading, (1, 100, 100), few))
    assert "unit-slip" not in rules(across(reading, (1, 1000, 1000), {"A": 411}))


@pytest.mark.parametrize(("odd", "told"), [("110000000", True), ("110000", False)])
def test_an_amount_far_beyond_all_others_is_asked_about(reading, odd, told):
    rows = "".join(f"{name},{name},m,{amount}\n" for name, amount in zip("ABCD", ("120", "95", odd, "88"), strict=True))
    result = reading("id,name,ministry,amount\n" + rows)
    assert ("far-amount" in rules(result)) is told
    if told:
        assert one(result, "far-amount").place.row == 4


def test_one_in_ten_amounts_may_be_far_beyond_and_half_of_them_may_not(reading):
    rows = [f"P{at},x,m,{100 + at if at > 1 else 10**8 + at}\n" for at in range(20)]
    assert "and 1 larger" in one(reading("id,name,ministry,amount\n" + "".join(rows)), "far-amount").message.en
    half = [f"P{at},x,m,{100 + at if at % 2 else 10**8 + at}\n" for at in range(20)]
    assert "far-amount" not in rules(reading("id,name,ministry,amount\n" + "".join(half)))
