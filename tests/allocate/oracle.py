"""What a policy means, told again in the plainest Python: every plan of a small demand, tried one by one."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import ceil, floor

from crosscut.allocate.demand import Demand
from crosscut.allocate.policy import Policy

UNITS = {"KRW": 1, "thousand": 1000}


def best(policy: Policy, demand: Demand) -> tuple[float, list[tuple[int, ...]]] | None:
    """The highest value and the plans that have it, or None where no plan keeps the policy."""
    found: tuple[float, list[tuple[int, ...]]] | None = None
    for plan in plans(policy, demand):
        worth = value(policy, demand, plan)
        if found is None or worth > found[0] + 1e-9:
            found = (worth, [plan])
        elif abs(worth - found[0]) <= 1e-9:
            found[1].append(plan)
    return found


def plans(policy: Policy, demand: Demand) -> Iterator[tuple[int, ...]]:
    """All plans that keep the policy."""
    ceiling, step = total_of(policy, demand), UNITS[policy.unit]
    offers = [
        [x for x in range(0, top(policy, demand, i, ceiling) + 1, step) if allowed(policy, demand, i, x)]
        for i in range(len(demand.ids))
    ]
    return (plan for plan in product(*offers) if keeps(policy, demand, plan, ceiling))


def best_of_years(policy: Policy, demand: Demand) -> float | None:
    """The highest value of plans of this year and all later ones, where each year keeps its part of the one before."""
    found = {plan: value(policy, demand, plan) for plan in plans(policy, demand)}
    for number, later in enumerate(policy.later, 1):
        ceiling = policy.ceiling.model_copy(update={"amount": later.amount, "change": later.change})
        stated, asking = policy.model_copy(update={"ceiling": ceiling}), replace(demand, year=demand.year + number)
        before, found = found, {}
        for plan in plans(stated, asking):
            reach = (
                worth
                for past, worth in before.items()
                if all(x >= later.carry * past[i] for i, x in enumerate(plan) if i not in over(asking))
            )
            if (led := max(reach, default=None)) is not None:
                found[plan] = led + value(stated, asking, plan)
    return max(found.values(), default=None)


def over(demand: Demand) -> set[int]:
    """The programmes whose last year lies before the one planned, but for those that a contract binds in it."""
    bound = {each for file in demand.contracts.bound for each in demand.contracts.in_year(file, demand.year)}
    return {i for i, end in enumerate(demand.ends) if 0 < end < demand.year and demand.ids[i] not in bound}


def amount(text: str) -> int:
    """An amount in won, the unit left out or not."""
    return int(text.removesuffix(" KRW"))


def total_of(policy: Policy, demand: Demand) -> int:
    if policy.ceiling.amount:
        return amount(policy.ceiling.amount)
    return floor(demand.total_past * (1 + policy.ceiling.change))


def top(policy: Policy, demand: Demand, i: int, ceiling: int) -> int:
    step = UNITS[policy.unit]
    if demand.requested[i] < step:
        return 0
    return (ceiling if policy.may_exceed_request else demand.requested[i]) // step * step


def part_of(demand: Demand, policy: Policy, where: dict, i: int) -> Fraction:
    """The part of programme i's money that is selected."""
    part = Fraction(1)
    for key, values in where.items():
        if key == "area":
            part *= sum((Fraction(*demand.shares.get(area, {}).get(i, (0, 1))) for area in values), Fraction(0))
        elif key == "programme":
            part *= demand.ids[i] in values
        elif key == "tag":
            part *= any(demand.ids[i] in policy.tags[tag] for tag in values)
        elif key in ("finding", "duplicates"):
            held = demand.findings if key == "finding" else demand.duplicates
            part *= any(demand.ids[i] in held.get(each, ()) for each in values)
        else:
            part *= demand.keys[key][i] in values
    return part


def picked(policy: Policy, demand: Demand, stated, i: int) -> bool:
    if stated.findings and not any(demand.ids[i] in demand.findings.get(rule, ()) for rule in stated.findings):
        return False
    return part_of(demand, policy, stated.where, i) > 0


def allowed(policy: Policy, demand: Demand, i: int, x: int) -> bool:  # noqa: C901 (one line a setting)
    past, asked, step = demand.previous[i], demand.requested[i], UNITS[policy.unit]
    if i in over(demand):
        return x == 0
    ends, committed, viable, offered = False, False, 0, None
    for choice in policy.choice:
        if picked(policy, demand, choice, i):
            ends |= choice.may_end
            viable = ceil(choice.viable * asked) if choice.viable is not None else 0
            if choice.viable_of_execution is not None and demand.executed:
                spent = ceil(choice.viable_of_execution * demand.executed[i])
                viable = max(viable, min(spent, asked // step * step))
            offered = {floor(part * asked / step) * step for part in choice.options} if choice.options else None
    fits = x >= viable and (offered is None or x in offered)
    for bound in policy.bound:
        if not picked(policy, demand, bound, i):
            continue
        if past > 0:
            if bound.change_at_least is not None:
                fits &= x >= past * (1 + bound.change_at_least)
            if bound.change_at_most is not None:
                fits &= x <= past * (1 + bound.change_at_most)
            if bound.cut_at_least is not None:
                fits &= x <= past * (1 - bound.cut_at_least)
            if bound.freeze:
                fits &= x == past
        if bound.request_at_most is not None:
            fits &= x <= asked * bound.request_at_most
        if bound.at_most:
            fits &= x <= amount(bound.at_most)
        floors = [amount(bound.at_least)] if bound.at_least else []
        floors += [ceil(asked * bound.request_at_least)] if bound.request_at_least is not None else []
        floors += [past] if bound.keep else []
        committed |= any(floor_ > 0 for floor_ in floors)
        fits &= all(x >= floor_ for floor_ in floors)
    for each in policy.commitment:
        owed = demand.contracts.in_year(each.file, demand.year).get(demand.ids[i], 0)
        committed |= owed > 0
        fits &= x >= owed
    return bool(fits) or (x == 0 and ends and not committed)


def keeps(policy: Policy, demand: Demand, plan, ceiling: int) -> bool:
    step = UNITS[policy.unit]
    if sum(plan) > ceiling or (policy.ceiling.use == "all" and sum(plan) != ceiling // step * step):
        return False
    for rule in policy.rule:
        values = [None] if rule.each is None else demand.values_of(rule.each, policy.tags)
        for value_ in values:
            where = dict(rule.where) | ({} if value_ is None else {rule.each: (value_,)})
            if value_ is not None and not any(part_of(demand, policy, where, i) for i in range(len(plan))):
                continue
            if not row_holds(policy, demand, plan, rule, where, ceiling):
                return False
    return groups_hold(policy, demand, plan) and needs_hold(policy, demand, plan)


def groups_hold(policy: Policy, demand: Demand, plan) -> bool:
    funded = [x > 0 for x in plan]
    for group in policy.group:
        for value_ in [None] if group.each is None else demand.values_of(group.each, policy.tags):
            where = dict(group.where) | ({} if value_ is None else {group.each: (value_,)})
            if value_ is not None and not any(part_of(demand, policy, where, i) for i in range(len(plan))):
                continue
            stated = group.model_copy(update={"where": where})
            members = [i for i in range(len(plan)) if picked(policy, demand, stated, i)]
            count = sum(funded[i] for i in members)
            if count < group.at_least or (group.at_most is not None and count > group.at_most):
                return False
    return True


def needs_hold(policy: Policy, demand: Demand, plan) -> bool:
    funded = [x > 0 for x in plan]
    places, gone = {each: i for i, each in enumerate(demand.ids)}, over(demand)
    return all(ranked(demand, each.file, funded) for each in policy.priority) and all(
        not funded[places[each.programme]] or all(funded[places[need]] or places[need] in gone for need in each.needs)
        for each in policy.prerequisite
    )


def ranked(demand: Demand, file: str, funded: list[bool]) -> bool:
    """Whether all that a ministry ranks above what is funded of its own is funded."""
    ranks = [demand.contracts.ranks[file].get(each) for each in demand.ids]
    ministries = demand.keys["ministry"]
    return not any(
        funded[i] and not funded[j] and ministries[i] == ministries[j]
        for i, rank in enumerate(ranks)
        for j, other in enumerate(ranks)
        if rank is not None and other is not None and other < rank and j not in over(demand)
    )


def row_holds(policy: Policy, demand: Demand, plan, rule, where, ceiling: int) -> bool:
    parts = [part_of(demand, policy, where, i) for i in range(len(plan))]
    used = sum(x * part for x, part in zip(plan, parts, strict=True))
    past = sum(x * part for x, part in zip(demand.previous, parts, strict=True))
    if demand.ended:
        past += sum(x * part_of(demand.ended, policy, where, i) for i, x in enumerate(demand.ended.previous))
    floors = [amount(rule.at_least)] if rule.at_least else []
    caps = [amount(rule.at_most)] if rule.at_most else []
    floors += [ceil(past * (1 + rule.growth_at_least))] if rule.growth_at_least is not None else []
    caps += [floor(past * (1 + rule.growth_at_most))] if rule.growth_at_most is not None else []
    floors += [ceil(ceiling * rule.of_ceiling_at_least)] if rule.of_ceiling_at_least is not None else []
    caps += [floor(ceiling * rule.of_ceiling_at_most)] if rule.of_ceiling_at_most is not None else []
    return all(used >= each for each in floors) and all(used <= each for each in caps)


def value(policy: Policy, demand: Demand, plan) -> float:
    worth, total, step = policy.value, 0.0, UNITS[policy.unit]
    weighed = weights(worth.criterion)
    for i, x in enumerate(plan):
        score = 1.0
        if worth.criterion:
            points = sum(
                weight
                * (demand.scores[each.id][i] if each.file else 100 * float(part_of(demand, policy, each.where, i)))
                for each, weight in zip(worth.criterion, weighed, strict=True)
            )
            score = points if worth.per == "programme" else points / 100
        asked, past = demand.requested[i], demand.previous[i]
        if asked:
            total += score * utility(worth, Fraction(x, asked)) * (asked / step if worth.per == "amount" else 1)
        total -= worth.stability * (abs(x - past) - past) / step
    funded = [x > 0 for x in plan]
    places = {each: i for i, each in enumerate(demand.ids)}
    return total + sum(bonus.value for bonus in policy.bonus if all(funded[places[each]] for each in bonus.programmes))


def weights(criteria) -> list[float]:
    """The weights that plans are made with: known ones, the middle of ranges, centroids of ranks; one in sum."""
    ranks = sorted(each.rank for each in criteria if each.rank is not None)
    given = [
        each.weight
        if each.weight is not None
        else sum(each.range) / 2
        if each.range
        else sum(1 / place for place in range(ranks.index(each.rank) + 1, len(ranks) + 1)) / len(ranks)
        for each in criteria
    ]
    return [each / sum(given) for each in given]


def utility(worth, part: Fraction) -> float:
    if not worth.returns:
        return float(min(part, 1) if worth.per == "programme" else part)
    gained, start = 0.0, Fraction(0)
    for number, step in enumerate(worth.returns):
        end = max(step.up_to, Fraction(1)) if number == len(worth.returns) - 1 else step.up_to
        gained += step.worth * float(min(max(part - start, 0), end - start))
        start = end
    return gained
