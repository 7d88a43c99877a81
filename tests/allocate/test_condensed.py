"""Contradictions told over sums of programmes: the same as over programmes, irreducible, and without solving them all."""

import random
from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pytest

from crosscut.allocate import Problem, breaches, condensed, feasibility, limit_changes, subset_sums
from crosscut.allocate import conflict as conflicts
from crosscut.allocate.conflict import conflict
from crosscut.allocate.demand import Demand
from crosscut.allocate.draft import Draft
from crosscut.allocate.feasibility import Oracle
from crosscut.allocate.policy import parse
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.rules import state
from crosscut.allocate.subset_sums import Choices
from tests.allocate import material
from tests.allocate.contradicting_policies import contradictions
from tests.shortened import examples, some


@pytest.fixture
def _small_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(condensed, "LARGE", 1)
    monkeypatch.setattr(condensed, "FEWER", 0)


def crossing(seed: int, size: int, growths: Sequence[int]) -> Draft:
    """Floors of ministries and of committees that cross, and ceilings of both where ``growths`` have four numbers."""
    draw = random.Random(seed)
    ids = tuple(f"P{place}" for place in range(size))
    asked = tuple(draw.randrange(2, 9 if size < 100 else 900) * 10**6 for _ in ids)
    keys = {
        "ministry": [f"M{draw.randrange(max(size // 90, 3))}" for _ in ids],
        "committee": [f"C{draw.randrange(3)}" for _ in ids],
        "status": ["continuing"] * size,
    }
    kinds = (("ministry", "at_least"), ("committee", "at_least"), ("ministry", "at_most"), ("committee", "at_most"))
    rules: list[dict[str, Any]] = [
        {"id": f"{key}-{side}", "each": key, f"growth_{side}": f"{growth} %"}
        for (key, side), growth in zip(kinds, growths, strict=False)
    ]
    choices = [{}, {"choice": [{"viable": "60 %"}]}, {"choice": [{"options": ["100 %", "50 %"]}]}]
    stated = {
        "unit": "million",
        "ceiling": {"change": "-20 %"},
        "rule": rules,
        **draw.choice(choices if size < 100 else choices[:2]),
    }
    return state(parse(stated), Demand(ids, ids, asked, asked, keys, {}, {}), "KRW")


def held(draft: Draft, without: frozenset[int]) -> bool:
    """Whether a plan keeps the rules but these, found over all programmes."""
    return feasibility.possible(assemble(draft, without))


def irreducible(draft: Draft, rules: Sequence[int]) -> bool:
    """Whether rules cannot hold together, and can without any one of them beside what lets programmes end."""
    everything, ending = frozenset(range(len(draft.rules))), feasibility.Oracle(draft).ending
    alone, beside = everything - frozenset(rules), everything - frozenset(rules) - ending
    without = [(alone if rule in ending else beside) | {rule} for rule in rules]
    return not held(draft, alone) and not held(draft, beside) and all(held(draft, each) for each in without)


@pytest.mark.usefixtures("_small_too")
def test_sums_tell_what_brute_force_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    told = 0
    for number, _policy, _demand, draft in contradictions(examples(20)):
        found = conflict(draft)
        assert found is not None, number
        for rule in (None, *range(len(draft.rules))):
            problem = assemble(draft, frozenset() if rule is None else {rule})
            if (problem.lower > problem.upper).any():
                continue
            sums = condensed.condensed(problem)
            answer = None if sums is None else sums.holds()
            with monkeypatch.context() as patch:
                patch.setattr(condensed, "LARGE", 10**9)
                assert answer in (None, feasibility.possible(problem)), (number, rule)
            told += answer is not None
        with monkeypatch.context() as patch:
            patch.setattr(condensed, "LARGE", 10**9)
            assert irreducible(draft, found.rules), number
            assert all(held(draft, frozenset(mend)) for mend in found.mends), number
            changes = {change.rule: change.least for change in conflict(draft).changes}
        assert all(changes.get(each.rule, each.least) == each.least for each in found.changes), number
    assert told > 10


@pytest.mark.usefixtures("_small_too")
@pytest.mark.parametrize("seed", some(range(25), 8))
def test_crossing_groups_contradict_irreducibly(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(seed)
    draft = crossing(seed, draw.randrange(6, 14), [-draw.randrange(40) for _ in range(draw.choice([1, 2, 4]))])
    found = conflict(draft)
    monkeypatch.setattr(condensed, "LARGE", 10**9)
    assert (found is None) == held(draft, frozenset())
    if found is not None:
        assert irreducible(draft, found.rules)
        assert all(held(draft, frozenset(mend)) for mend in found.mends)


@pytest.mark.parametrize(("seed", "growths"), [(1, [-8]), (2, [-8, -12]), (3, [-8, -30, 5, -9])])
def test_large_contradictions_are_told_without_solving_over_programmes(
    seed: int, growths: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = crossing(seed, condensed.LARGE + 700, growths)
    with monkeypatch.context() as patch:
        for name in ("direct", "solve", "best_rounded"):
            patch.setattr(limit_changes, name, None)
        for name in ("outcome_of", "rounded_choices"):
            patch.setattr(feasibility, name, None)
        found = conflict(draft)
        possible = Oracle(draft)
        rest = frozenset(range(len(draft.rules))) - frozenset(found.rules)
        assert not possible(rest)
        assert all(possible(rest | {rule}) for rule in found.rules)
    assert all(held(draft, frozenset(mend)) for mend in found.mends[:2])


def test_sums_are_spread_over_choices_and_bounds_or_not_at_all() -> None:
    for seed in range(60):
        draw = random.Random(seed)
        demand = material.demand(draw, draw.randrange(2, 7))
        stated = {"unit": "KRW", "ceiling": {"amount": "1000000"}, "choice": [{"viable": "60 %"}]}
        problem = assemble(state(parse(stated), demand, material.CURRENCY))
        kind = np.array([draw.randrange(2) for _ in demand.ids])
        if kind.max() == 0 or kind.min() == 1:
            continue
        sums = condensed.Condensed(problem, kind, problem, None)
        wanted = np.array([draw.randrange(int(problem.upper[kind == each].sum()) + 1) for each in (0, 1)])
        amounts = sums.spread(wanted)
        if amounts is not None:
            assert [int(amounts[kind == each].sum()) for each in (0, 1)] == wanted.tolist()
            assert not [each for each in breaches(problem, amounts.tolist()) if each.rule < 0]


def test_each_question_over_the_sums_has_its_own_time() -> None:
    found = condensed.condensed(assemble(crossing(7, 2_700, (-40, -40))))
    assert found is not None
    kept, solver = [row.rule for row in found.problem.rows], found.relaxed._solver
    for _ in range(3):
        before = solver.getRunTime()
        found.relaxed.over(kept, np.ones(found.problem.size))
        assert solver.getOptionValue("time_limit")[1] == before + condensed.SECONDS
    assert solver.getRunTime() > 0


@pytest.mark.usefixtures("_small_too")
@pytest.mark.parametrize("seed", [923, 100375, 100422, 100429, 101732])
def test_rules_told_are_irreducible_where_choices_let_end_what_bounds_keep(seed: int) -> None:
    draw = random.Random(f"rvb-{seed}")
    demand = material.demand(draw, draw.randint(2, 5), draw.choice([4, 6]))
    draft = state(material.policy(draw, demand), demand, "KRW")
    found = conflict(draft)
    assert found is not None
    assert irreducible(draft, found.rules)


def test_what_time_did_not_decide_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = crossing(5, 9, (-5,))
    told = conflict(draft)
    assert told is not None
    alone = next(change for change in told.changes if change.least is not None)
    rows, known = {row.rule for row in draft.rows}, feasibility.answered

    def slow(problem: Any, sums: Any = None) -> bool | None:
        return None if {row.rule for row in problem.rows} == rows - {alone.rule} else known(problem, sums)

    monkeypatch.setattr(feasibility, "answered", slow)
    found = conflict(draft)
    assert found is not None
    words = {change.rule: change.words for change in found.changes}
    assert words[alone.rule] == conflicts.UNDECIDED
    assert conflicts.MENDS_NOTHING not in words.values()


def optional_steps(seed: int, growths: Sequence[int], use: str = "all", size: int = condensed.LARGE + 700) -> Draft:
    """Programmes that get all, 80 or 60 % of what they ask for, or nothing; ministries' floors and committees' caps."""
    draw = random.Random(seed)
    ids = tuple(f"P{place}" for place in range(size))
    asked = tuple(draw.randrange(100, 100_000) * 10**6 for _ in ids)
    keys = {
        "ministry": [f"M{draw.randrange(8)}" for _ in ids],
        "committee": [f"C{draw.randrange(4)}" for _ in ids],
        "status": ["continuing"] * size,
    }
    kinds = (("ministry", "at_least"), ("committee", "at_most"))
    stated = {
        "unit": "million",
        "ceiling": {"change": "-9 %", "use": use},
        "rule": [
            {"id": f"{key}-{side}", "each": key, f"growth_{side}": f"{growth} %"}
            for (key, side), growth in zip(kinds, growths, strict=False)
        ],
        "choice": [{"options": ["100 %", "80 %", "60 %"]}],
    }
    return state(parse(stated), Demand(ids, ids, asked, asked, keys, {}, {}), "KRW")


@pytest.mark.parametrize("growths", [(-8,), (-8, -9)])
def test_options_under_a_ceiling_spent_to_the_last_unit_are_told_without_solving_over_programmes(
    growths: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = optional_steps(3, growths)
    for name in ("outcome_of", "rounded_choices"):
        monkeypatch.setattr(feasibility, name, None)
    found = conflict(draft)
    assert found is not None
    assert found.proved
    assert found.mends
    possible = Oracle(draft)
    rest = frozenset(range(len(draft.rules))) - frozenset(found.rules)
    assert not possible(rest)
    assert all(possible(rest | {rule}) for rule in found.rules)


def test_what_sums_say_of_options_is_borne_out_by_a_plan() -> None:
    problem = assemble(optional_steps(5, (-12, -3)))
    sums = condensed.condensed(problem)
    assert sums is not None
    kept = [row.rule for row in problem.rows]
    amounts = sums._sought(kept, np.zeros(sums.problem.size), lambda _: True)
    assert amounts is not None
    assert not breaches(problem, amounts.tolist())


def test_of_many_choices_no_more_are_looked_at_than_are_few_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = assemble(optional_steps(5, (-12,)))
    looked, known = [], subset_sums._spans

    def counted(problem: Problem, place: int) -> Any:
        looked.append(place)
        return known(problem, place)

    monkeypatch.setattr(subset_sums, "_spans", counted)
    few = subset_sums.few_enough(problem, range(problem.size), subset_sums.FEW)
    combined = np.prod([float(len(known(problem, place)[0])) for place in few])
    assert subset_sums.FEW < combined <= subset_sums.FEW**2
    assert len(looked) == len(few) + 1


def test_choices_meet_a_total_wherever_a_combination_does() -> None:
    for seed in range(200):
        draw = random.Random(seed)
        demand = material.demand(draw, draw.randrange(1, 6))
        choices = draw.choice(
            [{"options": ["100 %", "60 %"]}, {"viable": "60 %"}, {"options": ["100 %"], "may_end": False}]
        )
        problem = assemble(
            state(
                parse({"unit": "KRW", "ceiling": {"amount": "1000000"}, "choice": [choices]}), demand, material.CURRENCY
            )
        )
        each = Choices(problem, range(problem.size))
        spans = [
            list(zip(low.tolist(), high.tolist(), strict=True)) for low, high in zip(each.low, each.high, strict=True)
        ]
        combined = list(product(*spans))
        total, room = draw.randrange(int(problem.upper.sum()) + 2), draw.choice([0, 0, 3])
        met = each.meeting(total, room)
        reach = [sum(low for low, _ in taken) <= total <= sum(high for _, high in taken) + room for taken in combined]
        if met is None:
            assert not problem.discrete.all() or not any(reach)
        else:
            taken = [next(span for span in own if span[0] == low) for own, low in zip(spans, met.tolist(), strict=True)]
            assert sum(low for low, _ in taken) <= total <= sum(high for _, high in taken) + room


@pytest.mark.usefixtures("_small_too")
def test_beyond_its_steps_a_contradiction_is_told_as_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = crossing(5, 9, (-5,))
    whole = conflict(draft)
    assert whole is not None
    assert whole.proved
    monkeypatch.setattr(feasibility, "SMALL", 0)
    monkeypatch.setattr(feasibility, "LARGE", 1)
    monkeypatch.setattr(feasibility, "STEPS", 2)
    found = conflict(draft)
    assert found is not None
    assert not found.proved
    assert set(whole.rules) <= set(found.rules)
    words = {change.words.en for change in found.changes}
    assert words & {conflicts.UNDECIDED.en, conflicts.UNMEASURED.en}
