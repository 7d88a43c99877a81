"""One number changed, in words such as ``ceiling=-7%`` or ``10402=full``; answered from a kept plan."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from crosscut.allocate.planning import Plan
from crosscut.allocate.problem import Solution
from crosscut.allocate.quantities import ceil_of, floor_of, percent
from crosscut.allocate.verify import breaches
from crosscut.allocate.whatif import Kept, Limit
from crosscut.config import did_you_mean
from crosscut.errors import CrosscutError


class Moved(TypedDict):
    """A programme whose amount a change moves, and by how much."""

    programme: str
    change: int


class Infeasible(TypedDict):
    """The answer to a change that leaves no plan."""

    change: str
    status: str
    seconds: float


class Answer(Infeasible):
    """The answer to a change: the plan in a few numbers, and what moves on the kept one."""

    value: float
    bound: float
    gap: float | None
    total: int
    changes: list[Moved]


class Session:
    """A plan that waits for changes. Each question stands for itself: changes do not add up."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.draft = plan, plan.draft
        self.kept = Kept(plan.problem, plan.solution.amounts)

    def ask(self, words: str) -> Answer | Infeasible:
        """The answer to one change, as JSON: status, value, bound, gap, total, seconds and the programmes that change.

        Raises
        ------
        CrosscutError
            for words that name no rule or programme, or no amount.

        """
        name, _, value = (part.strip() for part in words.partition("="))
        if not value:
            raise CrosscutError(f"{words!r} is not a change", hint="Write RULE=AMOUNT, RULE=-7% or PROGRAMME=AMOUNT.")
        rules = [rule.id for rule in self.draft.rules]
        if name in rules:
            limits = self._limits(rules.index(name), value)
            return self._told(words, self.kept.solve(limits), limits)
        if name in self.draft.demand.ids:
            amount = self._units(name, value)
            return self._told(words, self.kept.solve(between={self.draft.demand.place_of(name): (amount, amount)}), {})
        known = [*rules, *self.draft.demand.ids[:5000]]
        raise CrosscutError(f"{name!r} is neither a rule nor a programme", hint=did_you_mean(name, known).strip())

    def _limits(self, rule: int, value: str) -> dict[int, Limit]:
        rows = {row.rule: place for place, row in enumerate(self.plan.problem.rows)}
        if rule not in rows:
            raise CrosscutError(
                f"rule {self.draft.rules[rule].id!r} has no one limit", hint="Change it in policy.toml and plan again."
            )
        row = self.plan.problem.rows[rows[rule]]
        amount = self._amount(value, row.lo if row.lo is not None else row.hi or 0)
        limits: dict[int, Limit] = {rows[rule]: (amount, None) if row.lo is not None else (None, amount)}
        spent = [k for k, each in enumerate(self.draft.rules) if each.id == "ceiling-spent"]
        if self.draft.rules[rule].kind == "ceiling" and spent:
            limits[rows[spent[0]]] = (amount // self.draft.unit.factor * self.draft.unit.factor, None)
        return limits

    def _amount(self, value: str, now: int) -> int:
        """An amount in minor units, or a change of the present one in per cent."""
        if value.rstrip().endswith("%"):
            try:
                part = percent(value)
            except ValueError as error:
                raise CrosscutError(str(error)) from None
            return floor_of(now * (1 + part)) if part >= 0 else ceil_of(now * (1 + part))
        return self.draft.amount(value)

    def _units(self, programme: str, value: str) -> int:
        place = self.draft.demand.place_of(programme)
        asked = self.draft.demand.requested[place]
        amount = asked if value == "full" else 0 if value == "end" else self._amount(value, asked)
        return amount // self.draft.unit.factor

    def _told(self, words: str, found: Solution, limits: dict[int, Limit]) -> Answer | Infeasible:
        if not len(found.amounts):
            return {"change": words, "status": "infeasible", "seconds": found.seconds}
        factor = self.draft.unit.factor
        problem = self.plan.problem
        sides = [limits.get(place, (row.lo, row.hi)) for place, row in enumerate(problem.rows)]
        broken = breaches(problem.with_limits(sides), found.amounts.tolist())
        change = (found.amounts - self.plan.solution.amounts) * factor
        order = np.argsort(-np.abs(change), kind="stable")
        moved = [(self.draft.demand.ids[place], int(change[place])) for place in order.tolist() if change[place]]
        return {
            "change": words,
            "status": "broken" if broken else found.status,
            "value": found.value,
            "bound": found.bound,
            "gap": show_gap(found.gap),
            "total": int(found.amounts.sum()) * factor,
            "seconds": found.seconds,
            "changes": [{"programme": programme, "change": amount} for programme, amount in moved],
        }


def show_gap(gap: float) -> float | None:
    """A gap as JSON holds it: None where it is not known."""
    return None if gap == float("inf") else gap
