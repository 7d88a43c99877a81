"""A problem over sums: programmes that count alike in every rule over money are one, which leaves few to decide.

What has no plan here has none: choices, groups and prerequisites are left aside. A plan of the sums is one of the
problem where its amounts can be spread over the programmes of each sum, which the verifier judges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from crosscut.allocate.problem import Floats, Ints, MoneyRow, Problem, ProgrammePairs
from crosscut.allocate.solve.effort import Effort
from crosscut.allocate.solve.solver import direct, solve
from crosscut.allocate.verify import breaches

LARGE = 2_000
"""Programmes from which a problem is condensed."""

FEWER = 4
"""Programmes that a rule, and a sum, must stand for on average: with fewer little is won."""

MOST = 2.0**61
"""The most that programmes may get in all, in units, for sums to stay inside int64."""

_FOUND, _BEST = Effort(gap=1.0, seconds=5.0), Effort(gap=0.0, seconds=5.0)


@dataclass(frozen=True)
class _Steps:
    """Amounts that choices of programmes add, one after the other, and how far each then reaches; by their sum."""

    place: Ints
    low: Ints
    high: Ints


@dataclass(frozen=True)
class Condensed:
    """The sums of a problem: ``kind`` is the sum that each programme is in."""

    full: Problem
    kind: Ints

    @cached_property
    def problem(self) -> Problem:
        """The problem of the sums; worth nothing."""
        least = self._sums(np.where(self.full.optional, 0, self.full.lower))
        most = self._sums(self.full.upper)
        count = len(least)
        return Problem(
            unit=self.full.unit,
            lower=least,
            upper=most,
            optional=np.zeros(count, bool),
            discrete=np.zeros(count, bool),
            base=np.zeros(count),
            slope=np.zeros((count, 1)),
            width=(most - least)[:, None],
            rows=tuple(map(self._row, self.full.rows)),
        )

    def keeping(self, problem: Problem) -> Condensed:
        """The sums of the same problem with fewer rules over money."""
        return Condensed(problem, self.kind)

    def _row(self, row: MoneyRow) -> MoneyRow:
        members, first = np.unique(self.kind[row.members], return_index=True)
        return replace(row, members=members, num=row.num[first], den=None if row.den is None else row.den[first])

    def _sums(self, amounts: Ints) -> Ints:
        found = np.zeros(int(self.kind.max(initial=-1)) + 1, np.int64)
        np.add.at(found, self.kind, amounts)
        return found

    def holds(self) -> bool | None:
        """Whether the problem has a plan; None where the sums do not tell."""
        found = direct(self.problem, _FOUND)
        if found.status == "infeasible":
            return False
        return True if self._plan(found.amounts, self.full) is not None else None

    def most(self, index: int, *, least: bool = False) -> Ints | None:
        """A plan in which a rule over money counts the most (or least) that the others allow; None if not found."""
        row = self.problem.rows[index]
        gain: Floats = np.zeros(self.problem.size)
        gain[row.members] = -row.share if least else row.share
        posed = replace(_free(self.problem, index), base=gain * self.problem.lower, slope=gain[:, None])
        found = solve(posed, _BEST)
        return self._plan(found.amounts, _free(self.full, index)) if found.status == "optimal" else None

    def _plan(self, sums: Ints, problem: Problem) -> Ints | None:
        """The amounts of programmes that come to these sums and keep the rules of a problem."""
        amounts = self.spread(sums) if len(sums) else None
        return None if amounts is None or breaches(problem, amounts.tolist()) else amounts

    def spread(self, sums: Ints) -> Ints | None:
        """Amounts that come to the sums: choices are taken one by one, what is left fills the room of those taken."""
        full, steps = self.full, self._steps
        amounts = np.where(full.optional, 0, full.lower)
        reached = self._sums(np.where(full.optional, 0, np.where(full.discrete, full.lower, full.upper)))
        kinds = self.kind[steps.place]
        taken = reached[kinds] + _before(kinds, steps.high) < sums[kinds]
        np.add.at(amounts, steps.place[taken], steps.low[taken])
        room = np.where(full.discrete | (amounts == 0) & full.optional, 0, full.upper - amounts)
        missing = sums - self._sums(amounts)
        if (missing < 0).any() or (missing > self._sums(room)).any():
            return None
        order = np.argsort(self.kind, kind="stable")
        kinds = self.kind[order]
        amounts[order] += np.clip(missing[kinds] - _before(kinds, room[order]), 0, room[order])
        return amounts

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
    return Condensed(problem, kind) if problem.size >= FEWER * (int(kind.max()) + 1) else None


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

