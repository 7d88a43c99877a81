"""Plans of one policy under changes, kept for as long as they may be asked for again; what follows from each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction as Exact
from itertools import islice
from time import monotonic

import numpy as np

from crosscut.allocate.amendments import SPENT, Amendment, amended, amount_value, made_by
from crosscut.allocate.costs import Cost, costs
from crosscut.allocate.demand import Demand, Selection
from crosscut.allocate.draft import Draft
from crosscut.allocate.feasibility import possible
from crosscut.allocate.limit_changes import LimitChange, least_change
from crosscut.allocate.plan import Depth, Plan, allocate
from crosscut.allocate.policy import Policy
from crosscut.allocate.problem import Problem, ProgrammePairs
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.quantities import percent, show_percent
from crosscut.allocate.relaxation import may_loosen
from crosscut.allocate.robust import Robustness, robustness
from crosscut.allocate.rules import bound_of, state
from crosscut.allocate.solve import Effort
from crosscut.allocate.solve.solver import direct
from crosscut.allocate.verify import breaches
from crosscut.allocate.views import by, past_by
from crosscut.errors import CrosscutError
from crosscut.text import Text

MOST = 24
"""Plans that are kept at one time."""
MOST_MENDS = 8
"""Ways to mend a contradiction that are told."""

NOISE = 1e-6
"""The part of a plan's value below which two plans are worth the same."""
DEAR = 1.0
"""The part of a plan's value, in per cent, above which a pin is called dear."""

Changes = tuple[Amendment, ...]


@dataclass(frozen=True)
class KeptDemand(Demand):
    """A demand that remembers what was selected and split: one plan after another asks for the same."""

    def select(self, where: Mapping[str, Sequence[str]], tags: Mapping[str, Sequence[str]]) -> Selection:
        """As :meth:`Demand.select`."""
        if "tag" in where:
            return super().select(where, tags)
        known: dict[object, Selection] = self.__dict__.setdefault("_selected", {})
        key = tuple(sorted((name, tuple(values)) for name, values in where.items()))
        if key not in known:
            known[key] = super().select(where, tags)
        return known[key]

    def past(self, where: Mapping[str, Sequence[str]], tags: Mapping[str, Sequence[str]]) -> Exact:
        """As :meth:`Demand.past`."""
        if "tag" in where:
            return super().past(where, tags)
        known: dict[object, Exact] = self.__dict__.setdefault("_past", {})
        key = tuple(sorted((name, tuple(values)) for name, values in where.items()))
        if key not in known:
            known[key] = super().past(where, tags)
        return known[key]

    def split(self, place: int, amount: int) -> Mapping[str, int]:
        """As :meth:`Demand.split`."""
        known: dict[int, tuple[int, Mapping[str, int]]] = self.__dict__.setdefault("_split", {})
        held = known.get(place)
        if held is None or held[0] != amount:
            held = known[place] = amount, super().split(place, amount)
        return held[1]


def changed(changes: Changes, more: Changes) -> Changes:
    """Changes with others over them; one without a value takes back what it is about."""
    keys = {each.key for each in more}
    return (*(each for each in changes if each.key not in keys), *(each for each in more if each.value))


@dataclass(frozen=True)
class Mend:
    """One way to mend a contradiction: the changes that make it, in words, and whose rules they touch."""

    changes: Changes
    words: Text
    rules: tuple[str, ...]
    owners: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PinCost:
    """What a pin costs: the value that the best plan without it has more, and the value of that plan."""

    programme: str
    value: float
    whole: float

    @property
    def share(self) -> float:
        """The part of that plan's value, in per cent."""
        return 100 * self.value / self.whole if self.whole > 0 else 0.0

    @property
    def is_dear(self) -> bool:
        """Whether it is more than DEAR."""
        return self.share > DEAR


@dataclass
class Planner:
    """Plans of a policy over a demand under changes. Not for several threads.

    An unchanged policy has the plan that ``crosscut allocate`` gives; so has a changed one that is written out
    (:func:`crosscut.allocate.policy_text.policy_text`).
    """

    policy: Policy
    demand: Demand
    currency: str
    _plans: OrderedDict[Changes, Plan] = field(default_factory=OrderedDict)
    _core: dict[Changes, Robustness] = field(default_factory=dict)
    _mends: dict[Changes, list[Mend]] = field(default_factory=dict)
    _money: dict[tuple[Changes, str], dict[str, int]] = field(default_factory=dict)
    _past: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.demand = KeptDemand(**{each.name: getattr(self.demand, each.name) for each in fields(Demand)})

    def policy_under(self, changes: Changes) -> Policy:
        """The policy with changes; raises CrosscutError where one names nothing that is there."""
        return amended(self.policy, self.demand, self.currency, changes)

    def plan(self, changes: Changes, *, reasons: bool = False) -> Plan:
        """The verified plan under changes, or its contradiction; reasons of programmes where they are asked for."""
        found = self._plans.get(changes)
        if found is None or (reasons and not found.reasons and found.amounts):
            depth = Depth.plan_only() if reasons else Depth.amounts_only()
            found = allocate(self.policy_under(changes), self.demand, self.currency, depth=depth)
            self._plans[changes] = found
        self._plans.move_to_end(changes)
        while len(self._plans) > MOST:
            self._plans.popitem(last=False)
        return found

    def money(self, changes: Changes, key: str) -> dict[str, int] | None:
        """The plan's money for each value of a key, as :func:`crosscut.allocate.views.by` has it; None without one."""
        plan = self.plan(changes)
        if not plan.amounts:
            return None
        if (changes, key) not in self._money:
            found = by(self.demand, plan.amounts, key)
            self._money = {**dict(list(self._money.items())[-2 * MOST :]), (changes, key): found}
        return self._money[changes, key]

    def past(self, key: str) -> dict[str, int]:
        """Last year's money for each value of a key, programmes that ended since included."""
        if key not in self._past:
            self._past[key] = past_by(self.demand, key)
        return self._past[key]

    def worth(self, changes: Changes, seconds: float) -> tuple[Cost, ...]:
        """What each binding rule over money costs, by a new plan with the rule relaxed by its step."""
        plan = self.plan(changes)
        if not plan.amounts:
            return ()
        binding = {each.rule for each in plan.standings if each.binding}
        return costs(plan.draft, plan.problem, plan.solution, seconds, binding)

    def pin_costs(self, changes: Changes, seconds: float) -> tuple[PinCost, ...]:
        """What pinned programmes cost, by a new plan without the pin each; none where there is no plan.

        The newest come first, until the seconds are over; one is told in any case.
        """
        plan, end = self.plan(changes), monotonic() + seconds
        found: list[PinCost] = []
        for each in reversed(changes if plan.amounts else ()):
            if each.kind == "pin" and (not found or monotonic() < end):
                other = self.plan(tuple(change for change in changes if change.key != each.key))
                if other.amounts:
                    without = other.solution.value
                    cost = without - plan.solution.value
                    found.append(PinCost(each.target, cost if cost > NOISE * abs(without) else 0.0, without))
        return tuple(found)

    def core(self, changes: Changes, samples: int, seconds: float) -> Robustness | None:
        """Which programmes are core, borderline and exterior over the weights allowed; None without a plan."""
        plan = self.plan(changes)
        if plan.amounts and changes not in self._core:
            found = robustness(plan.draft, plan.problem, plan.solution, samples=samples, seconds=seconds)
            self._core = {**dict(list(self._core.items())[-MOST:]), changes: found}
        return self._core.get(changes) if plan.amounts else None

    def known_core(self, changes: Changes) -> Robustness | None:
        """What :meth:`core` found of these changes, where it was asked."""
        return self._core.get(changes)

    def feasible(self, changes: Changes, place: str) -> tuple[int, int] | None:
        """The least and the most money that plans give a place under all other rules, in minor units.

        ``place`` is ``area:ID``, ``ministry:NAME`` or ``ceiling`` (the whole). Each end is the money of a verified
        plan. None where the other rules contradict one another.
        """
        draft = state(self.policy_under(changes), self.demand, self.currency)
        members, own = _selected(draft, place)
        problem = assemble(draft, own)
        ends = [_end(problem, members, sign) for sign in (-1, 1)]
        return None if None in ends else (ends[0] or 0, ends[1] or 0)

    def mends(self, changes: Changes) -> list[Mend]:
        """The ways to mend the contradiction of these changes, fewest rules each; none where there is a plan.

        Each is tried: with its changes there is a plan. Of many, MOST_MENDS.
        """
        plan = self.plan(changes)
        if plan.conflict is None:
            return []
        if changes not in self._mends:
            found = {each.rule: each for each in plan.conflict.changes}
            stated = (_mend(plan.draft, changes, each, found) for each in plan.conflict.mends)
            mending = (each for each in stated if self._possible(changed(changes, each.changes)))
            self._mends = {**dict(list(self._mends.items())[-MOST:]), changes: list(islice(mending, MOST_MENDS))}
        return self._mends[changes]

    def _possible(self, changes: Changes) -> bool:
        try:
            draft = state(self.policy_under(changes), self.demand, self.currency)
        except CrosscutError:  # a ceiling that no amount mends cannot be left out
            return False
        return possible(assemble(draft))


def _selected(draft: Draft, place: str) -> tuple[Selection, frozenset[int]]:
    """The money of a place, and the rules that limit this very money."""
    key, _, value = place.partition(":")
    if place == "ceiling":
        chosen = draft.demand.select({}, draft.policy.tags)
    elif key in ("area", "ministry"):
        chosen = draft.demand.select({key: (value,)}, draft.policy.tags)
    else:
        raise CrosscutError(f"{place!r} is neither ceiling, area:ID nor ministry:NAME", code="unknown-target")
    members = np.array(sorted(chosen), np.int64)
    num = np.array([chosen[each][0] for each in members.tolist()], np.int64)
    own = [
        row.rule
        for row in draft.rows
        if (len(row.members) == len(members) and bool((row.members == members).all()) and bool((row.num == num).all()))
    ]
    return chosen, frozenset(own)


def _end(problem: Problem, chosen: Selection, sign: int) -> int | None:
    """The least (−1) or most (1) money of a selection that a verified plan gives, in minor units; None without one."""
    members = np.array(sorted(chosen), np.int64)
    share = np.array([chosen[each][0] / chosen[each][1] for each in members.tolist()])
    gain = np.zeros(problem.size)
    gain[members] = sign * share
    slope = np.where(problem.width > 0, gain[:, None], 0.0)
    posed = replace(problem, base=gain * problem.lower, slope=slope, bonus=ProgrammePairs.none())
    found = direct(posed, Effort(seconds=3.0))
    if not len(found.amounts) or breaches(problem, found.amounts.tolist()):
        return None
    plan = found.amounts.tolist()
    parts = (plan[each] * problem.unit * chosen[each][0] // chosen[each][1] for each in members.tolist())
    return int(sum(parts))


def _mend(draft: Draft, changes: Changes, rules: Sequence[int], found: Mapping[int, LimitChange]) -> Mend:
    """The changes that mend a contradiction by touching some rules: the least of one, with the others left out."""
    first = next((rule for rule in rules if draft.rules[rule].kind == "ceiling"), rules[0])
    others = [rule for rule in rules if rule != first]
    least = found.get(first) if not others else least_change(draft, first, frozenset(others))
    made = [_relaxed(draft, changes, first, least), *(_relaxed(draft, changes, rule, None) for rule in others)]
    words = Text("; ", "; ").join(each for _, each in made)
    stated = [draft.rules[rule] for rule in (first, *others)]
    owners = tuple(dict.fromkeys(each.owner for each in stated if each.owner))
    return Mend(tuple(each for each, _ in made), words, tuple(each.id for each in stated), owners)


def _relaxed(draft: Draft, changes: Changes, rule: int, least: LimitChange | None) -> tuple[Amendment, Text]:
    """The least change of a rule as an amendment; leaving it out where no amount says it."""
    stated, code = draft.rules[rule], draft.unit.currency.code
    own = made_by(stated.id)
    moved, loosen = (least.least, least.loosen) if least else (None, None)
    row = next((each for each in draft.rows if each.rule == rule), None)
    if moved is not None and row is not None and stated.id != SPENT:
        limit = max(row.lo - moved, 0) if row.lo is not None else (row.hi or 0) + moved
        kind, target = own or ("limit", stated.id)
        words = _LIMITED.format(rule=stated.text, limit=draft.money(limit, up=row.lo is None))
        return Amendment(kind, target, amount_value(limit, code)), words
    bound = bound_of(draft, rule)
    if loosen is not None and bound is not None and own is None and may_loosen(bound):
        before = next((percent(each.value) for each in changes if each.key == ("loosen", stated.id)), None)
        part = percent(f"{loosen / 100:.2f} %") + (before or 0)
        words = _LOOSENED.format(rule=stated.text, part=show_percent(part))
        return Amendment("loosen", stated.id, show_percent(part)), words
    if own is not None:
        return Amendment(*own), _WITHDRAWN.format(rule=stated.text)
    return Amendment("without", stated.id, "yes"), _LEFT_OUT.format(rule=stated.text)


_LIMITED = Text("{rule}: {limit} instead", "{rule}: {limit}(으)로 변경")
_LOOSENED = Text("{rule}: loosened by {part} of last year's amount", "{rule}: 전년 금액의 {part}만큼 완화")
_LEFT_OUT = Text("{rule}: left out", "{rule}: 적용하지 않음")
_WITHDRAWN = Text("{rule}: taken back", "{rule}: 변경 취소")
