"""A problem as HiGHS takes it: minimise, explicit binaries, amounts scaled to a friendly size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem

WHOLE = 20_000
"""Largest amount, in units, up to which amounts are integer columns; above it they are rounded and repaired."""

INFINITY = float("inf")


@dataclass
class Entries:
    """A matrix that grows by blocks of entries."""

    row: list[Ints]
    col: list[Ints]
    val: list[Floats]
    lo: list[Floats]
    hi: list[Floats]
    rows: int = 0

    @classmethod
    def empty(cls) -> Entries:
        """No rows."""
        return cls([], [], [], [], [])

    def put(self, row: Ints, col: Ints, val: Floats) -> None:
        """Entries of rows whose limits :meth:`limits` gives."""
        self.row.append(row)
        self.col.append(col)
        self.val.append(val)

    def limits(self, lo: Floats, hi: Floats) -> Ints:
        """New rows with these limits; their indices."""
        self.lo.append(lo)
        self.hi.append(hi)
        self.rows += len(lo)
        return np.arange(self.rows - len(lo), self.rows)


@dataclass(frozen=True)
class SolverModel:
    """Columns and rows for a solver that minimises, and the way back to amounts.

    Columns are: one a programme that may end (is it funded), then one a piece (how much of it, scaled; of discrete
    amounts, whether), then one a bonus.
    """

    problem: Problem
    scale: int
    whole: bool
    column_of: Ints
    piece_of: Ints
    piece_width: Floats
    cost: Floats
    low: Floats
    high: Floats
    integer: Bools
    row: Ints
    col: Ints
    val: Floats
    row_low: Floats
    row_high: Floats
    offset: float

    @cached_property
    def csc(self) -> tuple[Ints, Ints, Floats]:
        """Column starts, row indices and values."""
        order = np.lexsort((self.row, self.col))
        counts = np.bincount(self.col, minlength=len(self.cost))
        return np.concatenate([[0], np.cumsum(counts)]), self.row[order], self.val[order]

    @cached_property
    def owner(self) -> Ints:
        """Each column's programme; of a bonus, the first of its two."""
        return np.concatenate([np.flatnonzero(self.problem.optional), self.piece_of, self.problem.bonus.first])

    @cached_property
    def weights(self) -> Floats:
        """The most that each column's programme may get: a guess at how much a choice moves."""
        return np.maximum(self.problem.upper, 1).astype(float)[self.owner]

    def amounts(self, solution: Floats) -> Floats:
        """Amounts in units out of a solver's columns; not yet whole."""
        funded, extra = self._parts(solution)
        return np.asarray(np.round(funded) * (self.problem.lower + extra))

    def taken(self, solution: Floats) -> Floats:
        """Amounts in units where choices may stand between whole numbers."""
        funded, extra = self._parts(solution)
        return np.asarray(funded * self.problem.lower + extra)

    def _parts(self, solution: Floats) -> tuple[Floats, Floats]:
        """How far each programme is funded, and what it gets beyond its least amount."""
        solution = np.clip(solution, self.low, self.high)
        funded = np.ones(self.problem.size)
        ends = self.column_of >= 0
        funded[ends] = solution[self.column_of[ends]]
        pieces = slice(int(ends.sum()), int(ends.sum()) + len(self.piece_of))
        held = solution[pieces] * self.piece_width
        return funded, np.bincount(self.piece_of, held, minlength=self.problem.size).astype(float)


def model(problem: Problem, *, relaxed: bool = False) -> SolverModel:
    """The model of a problem; ``relaxed`` leaves integrality out."""
    whole = bool((problem.upper <= WHOLE).all()) and not relaxed
    top = int(problem.upper.max(initial=1))
    scale = 1 if top <= WHOLE else 10 ** max(len(str(top)) - 5, 0)
    ends = np.flatnonzero(problem.optional)
    column_of = np.full(problem.size, -1)
    column_of[ends] = np.arange(len(ends))
    place, piece = np.nonzero(problem.width)
    discrete = problem.discrete[place]
    width = problem.width[place, piece].astype(float)
    piece_width = np.where(discrete, width, float(scale))
    first = len(ends)
    bonus = first + len(place)
    columns = bonus + len(problem.bonus)
    entries = Entries.empty()
    pieces = _Pieces(place, width, piece_width, first)
    _coupling(entries, problem, column_of, pieces, scale)
    _links(entries, problem, column_of, pieces)
    _order(entries, problem, place, piece, first)
    _logic(entries, problem, column_of, bonus)
    cost = np.concatenate([problem.base[ends], problem.slope[place, piece] * piece_width, problem.bonus.value])
    high = np.concatenate([np.ones(first), np.where(discrete, 1.0, width / scale), np.ones(len(problem.bonus))])
    integer = np.concatenate([np.ones(first, bool), discrete | whole, np.zeros(len(problem.bonus), bool)])
    return SolverModel(
        problem=problem,
        scale=scale,
        whole=whole,
        column_of=column_of,
        piece_of=place,
        piece_width=piece_width,
        cost=-cost,
        low=np.zeros(columns),
        high=high,
        integer=integer & (not relaxed),
        row=_joined(entries.row, np.int64),
        col=_joined(entries.col, np.int64),
        val=_joined(entries.val, float),
        row_low=_joined(entries.lo, float),
        row_high=_joined(entries.hi, float),
        offset=-float(problem.base[~problem.optional].sum()),
    )


def _joined(parts: list[Any], kind: type) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


@dataclass(frozen=True)
class _Pieces:
    """The pieces that have columns: whose they are, how wide, how wide the column's one is, and the first column."""

    place: Ints
    width: Floats
    worth: Floats
    first: int


def _coupling(entries: Entries, problem: Problem, column_of: Ints, pieces: _Pieces, scale: int) -> None:
    """The rows over money: funded programmes bring their least amount, pieces what they hold."""
    starts = np.searchsorted(pieces.place, np.arange(problem.size + 1))
    for row in problem.rows:
        members, share = row.members, row.share
        kept = ~problem.optional[members]
        constant = float((share * problem.lower[members])[kept].sum())
        low, high = row.reachable(problem.unit)
        limit = [INFINITY if side is None else side / problem.unit - constant for side in (low, high)]
        lo = -INFINITY if low is None else limit[0] / scale
        index = entries.limits(np.array([lo]), np.array([limit[1] / scale]))[0]
        ends = members[~kept]
        entries.put(np.full(len(ends), index), column_of[ends], (share[~kept] * problem.lower[ends]) / scale)
        counts = starts[members + 1] - starts[members]
        columns = np.repeat(starts[members], counts) + _steps(counts)
        values = np.repeat(share, counts) * pieces.worth[columns] / scale
        entries.put(np.full(len(columns), index), pieces.first + columns, values)


def _steps(counts: Ints) -> Ints:
    """0, 1, … within every group of these sizes."""
    ends = np.cumsum(counts)
    return np.asarray(np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts))


def _links(entries: Entries, problem: Problem, column_of: Ints, pieces: _Pieces) -> None:
    """What may end has money only where it is funded: each piece ≤ its width × funded."""
    leads = np.diff(pieces.place, prepend=-1) != 0
    linked = np.flatnonzero(problem.optional[pieces.place] & (leads | ~problem.discrete[pieces.place]))
    rows = entries.limits(np.full(len(linked), -INFINITY), np.zeros(len(linked)))
    entries.put(rows, pieces.first + linked, np.ones(len(linked)))
    entries.put(rows, column_of[pieces.place[linked]], -pieces.width[linked] / pieces.worth[linked])


def _order(entries: Entries, problem: Problem, place: Ints, piece: Ints, first: int) -> None:
    """A discrete amount is reached over the smaller ones."""
    follows = np.flatnonzero(problem.discrete[place] & (piece > 0))
    follows = follows[(follows > 0) & (place[follows - 1] == place[follows])]
    rows = entries.limits(np.full(len(follows), -INFINITY), np.zeros(len(follows)))
    entries.put(rows, first + follows, np.ones(len(follows)))
    entries.put(rows, first + follows - 1, -np.ones(len(follows)))


def _logic(entries: Entries, problem: Problem, column_of: Ints, bonus: int) -> None:
    """Groups, prerequisites and bonuses over what is funded."""
    fixed = (problem.upper > 0).astype(float)
    for group in problem.groups:
        ends = group.members[column_of[group.members] >= 0]
        constant = float(fixed[group.members[column_of[group.members] < 0]].sum())
        row = entries.limits(np.array([group.low - constant]), np.array([group.high - constant]))[0]
        entries.put(np.full(len(ends), row), column_of[ends], np.ones(len(ends)))
    needs, pairs = problem.needs, problem.bonus
    _at_most(entries, column_of[needs.first], fixed[needs.first], column_of[needs.second], fixed[needs.second])
    count = np.arange(len(pairs))
    for other in (pairs.first, pairs.second):
        _at_most(entries, bonus + count, np.zeros(len(pairs)), column_of[other], fixed[other])


def _at_most(entries: Entries, one: Ints, one_fixed: Floats, other: Ints, other_fixed: Floats) -> None:
    """Rows one ≤ other, where a column of −1 stands for its fixed value."""
    has_one, has_other = one >= 0, other >= 0
    limit = np.where(has_other, 0.0, other_fixed) - np.where(has_one, 0.0, one_fixed)
    rows = entries.limits(np.full(len(one), -INFINITY), limit)
    entries.put(rows[has_one], one[has_one], np.ones(int(has_one.sum())))
    entries.put(rows[has_other], other[has_other], -np.ones(int(has_other.sum())))
