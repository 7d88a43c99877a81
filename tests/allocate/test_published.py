"""The published PROBE case (Lourenço, Morton and Bana e Costa 2012), its toy of four, and its robustness."""

from itertools import product

import numpy as np
import pytest

from crosscut.allocate import Demand, Effort, verified
from crosscut.allocate.policy import parse
from crosscut.allocate.portfolios import listing, undominated
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.robust import _distance, corners, plan_swings, plan_values, robustness
from crosscut.allocate.rules import state
from crosscut.allocate.values import weights

PROJECTS = """
P01,A,11,67,40,30,50 P02,A,19,55,37,40,20 P03,A,9,100,90,80,90 P04,A,9,90,80,70,95 P05,B,18,48,35,40,33 P06,B,13,43,32,25,44
P07,B,13,42,64,80,55 P08,B,11,40,50,44,20 P09,C,9,80,90,78,66 P10,C,13,88,66,80,70 P11,D,7,41,48,49,25 P12,D,8,86,88,90,72
"""
WEIGHTS = {"B1": (0.31, 0.26, 0.36), "B2": (0.19, 0.14, 0.24), "B3": (0.29, 0.24, 0.34), "B4": (0.21, 0.16, 0.26)}
ONE_EACH = {"group": [{"each": "ministry", "at_least": 1}]}


def _corner(free: int, ends: tuple[int, ...]) -> list[float] | None:
    """Weights at the given ends of their ranges, the free one filling up to one where it can."""
    spans = list(WEIGHTS.values())
    others = iter(ends)
    corner = [0.0 if k == free else spans[k][1 + next(others)] for k in range(4)]
    corner[free] = 1 - sum(corner)
    return corner if spans[free][1] - 1e-9 <= corner[free] <= spans[free][2] + 1e-9 else None


def probe() -> Demand:
    rows = [line.split(",") for line in PROJECTS.split()]
    costs = tuple(int(row[2]) for row in rows)
    scores = {name: [float(row[3 + k]) for row in rows] for k, name in enumerate(WEIGHTS)}
    keys = {"ministry": [row[1] for row in rows], "committee": [""] * 12, "status": ["new"] * 12}
    return Demand(tuple(row[0] for row in rows), tuple(row[0] for row in rows), costs, costs, keys, {}, scores)


def draft(extra: dict | None = None, *, loose: bool = False):
    criteria = [
        {"id": name, "file": "s.csv", "weight": mid} | ({"range": (low, high)} if loose else {})
        for name, (mid, low, high) in WEIGHTS.items()
    ]
    value = {"per": "programme", "criterion": criteria, "score_error": 10 if loose else 0}
    policy = {"unit": "KRW", "ceiling": {"amount": "50"}, "value": value, "choice": [{"options": ["100 %"]}]}
    return state(parse(policy | (extra or {})), probe(), "KRW")


def chosen(stated) -> tuple[set[str], float, int]:
    solution = verified(assemble(stated), Effort(gap=1e-9))
    names = {stated.demand.ids[place] for place in np.flatnonzero(solution.amounts)}
    return names, solution.value, int(solution.amounts.sum())


def test_the_optimum_is_the_published_one():
    assert chosen(draft()) == ({"P03", "P04", "P09", "P10", "P12"}, pytest.approx(414.25, abs=0.005), 48)


def test_one_project_of_each_department_costs_what_was_published():
    assert chosen(draft(ONE_EACH)) == ({"P03", "P04", "P07", "P09", "P12"}, pytest.approx(396.46, abs=0.005), 48)


def test_exactly_one_portfolio_competes_under_the_published_uncertainty():
    stated = draft(ONE_EACH, loose=True)
    found = listing(assemble(stated))
    best = verified(assemble(stated), Effort(gap=1e-9)).amounts
    efficient = found.amounts[_efficient(stated, found.amounts)]
    rivals = _competitors(stated, efficient, best, weights(stated.policy.value))
    rival = efficient[rivals]
    assert len(rival) == 1
    assert {stated.demand.ids[place] for place in np.flatnonzero(rival[0])} == {"P03", "P04", "P08", "P09", "P12"}
    assert int(rival[0].sum()) == 46
    assert assemble(stated).value(rival[0]) == pytest.approx(375.39, abs=0.005)


def _competitors(stated, plans, best, allowed):
    """Which plans may be worth more than the best for some weights and scores that the policy allows."""
    points = corners(allowed)
    swing = plan_swings(stated, np.vstack([best[None], plans]))
    ahead = plan_values(stated, plans, points) - plan_values(stated, best[None], points)
    most = ahead + stated.policy.value.score_error * _distance(swing, 0)[1:]
    return (most > 1e-9).any(axis=1) & (plans != best).any(axis=1)


def _efficient(stated, amounts):
    """Portfolios that no other beats in value at no more cost."""
    problem = assemble(stated)
    values = np.array([problem.value(each) for each in amounts])
    return undominated(np.stack([values, -amounts.sum(axis=1)], axis=1))


def test_the_core_index_is_that_of_all_portfolios_compared_one_by_one():
    stated = draft(ONE_EACH, loose=True)
    problem = assemble(stated)
    found = robustness(stated, problem, verified(problem, Effort(gap=1e-9)))
    plans = [frozenset(np.flatnonzero(plan).tolist()) for plan in listing(problem).amounts]
    good = [plan for plan in plans if not any(_beats(other, plan) for other in plans if other != plan)]
    assert found.method == "exact"
    assert found.plans == len(good)
    for place, verdict in enumerate(found.verdicts):
        held = sum(place in plan for plan in good)
        assert verdict == ("core" if held == len(good) else "exterior" if held == 0 else "borderline"), place
        assert found.index[place] == pytest.approx(held / len(good), abs=1e-6)


def _beats(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether ``one`` is worth no less for every weight at the corners and every score within ten points, and apart."""
    gains = [_worst(one, other, corner) for corner in CORNERS]
    return min(gains) >= -1e-9 and max(gains) > 1e-9


def _worst(one: frozenset[int], other: frozenset[int], corner: tuple[float, ...]) -> float:
    return sum(WORTH[k] @ corner - 10 for k in one - other) - sum(WORTH[k] @ corner + 10 for k in other - one)


WORTH = np.array([[float(cell) for cell in line.split(",")[3:]] for line in PROJECTS.split()])
CORNERS = [
    tuple(corner)
    for free in range(4)
    for ends in product((0, 1), repeat=3)
    if (corner := _corner(free, ends)) is not None
]


def test_the_toy_of_four_and_its_seven_efficient_portfolios():
    demand = Demand(
        tuple("1234"),
        tuple("1234"),
        (4, 8, 10, 8),
        (4, 8, 10, 8),
        {"ministry": [""] * 4, "committee": [""] * 4, "status": ["new"] * 4},
        {},
        {"value": [3.0, 4.0, 3.0, 2.0]},
    )
    policy = parse(
        {
            "unit": "KRW",
            "ceiling": {"amount": "20"},
            "choice": [{"options": ["100 %"]}],
            "value": {"per": "programme", "criterion": [{"id": "value", "file": "s.csv", "weight": 1.0}]},
        }
    )
    assert chosen(state(policy, demand, "KRW")) == ({"1", "2", "4"}, pytest.approx(9.0), 20)
    wide = policy.model_copy(update={"ceiling": policy.ceiling.model_copy(update={"amount": "100"})})
    stated = state(wide, demand, "KRW")
    found = listing(assemble(stated))
    assert len(found.amounts) == 16
    assert int(_efficient(stated, found.amounts).sum()) == 7
