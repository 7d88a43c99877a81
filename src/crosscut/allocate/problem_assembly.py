"""From stated rules to the problem that a solver gets; some of the rules may be left out."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from crosscut.allocate.draft import Draft, Limits, Options
from crosscut.allocate.problem import Bools, Floats, Ints, Problem, ProgrammePairs
from crosscut.allocate.values import breakpoints, densities, pieces


@dataclass(frozen=True)
class Range:
    """What each programme may get by its own rules, and the rule behind each end (−1: its request, or nothing)."""

    lower: Ints
    upper: Ints
    low_rule: Ints
    high_rule: Ints
    must: Bools


def assemble(draft: Draft, without: AbstractSet[int] = frozenset()) -> Problem:
    """The problem of a policy, without the rules of these indices."""
    held = ranges(draft, without)
    lower, upper = held.lower.copy(), held.upper.copy()
    optional, discrete = np.zeros(len(lower), bool), np.zeros(len(lower), bool)
    offers: list[Options] = []
    for options in draft.options:
        if options.rule not in without:
            _offer(options, held, lower, optional, discrete)
            offers += [options] if options.amounts is not None else []
    optional |= _joined(draft, without) & (lower == 0) & ~held.must & ~discrete
    raised = optional & (lower == 0) & ~discrete
    lower = np.where(raised, np.minimum(1, upper), lower)
    closed = optional & (lower > upper) & ~discrete
    lower, upper, optional = np.where(closed, 0, lower), np.where(closed, 0, upper), optional & ~closed
    points = breakpoints(draft, lower, upper)
    for options in offers:
        points = _put(points, options, lower, upper, optional)
    base, slope, width = pieces(draft, points, densities(draft))
    return Problem(
        unit=draft.unit.factor,
        lower=lower,
        upper=upper,
        optional=optional & (lower > 0),
        discrete=discrete,
        base=base,
        slope=slope,
        width=width,
        rows=tuple(row for row in draft.rows if row.rule not in without),
        groups=tuple(group for group in draft.groups if group.rule not in without),
        needs=_needs(draft, without),
        bonus=_bonus(draft),
        over=np.isin(np.arange(len(lower)), sorted(draft.demand.over)),
    )


def reweighted(draft: Draft, problem: Problem, density: Floats) -> Problem:
    """A policy's problem with programmes worth ``density`` for their scores; all else stays."""
    ends = problem.lower[:, None] + np.cumsum(problem.width, axis=1)
    base, slope, _ = pieces(draft, np.hstack([problem.lower[:, None], ends]), density)
    return replace(problem, base=base, slope=slope)


def ranges(draft: Draft, without: AbstractSet[int] = frozenset()) -> Range:
    """Lower and upper amounts by the rules that programmes keep by themselves, choices left aside."""
    count = len(draft.demand.ids)
    factor = draft.unit.factor
    asked = np.array([amount // factor for amount in draft.demand.requested], np.int64)
    most = np.full(count, _reach(draft), np.int64) if draft.policy.may_exceed_request else asked
    most = np.where(asked > 0, most, 0)
    held = Range(np.zeros(count, np.int64), most, np.full(count, -1), np.full(count, -1), np.zeros(count, bool))
    for limits in draft.limits:
        if limits.rule not in without:
            _narrow(held, limits)
    return held


def _reach(draft: Draft) -> int:
    """More than any plan gives a programme, in units: the ceiling, or what rules ask for where that is more.

    It stands for no rule: a ceiling that is too low for what rules ask is to be told by its own name.
    """
    least = (int(limits.low.max()) for limits in draft.limits if limits.low is not None and len(limits.low))
    return max(0, draft.ceiling // draft.unit.factor, *least)


def _narrow(held: Range, limits: Limits) -> None:
    members = limits.members
    if limits.low is not None:
        tighter = limits.low > held.lower[members]
        held.lower[members[tighter]] = limits.low[tighter]
        held.low_rule[members[tighter]] = limits.rule
        if limits.always:
            held.must[members[limits.low > 0]] = True
    if limits.high is not None:
        tighter = limits.high < held.upper[members]
        held.upper[members[tighter]] = limits.high[tighter]
        held.high_rule[members[tighter]] = limits.rule


def _offer(options: Options, held: Range, lower: Ints, optional: Bools, discrete: Bools) -> None:
    members = options.members
    if options.may_end:
        optional[members] = ~held.must[members]
    if options.viable is not None:
        lower[members] = np.maximum(lower[members], options.viable)
    else:
        discrete[members] = True


def _put(points: Ints, options: Options, lower: Ints, upper: Ints, optional: Bools) -> Ints:
    """The breakpoints with those of discrete programmes replaced by the options inside their range."""
    if options.amounts is None:
        return points
    columns = max(points.shape[1], options.amounts.shape[1])
    points = np.pad(points, ((0, 0), (0, columns - points.shape[1])), mode="edge")
    for place, offered in zip(options.members.tolist(), options.amounts.tolist(), strict=True):
        inside = sorted({amount for amount in offered if max(lower[place], 1) <= amount <= upper[place]})
        optional[place] |= lower[place] == 0 and 0 in offered
        if inside:
            points[place] = inside + [inside[-1]] * (columns - len(inside))
            lower[place], upper[place] = inside[0], inside[-1]
        else:
            points[place] = 0
            lower[place], upper[place] = (0, 0) if optional[place] else (1, 0)
    return points


def _joined(draft: Draft, without: AbstractSet[int]) -> Bools:
    """Programmes that logic speaks of: being funded matters for them even at the least amount."""
    joined = np.zeros(len(draft.demand.ids), bool)
    for group in draft.groups:
        if group.rule not in without:
            joined[group.members] = True
    for rule, first, second in draft.needs:
        if rule not in without:
            joined[[first, second]] = True
    for bonus in draft.policy.bonus:
        joined[[draft.demand.place_of(each) for each in bonus.programmes]] = True
    return joined


def _needs(draft: Draft, without: AbstractSet[int]) -> ProgrammePairs:
    kept = [each for each in draft.needs if each[0] not in without]
    table = np.array(kept, np.int64).reshape(-1, 3)
    return ProgrammePairs(table[:, 0], table[:, 1], table[:, 2], np.zeros(len(kept)))


def _bonus(draft: Draft) -> ProgrammePairs:
    pairs = [[draft.demand.place_of(each) for each in bonus.programmes] for bonus in draft.policy.bonus]
    kept = [place for place, pair in enumerate(pairs) if not draft.demand.over & {*pair}]
    table = np.array([pairs[place] for place in kept], np.int64).reshape(-1, 2)
    value = np.array([draft.policy.bonus[place].value for place in kept], float)
    return ProgrammePairs(np.full(len(kept), -1, np.int64), table[:, 0], table[:, 1], value)
