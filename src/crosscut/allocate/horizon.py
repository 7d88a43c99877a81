"""Several years at once: one problem, in which what is given in one year commits the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypedDict

import numpy as np

from crosscut.allocate.assembling import assemble
from crosscut.allocate.demand import Demand
from crosscut.allocate.planning import verified
from crosscut.allocate.policy import Ceiling, Policy
from crosscut.allocate.problem import Ints, Pairs, Problem, Row, Solution
from crosscut.allocate.rules import state
from crosscut.allocate.solve import Effort
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
    """What one programme gets in one year."""

    programme: str
    amount: int


class YearRecord(TypedDict):
    """The plan of one year."""

    year: str
    ceiling: int
    total: int
    plan: list[YearAmount]


class YearsRecord(TypedDict):
    """The plans of all years as the command line prints them."""

    status: str
    value: float | None
    bound: float | None
    gap: float | None
    growth: str
    growth_ko: str
    years: list[YearRecord]


@dataclass(frozen=True)
class Years:
    """The plans of all years, from one problem. ``amounts`` (years × programmes) are in minor units."""

    demand: Demand
    names: tuple[str, ...]
    ceilings: tuple[int, ...]
    solution: Solution
    amounts: tuple[tuple[int, ...], ...]

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
            "years": [
                {
                    "year": name,
                    "ceiling": ceiling,
                    "total": sum(amounts),
                    "plan": [
                        {"programme": programme, "amount": amount}
                        for programme, amount in zip(self.demand.ids, amounts, strict=True)
                    ],
                }
                for name, ceiling, amounts in zip(self.names, self.ceilings, self.amounts, strict=False)
            ],
        }


def plan_years(
    policy: Policy, demand: Demand, currency: str, effort: Effort | None = None, progress: Progress = quiet
) -> Years:
    """The plans of this year and of every ``later`` year of the policy, made together.

    All rules hold in every year, growth against the last year known. A programme gets in a later year at least the part
    ``carry`` of what it got the year before.
    """
    ceilings = [policy.ceiling, *(_moved(policy.ceiling, later.amount, later.change) for later in policy.later)]
    drafts = [state(policy.model_copy(update={"ceiling": each}), demand, currency) for each in ceilings]
    joint = stacked([assemble(draft) for draft in drafts], [later.carry for later in policy.later])
    solution = verified(joint, effort or Effort(), progress)
    count = len(demand.ids)
    amounts = [int(amount) * joint.unit for amount in solution.amounts.tolist()]
    years = tuple(tuple(amounts[start : start + count]) for start in range(0, len(amounts), max(count, 1)))
    names = ("this year", *(later.year or f"year {place + 2}" for place, later in enumerate(policy.later)))
    return Years(demand, names, tuple(draft.ceiling for draft in drafts), solution, years)


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


def _carried(problem: Problem, offset: int, size: int, carry: Fraction) -> list[Row]:
    """One row a programme: next year's amount less the carried part of this year's is not below zero."""
    weights = np.array([carry.denominator, -carry.numerator], np.int64)
    return [
        Row(CARRIED, np.array([offset + size + place, offset + place]), weights, None, 0, None)
        for place in np.flatnonzero(problem.upper > 0).tolist()
    ]


def _end_to_end(parts: list[Ints]) -> Ints:
    return np.concatenate(parts)


def _wide(table: Any, columns: int) -> Any:
    return np.pad(table, ((0, 0), (0, columns - table.shape[1])))


def _shifted(parts: list[Pairs], offsets: list[int]) -> Pairs:
    return Pairs(
        np.concatenate([part.rule for part in parts]),
        np.concatenate([part.first + offset for part, offset in zip(parts, offsets, strict=True)]),
        np.concatenate([part.second + offset for part, offset in zip(parts, offsets, strict=True)]),
        np.concatenate([part.value for part in parts]),
    )
