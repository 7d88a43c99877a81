"""A problem over sums: programmes that count alike in every rule over money are one, which leaves few to decide.

What has no plan here has none: choices, groups and prerequisites are left aside. A plan of the sums is one of the
problem where its amounts can be spread over the programmes of each sum, which the verifier judges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, MoneyRow, Problem, ProgrammePairs
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.model import INFINITY, model
from crosscut.allocate.solve.rounding import nearest, whole
from crosscut.allocate.solve.solver import outcome_of, solve
from crosscut.allocate.verify import breaches

LARGE = 2_000
"""Programmes from which a problem is condensed."""

FEWER = 4
"""Programmes that a rule, and a sum, must stand for on average: with fewer little is won."""

MOST = 2.0**61
"""The most that programmes may get in all, in units, for sums to stay inside int64."""

TURNS = 4
"""How often sums are sought anew where choices leap over some."""

ALIKE = 1e-9
"""By which part two sums may differ and still be the most that a rule counts."""

_SEEN = 1e-7
"""The part of the largest weight of a proof from which a rule has a part in it."""

_FOUND, _BEST = Effort(gap=1.0, seconds=5.0), Effort(gap=0.0, seconds=5.0)


@dataclass(frozen=True)
class _Steps:
    """Amounts that choices of programmes add, one after the other, and how far each then reaches; by their sum."""

    place: Ints
    low: Ints
    high: Ints


class _Relaxed:
    """The sums as amounts that need not be whole, kept by a solver that forgets some of the rules at each question."""

    def __init__(self, problem: Problem) -> None:
        self.rules = np.array([row.rule for row in problem.rows], np.int64)
        self.posed = model(problem, relaxed=True)
        self._solver = highs.engine(self.posed, seconds=_FOUND.seconds)

    def over(self, kept: Sequence[int]) -> highs.SolverOutcome:
        """What the sums are under these rules."""
        held = np.isin(self.rules, kept)
        low, high = np.where(held, self.posed.row_low, -INFINITY), np.where(held, self.posed.row_high, INFINITY)
        self._solver.changeRowsBounds(len(held), np.arange(len(held), dtype=np.int32), low, high)
        return highs.run(self._solver, integer=False)

    def blamed(self) -> frozenset[int]:
        """The rules that the solver's proof rests on that the last question has no answer; empty where it has none."""
        _, told, ray = self._solver.getDualRay()
        weights = np.abs(np.asarray(ray)) if told else np.zeros(0)
        places = np.flatnonzero(weights > _SEEN * weights.max(initial=0.0))
        return frozenset(self.rules[places].tolist())


@dataclass(frozen=True)
class Condensed:
    """The sums of a problem: ``kind`` is the sum that each programme is in, ``problem`` that of the sums."""

    full: Problem
    kind: Ints
    problem: Problem
    relaxed: _Relaxed

    def keeping(self, full: Problem) -> Condensed:
        """The sums of the same problem with fewer rules over money."""
        kept = {row.rule for row in full.rows}
        rows = tuple(row for row in self.problem.rows if row.rule in kept)
        return replace(self, full=full, problem=replace(self.problem, rows=rows))

    def holds(self) -> bool | None:
        """Whether the problem has a plan; None where the sums do not tell."""
        posed, outcome = self.relaxed.posed, self.relaxed.over([row.rule for row in self.problem.rows])
        if outcome.infeasible:
            return False
        problem = self.problem
        for _ in range(TURNS):
            sums = None if outcome.solution is None else self._whole(posed.amounts(outcome.solution))
            if sums is None:
                return None
            if self._reached(sums):
                return True
            problem = self._nearer(problem, sums)
            posed = model(problem)
            outcome = outcome_of(posed, _FOUND)
        return None

    def _reached(self, sums: Ints) -> bool:
        """Whether whole amounts of programmes come to sums that keep the rules over money, and keep all others."""
        amounts = self.spread(sums)
        over_choices = self.full.groups or len(self.full.needs)
        return amounts is not None and not (over_choices and breaches(self.full, amounts.tolist()))

    def _whole(self, near: Floats) -> Ints | None:
        """Whole sums near a solver's that keep the rules."""
        rounded = nearest(self.problem, near)
        if not breaches(self.problem, rounded.tolist()):
            return rounded
        found = whole(self.problem, near, _FOUND.seconds)
        return None if found is None or breaches(self.problem, found.tolist()) else found

    def suspects(self) -> frozenset[int]:
        """Rules over money that by themselves leave the sums no plan; empty where a solver tells none."""
        outcome = self.relaxed.over([row.rule for row in self.problem.rows])
        return self.relaxed.blamed() if outcome.infeasible else frozenset()

    def most(self, index: int, *, least: bool = False) -> Ints | None:
        """A plan in which a rule over money counts the most (or least) that the others allow; None if not found."""
        row = self.problem.rows[index]
        gain: Floats = np.zeros(self.problem.size)
        gain[row.members] = -row.share if least else row.share
        posed = replace(_free(self.problem, index), base=gain * self.problem.lower, slope=gain[:, None])
        best = solve(posed, _BEST)
        found = best
        for _ in range(TURNS):
            if found.status != "optimal" or found.value < best.value - ALIKE * max(abs(best.value), 1.0):
                return None
            amounts = self._plan(found.amounts, _free(self.full, index))
            if amounts is not None:
                return amounts
            posed = self._nearer(posed, found.amounts)
            found = solve(posed, _BEST)
        return None

    def _plan(self, sums: Ints, problem: Problem) -> Ints | None:
        """The amounts of programmes that come to these sums and keep the rules of a problem."""
        amounts = self.spread(sums) if len(sums) else None
        return None if amounts is None or breaches(problem, amounts.tolist()) else amounts

    def _nearer(self, problem: Problem, sums: Ints) -> Problem:
        """The problem with each sum that choices leap over kept to where the next ones reach."""
        amounts = self._least(self._taken(sums))
        least, room = self._summed(amounts), self._summed(self._room(amounts))
        leapt = np.flatnonzero(least > sums).tolist()
        return problem.narrowed({each: (int(least[each]), int(least[each] + room[each])) for each in leapt})

    def _taken(self, sums: Ints) -> Bools:
        """The choices that are taken one by one until those of each sum reach it."""
        full, steps = self.full, self._steps
        reached = self._summed(np.where(full.optional, 0, np.where(full.discrete, full.lower, full.upper)))
        kinds = self.kind[steps.place]
        return np.asarray(reached[kinds] + _before(kinds, steps.high) < sums[kinds])

    def _least(self, taken: Bools) -> Ints:
        """The least that programmes may get once some choices are taken."""
        amounts = np.where(self.full.optional, 0, self.full.lower)
        np.add.at(amounts, self._steps.place[taken], self._steps.low[taken])
        return amounts

    def _room(self, amounts: Ints) -> Ints:
        """By how much each programme may get more than this least."""
        full = self.full
        return np.where(full.discrete | (amounts == 0) & full.optional, 0, full.upper - amounts)

    def spread(self, sums: Ints) -> Ints | None:
        """Amounts that come to the sums: choices are taken one by one, what is left fills the room of those taken."""
        amounts = self._least(self._taken(sums))
        room = self._room(amounts)
        missing = sums - self._summed(amounts)
        if (missing < 0).any() or (missing > self._summed(room)).any():
            return None
        order = np.argsort(self.kind, kind="stable")
        kinds = self.kind[order]
        amounts[order] += np.clip(missing[kinds] - _before(kinds, room[order]), 0, room[order])
        return amounts

    def _summed(self, amounts: Ints) -> Ints:
        return _summed(self.kind, amounts)

    @cached_property
    def _steps(self) -> _Steps:
        """Choices in the order in which they are taken: options in steps first, then whoever may end by its least."""
        full = self.full
        ends = np.flatnonzero(full.optional)
        place, piece = np.nonzero(full.width * full.discrete[:, None])
        width = full.width[place, piece]
        places = np.concatenate([ends, place])
        low = np.concatenate([full.lower[ends], width])
        high = np.concatenate([np.where(full.discrete[ends], full.lower[ends], full.upper[ends]), width])
        pieces = np.concatenate([np.full(len(ends), -1), piece])
        least = np.where(full.discrete, np.arange(full.size), full.size + full.lower)[places]
        order = np.lexsort((pieces, places, least, self.kind[places]))
        return _Steps(places[order], low[order], high[order])


def _free(problem: Problem, index: int) -> Problem:
    """The problem without the limits of one row."""
    sides = [(None, None) if place == index else (row.lo, row.hi) for place, row in enumerate(problem.rows)]
    return replace(problem.with_limits(sides), bonus=ProgrammePairs.none())


def _before(kinds: Ints, amounts: Ints) -> Ints:
    """Of amounts sorted by their sum, what those of the same sum come to before each."""
    running = np.cumsum(amounts) - amounts
    return np.asarray(running - running[np.searchsorted(kinds, kinds)]) if len(kinds) else running


def condensed(problem: Problem) -> Condensed | None:
    """The sums of a problem, or None where they are hardly fewer than its programmes."""
    few = problem.size < LARGE or problem.size < FEWER * len(problem.rows)
    if few or float(problem.upper.sum(dtype=float)) > MOST:
        return None
    kind = _kinds(problem.rows, problem.size)
    if problem.size < FEWER * (int(kind.max()) + 1):
        return None
    sums = _of_sums(problem, kind)
    return Condensed(problem, kind, sums, _Relaxed(sums)) if sums.width.any() else None


def _of_sums(problem: Problem, kind: Ints) -> Problem:
    """The problem of the sums; worth nothing."""
    least = _summed(kind, np.where(problem.optional, 0, problem.lower))
    most = _summed(kind, problem.upper)
    count = len(least)
    return Problem(
        unit=problem.unit,
        lower=least,
        upper=most,
        optional=np.zeros(count, bool),
        discrete=np.zeros(count, bool),
        base=np.zeros(count),
        slope=np.zeros((count, 1)),
        width=(most - least)[:, None],
        rows=tuple(_row(kind, row) for row in problem.rows),
    )


def _row(kind: Ints, row: MoneyRow) -> MoneyRow:
    members, first = np.unique(kind[row.members], return_index=True)
    return replace(row, members=members, num=row.num[first], den=None if row.den is None else row.den[first])


def _summed(kind: Ints, amounts: Ints) -> Ints:
    found = np.zeros(int(kind.max(initial=-1)) + 1, np.int64)
    np.add.at(found, kind, amounts)
    return found


def _kinds(rows: Sequence[MoneyRow], size: int) -> Ints:
    """A number for each programme, the same for those of which each row counts the same part."""
    kind = np.zeros(size, np.int64)
    for row in rows:
        own = kind[row.members]
        for part in (row.num, row.den):
            if part is not None and len(part) and (part != part[0]).any():
                own = _paired(own, part)
        kind[row.members] = int(kind.max()) + 1 + own
        kind = np.unique(kind, return_inverse=True)[1]
    return kind


def _paired(one: Ints, other: Ints) -> Ints:
    values, place = np.unique(other, return_inverse=True)
    return np.asarray(one * len(values) + place)

