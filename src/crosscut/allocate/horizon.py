"""Several years at once: one problem, in which what is given in one year commits the next."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypedDict

import numpy as np

from crosscut.allocate.chained_years import solved_years
from crosscut.allocate.demand import Demand
from crosscut.allocate.draft import Draft
from crosscut.allocate.later_years import BoundYear, YearTotals, bound, bound_words, totals
from crosscut.allocate.plan import Plan
from crosscut.allocate.policy import Ceiling, Later, Policy
from crosscut.allocate.policy_words import named_year
from crosscut.allocate.problem import Problem, Solution
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.programme_order import back, by_id, in_order
from crosscut.allocate.records import RuleRow
from crosscut.allocate.rules import state
from crosscut.allocate.solve import Effort
from crosscut.allocate.solve.effort import finished
from crosscut.allocate.stacked_years import stacked
from crosscut.allocate.year_conflicts import YearConflict, year_conflicts
from crosscut.allocate.year_plans import BESIDE, Chain, restored, year_plans
from crosscut.csvtext import escape
from crosscut.progress import Progress, quiet
from crosscut.text import Text

AGAINST = Text(
    en="Growth and change are measured against the last year known, in every year.",
    ko="증감은 모든 해에 마지막으로 확정된 전년도 금액과 비교함.",
)
"""What every answer says of rules on growth: a later year's are not held against the plan of the year before it."""


class YearAmount(TypedDict):
    """What one programme gets in one year, and why, in both languages."""

    programme: str
    amount: int
    reason: str
    reason_ko: str


class WhyRow(TypedDict):
    """What one year gives a programme that was asked about, why, and what restoring it takes."""

    programme: str
    year: str
    text: str
    text_ko: str


class YearRecord(TypedDict):
    """The plan of one year."""

    year: str
    ceiling: int
    total: int
    plan: list[YearAmount]
    rules: list[RuleRow]


class YearsRecord(TypedDict):
    """The plans of all years as the command line prints them."""

    status: str
    value: float | None
    bound: float | None
    gap: float | None
    growth: str
    growth_ko: str
    reasons: str
    reasons_ko: str
    years: list[YearRecord]
    conflict: list[YearConflict]
    conflict_proved: bool
    binds: list[BoundYear]
    area: list[YearTotals]
    ministry: list[YearTotals]


@dataclass(frozen=True)
class Years:
    """The plans of all years, from one problem. ``amounts`` (years × programmes) are in minor units.

    ``plans`` are those of each year by itself, with their reasons; none where there is no plan.
    """

    demand: Demand
    names: tuple[str, ...]
    ceilings: tuple[int, ...]
    solution: Solution
    amounts: tuple[tuple[int, ...], ...]
    drafts: tuple[Draft, ...] = ()
    carries: tuple[Fraction, ...] = ()
    conflicts: tuple[YearConflict, ...] = ()
    plans: tuple[Plan, ...] = ()
    conflict_proved: bool = True

    def why(self, programme: str) -> list[Text]:
        """What each year gives a programme, why, and what restoring it there would take."""
        place = self.demand.place_of(programme)
        found = []
        for year, amounts in enumerate(self.amounts):
            draft = self.drafts[year]
            words = _GIVEN.format(
                year=named_year(self.names[year]),
                programme=self.demand.called(place),
                money=draft.money(amounts[place]),
                asked=draft.money(self.demand.requested[place]),
            )
            reason = self.plans[year].reasons[place]
            taken = restored(self.plans[year], (programme,)).restored(place)
            found.append(Text(f"{words.en} {reason.en} {taken.en}", f"{words.ko} {reason.ko} {taken.ko}"))
        return found

    def explained(self, programmes: Sequence[str]) -> dict[str, list[WhyRow]]:
        """What each year gives some programmes and why, as the command line prints it."""
        rows: list[WhyRow] = [
            {"programme": programme, "year": year, "text": words.en, "text_ko": words.ko}
            for programme in (programmes if self.plans else ())
            for year, words in zip(self.names, self.why(programme), strict=True)
        ]
        return {"why": rows}

    def binds(self) -> list[BoundYear]:
        """What the plan binds in later years; nothing where there is no plan."""
        return bound(self.names, self.drafts, self.carries, self.amounts) if self.amounts else []

    def totals(self, key: str) -> list[YearTotals]:
        """The money by ``area`` or ``ministry`` in every year."""
        return totals(self.demand, self.amounts, key) if self.amounts else []

    def bound_words(self) -> list[Text]:
        """What the plan binds in later years, a sentence a year."""
        rows = zip(self.binds(), self.drafts[1:], self.carries, strict=True) if self.amounts else ()
        return [bound_words(row, draft, carry) for row, draft, carry in rows]

    def to_json(self) -> YearsRecord:
        """Proof, and one plan a year."""
        solved = bool(self.amounts)
        return {
            "status": self.solution.status,
            "value": self.solution.value if solved else None,
            "bound": self.solution.bound if solved else None,
            "gap": self.solution.gap if solved else None,
            "growth": AGAINST.en,
            "growth_ko": AGAINST.ko,
            "reasons": BESIDE.en,
            "reasons_ko": BESIDE.ko,
            "years": [
                {
                    "year": name,
                    "ceiling": ceiling,
                    "total": plan.total,
                    "plan": [
                        {"programme": programme, "amount": amount, "reason": reason.en, "reason_ko": reason.ko}
                        for programme, amount, reason in zip(self.demand.ids, plan.amounts, plan.reasons, strict=True)
                    ],
                    "rules": plan.rules(),
                }
                for name, ceiling, plan in zip(self.names, self.ceilings, self.plans, strict=False)
            ],
            "conflict": list(self.conflicts),
            "conflict_proved": self.conflict_proved,
            "binds": self.binds(),
            "area": self.totals("area"),
            "ministry": self.totals("ministry"),
        }


_GIVEN = Text(
    "{year}: {programme} gets {money}; it asks for {asked}.", "{year}: {programme} 요구 {asked}, 반영 {money}."
)


def years_csv(found: Years) -> str:
    """The plans as CSV that no spreadsheet runs: a row a programme, a column a year in minor units, then reasons."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    demand = found.demand
    why = [f"{what} {name}" for name in found.names for what in ("reason", "reason_ko")]
    writer.writerow(["programme", "name", "requested", "previous", *map(escape, [*found.names, *why])])
    for place, programme in enumerate(demand.ids if found.amounts else ()):
        own = (amounts[place] for amounts in found.amounts)
        named = (escape(programme), escape(demand.names[place]))
        said = [words for plan in found.plans for words in (plan.reasons[place].en, plan.reasons[place].ko)]
        writer.writerow([*named, demand.requested[place], demand.previous[place], *own, *map(escape, said)])
    return text.getvalue()


def plan_years(
    policy: Policy, demand: Demand, currency: str, effort: Effort | None = None, progress: Progress = quiet
) -> Years:
    """The plans of this year and of every ``later`` year of the policy, made together.

    All rules hold in every year, growth against the last year known. A programme gets in a later year at least the part
    ``carry`` of what it got the year before.
    """
    ceilings = [policy.ceiling, *(_moved(policy.ceiling, later.amount, later.change) for later in policy.later)]
    years = [demand.year, *(_year(later, demand.year + place) for place, later in enumerate(policy.later, 1))]
    drafts = [
        state(policy.model_copy(update={"ceiling": each}), asked, currency)
        for each, asked in zip(ceilings, [demand, *map(demand.in_later_year, years[1:])], strict=True)
    ]
    problems, carries = [assemble(draft) for draft in drafts], [later.carry for later in policy.later]
    joint, effort = stacked(problems, carries), effort or Effort()
    solution = _solved(demand.ids, problems, carries, effort, progress)
    names = tuple(str(year) if year > count else f"year {count + 1}" for count, year in enumerate(years))
    failed = solution.status == "infeasible"
    conflicts, proved = year_conflicts(drafts, problems, carries, names) if failed else ((), True)
    limits = tuple(draft.ceiling for draft in drafts)
    chain = Chain(names, tuple(drafts), tuple(carries))
    progress("Explaining the plans")
    plans = year_plans(chain, joint, solution, effort) if len(solution.amounts) else ()
    solution = _of_plans(joint, plans, solution, effort) if plans else solution
    amounts = tuple(plan.amounts for plan in plans)
    return Years(demand, names, limits, solution, amounts, chain.drafts, chain.carries, conflicts, plans, proved)


def _solved(
    ids: Sequence[str], problems: Sequence[Problem], carries: Sequence[Fraction], effort: Effort, progress: Progress
) -> Solution:
    """The plan of all years, the same in whatever order programmes are named."""
    order = by_id(ids)
    years = problems if order is None else [in_order(problem, order) for problem in problems]
    found = solved_years(stacked(years, carries), years, carries, effort, progress)
    if order is None:
        return found
    places = np.concatenate([order + len(order) * year for year in range(len(years))])
    return replace(found, amounts=back(found.amounts, places))


def _of_plans(joint: Problem, plans: Sequence[Plan], found: Solution, effort: Effort) -> Solution:
    """What was found, with the amounts that the plans of the years have in the end."""
    amounts = np.concatenate([plan.solution.amounts for plan in plans])
    bound = max(found.bound, joint.value(amounts))
    return finished(joint, amounts, bound, method=found.method, seconds=found.seconds, effort=effort)


def _year(later: Later, following: int) -> int:
    """The fiscal year that a later year is: the one that it names, else the one that follows."""
    return int(later.year) if later.year.isascii() and later.year.isdigit() else following


def _moved(ceiling: Ceiling, amount: str, change: Fraction | None) -> Ceiling:
    return ceiling.model_copy(update={"amount": amount, "change": change})
