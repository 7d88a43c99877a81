"""The most that a rule may count, without a solver: the same as solvers find, or nothing."""

import numpy as np
import pytest

from crosscut.allocate import feasibility, limit_changes
from crosscut.allocate.changes import Session
from crosscut.allocate.conflict import conflict
from crosscut.allocate.demand import Demand
from crosscut.allocate.limit_changes import row_change
from crosscut.allocate.plan import Depth, allocate
from crosscut.allocate.policy import parse
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.reach import fullest
from tests.allocate.contradicting_policies import contradictions
from tests.shortened import examples


def test_the_fullest_plan_counts_what_solvers_find(monkeypatch: pytest.MonkeyPatch):
    made = 0
    for number, _policy, _demand, draft in contradictions(examples(60)):
        problem = assemble(draft)
        for change in conflict(draft).changes:
            places = [place for place, row in enumerate(problem.rows) if row.rule == change.rule and row.lo is not None]
            if change.least is None or not places or fullest(problem, places[0]) is None:
                continue
            with monkeypatch.context() as patch:
                patch.setattr(limit_changes, "LARGE", 0)
                assert row_change(draft, problem, places[0]) == change, number
            made += 1
    assert made > 1


def test_a_floor_beyond_what_its_programmes_ask_for_is_told_without_a_solver(monkeypatch: pytest.MonkeyPatch):
    draw = np.random.default_rng(7)
    count = feasibility.LARGE
    ids = tuple(f"P{place}" for place in range(count))
    asked = tuple(int(each) * 10**6 for each in draw.integers(100, 10_000, count))
    keys = {"ministry": [f"M{place % 20}" for place in range(count)], "committee": [""] * count}
    keys["status"] = ["continuing"] * count
    policy = {
        "unit": "million",
        "ceiling": {"change": "-5 %", "use": "all"},
        "rule": [{"id": "floor", "each": "ministry", "growth_at_least": "-15 %"}],
        "choice": [{"viable": "60 %"}],
    }
    plan = allocate(parse(policy), Demand(ids, ids, asked, asked, keys), "KRW", depth=Depth.plan_only())
    monkeypatch.setattr(limit_changes, "best_rounded", None)
    monkeypatch.setattr(limit_changes, "direct", None)
    told = Session(plan).ask("floor:M3=last year +10%")
    assert told["status"] == "infeasible"
    whole = sum(asked[3::20])
    assert [each["least_change"] for each in told["conflict"]] == [-(-whole * 11 // 10) - whole]
