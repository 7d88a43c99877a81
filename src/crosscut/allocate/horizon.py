"""Several years at once: one problem, in which what is given in one year commits the next."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypedDict

import numpy as np

from crosscut.allocate.conflict import conflict, possible
from crosscut.allocate.demand import Demand
from crosscut.allocate.later_years import BoundYear, YearTotals, bound, bound_words, totals
from crosscut.allocate.plan import Plan, verified
from crosscut.allocate.policy import Ceiling, Later, Policy
from crosscut.allocate.problem import Ints, MoneyRow, Problem, ProgrammePairs, Solution
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.quantities import ceil_of, show_percent
from crosscut.allocate.records import RuleRow, conflict_rows
from crosscut.allocate.rules import Draft, state
from crosscut.allocate.solve import Effort
from crosscut.allocate.year_plans import BESIDE, Chain, restored, year_plans
from crosscut.csvtext import escape
from crosscut.progress import Progress, quiet
from crosscut.text import Text

AGAINST = Text(
    en="Growth and change are measured against the last year known, in every year.",
    ko="증감은 모든 해에 마지막으로 확정된 전년도 금액과 비교함.",
)
"""What every answer says of rules on growth: a later year's are not held against the plan of the year before it."""

CARRIED = -2
"""The rule index of rows that carry a commitment into the next year."""


class YearAmount(TypedDict):
    """What one programme gets in one year, and why, in both languages."""

    programme: str
    amount: int
    reason: str
    reason_ko: str


class YearRecord(TypedDict):
    """The plan of one year."""

    year: str
    ceiling: int
    total: int
    plan: list[YearAmount]
    rules: list[RuleRow]


class YearConflict(TypedDict):
    """One rule of those that cannot hold together, the year that it stands in, and what mends the policy."""

    year: str
    rule: str
    owner: str
    text: str
    text_ko: str
    least_change: int | None
    change: str
    change_ko: str


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

    def why(self, programme: str) -> list[Text]:
        """What each year gives a programme, why, and what restoring it there would take."""
        place = self.demand.place_of(programme)
        found = []
        for year, amounts in enumerate(self.amounts):
            draft = self.drafts[year]
            words = _GIVEN.format(
                year=self.names[year],
                programme=self.demand.called(place),
                money=draft.money(amounts[place]),
                asked=draft.money(self.demand.requested[place]),
            )
            reason = self.plans[year].reasons[place]
            taken = restored(self.plans[year], (programme,)).restored(place)
            found.append(Text(f"{words.en} {reason.en} {taken.en}", f"{words.ko} {reason.ko} {taken.ko}"))
        return found

    def binds(self) -> list[BoundYear]:
        """What the plan binds in later years; nothing where there is no plan."""
        return bound(self.demand, self.names, self.drafts, self.carries, self.amounts) if self.amounts else []

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
            "binds": self.binds(),
            "area": self.totals("area"),
            "ministry": self.totals("ministry"),
        }


_GIVEN = Text(
    "{year}: {programme} gets {money} of {asked} asked for.", "{year}: {programme}에 요구 {asked} 중 {money} 반영."
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
        state(policy.model_copy(update={"ceiling": each}), replace(demand, year=year), currency)
        for each, year in zip(ceilings, years, strict=True)
    ]
    problems, carries = [assemble(draft) for draft in drafts], [later.carry for later in policy.later]
    joint = stacked(problems, carries)
    effort = effort or Effort()
    solution = verified(joint, effort, progress)
    names = tuple(str(year) if year > count else f"year {count + 1}" for count, year in enumerate(years))
    conflicts = _conflicts(drafts, problems, carries, names) if solution.status == "infeasible" else ()
    limits = tuple(draft.ceiling for draft in drafts)
    chain = Chain(names, tuple(drafts), tuple(carries))
    progress("Explaining the plans")
    plans = year_plans(chain, joint, solution, effort.gap) if len(solution.amounts) else ()
    amounts = tuple(plan.amounts for plan in plans)
    return Years(demand, names, limits, solution, amounts, chain.drafts, chain.carries, conflicts, plans)


def _conflicts(
    drafts: Sequence[Draft], problems: Sequence[Problem], carries: Sequence[Fraction], names: Sequence[str]
) -> tuple[YearConflict, ...]:
    """The rules that cannot hold together: of years without a plan of their own, else what is carried over."""
    found = [(year, conflict(draft)) for year, draft in enumerate(drafts)]
    alone = [(year, row) for year, each in found for row in conflict_rows(drafts[year], each)]
    if alone:
        return tuple(
            YearConflict(
                year=names[year],
                rule=row["rule"],
                owner=row["owner"],
                text=row["text"],
                text_ko=row["text_ko"],
                least_change=row["least_change"],
                change=row["change"],
                change_ko=row["change_ko"],
            )
            for year, row in alone
        )
    rows = []
    for place, carry in enumerate(carries):
        if carry:
            rows += _carry_conflict(drafts, problems, carries, names, place)
    return tuple(rows)


def _carry_conflict(
    drafts: Sequence[Draft], problems: Sequence[Problem], carries: Sequence[Fraction], names: Sequence[str], place: int
) -> list[YearConflict]:
    """What is carried into a year, and that year's ceiling, where less carried over alone gives a plan."""

    def holds(hundredths: int) -> bool:
        part = min(carries[place], Fraction(hundredths, 10_000))
        return possible(stacked(problems, [*carries[:place], part, *carries[place + 1 :]]))

    if not holds(0):
        return []
    low, high = 0, ceil_of(carries[place] * 10_000)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    year, ceiling = names[place + 1], drafts[place + 1].rules[0]
    carried = _CARRY.format(part=show_percent(carries[place]), year=names[place])
    mended = _CARRY_LESS.format(part=show_percent(Fraction(low, 10_000)))
    raised = Text("raise it", "높임")
    return [
        _year_row(year, "carry", "", carried, mended),
        _year_row(year, ceiling.id, ceiling.owner, ceiling.text, raised),
    ]


_CARRY = Text("each programme keeps at least {part} of {year}", "사업별로 {year} 금액의 {part} 이상 유지")
_CARRY_LESS = Text("carry at most {part}", "유지 비율을 {part} 이하로")


def _year_row(year: str, rule: str, owner: str, text: Text, change: Text) -> YearConflict:
    return {
        "year": year,
        "rule": rule,
        "owner": owner,
        "text": text.en,
        "text_ko": text.ko,
        "least_change": None,
        "change": change.en,
        "change_ko": change.ko,
    }


def _year(later: Later, following: int) -> int:
    """The fiscal year that a later year is: the one that it names, else the one that follows."""
    return int(later.year) if later.year.isascii() and later.year.isdigit() else following


def _moved(ceiling: Ceiling, amount: str, change: Fraction | None) -> Ceiling:
    return ceiling.model_copy(update={"amount": amount, "change": change})


def stacked(problems: Sequence[Problem], carries: Sequence[Fraction]) -> Problem:
    """One problem of several years over the same programmes; ``carries`` are between each year and the next."""
    size = problems[0].size
    columns = max(problem.width.shape[1] for problem in problems)
    offsets = [size * year for year in range(len(problems))]
    pairs = list(zip(problems, offsets, strict=True))
    rows = [replace(row, members=row.members + offset) for problem, offset in pairs for row in problem.rows]
    for year, carry in enumerate(carries):
        if carry:
            rows += _carried(problems[year], offsets[year], size, carry)
    return Problem(
        unit=problems[0].unit,
        lower=_end_to_end([each.lower for each in problems]),
        upper=_end_to_end([each.upper for each in problems]),
        optional=np.concatenate([each.optional for each in problems]),
        discrete=np.concatenate([each.discrete for each in problems]),
        base=np.concatenate([each.base for each in problems]),
        slope=np.concatenate([_wide(each.slope, columns) for each in problems]),
        width=np.concatenate([_wide(each.width, columns) for each in problems]),
        rows=tuple(rows),
        groups=tuple(
            replace(group, members=group.members + offset) for problem, offset in pairs for group in problem.groups
        ),
        needs=_shifted([problem.needs for problem in problems], offsets),
        bonus=_shifted([problem.bonus for problem in problems], offsets),
    )


def _carried(problem: Problem, offset: int, size: int, carry: Fraction) -> list[MoneyRow]:
    """One row a programme: next year's amount less the carried part of this year's is not below zero."""
    weights = np.array([carry.denominator, -carry.numerator], np.int64)
    return [
        MoneyRow(CARRIED, np.array([offset + size + place, offset + place]), weights, None, 0, None)
        for place in np.flatnonzero(problem.upper > 0).tolist()
    ]


def _end_to_end(parts: list[Ints]) -> Ints:
    return np.concatenate(parts)


def _wide(table: Any, columns: int) -> Any:
    return np.pad(table, ((0, 0), (0, columns - table.shape[1])))


def _shifted(parts: list[ProgrammePairs], offsets: list[int]) -> ProgrammePairs:
    return ProgrammePairs(
        np.concatenate([part.rule for part in parts]),
        np.concatenate([part.first + offset for part, offset in zip(parts, offsets, strict=True)]),
        np.concatenate([part.second + offset for part, offset in zip(parts, offsets, strict=True)]),
        np.concatenate([part.value for part in parts]),
    )
