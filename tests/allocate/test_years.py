"""Several years at once: commitments carry forward, every ceiling holds, and brute force agrees."""

from itertools import product

import pytest

from crosscut.allocate import Demand, Effort
from crosscut.allocate.horizon import plan_years
from crosscut.allocate.policy import parse


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
