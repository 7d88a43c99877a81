"""Policies that contradict themselves: which rules cannot hold together, and the least change of each that mends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from crosscut.allocate.draft import Draft
from crosscut.allocate.feasibility import Oracle, closed
from crosscut.allocate.fewest_rules import HittingSets
from crosscut.allocate.limit_changes import LimitChange, least_change
from crosscut.allocate.lone_rules import at_least_lower, lone_rules
from crosscut.allocate.opposed import opposed
from crosscut.allocate.problem_assembly import assemble
from crosscut.text import Text

ASKED, MOST_WAYS = 400, 100
"""How many sets of rules are tried for the smallest ways to mend a policy, and how many of several rules are told."""


@dataclass(frozen=True)
class Conflict:
    """Why a policy has no plan.

    ``rules`` cannot hold together, whichever choices are kept that let programmes end, and without any one of them the
    others can, beside those choices: one that no plan can hold by itself, where there is such a one. ``mends`` are the
    smallest sets of rules whose relaxation makes the whole policy possible; there may be several. ``programmes`` are
    the places of those for which alone the rules leave no amount; empty where they contradict one another over several.
    ``others`` are further sets that cannot hold together either: pairs whose limits alone contradict each other, then,
    where no rule mends alone, all further rules that no plan can hold by themselves, and some sets without any rule of
    those before. ``proved`` says that all was decided: else a rule too many may be told, and a way to mend it be
    missing.
    """

    rules: tuple[int, ...]
    changes: tuple[LimitChange, ...]
    mends: tuple[tuple[int, ...], ...]
    programmes: tuple[int, ...] = ()
    proved: bool = True
    others: tuple[tuple[int, ...], ...] = ()


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
    lone = lone_rules(draft, oracle.ending)
    core = lone[:1] or _core(oracle, rules)
    mends, all_found = _mends(oracle, core)
    changes = tuple(_change(draft, oracle, rule, mends) for rule in core)
    others = () if any(len(each) == 1 for each in mends) else _others(oracle, core, lone[1:])
    plain = _plain(oracle, [core, *others])
    single = _single(draft, core)
    return Conflict(tuple(core), changes, mends, single, all_found and not oracle.undecided, (*plain, *others))


MOST_OTHERS = 5
"""Further contradictions that are told."""


def _plain(oracle: Oracle, told: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Pairs of rules that contradict each other by their limits alone, of which either could hold, but those told."""
    everything, known = frozenset(range(len(oracle.draft.rules))), {frozenset(each) for each in told}
    pairs = sorted({*opposed(oracle.draft)})
    found = [
        pair
        for pair in pairs
        if frozenset(pair) not in known and all(oracle.may_hold(everything - {rule}) for rule in pair)
    ]
    return tuple(found[:MOST_OTHERS])


def _others(oracle: Oracle, core: Sequence[int], lone: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Sets of rules that cannot hold together either, each without any rule of those before: first ``lone`` ones."""
    told, found = frozenset([*core, *lone]) - oracle.ending, list[tuple[int, ...]]((rule,) for rule in lone)
    while len(found) < MOST_OTHERS + len(lone) and oracle.worth_asking() and not oracle.may_hold(told):
        rules = [rule for rule in range(len(oracle.draft.rules)) if rule not in told | oracle.ending]
        own = frozenset(minimal(oracle, rules, oracle.ending))
        if not own:
            break
        found.append(tuple(sorted(own)))
        told |= own
    return tuple(found)


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
        return next((part for part in _disjoint_parts(oracle.draft, told) if not holds(part)), told)
    others = [rule for rule in rules if oracle.draft.rules[rule].kind not in ("ceiling", "row")]
    if not others or holds([*told, *others]):
        return []
    return sorted([*told, *irreducible(lambda kept: holds([*told, *kept]), others)])


def _disjoint_parts(draft: Draft, rules: Sequence[int]) -> list[list[int]]:
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
        asked = at_least_lower(draft, rule)
        return LimitChange(
            rule, None, _AND_ASKED.format(nothing=MENDS_NOTHING, asked=asked) if asked else MENDS_NOTHING
        )
    named = Text(" and ", ", ").join(draft.rules[other].called for other in sorted(others))
    then = at_least_lower(draft, rule) or _MENDS
    if oracle.worth_asking(2):
        then = least_change(draft, rule, others, oracle).words
    return LimitChange(rule, None, _WITH_OTHERS.format(nothing=MENDS_NOTHING, others=named, then=then))


UNDECIDED = Text("whether changing it alone mends it was not decided", "이 규칙만 바꾸어 풀리는지 판정하지 못함")
UNMEASURED = Text(
    "changing it alone mends it; by how much was not worked out",
    "이 규칙만 바꾸어도 풀리나, 얼마나 바꾸어야 하는지는 계산하지 못함",
)
MENDS_NOTHING = Text("changing it alone mends nothing", "이 규칙만 바꾸어서는 풀리지 않음")
_AND_ASKED = Text("{nothing}; {asked}", "{nothing}. {asked}")
_MENDS = Text("it mends; by how much was not worked out", "풀리나 얼마나 바꾸어야 하는지는 계산하지 못함")
_WITH_OTHERS = Text("{nothing}; with {others} left out, {then}", "{nothing}. {others} 규칙을 두지 않을 때 {then}")
