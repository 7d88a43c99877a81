"""One number changed, in words such as ``ceiling=-7%`` or ``10402=full``; answered from a kept plan."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypedDict, final

import numpy as np

from crosscut.allocate.conflict import conflict
from crosscut.allocate.draft import Draft, Limits, RuleInWords
from crosscut.allocate.feasibility import beyond
from crosscut.allocate.kept_order import KeptById, smallest_first
from crosscut.allocate.moved_ceiling import following, reaches_further, under
from crosscut.allocate.plan import Plan, verified
from crosscut.allocate.problem import Problem
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.programme_order import solved_by_id
from crosscut.allocate.quantities import ceil_of, floor_of
from crosscut.allocate.records import ConflictRow, conflict_rows
from crosscut.allocate.refused_changes import amount_of, growth_of, no_change, no_limit, unknown
from crosscut.allocate.solve import Effort, solve
from crosscut.allocate.ties import level
from crosscut.allocate.verify import breaches
from crosscut.allocate.whatif import Limit
from crosscut.text import Text

_LAST_YEAR = ("last year", "전년 대비", "전년")
"""Words before a percentage that is counted from last year's amount and not from the policy's."""

POLICY, REQUEST, LAST_YEAR, AMOUNT = "policy", "request", "last year", "amount"
"""What a percentage is counted from; ``amount`` where an amount is stated."""


class Moved(TypedDict):
    """A programme whose amount a change moves, and by how much."""

    programme: str
    change: int


class WhatIfQuestion(TypedDict):
    """What was asked: the new limit or amount, and what it was counted from, in minor units."""

    change: str
    status: str
    seconds: float
    counted_from: str
    base: int
    limit: int


@final
class Infeasible(WhatIfQuestion):
    """The answer to a change that leaves no plan: the rules that cannot hold together with it."""

    conflict: list[ConflictRow]
    conflict_proved: bool


@final
class WhatIf(WhatIfQuestion):
    """The answer to a change: the plan in a few numbers, and what moves on the kept one."""

    value: float
    bound: float
    gap: float | None
    total: int
    changes: list[Moved]


@dataclass(frozen=True)
class _Asked:
    """A change, read: the draft under it, its limits of rows and spans of programmes, and what it is counted from."""

    words: str
    draft: Draft
    limits: dict[int, Limit]
    spans: dict[int, tuple[int, int]]
    counted_from: str
    base: int
    limit: int

    @property
    def changed(self) -> tuple[int, ...]:
        """The rule that alone was changed, without which the kept plan holds; none where there are several."""
        if self.spans:
            return (len(self.draft.rules) - 1,)
        return tuple(self.draft.rows[place].rule for place in self.limits) if len(self.limits) == 1 else ()


class Session:
    """A plan that waits for changes. Each question stands for itself: changes do not add up."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.draft = plan, plan.draft
        self.kept = KeptById.of(self.draft.demand.ids, plan.problem, plan.solution.amounts)

    def ask(self, words: str) -> WhatIf | Infeasible:
        """The answer to one change, as JSON: status, value, bound, gap, total, seconds and the programmes that change.

        Percentages count from the policy's limit, or from a programme's request; after ``last year`` from last year's
        amount. Where the kept choice of what is funded leaves no plan it is made anew, and where none is left the
        rules that contradict the change are named.

        Raises
        ------
        RefusedChangeError
            for words that name no rule or programme, or no amount.
        CrosscutError
            where no plan that keeps every rule to the last unit was found, and no contradiction either.

        """
        name, _, value = (part.strip() for part in words.partition("="))
        if not value:
            raise no_change(words)
        rules = [rule.id for rule in self.draft.rules]
        if name in rules:
            return self._answer(self._rule_changed(words, rules.index(name), value))
        if name in self.draft.demand.ids:
            return self._answer(self._programme_changed(words, name, value))
        raise unknown(self.draft, name)

    def _rule_changed(self, words: str, rule: int, value: str) -> _Asked:
        rows = {row.rule: place for place, row in enumerate(self.plan.problem.rows)}
        if rule not in rows:
            raise no_limit(self.draft.rules[rule].id)
        row = self.plan.problem.rows[rows[rule]]
        now = row.lo if row.lo is not None else row.hi or 0
        counted_from, base, amount = self._amount(value, POLICY, now, self.draft.rules[rule].past)
        limits: dict[int, Limit] = {rows[rule]: (amount, None) if row.lo is not None else (None, amount)}
        ceiling = self.draft.ceiling
        if self.draft.rules[rule].kind == "ceiling":
            limits, ceiling = following(self.draft, self.plan.problem, amount), amount
        draft = replace(
            under(self.draft, self.plan.problem, limits, ceiling), rules=_retold(self.draft, self.plan.problem, limits)
        )
        return _Asked(words, draft, limits, {}, counted_from, base, amount)

    def _programme_changed(self, words: str, programme: str, value: str) -> _Asked:
        demand, factor = self.draft.demand, self.draft.unit.factor
        place = demand.place_of(programme)
        asked = demand.requested[place]
        counted_from, base, amount = (
            (REQUEST, asked, asked)
            if value == "full"
            else (REQUEST, asked, 0)
            if value == "end"
            else self._amount(value, REQUEST, asked, Fraction(demand.previous[place]))
        )
        units = amount // factor
        called, money = demand.called(place), self.draft.money(units * factor)
        said = _GETS if units else _ENDS if demand.previous[place] and not amount else _NOTHING
        if units * factor > asked and not self.draft.policy.may_exceed_request:
            said = _GETS_ABOVE
        words_ = said.format(programme=called, money=money, asked=self.draft.exactly(asked))
        rule = RuleInWords("what-if", "bound", Text(), Text(), words_, units * factor)
        fixed = np.array([units], np.int64)
        limits = Limits(len(self.draft.rules), np.array([place], np.int64), fixed, fixed, always=units > 0)
        draft = replace(self.draft, rules=[*self.draft.rules, rule], limits=[*self.draft.limits, limits])
        return _Asked(words, draft, {}, {place: (units, units)}, counted_from, base, units * factor)

    def _amount(self, value: str, name: str, now: int, past: Fraction) -> tuple[str, int, int]:
        """What an amount is counted from, that base, and the amount in minor units."""
        if not value.rstrip().endswith("%"):
            amount = amount_of(self.draft, value)
            return AMOUNT, amount, amount
        start = next((each for each in _LAST_YEAR if value.startswith(each)), "")
        base = past if start else Fraction(now)
        part = growth_of(value.removeprefix(start).strip())
        found = base * (1 + part)
        amount = floor_of(found) if part >= 0 else ceil_of(found)
        return (LAST_YEAR if start else name), floor_of(base), amount

    def _answer(self, asked: _Asked) -> WhatIf | Infeasible:
        started, ids = time.perf_counter(), self.draft.demand.ids
        kept, problem = self._kept(asked)
        found = kept.solve(asked.limits, asked.spans)
        if not len(found.amounts) and not beyond(problem):
            found = solved_by_id(ids, problem, lambda posed: solve(posed, Effort(seconds=10.0)))
        if not len(found.amounts):
            return self._contradicted(asked, started)
        found = level(asked.draft, problem, found, Effort().gap)
        if breaches(problem, found.amounts.tolist()):
            found = solved_by_id(ids, problem, lambda posed: verified(posed, Effort(seconds=10.0)))
            if not len(found.amounts):
                return self._contradicted(asked, started)
        factor = self.draft.unit.factor
        change = (found.amounts - self.plan.solution.amounts) * factor
        order = smallest_first(kept.order, -np.abs(change))
        moved = [(ids[place], int(change[place])) for place in order if change[place]]
        return {
            "change": asked.words,
            "status": found.status,
            "seconds": time.perf_counter() - started,
            "counted_from": asked.counted_from,
            "base": asked.base,
            "limit": asked.limit,
            "value": found.value,
            "bound": found.bound,
            "gap": show_gap(found.gap),
            "total": int(found.amounts.sum()) * factor,
            "changes": [{"programme": programme, "change": amount} for programme, amount in moved],
        }

    def _kept(self, asked: _Asked) -> tuple[KeptById, Problem]:
        """What is kept, and the problem under a change: a higher ceiling may give programmes more than any plan did."""
        if reaches_further(self.draft, asked.draft.ceiling):
            problem = assemble(asked.draft)
            return KeptById.of(self.draft.demand.ids, problem, self.plan.solution.amounts), problem
        return self.kept, _changed(self.plan.problem, asked)

    def _contradicted(self, asked: _Asked, started: float) -> Infeasible:
        found = conflict(asked.draft, asked.changed)
        return {
            "change": asked.words,
            "status": "infeasible",
            "seconds": time.perf_counter() - started,
            "counted_from": asked.counted_from,
            "base": asked.base,
            "limit": asked.limit,
            "conflict": conflict_rows(asked.draft, found),
            "conflict_proved": found is None or found.proved,
        }


def _changed(problem: Problem, asked: _Asked) -> Problem:
    sides = [asked.limits.get(place, (row.lo, row.hi)) for place, row in enumerate(problem.rows)]
    return problem.with_limits(sides).narrowed(asked.spans)


def _retold(draft: Draft, problem: Problem, limits: dict[int, Limit]) -> list[RuleInWords]:
    """The draft's rules, those with other limits saying so."""
    told = list(draft.rules)
    for index, (low, high) in limits.items():
        place, amount = problem.rows[index].rule, low if low is not None else high
        if amount is not None:
            words = _CHANGED.format(text=told[place].text, amount=draft.money(amount, up=low is not None))
            told[place] = replace(told[place], text=words, limit=amount)
    return told


_CHANGED = Text("{text}, changed to {amount}", "{text}, {amount}으로(로) 변경")


_GETS = Text("{programme} gets {money}", "{programme}에 {money} 배분")
_GETS_ABOVE = Text(
    "{programme}, which asks for {asked}, gets {money}", "{asked}을(를) 요구한 {programme}에 {money} 배분"
)
_ENDS = Text("{programme} ends", "{programme} 종료")
_NOTHING = Text("{programme} gets nothing", "{programme}에 배분하지 않음")


def show_gap(gap: float) -> float | None:
    """A gap as JSON holds it: None where it is not known."""
    return None if gap == float("inf") else gap
