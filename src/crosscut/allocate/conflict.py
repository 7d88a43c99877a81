"""Policies that contradict themselves: which rules cannot hold together, and the least change of each that mends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from crosscut.allocate.condensed import Condensed, condensed
from crosscut.allocate.draft import Draft
from crosscut.allocate.feasibility import LARGE, Oracle, closed, possible
from crosscut.allocate.hitting import HittingSets
from crosscut.allocate.problem import Ints, MoneyRow, Problem, ProgrammePairs, Solution
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.quantities import floor_of, show_percent
from crosscut.allocate.reach import fullest
from crosscut.allocate.relaxation import loosened
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.rounded_choices import best_rounded
from crosscut.allocate.solve.solver import direct, solve
from crosscut.allocate.verify import breaches, used
from crosscut.text import Text

ASKED, MOST_WAYS = 400, 100
"""How many sets of rules are tried for the smallest ways to mend a policy, and how many of several rules are told."""

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


@dataclass(frozen=True)
class Conflict:
    """Why a policy has no plan.

    ``rules`` cannot hold together, whichever choices are kept that let programmes end, and without any one of them the
    others can, beside those choices. ``mends`` are the smallest sets of rules whose relaxation makes the whole policy
    possible; there may be several. ``programmes`` are the places of those for which alone the rules leave no amount;
    empty where they contradict one another over several. ``proved``
    says that all was decided: else a rule too many may be told, and a way to mend it be missing.
    """

    rules: tuple[int, ...]
    changes: tuple[LimitChange, ...]
    mends: tuple[tuple[int, ...], ...]
    programmes: tuple[int, ...] = ()
    proved: bool = True


def conflict(draft: Draft, mended_by: Sequence[int] = ()) -> Conflict | None:
    """The conflict of a policy, or None where it has a plan; one without rules where time did not decide that.

    Each rule of ``mended_by`` is one without which it is known to have one.
    """
    oracle = Oracle(draft)
    oracle.known |= {frozenset([rule]): True for rule in mended_by}
    if oracle(frozenset()):
        return None
    if frozenset() in oracle.undecided:
        return Conflict((), (), (), proved=False)
    alone = closed(assemble(draft))
    rules = [place for place, rule in enumerate(draft.rules) if not alone or rule.kind in ("bound", "choice")]
    core = _core(oracle, rules)
    mends, all_found = _mends(oracle, core)
    changes = tuple(_change(draft, oracle, rule, mends) for rule in core)
    return Conflict(tuple(core), changes, mends, _single(draft, core), all_found and not oracle.undecided)


def _core(oracle: Oracle, rules: Sequence[int]) -> list[int]:
    """Some of ``rules`` that cannot hold together, however many of the choices are kept that let programmes end.

    Such a choice is one of them only where the others could hold without it.
    """
    everything, ending = frozenset(range(len(oracle.draft.rules))), oracle.ending
    core = frozenset(minimal(oracle, [rule for rule in rules if rule not in ending], ending)) | ending
    for left in (ending, *(frozenset([rule]) for rule in sorted(ending))):
        if left <= core and not oracle.may_hold(everything - core | left):
            core -= left
    return sorted(core)


def _single(draft: Draft, core: Sequence[int]) -> tuple[int, ...]:
    """The programmes for which these rules alone leave no amount, not even nothing."""
    others = frozenset(range(len(draft.rules))) - frozenset(core)
    problem = assemble(draft, others)
    return tuple(np.flatnonzero(problem.lower > problem.upper).tolist())


def minimal(oracle: Oracle, rules: Sequence[int], beside: frozenset[int] = frozenset()) -> list[int]:
    """An irreducible set of ``rules`` that cannot hold together with those ``beside``; the others are left out.

    Where time does not decide a question, a rule too many may stay.
    """
    everything = frozenset(range(len(oracle.draft.rules))) - beside

    def holds(kept: Sequence[int]) -> bool:
        return oracle.may_hold(everything - frozenset(kept))

    left_out = everything - frozenset(rules)
    suspected = _suspected(oracle, rules, left_out, holds)

    def wanted(rule: int) -> bool:
        oracle(left_out | {rule})  # a plan without this rule alone, asked for later too, often answers the question
        return holds(_but(suspected, rule))

    return suspected if suspected and all(map(wanted, suspected)) else irreducible(holds, suspected or rules)


def _but(rules: Sequence[int], rule: int) -> list[int]:
    return [each for each in rules if each != rule]


def _suspected(
    oracle: Oracle, rules: Sequence[int], left_out: frozenset[int], holds: Callable[[Sequence[int]], bool]
) -> list[int]:
    """Those of ``rules`` that a solver's proof rests on, which cannot hold together; empty where it tells none."""
    over_money = oracle.suspects(left_out)
    if not over_money:
        return []
    told = sorted(over_money)
    if not holds(told):
        return next((part for part in _apart(oracle.draft, told) if not holds(part)), told)
    others = [rule for rule in rules if oracle.draft.rules[rule].kind not in ("ceiling", "row")]
    if not others or holds([*told, *others]):
        return []
    return sorted([*told, *irreducible(lambda kept: holds([*told, *kept]), others)])


def _apart(draft: Draft, rules: Sequence[int]) -> list[list[int]]:
    """Rules over money in the parts of them that have no programme in common."""
    part = np.arange(len(draft.demand.ids))
    rows = [row for row in draft.rows if row.rule in rules and len(row.members)]
    for row in rows:
        part[np.isin(part, part[row.members])] = part[row.members].min()
    parts: dict[int, list[int]] = {}
    for row in rows:
        parts.setdefault(int(part[row.members[0]]), []).append(row.rule)
    return [sorted(set(each)) for each in parts.values()]


def irreducible(holds: Callable[[Sequence[int]], bool], rules: Sequence[int]) -> list[int]:
    """Of ``rules``, which cannot hold together, some that cannot either, and each of which is wanted for that."""
    if not rules or not holds([]):
        return []

    def search(background: list[int], added: bool, parts: list[int]) -> list[int]:
        if added and not holds(background):
            return []
        if len(parts) == 1:
            return parts
        left, right = parts[: len(parts) // 2], parts[len(parts) // 2 :]
        second = search(background + left, bool(left), right)
        first = search(background + second, bool(second), left)
        return first + second

    return sorted(search([], False, list(rules)))


def _mends(oracle: Oracle, core: list[int]) -> tuple[tuple[tuple[int, ...], ...], bool]:
    """The smallest sets of rules without which the policy has a plan, and whether these are all, or all that are told.

    As few rules as have one of every contradiction known are left out: where that gives no plan, another contradiction
    is known, and else a smallest set is found. A rule that mends by itself is of the first contradiction too.
    """
    sought, first = HittingSets(len(oracle.draft.rules)), oracle.ending | frozenset(core)
    sought.hit(first)
    found: list[tuple[int, ...]] = []
    for _ in range(ASKED):
        left_out = sought.smallest(len(found[0]) if found else len(oracle.draft.rules))
        if left_out is None:
            return tuple(found), sought.decided
        if oracle(left_out):
            if len(left_out) == 1:
                return tuple((rule,) for rule in sorted(first) if oracle(frozenset([rule]))), True
            found.append(tuple(sorted(left_out)))
        if len(found) == MOST_WAYS:
            return tuple(found), True
        if not oracle.worth_asking():
            break
        if oracle.may_hold(left_out):
            sought.bar(left_out)
        else:
            sought.hit(*_contradiction(oracle, left_out))
    return tuple(found), False


def _contradiction(oracle: Oracle, left_out: frozenset[int]) -> tuple[list[int], frozenset[int]]:
    """Rules of which one has to be left out, or one that is left out kept instead, for the others to have a plan.

    What lets programmes end is kept with whatever contradicts it: without it fewer plans are left, not more.
    """
    beside = oracle.ending - left_out
    others = [rule for rule in range(len(oracle.draft.rules)) if rule not in left_out | beside]
    return [*minimal(oracle, others, beside), *beside], oracle.ending & left_out


def _change(draft: Draft, oracle: Oracle, rule: int, mends: Sequence[Sequence[int]]) -> LimitChange:
    """The least change of one rule that mends the policy, alone or with the others of a smallest set left out."""
    if oracle(frozenset([rule])):
        measured = oracle.worth_asking(2)
        return least_change(draft, rule, oracle=oracle) if measured else LimitChange(rule, None, UNMEASURED)
    if frozenset([rule]) in oracle.undecided:
        return LimitChange(rule, None, UNDECIDED)
    others = next((frozenset(each) - {rule} for each in mends if rule in each), None)
    if others is None:
        return LimitChange(rule, None, MENDS_NOTHING)
    if not oracle.worth_asking(2):
        return LimitChange(rule, None, MENDS_NOTHING)
    named = Text(" and ", ", ").join(draft.rules[other].text for other in sorted(others))
    then = least_change(draft, rule, others, oracle).words
    return LimitChange(rule, None, _WITH_OTHERS.format(nothing=MENDS_NOTHING, others=named, then=then))


LEAVE_OUT = Text("leave it out", "규칙을 두지 않음")
UNDECIDED = Text("whether changing it alone mends it was not decided", "이 규칙만 바꾸어 풀리는지 판정하지 못함")
UNMEASURED = Text(
    "changing it alone mends it; by how much was not worked out",
    "이 규칙만 바꾸어도 풀리나, 얼마나 바꾸어야 하는지는 계산하지 못함",
)
MENDS_NOTHING = Text("changing it alone mends nothing", "이 규칙만 바꾸어서는 풀리지 않음")
_WITH_OTHERS = Text("{nothing}; with {others} left out, {then}", "{nothing}. {others} 규칙을 두지 않을 때 {then}")


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
    if draft.policy.may_exceed_request:
        return words
    row = next((each for each in draft.rows if each.rule == rule), None)
    if row is None or row.lo is None or (asked := used(row, draft.demand.requested, 1)) >= row.lo:
        return words
    return _ASKED.format(words=words, asked=draft.money(floor_of(asked)))


_ASKED = Text(
    "{words}: its programmes ask for {asked} in all, and none gets more than it asks for",
    "{words}(해당 사업의 요구액은 모두 {asked}이며 요구액을 넘는 사업은 없음)",
)


def _bound_change(draft: Draft, rule: int, without: frozenset[int]) -> LimitChange:
    """The least equal loosening of a rule's limits, as a part of last year's amount, found by halving."""

    def loose_by(hundredths: int) -> Problem:
        return assemble(loosened(draft, [rule], hundredths), without)

    high = _halved(lambda each: not closed(loose_by(each)), 0)
    plan = solve(loose_by(high), _ANY)
    if not _holds(loose_by(high), plan) and not possible(loose_by(high)):
        high = _halved(lambda each: possible(loose_by(each)), high)
        plan = solve(loose_by(high), _ANY)
    if plan.status == "infeasible":
        return LimitChange(rule, None, LEAVE_OUT)
    part, short = show_percent(Fraction(high, 10_000)), _short(draft, rule, without)
    words = Text(en=f"loosen it by {part} of last year's amount", ko=f"전년 금액의 {part}만큼 완화")
    words = _LOWER.format(value=draft.money(short, up=True)) if short else words
    return LimitChange(rule, None, _of_one(draft, rule, without) or words, high)


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


_ANY = Effort(gap=1.0, seconds=20.0)


def _holds(problem: Problem, plan: Solution) -> bool:
    return bool(len(plan.amounts)) and not breaches(problem, plan.amounts.tolist())


def _short(draft: Draft, rule: int, without: frozenset[int]) -> int:
    """By how much floors of a rule exceed the most that the others allow, where cutting that off alone gives a plan."""
    limits = [each for each in draft.limits if each.rule == rule]
    if not all(each.always and each.low is not None and each.high is None for each in limits):
        return 0
    most = assemble(draft, without | {rule}).upper
    held = [
        replace(each, low=np.minimum(each.low, most[each.members]))
        if each.rule == rule and each.low is not None
        else each
        for each in draft.limits
    ]
    if not possible(assemble(replace(draft, limits=held), without)):
        return 0
    lacking = (np.maximum(each.low - most[each.members], 0).sum() for each in limits if each.low is not None)
    return int(sum(lacking)) * draft.unit.factor


def _halved(holds: Callable[[int], bool], low: int) -> int:
    """The least number above ``low``, up to 10,000, from which on something holds."""
    high = 10_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
