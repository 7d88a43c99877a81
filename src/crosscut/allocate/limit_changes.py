"""The least change of one rule after which the others can hold: of a limit over money, or of a bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from crosscut.allocate.condensed import Condensed, condensed
from crosscut.allocate.draft import Draft
from crosscut.allocate.feasibility import LARGE, Oracle, closed, possible
from crosscut.allocate.lone_rules import asking_less
from crosscut.allocate.policy import Bound
from crosscut.allocate.problem import Bools, Ints, MoneyRow, Problem, ProgrammePairs, Solution
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.quantities import show_percent
from crosscut.allocate.reach import fullest
from crosscut.allocate.relaxation import loosened
from crosscut.allocate.rules import bound_of
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.rounded_choices import best_rounded
from crosscut.allocate.solve.solver import direct, solve
from crosscut.allocate.verify import breaches, used
from crosscut.text import Text

_EXACT, _SOON = Effort(gap=0.0, seconds=20.0), Effort(gap=0.0, seconds=3.0)


@dataclass(frozen=True)
class LimitChange:
    """One rule of a conflict. ``least`` is the least change of its limit, alone, that mends the policy, in minor units.

    ``least`` is None where no amount says it: then ``words`` do, or the rule alone mends nothing. Where it mends
    together with others, ``words`` say how far it must move once these are left out. ``loosen`` is by how many
    hundredths of a per cent of last year's amount a bound, loosened alone, mends it.
    """

    rule: int
    least: int | None
    words: Text
    loosen: int | None = None


LEAVE_OUT = Text("leave it out", "규칙을 두지 않음")


def least_change(
    draft: Draft, rule: int, without: frozenset[int] = frozenset(), oracle: Oracle | None = None
) -> LimitChange:
    """The least change of one rule after which the others can hold, those of ``without`` left out."""
    stated = draft.rules[rule]
    if stated.kind in ("ceiling", "row"):
        oracle = oracle or Oracle(draft)
        problem, sums = oracle.problem(without)
        oracle.spend(sums)
        index = next(place for place, row in enumerate(problem.rows) if row.rule == rule)
        return row_change(draft, problem, index, sums)
    if stated.kind == "bound":
        return _bound_change(draft, rule, without)
    return LimitChange(rule, None, LEAVE_OUT)


_LOWER = Text("lower it by {value}", "{value} 낮춤")
_RAISE = Text("raise it by {value}", "{value} 높임")


def row_change(draft: Draft, problem: Problem, index: int, sums: Condensed | None = None) -> LimitChange:
    """How far the limit of one row must move: the most (or least) money it can count while all other rules hold."""
    row = problem.rows[index]
    sums = sums or condensed(problem)
    full = sums.most(index, least=row.lo is None) if sums else None
    if full is None and row.lo is not None and problem.size >= LARGE:
        full = fullest(problem, index)
    if full is not None:
        return _moved_to(draft, problem, index, full)
    sign = 1.0 if row.lo is not None else -1.0
    gain = np.zeros(problem.size)
    gain[row.members] = sign * row.share
    shares = np.where(problem.width > 0, gain[:, None], 0.0)
    free = replace(problem, base=gain * problem.lower, slope=shares, bonus=ProgrammePairs.none()).with_limits(
        [(None, None) if place == index else (each.lo, each.hi) for place, each in enumerate(problem.rows)]
    )
    best = solve(free, _EXACT) if problem.size < LARGE else best_rounded(free, _SOON) or direct(free, _SOON)
    if best.status == "infeasible" or not len(best.amounts):
        return LimitChange(row.rule, None, LEAVE_OUT)
    return _moved_to(draft, problem, index, best.amounts)


def _moved_to(draft: Draft, problem: Problem, index: int, amounts: Ints) -> LimitChange:
    """How far the limit of one row must move to what a plan uses of it."""
    row = problem.rows[index]
    exact = used(row, amounts.tolist(), problem.unit)
    if row.lo is not None:
        least = row.lo - exact.numerator // exact.denominator
        words = _LOWER.format(value=draft.money(least, up=True))
        words = _asking_less(draft, row.rule, words)
    else:
        least = -((-exact.numerator) // exact.denominator) - (row.hi or 0)
        words = _RAISE.format(value=draft.money(least, up=True))
    return LimitChange(row.rule, least, words)


def _asking_less(draft: Draft, rule: int, words: Text) -> Text:
    """How far a floor must move, and that its programmes ask for less where that is why."""
    asked = asking_less(draft, rule)
    return Text(f"{words.en}: {asked.en}", f"{words.ko}({asked.ko})") if asked else words


def _bound_change(draft: Draft, rule: int, without: frozenset[int]) -> LimitChange:
    """The least loosening of a rule's limits: in money, or of changes on last year as an equal part of that year."""
    bound = bound_of(draft, rule)
    if bound is None or not _is_change(bound):
        words = _of_one(draft, rule, without) or _in_money(draft, rule, without)
        return LimitChange(rule, None, words or LEAVE_OUT)
    return _loosened_change(draft, rule, without)


def _is_change(bound: Bound) -> bool:
    """Whether a bound sets anything as a change on last year."""
    return bound.freeze or any(
        each is not None for each in (bound.change_at_least, bound.change_at_most, bound.cut_at_least)
    )


def _loosened_change(draft: Draft, rule: int, without: frozenset[int]) -> LimitChange:
    """The least equal loosening of a rule's limits, as a part of last year's amount, found by halving.

    Of one programme alone it is told as the amount that its limit has to move by.
    """

    def loose_by(hundredths: int) -> Problem:
        return assemble(loosened(draft, [rule], hundredths), without)

    high = _halved(lambda each: not closed(loose_by(each)), 0)
    plan = solve(loose_by(high), _ANY_PLAN)
    if not _holds(loose_by(high), plan) and not possible(loose_by(high)):
        high = _halved(lambda each: possible(loose_by(each)), high)
        plan = solve(loose_by(high), _ANY_PLAN)
    if plan.status == "infeasible":
        return LimitChange(rule, None, LEAVE_OUT)
    if own := _of_one(draft, rule, without):
        return LimitChange(rule, None, own, high)
    words = _LOOSEN.format(part=show_percent(Fraction(high, 10_000)))
    if high > 1 and high % 100 == 1 and possible(assemble(loosened(draft, [rule], high - 1, ROUNDED), without)):
        words = _BUT_FOR_UNITS.format(words=words, part=show_percent(Fraction(high - 1, 10_000)))
    return LimitChange(rule, None, words, high)


_LOOSEN = Text("loosen it by {part} of last year's amount", "전년 금액의 {part}만큼 완화")
_BUT_FOR_UNITS = Text(
    "{words} ({part} is short by the rounding to whole units alone)", "{words}({part}로는 배분 단위의 끝수만큼 모자람)"
)
ROUNDED = 2
"""Units by which rounding two limits and what loosens one of them may part them at most."""


def _in_money(draft: Draft, rule: int, without: frozenset[int]) -> Text | None:
    """By how much money in all the amounts of a rule have to move; None where no plan tells."""
    problem = assemble(draft, without | {rule})
    limits = [each for each in draft.limits if each.rule == rule]
    low, high = np.zeros(problem.size, np.int64), problem.upper.copy()
    for each in limits:
        if each.low is not None:
            low[each.members] = np.maximum(low[each.members], each.low)
        if each.high is not None:
            high[each.members] = np.minimum(high[each.members], each.high)
    sides = _moved_alone(problem, low, high) or _moved_together(problem, low, high)
    if sides is None:
        return None
    moves = []
    for words, moved in zip((_LOWER, _RAISE), sides, strict=True):
        if moved.any():
            told = words.format(value=draft.money(int(moved.sum()) * draft.unit.factor, up=True))
            moves.append(_IN_ALL.format(words=told) if (moved > 0).sum() > 1 else told)
    return Text(" and ", ", ").join(moves) or None


_Sides = tuple[Ints, Ints]
"""By how much each programme stays below the least that limits ask for, and above the most that they allow."""


def _moved_alone(problem: Problem, low: Ints, high: Ints) -> _Sides | None:
    """Where every programme has what is nearest to its own limits, whatever the others get; None if no plan is so."""
    spans = {
        place: _nearest(problem, place, low, high) for place in np.flatnonzero(_outside(problem, low, high)).tolist()
    }
    if not possible(problem.narrowed(spans)):
        return None
    below, above = np.zeros_like(low), np.zeros_like(high)
    for place, (least, most) in spans.items():
        below[place], above[place] = max(low[place] - most, 0), max(least - high[place], 0)
    return below, above


def _outside(problem: Problem, low: Ints, high: Ints) -> Bools:
    """The programmes that limits hold, of those that may have money."""
    return np.asarray((low > np.where(problem.optional, 0, problem.lower)) | (high < problem.upper))


def _nearest(problem: Problem, place: int, low: Ints, high: Ints) -> tuple[int, int]:
    """The amounts of one programme that are nearest to its limits: those between them where it may have any."""
    least, most = int(low[place]), int(high[place])
    points = [int(problem.lower[place])]
    if problem.discrete[place]:
        points += (points[0] + np.cumsum(problem.width[place])).tolist()
    elif least <= problem.upper[place]:
        points += [max(points[0], least)]
    else:
        points += [int(problem.upper[place])]
    if problem.optional[place]:
        points += [0]
    best = min(points, key=lambda point: max(least - point, point - most, 0))
    return (least, most) if least <= best <= most else (best, best)


def _moved_together(problem: Problem, low: Ints, high: Ints) -> _Sides | None:
    """Where programmes stray least from their limits in all; None where no plan tells."""
    best = solve(_keeping(problem, low, high), _EXACT if problem.size < LARGE else _SOON)
    if not _holds(problem, best):
        return None
    return np.maximum(low - best.amounts, 0), np.maximum(best.amounts - high, 0)


def _keeping(problem: Problem, low: Ints, high: Ints) -> Problem:
    """The problem whose best plan strays least, in all, from amounts of at least ``low`` and at most ``high``."""
    ends = [problem.lower[:, None], problem.lower[:, None] + np.cumsum(problem.width, axis=1)]
    turns = np.hstack([*ends, *(_turn(problem, each) for each in (low, high))])
    points = np.sort(turns, axis=1)
    kept = np.minimum(points, low[:, None]) - np.maximum(points - high[:, None], 0)
    width = np.diff(points, axis=1)
    slope = np.divide(np.diff(kept, axis=1), width, out=np.zeros(width.shape), where=width > 0)
    base = kept[:, 0].astype(float)
    return replace(problem, base=base, slope=slope, width=width, bonus=ProgrammePairs.none())


def _turn(problem: Problem, at: Ints) -> Ints:
    """Where worth turns, inside the range of each programme; at its end where its amounts are steps."""
    inside = np.clip(at, problem.lower, np.maximum(problem.lower, problem.upper))
    return np.asarray(np.where(problem.discrete, problem.lower + problem.width.sum(axis=1), inside)[:, None])


_IN_ALL = Text("{words} in all", "모두 합해 {words}")


def _of_one(draft: Draft, rule: int, without: frozenset[int]) -> Text | None:
    """By how much the limit of a single programme has to move; None where several of a rule do, or it may end."""
    limits = [each for each in draft.limits if each.rule == rule and len(each.members)]
    if not limits or len(members := np.unique(np.concatenate([each.members for each in limits]))) != 1:
        return None
    problem, ones = assemble(draft, without | {rule}), np.ones(1, np.int64)
    lows = [int(each.low[0]) * problem.unit for each in limits if each.low is not None]
    highs = [int(each.high[0]) * problem.unit for each in limits if each.high is not None]
    at_odds = len({*lows}) > 1 or len({*highs}) > 1 or (lows and highs and lows[0] > highs[0])
    if at_odds or (lows and problem.optional[members].any()):
        return None
    rows = [MoneyRow(rule, members, ones, None, low, None) for low in lows]
    rows += [MoneyRow(rule, members, ones, None, None, high) for high in highs]
    found = (row_change(draft, replace(problem, rows=(*problem.rows, row)), len(problem.rows)) for row in rows)
    return next((each.words for each in found if each.least is not None and each.least > 0), None)


_ANY_PLAN = Effort(gap=1.0, seconds=20.0)
"""For whether there is a plan at all."""


def _holds(problem: Problem, plan: Solution) -> bool:
    return bool(len(plan.amounts)) and not breaches(problem, plan.amounts.tolist())


def _halved(holds: Callable[[int], bool], low: int) -> int:
    """The least number above ``low``, up to 10,000, from which on something holds."""
    high = 10_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
