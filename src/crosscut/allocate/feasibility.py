"""Whether a policy can be met at all, whole or without some of its rules, and which of that time left open."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from crosscut.allocate.condensed import Condensed, condensed, summed
from crosscut.allocate.draft import Draft
from crosscut.allocate.problem import Problem
from crosscut.allocate.problem_assembly import assemble, ranges
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.exact import decide, needed
from crosscut.allocate.solve.model import SolverModel, model
from crosscut.allocate.solve.rounded_choices import rounded_choices
from crosscut.allocate.solve.solver import outcome_of

_CHECK = Effort(gap=1.0, seconds=20.0)

LARGE = 2_000
"""Programmes from which the problem without whole numbers is tried first: where it has no plan, none has."""


STEPS = 150
"""How many steps of work a contradiction of LARGE programmes or more is worth, of fewer more in proportion.

What is asked beyond them stays undecided.
"""

SMALL = 500
"""Programmes up to which every question is worth asking."""

OVER_SUMS, OVER_PROGRAMMES, UNDECIDED = 1, 3, 60
"""The steps of a question over sums of programmes, of one over the programmes, and of one that is not decided."""


class Oracle:
    """Whether a draft can be met without some of its rules; answers are kept, and which of them are undecided."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.known: dict[frozenset[int], bool] = {}
        self.undecided: set[frozenset[int]] = set()
        self._spent = 0
        self.ending = _ending(draft)
        self._over_money = frozenset(row.rule for row in draft.rows)
        self._made: dict[frozenset[int], tuple[Problem, Condensed | None]] = {}
        self._sums: dict[frozenset[int], Condensed | None] = {}

    def __call__(self, without: frozenset[int]) -> bool:
        """Whether any plan keeps the rules but these."""
        if without not in self.known:
            inferred = self._inferred(without)
            if inferred is not None:
                return inferred
            answer = self._answered(without) if self.worth_asking() else None
            self.known[without] = bool(answer)
            if answer is None:
                self.undecided.add(without)
        return self.known[without]

    def _answered(self, without: frozenset[int]) -> bool | None:
        problem, sums = self.problem(without)
        answer = answered(problem, sums)
        self.spend(sums, decided=answer is not None)
        return answer

    def spend(self, sums: Condensed | None, *, decided: bool = True) -> None:
        """Count the steps of one question."""
        self._spent += (OVER_PROGRAMMES if sums is None else OVER_SUMS) + (0 if decided else UNDECIDED)

    def worth_asking(self, times: int = 1) -> bool:
        """Whether steps are left, of so many times as many; of a small budget always."""
        size = len(self.draft.demand.ids)
        return size <= SMALL or self._spent * min(size, LARGE) < times * STEPS * LARGE

    def may_hold(self, without: frozenset[int]) -> bool:
        """Whether a plan keeps the rules but these, or that is undecided."""
        return self(without) or without in self.undecided

    def suspects(self, without: frozenset[int]) -> frozenset[int]:
        """Rules over money that a solver's proof that the others cannot hold rests on; empty where it tells none."""
        problem, sums = self.problem(without)
        if closed(problem):
            return frozenset()
        sums = sums or self._summed(problem, without - self._over_money)
        return sums.suspects() if sums else frozenset()

    def _summed(self, problem: Problem, made: frozenset[int]) -> Condensed | None:
        """The sums of a small problem, made once for all that differ in rules over money."""
        if made not in self._sums:
            self._sums[made] = summed(self._made[made][0])
        sums = self._sums[made]
        return sums and sums.keeping(problem)

    def problem(self, without: frozenset[int]) -> tuple[Problem, Condensed | None]:
        """The problem without some of the rules, and its sums; made once for all that differ in rules over money."""
        made = without - self._over_money
        if made not in self._made:
            problem = assemble(self.draft, made)
            self._made[made] = problem, condensed(problem)
        problem, sums = self._made[made]
        kept = replace(problem, rows=tuple(row for row in problem.rows if row.rule not in without))
        return kept, sums and sums.keeping(kept)

    def _inferred(self, without: frozenset[int]) -> bool | None:
        """What is known from fewer rules left out that leave a plan, or more that leave none; else None.

        Those left out in the one and not in the other may not be such as let programmes end.
        """
        for other, holds in self.known.items():
            fewer, more = (other, without) if holds else (without, other)
            if fewer <= more and not (more - fewer) & self.ending and other not in self.undecided:
                return holds
        return None


def _ending(draft: Draft) -> frozenset[int]:
    """The choices that let end what bounds keep above nothing: without any other rule every plan stays one."""
    lower = ranges(draft).lower
    return frozenset(each.rule for each in draft.options if each.may_end and lower[each.members].any())


def possible(problem: Problem) -> bool:
    """Whether any plan keeps the rules of a problem; no where that was not decided in time."""
    return bool(answered(problem))


def answered(problem: Problem, sums: Condensed | None = None) -> bool | None:
    """Whether any plan keeps the rules of a problem, of which ``sums`` may be known; None where time ran out."""
    if closed(problem) or beyond(problem):
        return False
    if not (problem.rows or problem.groups or len(problem.needs)):
        return True
    sums = sums or condensed(problem)
    told = sums.holds() if sums else None
    if told is not None:
        return told
    if needed(problem):
        answer = decide(problem)
        if answer.decided:
            return answer.amounts is not None
    near = _near(model(problem)) if problem.size >= LARGE else None
    if near is not None:
        return near
    free = replace(problem, slope=np.zeros_like(problem.slope), base=np.zeros_like(problem.base))
    outcome = outcome_of(model(free), _CHECK)
    return False if outcome.infeasible else True if outcome.solution is not None else None


def _near(posed: SolverModel) -> bool | None:
    """Whether a large model has a plan, where that is seen without deciding its choices; None where it is not.

    Without whole numbers no plan, none at all. With them one where the choices are those of the best plan without,
    which worth leaves at their ends but for a few, rounded.
    """
    if posed.whole:
        return None
    relaxed, plans = rounded_choices(posed, _CHECK.seconds, tuned=False)
    if relaxed.infeasible:
        return False
    return None if next(plans, None) is None else True


def beyond(problem: Problem) -> bool:
    """Whether some rule over money is out of reach whatever programmes get."""
    return problem.beyond(np.where(problem.optional, 0, problem.lower), problem.upper)


def closed(problem: Problem) -> bool:
    """Whether any programme's own rules leave it no amount."""
    return bool((problem.lower > problem.upper).any())
