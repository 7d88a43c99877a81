"""A policy's problem written again by hand for scipy's solver, over budgets too large to try every plan.

It reads the policy, not what Crosscut makes of it, and shares no code with its solvers. Criteria with returns are left
out: a unit of money is worth the programme's score, so every programme has one amount and, where it may end, one choice.
``python -m tests.allocate.independent 2000 [SEED] [PROCESSES]`` tries so many, of a new seed unless one is named; the
suite tries a few.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from crosscut.allocate import Depth, Effort, allocate
from crosscut.allocate.demand import Demand
from crosscut.allocate.policy import Policy
from crosscut.errors import CrosscutError
from tests.allocate import campaign, material, oracle

GAP = 1e-4


@dataclass
class Independent:
    """Columns: amounts, whether each programme is funded, then one choice for each option of each programme."""

    policy: Policy
    demand: Demand

    def __post_init__(self) -> None:
        self.count = len(self.demand.ids)
        self.ceiling = oracle.total_of(self.policy, self.demand)
        self.options = [(i, x) for i in range(self.count) for x in self.offered(i) or ()]
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.high = np.ones(2 * self.count + len(self.options))

    def offered(self, i: int) -> set[int] | None:
        for choice in self.policy.choice:
            if oracle.picked(self.policy, self.demand, choice, i) and choice.options:
                return {floor(part * self.demand.requested[i]) for part in choice.options}
        return None

    def row(self, cells: dict[int, float], low: float = -np.inf, high: float = np.inf) -> None:
        self.rows.append((cells, low, high))

    def programme(self, i: int) -> None:
        """What one programme may get: between two amounts while funded, one of its options, or nothing."""
        top = oracle.top(self.policy, self.demand, i, self.ceiling)
        funded, amount = self.count + i, i
        allowed = [x for x in range(top + 1) if oracle.allowed(self.policy, self.demand, i, x)]
        positive = [x for x in allowed if x > 0]
        self.high[amount] = top
        self.row({amount: 1.0, funded: -float(positive[-1] if positive else 0)}, high=0.0)
        self.row({amount: 1.0, funded: -float(positive[0] if positive else 1)}, low=0.0)
        if 0 not in allowed:
            self.row({funded: 1.0}, low=1.0)
        if self.offered(i) is not None:
            own = [(2 * self.count + k, x) for k, (j, x) in enumerate(self.options) if j == i and x in positive]
            others = [2 * self.count + k for k, (j, x) in enumerate(self.options) if j == i and x not in positive]
            self.row({amount: 1.0, **{column: -float(x) for column, x in own}}, 0.0, 0.0)
            self.row({funded: -1.0, **{column: 1.0 for column, _ in own}}, 0.0, 0.0)
            for column in others:
                self.high[column] = 0.0

    def money(self) -> None:
        self.row(
            dict.fromkeys(range(self.count), 1.0),
            float(self.ceiling) if self.policy.ceiling.use == "all" else -np.inf,
            float(self.ceiling),
        )
        for rule in self.policy.rule:
            for where in selections(self.policy, self.demand, rule):
                parts = [oracle.part_of(self.demand, self.policy, where, i) for i in range(self.count)]
                past = sum(x * part for x, part in zip(self.demand.previous, parts, strict=True))
                low, high = limits(rule, past, self.ceiling)
                self.row({i: float(part) for i, part in enumerate(parts) if part}, low, high)

    def logic(self) -> None:
        for group in self.policy.group:
            for where in selections(self.policy, self.demand, group):
                stated = group.model_copy(update={"where": where})
                members = [i for i in range(self.count) if oracle.picked(self.policy, self.demand, stated, i)]
                most = np.inf if group.at_most is None else float(group.at_most)
                self.row({self.count + i: 1.0 for i in members}, float(group.at_least), most)
        places = {each: i for i, each in enumerate(self.demand.ids)}
        for each in self.policy.prerequisite:
            for need in each.needs:
                self.row({self.count + places[each.programme]: 1.0, self.count + places[need]: -1.0}, high=0.0)

    def best(self) -> float | None:
        """The highest value; None where no plan keeps the policy."""
        for i in range(self.count):
            self.programme(i)
        self.money()
        self.logic()
        width = len(self.high)
        table = np.zeros((len(self.rows), width))
        for place, (cells, _, _) in enumerate(self.rows):
            for column, value in cells.items():
                table[place, column] += value
        low, high = np.array([row[1] for row in self.rows]), np.array([row[2] for row in self.rows])
        cost = np.zeros(width)
        cost[: self.count] = [-score(self.policy, self.demand, i) for i in range(self.count)]
        found = milp(
            cost,
            constraints=LinearConstraint(table, low, high),
            bounds=Bounds(np.zeros(width), self.high),
            integrality=np.ones(width),
            options={"mip_rel_gap": 1e-7, "time_limit": 30},
        )
        if found.status == 2:
            return None
        assert found.status == 0, found.message
        return -float(found.fun)


def selections(policy: Policy, demand: Demand, stated) -> list[dict]:
    """What a rule selects, once for each value where it is stated for every one."""
    if stated.each is None:
        return [dict(stated.where)]
    found = [dict(stated.where) | {stated.each: (value,)} for value in demand.values_of(stated.each, policy.tags)]
    return [where for where in found if any(oracle.part_of(demand, policy, where, i) for i in range(len(demand.ids)))]


def limits(rule, past, ceiling: int) -> tuple[float, float]:
    floors = [int(rule.at_least)] if rule.at_least else []
    caps = [int(rule.at_most)] if rule.at_most else []
    floors += [ceil(past * (1 + rule.growth_at_least))] if rule.growth_at_least is not None else []
    caps += [floor(past * (1 + rule.growth_at_most))] if rule.growth_at_most is not None else []
    floors += [ceil(ceiling * rule.of_ceiling_at_least)] if rule.of_ceiling_at_least is not None else []
    caps += [floor(ceiling * rule.of_ceiling_at_most)] if rule.of_ceiling_at_most is not None else []
    return float(max(floors, default=-np.inf)), float(min(caps, default=np.inf))


def score(policy: Policy, demand: Demand, i: int) -> float:
    criteria = policy.value.criterion
    if not criteria:
        return 1.0
    weight = sum(each.weight for each in criteria)
    return sum(
        each.weight
        / weight
        * (demand.scores[each.id][i] if each.file else 100 * float(oracle.part_of(demand, policy, each.where, i)))
        / 100
        for each in criteria
    )


def made(rng: random.Random) -> tuple[Policy, Demand] | None:
    """A random policy over 50 to 500 programmes, worth by money without returns, stability or bonuses."""
    demand = material.demand(rng, rng.randint(50, 500), most=40)
    try:
        policy = material.policy(rng, demand)
    except CrosscutError:
        return None
    total = sum(demand.requested)
    worth = policy.value.model_copy(update={"per": "amount", "returns": (), "stability": 0.0})
    ceiling = policy.ceiling.model_copy(update={"amount": str(rng.randint(total // 3, total))})
    return policy.model_copy(
        update={"value": worth, "ceiling": ceiling, "bonus": (), "may_exceed_request": False}
    ), demand


def tried(seed: str) -> tuple[str, list[str]]:
    """How one random policy ended (plan, infeasible or refused), and what is wrong with its answer."""
    drawn = made(random.Random(seed))
    if drawn is None:
        return "refused", []
    policy, demand = drawn
    try:
        plan = allocate(policy, demand, material.CURRENCY, effort=Effort(GAP, 60), depth=Depth.plan_only())
    except CrosscutError as error:
        return "refused", [] if error.code in ("unknown-selection", "policy") else [f"{seed}: {error}"]
    best = Independent(policy, demand).best()
    if best is None or not plan.amounts:
        agree = (best is None) == (plan.solution.status == "infeasible")
        return "infeasible", [] if agree else [f"{seed}: {plan.solution.status}, and the best is {best}"]
    found, slack = [], 1e-6 * abs(best) + 1e-6
    worth = sum(score(policy, demand, i) * x for i, x in enumerate(plan.amounts))
    if abs(worth - plan.solution.value) > slack:
        found.append(f"{seed}: it says {plan.solution.value}, its amounts are worth {worth}")
    if plan.solution.bound < best - slack or worth > best + slack:
        found.append(f"{seed}: worth {worth}, bound {plan.solution.bound}, and the best is {best}")
    if plan.solution.status == "optimal" and worth < best - GAP * abs(worth) - slack:
        found.append(f"{seed}: {worth} is called optimal, and the best is {best}")
    if not oracle.keeps(policy, demand, plan.amounts, oracle.total_of(policy, demand)):
        found.append(f"{seed}: its plan breaks the policy")
    return "plan", found


if __name__ == "__main__":
    sys.exit(campaign.main(tried, "independent"))
