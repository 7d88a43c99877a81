"""Plans whose choices are rounded: only one that nothing can be worth more than is given, and it keeps every rule."""

import random
from dataclasses import replace

import numpy as np
import pytest

from crosscut.allocate import Effort, Problem, breaches
from crosscut.allocate.limit_changes import row_change
from crosscut.allocate.problem import ProgrammePairs
from crosscut.allocate.rules import state
from crosscut.allocate.solve import rounded_choices
from crosscut.allocate.solve.solver import direct
from tests.allocate import material
from tests.allocate.test_scale import national
from tests.shortened import some


def most_of(problem: Problem, index: int) -> Problem:
    """The most money that one row may count while all others hold."""
    row = problem.rows[index]
    gain = np.zeros(problem.size)
    gain[row.members] = row.share
    limits = [(None, None) if place == index else (each.lo, each.hi) for place, each in enumerate(problem.rows)]
    slope = np.where(problem.width > 0, gain[:, None], 0.0)
    return replace(problem, base=gain * problem.lower, slope=slope, bonus=ProgrammePairs.none()).with_limits(limits)


@pytest.mark.slow
@pytest.mark.parametrize("seed", some(range(2), 1))
def test_what_is_given_is_the_best(seed: int) -> None:
    problem, given = national(2100, seed, 4), 0
    for index in range(1, 5):
        asked = most_of(problem, index)
        found = rounded_choices.best_rounded(asked, Effort(gap=0.0, seconds=5.0))
        if found is None:
            continue
        given += 1
        assert not breaches(asked, found.amounts.tolist())
        best = direct(asked, Effort(gap=0.0, seconds=20.0))
        assert best.value <= found.value <= best.bound + 1
    assert given


def test_a_contradiction_of_a_large_budget_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosscut.allocate.limit_changes.direct", None)
    monkeypatch.setattr("crosscut.allocate.limit_changes.fullest", lambda *_: None)
    problem, demand = national(2100, 1, 4), material.demand(random.Random("rounded"), 2)
    policy = material.policy(random.Random("rounded"), demand).model_copy(update={"may_exceed_request": True})
    draft = state(policy, demand, material.CURRENCY)
    beyond = [(10**15 if at == 1 else each.lo, each.hi) for at, each in enumerate(problem.rows)]
    told = row_change(draft, problem.with_limits(beyond), 1)
    assert told.least is not None
    assert 0 < 10**15 - told.least <= int(problem.upper[problem.rows[1].members].sum()) * problem.unit
