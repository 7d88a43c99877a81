"""Random policies of every kind of rule, option, group, year and tie, on every way of solver, held against brute force.

``python -m tests.allocate.random_policies 20000 [SEED] [PROCESSES]`` tries so many, of a seed of its own unless one is named; the suite
tries a few.
"""

from __future__ import annotations

import dataclasses
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from crosscut.allocate import Depth, allocate
from crosscut.allocate.changes import Session
from crosscut.allocate.demand import Demand
from crosscut.allocate.horizon import plan_years, years_csv
from crosscut.allocate.plan import Plan
from crosscut.allocate.policy import Policy
from crosscut.allocate.policy_words import explained
from crosscut.allocate.problem import Solution
from crosscut.allocate.rules import state
from crosscut.allocate.solve import Effort, partial_relaxation, solve, solver
from crosscut.allocate.verify import breaches
from crosscut.calendar import Calendar, Period, Stage
from crosscut.errors import CrosscutError
from tests.allocate import campaign, changed, further_kinds, material, oracle

EXACT = Effort(gap=1e-9, seconds=20)
SCALES = (1, 1, 1, 10**6, 10**12, 10**15)
"""What amounts are multiplied by: tolerances of solvers must not show at any size."""

CALENDAR = Calendar(
    [Stage("requested", "request"), Stage("confirmed", "budget")],
    [Period(2026, "confirmed"), Period(2027, "requested")],
)
TWO = 2
"""Programmes up to which all plans of several years are tried."""

ASKED = ("ceiling=-7%", "ceiling=+3%", "P0=full", "P1=end", "P0=-50%")
FURTHER = (*ASKED, "ceiling=+50%", "ceiling=last year -10%", "ceiling=0%", "P0=last year +20%")


@contextmanager
def way(rng: random.Random) -> Iterator[None]:
    """One of the ways that small problems take otherwise than large ones."""
    before = (solver.SMALL, solver.LARGE, solver.PER_ROW, partial_relaxation.FIRST)
    solver.SMALL, solver.LARGE, solver.PER_ROW = rng.choice([0, 100]), rng.choice([0, 5000]), rng.choice([0, 150])
    partial_relaxation.FIRST = rng.choice([1, 5, 120])
    try:
        yield
    finally:
        solver.SMALL, solver.LARGE, solver.PER_ROW, partial_relaxation.FIRST = before


def case(rng: random.Random, sizes: tuple[int, ...], *, further: bool = True) -> tuple[Policy, Demand, int] | None:
    """A policy, a demand and the factor of its amounts; None where the policy names what the demand lacks.

    Without ``further`` it is of the kinds that were drawn before there were others.
    """
    demand = material.demand(rng, rng.choice(sizes))
    if rng.random() < 0.6:
        scores = {each: [float(rng.choice([0, 0, 50])) for _ in demand.ids] for each in demand.scores}
        demand = dataclasses.replace(demand, scores=scores)
    scale = rng.choice(SCALES)
    try:
        policy = material.policy(rng, demand)
        if further:
            demand = further_kinds.asking(rng, demand)
            policy = further_kinds.stating(rng, policy, demand)
        state(policy, demand, material.CURRENCY)
    except CrosscutError:
        return None
    thousands = further and scale == 1 and rng.random() < 0.3
    factor = 1000 if thousands else scale
    if factor > 1:
        policy, demand = _scaled_policy(policy, factor), _scaled(demand, factor)
    if thousands:
        policy, demand = further_kinds.in_thousands(rng, policy, demand)
    return policy, demand, scale


def _scaled(demand: Demand, scale: int) -> Demand:
    def multiplied(amounts):
        return tuple(amount * scale for amount in amounts)

    bound = {
        file: {key: amount * scale for key, amount in owed.items()} for file, owed in demand.contracts.bound.items()
    }
    return dataclasses.replace(
        demand,
        requested=multiplied(demand.requested),
        previous=multiplied(demand.previous),
        executed=multiplied(demand.executed),
        ended=_scaled(demand.ended, scale) if demand.ended else None,
        contracts=dataclasses.replace(demand.contracts, bound=bound),
    )


def _scaled_policy(policy: Policy, scale: int) -> Policy:
    """The policy with its amounts multiplied; what bonuses are worth stays."""

    def multiplied(stated):
        names = [name for name in ("amount", "at_least", "at_most") if isinstance(getattr(stated, name, None), str)]
        given = {name: getattr(stated, name) for name in names if getattr(stated, name)}
        return stated.model_copy(update={name: f"{int(amount) * scale} KRW" for name, amount in given.items()})

    return policy.model_copy(
        update={
            "ceiling": multiplied(policy.ceiling),
            "rule": tuple(map(multiplied, policy.rule)),
            "bound": tuple(map(multiplied, policy.bound)),
        }
    )


def faults(seed: str, sizes: tuple[int, ...] = (1, 2, 3, 4), *, further: bool = True) -> list[str]:
    """What is wrong with the answers to one random policy; empty where nothing is."""
    return tried(seed, sizes, further=further)[1]


def tried(seed: str, sizes: tuple[int, ...] = (1, 2, 3, 4), *, further: bool = True) -> tuple[str, list[str]]:
    """How one random policy ended, and what is wrong with the answers to it."""
    rng = random.Random(seed)
    made = case(rng, sizes, further=further)
    if made is None:
        return "refused", []
    policy, demand, scale = made
    with way(rng):
        try:
            end, found = _tried(rng, policy, demand, small=scale == 1 and len(demand.ids) < 5, further=further)
        except Exception as error:
            return "broken", [f"{seed}: {type(error).__name__}: {error}"]
    return end, [f"{seed}: {each}" for each in found]


def _tried(rng: random.Random, policy: Policy, demand: Demand, *, small: bool, further: bool) -> tuple[str, list[str]]:
    full = rng.random() < 0.25
    depth = Depth(samples=3 * full, restored=1 + full, why=(demand.ids[0],), curve=full, costs=full)
    plan = allocate(policy, demand, material.CURRENCY, effort=EXACT, depth=depth)
    found = _against_all_plans(plan, policy, demand) if small else []
    if plan.amounts:
        found += [f"breaks {each}" for each in breaches(plan.problem, plan.solution.amounts.tolist())]
        known = FURTHER if further else ASKED
        asked = known if rng.random() < 0.1 else (rng.choice(known), rng.choice(known))
        found += _what_ifs(plan, asked)
        found += changed.against_all_plans(plan, asked) if further and small else []
        found += false_reasons(plan, rng.sample(range(len(demand.ids)), min(4, len(demand.ids))))
    elif small:
        found += changed.false_contradictions(plan)
    if further:
        said = explained(plan.draft, CALENDAR, Period(2027, "requested"), Period(2026, "confirmed"))
        found += [f"{each} says nothing" for each, words in said.sentences if not (words.en and words.ko)]
        found += _over_years(rng, policy, demand) if small and rng.random() < 0.25 else []
    return plan.solution.status, found


def _over_years(rng: random.Random, policy: Policy, demand: Demand) -> list[str]:
    """What is wrong with the plans of several years; of up to two programmes they are held against all plans."""
    policy = further_kinds.later(rng, policy)
    found = plan_years(policy, demand, material.CURRENCY, EXACT)
    found.to_json(), years_csv(found), found.bound_words()
    wrong = []
    if found.amounts:
        found.why(demand.ids[0])
        count = len(demand.ids)
        wrong = [f"year {year}: {each}" for year in found.plans for each in false_reasons(year, range(count))]
    elif not found.conflicts:
        wrong = ["the years have no plan, and nothing contradicts"]
    if len(demand.ids) > TWO:
        return wrong
    best = oracle.best_of_years(policy, demand)
    if (best is None) != (not found.amounts):
        return [*wrong, f"the years are {found.solution.status}, and the best is {best}"]
    if best is not None and abs(found.solution.value - best) > 1e-6:
        wrong.append(f"the years are worth {found.solution.value}, the best {best}")
    return wrong


def _against_all_plans(plan: Plan, policy: Policy, demand: Demand) -> list[str]:
    best = oracle.best(policy, demand)
    if best is None or not plan.amounts:
        agree = (best is None) == (plan.solution.status == "infeasible")
        return [] if agree else [f"{plan.solution.status}, and the best is {best}"]
    found = []
    if plan.solution.status != "optimal" or abs(plan.solution.value - best[0]) > 1e-6:
        found.append(f"{plan.solution.status} {plan.solution.value} of {best[0]}")
    if abs(oracle.value(policy, demand, plan.amounts) - best[0]) > 1e-6:
        found.append(f"its amounts are worth {oracle.value(policy, demand, plan.amounts)}, the best {best[0]}")
    if plan.solution.bound < best[0] - 1e-6:
        found.append(f"bound {plan.solution.bound} below {best[0]}")
    return found


def false_reasons(plan: Plan, places: Sequence[int]) -> list[str]:
    """Reasons of some programmes that solving anew does not bear out."""
    found = []
    for place in places:
        words = plan.reasons[place].en
        if "than what was cut" in words and not any(_cut(plan)):
            found.append(f"programme {place}: {words!r}, and nothing was cut")
        either = "gives it more, or less, is worth less" in words
        more = "other programmes are worth more" in words or "more would be worth less here" in words
        more |= either or "gives it more is worth less" in words
        less = "than what was cut" in words or "less loses more" in words
        less |= either or "gives it less is worth less" in words
        for claimed, upwards in ((more, True), (less, False)):
            if claimed and not _loses(plan, place, upwards=upwards):
                found.append(f"programme {place}: {words!r}, and another plan is worth as much")
        for said, upwards in (("more", True), ("less", False)):
            other = _moved(plan, place, upwards, 1)
            if f"no plan can give it {said}" in words and len(other.amounts):
                found.append(f"programme {place}: {words!r}, and a plan does")
            if f"no plan that gives it {said} is worth more" in words and _worth_more(plan, other):
                found.append(f"programme {place}: {words!r}, and one is")
        if words.startswith("A tie") and not any(_same(plan, place, upwards=upwards) for upwards in (True, False)):
            found.append(f"programme {place}: {words!r}, and no other plan is worth as much")
    return found


def _worth_more(plan: Plan, other: Solution) -> bool:
    return bool(len(other.amounts)) and other.value > plan.solution.value + 1e-7 * abs(plan.solution.value)


def _cut(plan: Plan) -> list[bool]:
    """Which programmes get less than they ask for and may have."""
    most = plan.problem.upper.tolist()
    asked = [amount // plan.problem.unit for amount in plan.draft.demand.requested]
    return [amount < min(held) for amount, *held in zip(plan.solution.amounts.tolist(), asked, most, strict=True)]


def _moved(plan: Plan, place: int, upwards: bool, step: int) -> Solution:
    """The best plan in which a programme gets at least a step more, or less."""
    problem, amount = plan.problem, int(plan.solution.amounts[place])
    span = (amount + step, int(problem.upper[place])) if upwards else (0, amount - step)
    return solve(problem.narrowed({place: span}), EXACT)


def _loses(plan: Plan, place: int, *, upwards: bool) -> bool:
    found = _moved(plan, place, upwards, max(1, -(-int(plan.problem.upper[place]) // 100)))
    return not len(found.amounts) or found.value < plan.solution.value - 1e-12 * abs(plan.solution.value)


def _same(plan: Plan, place: int, *, upwards: bool) -> bool:
    found = _moved(plan, place, upwards, 1)
    return bool(len(found.amounts)) and found.bound >= plan.solution.value - 2e-7 * abs(plan.solution.value) - 1e-9


def _what_ifs(plan: Plan, asked: Sequence[str]) -> list[str]:
    """Answers that depend on what was asked before."""
    alone = {}
    for words in dict.fromkeys(asked):
        try:
            alone[words] = {key: value for key, value in Session(plan).ask(words).items() if key != "seconds"}
        except CrosscutError:
            continue
    session = Session(plan)
    found = []
    for words in reversed(alone):
        again = {key: value for key, value in session.ask(words).items() if key != "seconds"}
        if again != alone[words]:
            found.append(f"{words} is answered otherwise after other questions")
    return found


if __name__ == "__main__":
    sys.exit(campaign.main(tried, "random"))
