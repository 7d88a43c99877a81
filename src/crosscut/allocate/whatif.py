"""A model that stays alive: one number changes, and the plan follows within milliseconds, with a proved gap."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from crosscut.allocate.evidence import bound_at, row_prices
from crosscut.allocate.problem import Floats, Ints, Problem, Solution
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.effort import Effort, finished
from crosscut.allocate.solve.model import INFINITY, SolverModel, model
from crosscut.allocate.solve.rounding import nearest, whole_best
from crosscut.allocate.solve.solver import nothing

Limit = tuple[int | None, int | None]


@dataclass
class Kept:
    """A solved problem that waits for changes.

    What is funded stays as in ``amounts`` while the money moves; the bound is of the problem without integrality, so
    the gap says what keeping the choice may cost. Problems without choices lose nothing. Not for several threads.
    """

    problem: Problem
    amounts: Ints

    def __post_init__(self) -> None:
        self._posed: SolverModel = model(self.problem, relaxed=True)
        self._loose: Any = highs.engine(self._posed, tuned=False) if len(self._posed.cost) else None
        self._pattern: Any = highs.engine(self._posed, tuned=False) if len(self._posed.cost) else None
        self._fixed = self._fix()
        self._starts = [highs.solved_basis(each) for each in (self._loose, self._pattern) if each is not None]

    @property
    def exact(self) -> bool:
        """Whether the problem has no choices, so that answers are as good as a new solve."""
        return not (self.problem.optional.any() or self.problem.discrete.any())

    def _fix(self) -> tuple[Floats, Floats]:
        """Column limits that hold what is funded and every discrete amount as in the plan."""
        posed, problem = self._posed, self.problem
        low, high = posed.low.copy(), posed.high.copy()
        ends = np.flatnonzero(posed.column_of >= 0)
        low[: len(ends)] = high[: len(ends)] = (self.amounts[ends] > 0).astype(float)
        above = np.maximum(self.amounts - problem.lower, 0)
        start = np.zeros(problem.size, np.int64)
        for offset, place in enumerate(posed.piece_of.tolist()):
            if problem.discrete[place]:
                width = int(posed.piece_width[offset])
                start[place] += width
                low[len(ends) + offset] = high[len(ends) + offset] = float(start[place] <= above[place])
        if self._pattern is not None:
            _bounds(self._pattern, low, high)
        return low, high

    def solve(
        self,
        limits: Mapping[int, Limit] | None = None,
        between: Mapping[int, tuple[int, int]] | None = None,
        *,
        bound: bool = True,
    ) -> Solution:
        """The plan under other limits of some rows (index of the row → minor units) or programmes (place → units).

        ``bound`` False skips the proof and gives infinity for it. The changes hold for this answer only.
        """
        started = time.perf_counter()
        problem = self._changed(limits or {}, between or {})
        if self._pattern is None or (problem.lower > problem.upper).any() or self._beyond(problem, between or {}):
            return nothing(time.perf_counter() - started, "kept")
        undo = self._apply(limits or {}, between or {})
        self._begin_anew()
        try:
            outcome = highs.run(self._pattern, integer=False)
            if outcome.solution is None:
                return nothing(time.perf_counter() - started, "kept")
            amounts = whole_best(problem, self._posed.amounts(outcome.solution))
            if amounts is None:
                return nothing(time.perf_counter() - started, "kept")
            limit = outcome.bound if self.exact else INFINITY
            if bound and not self.exact:
                limit = self._proved(problem, amounts)
        finally:
            undo()
        return finished(problem, amounts, limit, method="kept", seconds=time.perf_counter() - started, effort=Effort())

    def _beyond(self, problem: Problem, between: Mapping[int, tuple[int, int]]) -> bool:
        """Whether the kept choice leaves some rule out of reach, seen without solving."""
        ends, steps = problem.optional & (self.amounts <= 0), problem.discrete & (self.amounts > 0)
        least, most = np.where(ends, 0, problem.lower), np.where(ends, 0, problem.upper)
        least, most = np.where(steps, self.amounts, least), np.where(steps, self.amounts, most)
        for place in between:
            most[place], least[place] = problem.upper[place], 0 if problem.optional[place] else problem.lower[place]
        return problem.beyond(least, most)

    def _proved(self, problem: Problem, amounts: Ints) -> float:
        """A bound of the changed problem: at the prices that the answer ends with, or of the problem unfixed."""
        limit = bound_at(problem, row_prices(problem, self._pattern, self._posed.scale))
        value = problem.value(amounts)
        if limit - value <= Effort().gap * abs(value):
            return limit
        return min(limit, highs.run(self._loose, integer=False).bound)

    def _begin_anew(self) -> None:
        """Begin every answer from the unchanged problem's, so that none depends on what was asked before."""
        for engine, basis in zip((self._loose, self._pattern), self._starts, strict=True):
            engine.clearSolver()
            engine.setBasis(basis)

    def reweighted(self, other: Problem) -> Ints:
        """The plan of a problem that differs in worth alone; for problems without choices.

        Amounts are rounded one by one, so that rows may be missed by some units: for comparing plans, not for paying.
        """
        posed = self._posed
        piece = np.nonzero(self.problem.width)
        ends = np.flatnonzero(posed.column_of >= 0)
        worth = other.slope[piece] * posed.piece_width
        cost = -np.concatenate([other.base[ends], worth, other.bonus.value])
        count = len(cost)
        self._pattern.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
        outcome = highs.run(self._pattern, integer=False)
        self._pattern.changeColsCost(count, np.arange(count, dtype=np.int32), posed.cost)
        if outcome.solution is None:
            return self.amounts
        return nearest(self.problem, posed.amounts(outcome.solution))

    def _changed(self, limits: Mapping[int, Limit], between: Mapping[int, tuple[int, int]]) -> Problem:
        sides = [limits.get(index, (row.lo, row.hi)) for index, row in enumerate(self.problem.rows)]
        return self.problem.with_limits(sides).narrowed(between)

    def _apply(self, limits: Mapping[int, Limit], between: Mapping[int, tuple[int, int]]) -> Any:
        posed = self._posed
        rows = {}
        for index, side in limits.items():
            shift = self._shift(index)
            lo, hi = replace(self.problem.rows[index], lo=side[0], hi=side[1]).reachable(self.problem.unit)
            rows[index] = (
                -INFINITY if lo is None else (lo / self.problem.unit - shift) / posed.scale,
                INFINITY if hi is None else (hi / self.problem.unit - shift) / posed.scale,
            )
        columns = {column: limit for place, span in between.items() for column, limit in self._columns(place, span)}
        engines = [self._pattern] if self.exact else [self._pattern, self._loose]
        for engine in engines:
            for index, (low, high) in rows.items():
                engine.changeRowBounds(index, low, high)
            for column, (low, high) in columns.items():
                engine.changeColBounds(column, low, high)

        def undo() -> None:
            for engine in engines:
                for index in rows:
                    engine.changeRowBounds(index, posed.row_low[index], posed.row_high[index])
            low, high = self._fixed
            for column in columns:
                self._pattern.changeColBounds(column, low[column], high[column])
                if not self.exact:
                    self._loose.changeColBounds(column, posed.low[column], posed.high[column])

        return undo

    def _shift(self, index: int) -> float:
        """What the programmes that cannot end already put into a row, in units."""
        row, problem = self.problem.rows[index], self.problem
        kept = ~problem.optional[row.members]
        return float((row.share * problem.lower[row.members])[kept].sum())

    def _columns(self, place: int, span: tuple[int, int]) -> list[tuple[int, tuple[float, float]]]:
        """Column limits that keep a programme's amount in a span of units."""
        posed, problem = self._posed, self.problem
        ends = int((posed.column_of >= 0).sum())
        funded = posed.column_of[place]
        found = [(int(funded), (float(span[0] > 0), float(span[1] > 0)))] if funded >= 0 else []
        low, high = (max(int(side) - int(problem.lower[place]), 0) for side in span)
        for offset in np.flatnonzero(posed.piece_of == place).tolist():
            width = float(posed.high[ends + offset] * posed.piece_width[offset])
            found.append(
                (
                    ends + offset,
                    (min(low, width) / posed.piece_width[offset], min(high, width) / posed.piece_width[offset]),
                )
            )
            low, high = max(low - int(width), 0), max(high - int(width), 0)
        return found


def _bounds(engine: Any, low: Floats, high: Floats) -> None:
    count = len(low)
    engine.changeColsBounds(count, np.arange(count, dtype=np.int32), low, high)
