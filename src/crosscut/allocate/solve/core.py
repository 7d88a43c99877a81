"""The part of a problem that prices leave open: few programmes, solved exactly while all others stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from crosscut.allocate.problem import Bools, Floats, GroupLimit, Ints, Problem, ProgrammePairs
from crosscut.allocate.solve.prices import Market, Response
from crosscut.allocate.solve.rounding import restricted


def openness(market: Market, prices: Floats) -> Floats:
    """How far each programme's choice is from turning, small for those to keep open: large ones near a turn."""
    price = market.matrix @ market.row_prices(prices)
    room = np.where(market.widths > 0, market.widths, 1.0)
    apart = np.where(market.widths > 0, np.abs(market.slopes - price[:, None]), np.inf) / np.sqrt(room)
    nearest = apart.min(axis=1, initial=np.inf)
    worth = (
        market.problem.base
        - price * market.lower
        + (np.maximum(market.slopes - price[:, None], 0.0) * market.widths).sum(axis=1)
    )
    ends = np.where(market.problem.optional, np.abs(worth) / market.size / np.sqrt(market.size), np.inf)
    return np.asarray(np.minimum(nearest, ends))


def opened(market: Market, order: Ints, count: int) -> Ints:
    """The ``count`` most open programmes with all that logic joins them to, and all whose logic prices do not see."""
    chosen = market.logic.loose.copy()
    chosen[order[:count]] = True
    component = market.logic.component
    sizes = np.bincount(component)
    busy = np.zeros(len(sizes), bool)
    busy[component[chosen]] = True
    busy &= (sizes > 1) & (sizes <= 50)
    return np.flatnonzero(chosen | busy[component])


def subproblem(problem: Problem, fixed: Ints, members: Ints) -> Problem:
    """The problem of ``members`` while all others stand at ``fixed``, what logic says of both included."""
    part = restricted(problem, fixed, members)
    place = np.full(problem.size, -1)
    place[members] = np.arange(len(members))
    funded = fixed > 0
    groups = []
    for group in problem.groups:
        inside = place[group.members]
        if (inside >= 0).any():
            spent = int(funded[group.members[inside < 0]].sum())
            groups.append(GroupLimit(group.rule, inside[inside >= 0], group.high - spent, group.low - spent))
    needs, spans = _needs(problem, place, funded)
    bonus, extra = _bonus(problem, place, funded)
    base = part.base.copy()
    np.add.at(base, extra[0], extra[1])
    part = replace(part, groups=tuple(groups), needs=needs, bonus=bonus, base=base)
    return part.narrowed({k: span if span[1] == 0 else (1, int(part.upper[k])) for k, span in spans.items()})


def _needs(problem: Problem, place: Ints, funded: Bools) -> tuple[ProgrammePairs, dict[int, tuple[int, int]]]:
    needs = problem.needs
    one, other = place[needs.first], place[needs.second]
    both = (one >= 0) & (other >= 0)
    barred = one[(one >= 0) & (other < 0) & ~funded[needs.second]]
    forced = other[(one < 0) & (other >= 0) & funded[needs.first]]
    spans = {int(k): (0, 0) for k in barred} | {int(k): (1, 1) for k in forced}
    return ProgrammePairs(needs.rule[both], one[both], other[both], needs.value[both]), spans


def _bonus(problem: Problem, place: Ints, funded: Bools) -> tuple[ProgrammePairs, tuple[Ints, Floats]]:
    bonus = problem.bonus
    one, other = place[bonus.first], place[bonus.second]
    both = (one >= 0) & (other >= 0)
    first = (one >= 0) & (other < 0) & funded[bonus.second]
    second = (other >= 0) & (one < 0) & funded[bonus.first]
    extra = (np.concatenate([one[first], other[second]]), np.concatenate([bonus.value[first], bonus.value[second]]))
    return ProgrammePairs(bonus.rule[both], one[both], other[both], bonus.value[both]), extra


def standing(problem: Problem, response: Response) -> Ints:
    """The response as whole amounts: it stands on the turns of each programme's worth, which are whole."""
    amounts = np.round(response.amounts).astype(np.int64)
    return np.where(response.funded > 0.5, np.clip(amounts, problem.lower, problem.upper), 0)
