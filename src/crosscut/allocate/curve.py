"""What changes when the ceiling moves: plans at other ceilings, and an order of priority that does not move with it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypedDict

import numpy as np

from crosscut.allocate.draft import Draft
from crosscut.allocate.problem import Ints, Problem, Solution
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.programme_order import solved_by_id
from crosscut.allocate.quantities import show_percent
from crosscut.allocate.rules import state
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.solver import solve
from crosscut.allocate.ties import level
from crosscut.allocate.views import by

MOVES = tuple(Fraction(percent, 100) for percent in (-10, -5, -1, 0, 1, 5, 10))


class PointRecord(TypedDict):
    """The plan at one ceiling as the command line prints it."""

    move: str
    ceiling: int
    status: str
    total: int
    value: float
    flips: list[str]
    against: list[str]
    changed: int
    areas: dict[str, int]
    ministries: dict[str, int]


@dataclass(frozen=True)
class CeilingPoint:
    """The plan at one ceiling. ``flips`` are programmes funded here and not in the plan, or the other way round.

    ``against`` are those of them that run against the ceiling: ended though it rose, or begun though it fell.
    """

    move: Fraction
    ceiling: int
    status: str
    total: int
    value: float
    flips: tuple[str, ...]
    against: tuple[str, ...]
    changed: int
    areas: dict[str, int]
    ministries: dict[str, int]

    def to_json(self) -> PointRecord:
        """The point, its move as a percentage."""
        return {
            "move": show_percent(self.move, sign=True),
            "ceiling": self.ceiling,
            "status": self.status,
            "total": self.total,
            "value": self.value,
            "flips": list(self.flips),
            "against": list(self.against),
            "changed": self.changed,
            "areas": self.areas,
            "ministries": self.ministries,
        }


def curve(draft: Draft, solution: Solution, effort: Effort) -> tuple[CeilingPoint, ...]:
    """The plans at the ceilings of ``MOVES``."""
    return tuple(_point(draft, solution, effort, move) for move in MOVES)


def _point(draft: Draft, solution: Solution, effort: Effort, move: Fraction) -> CeilingPoint:
    ceiling = draft.ceiling + (draft.ceiling * move.numerator) // move.denominator
    policy = draft.policy
    stated = policy.ceiling.model_copy(update={"amount": _written(ceiling, draft), "change": None})
    moved = state(policy.model_copy(update={"ceiling": stated}), draft.demand, draft.unit.currency.code)
    problem = assemble(moved)
    found = solved_by_id(draft.demand.ids, problem, lambda posed: solve(posed, effort)) if move else solution
    if move and len(found.amounts):
        found = level(moved, problem, found, effort.gap)
    if not len(found.amounts):
        return CeilingPoint(move, ceiling, found.status, 0, 0.0, (), (), 0, {}, {})
    amounts = [int(amount) * draft.unit.factor for amount in found.amounts.tolist()]
    now, before = found.amounts > 0, solution.amounts > 0
    against = (now & ~before) if move < 0 else (before & ~now) if move > 0 else np.zeros(len(now), bool)
    return CeilingPoint(
        move,
        ceiling,
        found.status,
        sum(amounts),
        found.value,
        _ids(draft, now != before),
        _ids(draft, against),
        int((found.amounts != solution.amounts).sum()),
        by(draft.demand, amounts, "area"),
        by(draft.demand, amounts, "ministry"),
    )


def _written(amount: int, draft: Draft) -> str:
    """An amount as a policy would write it, in the currency's own units."""
    money = draft.unit.currency
    whole, rest = divmod(amount, money.base)
    return f"{whole}.{rest:0{money.exponent}d} {money.code}" if money.exponent else f"{whole} {money.code}"


def _ids(draft: Draft, chosen: Any) -> tuple[str, ...]:
    return tuple(draft.demand.ids[place] for place in np.flatnonzero(chosen))


def priority(problem: Problem) -> Ints:
    """Each programme's place, from 1, by its worth for each unit of its full amount; no ceiling moves it."""
    size = np.maximum(problem.upper, 1)
    worth = (problem.base + (problem.slope * problem.width).sum(axis=1)) / size
    order = np.lexsort((np.arange(problem.size), -worth))
    place = np.empty(problem.size, np.int64)
    place[order] = np.arange(1, problem.size + 1)
    return place
