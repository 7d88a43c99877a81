"""What each rule costs: the value that a new plan gains when the rule is relaxed by a stated step."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass

from crosscut.allocate.draft import Draft, RuleInWords
from crosscut.allocate.moved_ceiling import reaches_further, under
from crosscut.allocate.problem import Problem, Solution
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.relaxation import loosened
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.solver import solve
from crosscut.allocate.ties import NOISE
from crosscut.allocate.whatif import Kept

STEP = 100
"""Hundredths of a per cent of last year's amount by which a bound is loosened."""


@dataclass(frozen=True)
class Cost:
    """``value`` gained when rule ``rule`` is relaxed by ``step``; ``exact`` where a full solve said so.

    Where it is not exact the value is a lower limit: the gain with the choice of what is funded kept.
    """

    rule: int
    value: float
    step: str
    step_ko: str
    exact: bool


def costs(
    draft: Draft, problem: Problem, solution: Solution, seconds: float = 60.0, only: Collection[int] | None = None
) -> tuple[Cost, ...]:
    """The cost of every rule, or of some, as far as the seconds reach; rules that were not reached are left out."""
    until = time.perf_counter() + seconds
    kept = Kept(problem, solution.amounts)
    found = []
    for number, rule in enumerate(draft.rules):
        if time.perf_counter() > until:
            break
        if only is not None and number not in only:
            continue
        cost = (
            _row_cost(draft, problem, kept, solution, number)
            if rule.kind in ("ceiling", "row")
            else _other_cost(draft, solution, number, rule)
        )
        found.append(cost)
    return tuple(found)


def _row_cost(draft: Draft, problem: Problem, kept: Kept, solution: Solution, number: int) -> Cost:
    rule = draft.rules[number]
    index = next(place for place, row in enumerate(problem.rows) if row.rule == number)
    row = problem.rows[index]
    limits = {index: (None if row.lo is None else row.lo - rule.step, None if row.hi is None else row.hi + rule.step)}
    ceiling = draft.ceiling + rule.step
    if rule.kind == "ceiling" and reaches_further(draft, ceiling):
        better = solve(assemble(under(draft, problem, limits, ceiling)), Effort(seconds=10.0))
    elif kept.exact:
        better = kept.solve(limits, bound=False)
    else:
        sides = [limits.get(place, (each.lo, each.hi)) for place, each in enumerate(problem.rows)]
        better = solve(problem.with_limits(sides), Effort(seconds=10.0))
    gain = _gain(better, solution)
    floor = row.lo is not None
    return Cost(
        number,
        gain,
        f"{'-' if floor else '+'}{draft.money(rule.step).en}",
        f"{'-' if floor else '+'}{draft.money(rule.step).ko}",
        exact=True,
    )


def _other_cost(draft: Draft, solution: Solution, number: int, rule: RuleInWords) -> Cost:
    if rule.kind == "bound":
        relaxed = assemble(loosened(draft, [number], STEP))
        step = ("by 1 % of last year's amount", "전년 금액의 1 %만큼 완화")
    else:
        relaxed, step = assemble(draft, {number}), ("left out", "규칙 제외")
    better = solve(relaxed, Effort(seconds=10.0))
    return Cost(number, _gain(better, solution), *step, exact=True)


def _gain(better: Solution, solution: Solution) -> float:
    """The value gained; less than rounding to whole units may move is nothing."""
    gain = better.value - solution.value if len(better.amounts) else 0.0
    return gain if gain > NOISE * abs(solution.value) else 0.0
