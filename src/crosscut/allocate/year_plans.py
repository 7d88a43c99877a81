"""The plan of each of several years by itself: its reasons while the other years stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from crosscut.allocate.draft import Draft, Limits, RuleInWords
from crosscut.allocate.explain import reasons, standings
from crosscut.allocate.later_limits import held_by_later_years
from crosscut.allocate.plan import Plan
from crosscut.allocate.policy_words import named_year
from crosscut.allocate.problem import Ints, Problem, Solution
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.programme_order import solved_by_id
from crosscut.allocate.quantities import show_percent
from crosscut.allocate.restore import restorations
from crosscut.allocate.solve import Effort, solve
from crosscut.allocate.stacked_years import kept_of
from crosscut.allocate.ties import level, levelled
from crosscut.allocate.verify import breaches
from crosscut.text import Text

BESIDE = Text(
    en="Reasons of one year hold while the other years stay as they are.",
    ko="연도별 사유는 다른 해의 금액이 그대로일 때를 기준으로 함.",
)
"""What every answer says of reasons: those of one year do not move what the others give."""

KEPT = (
    "kept",
    Text("at least {part} of what {year} gives", "{year} 금액의 {part} 이상"),
    Text("Kept of {year}", "{year} 금액 유지 의무"),
)
LEFT = (
    "left",
    Text("no more than {year} keeps {part} of", "{year}에 {part}을(를) 유지할 수 있는 금액 이하"),
    Text("What {year} can keep {part} of", "{year}에 {part}을(를) 유지할 수 있는 금액"),
)
"""Id, words and name of what the year before binds, and of what the next year leaves."""


@dataclass(frozen=True)
class Chain:
    """What joins years: their names, their policies stated, and the part that each keeps of the one before."""

    names: tuple[str, ...]
    drafts: tuple[Draft, ...]
    carries: tuple[Fraction, ...]


SETTLING = 4
"""How often the years are gone through, at most, until none moves any more beside the others."""


def year_plans(chain: Chain, joint: Problem, solution: Solution, effort: Effort) -> tuple[Plan, ...]:
    """One plan a year out of the plan of all, each with ties divided, reasons, and what its rules use.

    What a year may give is bound by the years beside it as they stand, so that the years are gone through until none
    moves. Where that broke a rule of all years together, which nothing should, the amounts stay as they were found.
    """
    found = list(solution.amounts.reshape(len(chain.drafts), -1))
    slack = max(solution.bound - solution.value, 0.0)
    settled = _settled(chain, found, slack, effort)
    for amounts, divided in ((settled, True), (found, False)):
        held, plans = list(amounts), []
        for year in range(len(held)):
            plan = _year_plan(chain, year, held, slack=slack, gap=effort.gap if divided else 0.0, divided=divided)
            held[year] = plan.solution.amounts
            plans.append(plan)
        if not breaches(joint, np.concatenate(held).tolist()):
            break
    carries = [*chain.carries, Fraction(0)]
    limits = [len(plan.draft.rules) - 1 if carry else None for plan, carry in zip(plans, carries, strict=True)]
    return held_by_later_years(plans, chain.names, limits)


def _settled(chain: Chain, found: Sequence[Ints], slack: float, effort: Effort) -> list[Ints]:
    """The amounts of all years, each as good and as evenly divided as the others let it be."""
    held = list(found)
    for _ in range(SETTLING):
        before = list(held)
        for year in range(len(held)):
            problem, solution, draft = _year(chain, year, held, slack)
            solution = _improved(draft.demand.ids, problem, solution, effort)
            held[year] = level(draft, problem, solution, effort.gap).amounts
        if all(map(np.array_equal, before, held)):
            break
    return held


def _improved(ids: Sequence[str], problem: Problem, solution: Solution, effort: Effort) -> Solution:
    """A better plan of one year while the others stay as they are, where there is one."""
    fine = replace(effort, gap=min(effort.gap, FINE))
    found = solved_by_id(ids, problem, lambda posed: solve(posed, fine))
    better = len(found.amounts) and found.value > solution.value and not breaches(problem, found.amounts.tolist())
    return replace(found, bound=max(solution.bound, found.value)) if better else solution


FINE = 1e-7
"""The gap to which the plan of one year is bettered beside the others."""


def _year(chain: Chain, year: int, held: Sequence[Ints], slack: float) -> tuple[Problem, Solution, Draft]:
    """One year beside the others as they stand."""
    draft = _beside(chain, year, held)
    problem = assemble(draft)
    value = problem.value(held[year])
    return problem, Solution("feasible", held[year], value, value + slack, "years", 0.0), draft


def _year_plan(chain: Chain, year: int, held: Sequence[Ints], *, slack: float, gap: float, divided: bool) -> Plan:
    problem, found, draft = _year(chain, year, held, slack)
    levels, ties = levelled(draft, problem, found, gap)
    told = levels if divided else found
    return Plan(
        draft,
        problem,
        told,
        tuple(int(amount) * problem.unit for amount in told.amounts.tolist()),
        tuple(reasons(draft, problem, told, ties)),
        tuple(standings(problem, told.amounts)),
    )


def restored(plan: Plan, programmes: tuple[str, ...]) -> Plan:
    """The plan of a year with what restoring some programmes takes."""
    return replace(plan, restorations=restorations(plan.draft, plan.problem, plan.solution, 0, programmes))


def _beside(chain: Chain, year: int, held: Sequence[Ints]) -> Draft:
    """A year's policy with what it keeps of the year before, and what the next one lets it give, as bounds."""
    draft = chain.drafts[year]
    draft = replace(draft, rules=list(draft.rules), limits=list(draft.limits))
    if year and chain.carries[year - 1]:
        carry, places = chain.carries[year - 1], _going_on(draft)
        low = kept_of(held[year - 1][places], carry, np.ones(len(places), bool))
        _bind(draft, KEPT, chain.names[year - 1], carry, Limits(-1, places, low, None, True))
    if year < len(chain.carries) and chain.carries[year]:
        carry, places = chain.carries[year], _going_on(chain.drafts[year + 1])
        left = (amount * carry.denominator // carry.numerator for amount in held[year + 1][places].tolist())
        high = np.fromiter(left, np.int64, len(places))
        _bind(draft, LEFT, chain.names[year + 1], carry, Limits(-1, places, None, high))
    return draft


def _going_on(draft: Draft) -> Ints:
    """The places of those that did not end before a draft's year."""
    return np.array([place for place in range(len(draft.demand.ids)) if place not in draft.demand.over], np.int64)


def _bind(draft: Draft, words: tuple[str, Text, Text], year: str, carry: Fraction, limits: Limits) -> None:
    """Add a bound of a year beside (id, what it says, its name); a rule of the policy that has its id keeps it."""
    named, *texts = words
    text, name = (each.format(year=named_year(year), part=show_percent(carry)) for each in texts)
    taken = {rule.id for rule in draft.rules}
    while named in taken:
        named += "-"
    draft.rules.append(RuleInWords(named, "bound", Text(), Text(), text, name=name))
    draft.limits.append(replace(limits, rule=len(draft.rules) - 1))
