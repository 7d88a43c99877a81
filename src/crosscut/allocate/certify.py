"""Sampled verdicts tried: a good plan, one that no other beats for all weights, is sought in which they are wrong.

Samples see best plans only. A plan may be best for no weights at all and still be beaten by no one plan; so what is
core in every sample need not be core. For each such programme a plan is sought that goes against its verdict, the best
one for several weights, and a mixed-integer problem asks whether any plan is at least as good at every corner of the
weights and better at one. Where none is, the programme is borderline, and that is certain.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from crosscut.allocate.draft import Draft
from crosscut.allocate.problem import Floats, Ints, Problem
from crosscut.allocate.problem_assembly import reweighted
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.model import INFINITY, SolverModel, model
from crosscut.allocate.values import Weights, densities
from crosscut.allocate.weights import corners

MOST = 200
"""Programmes up to which verdicts are tried."""

CLOSE = 1e-7
"""The part of its worth by which a plan must be better to beat another."""

FAR = 0.01
"""How far from its end, as a part of the range, an amount is held to go against a verdict."""


@dataclass(frozen=True)
class Tried:
    """Which verdicts were tried to the end, and which of them a good plan speaks against; places of programmes."""

    withstood: tuple[int, ...] = ()
    refuted: tuple[int, ...] = ()


def tried(
    draft: Draft, problem: Problem, allowed: Weights, core: Sequence[int], exterior: Sequence[int], *, seconds: float
) -> Tried:
    """Every verdict tried, as far as the seconds reach; nothing where scores may be off, or for large problems."""
    if problem.size > MOST or draft.policy.value.score_error:
        return Tried()
    until = time.perf_counter() + seconds
    views = _Views.of(draft, problem, corners(allowed), until)
    withstood: list[int] = []
    refuted: list[int] = []
    for place, top in [*((each, True) for each in core), *((each, False) for each in exterior)]:
        spoken = views.refuted(place, top=top)
        if spoken is None:
            break
        (refuted if spoken else withstood).append(place)
    return Tried(tuple(sorted(withstood)), tuple(sorted(refuted)))


@dataclass(frozen=True)
class _Views:
    """One problem as it looks at each corner of the weights: the same columns, other costs (corners × columns)."""

    problem: Problem
    posed: SolverModel
    costs: Floats
    offsets: Floats
    until: float

    @classmethod
    def of(cls, draft: Draft, problem: Problem, points: Floats, until: float) -> _Views:
        """The views from these weights."""
        seen = [model(reweighted(draft, problem, densities(draft, point))) for point in points]
        offsets = np.array([each.offset for each in seen])
        return cls(problem, model(problem), np.stack([each.cost for each in seen]), offsets, until)

    def refuted(self, place: int, *, top: bool) -> bool | None:
        """Whether a good plan goes against a programme's being at its top (or bottom); None where time is up."""
        held = self._limited(place, top=top)
        for mix in self._mixes():
            if time.perf_counter() > self.until:
                return None
            found = self._best(replace(held, cost=mix @ self.costs, offset=0.0))
            if found.infeasible:
                return False
            if found.solution is None:
                return None
            better = self._beaten(found.solution)
            if better is None:
                return None
            if not better:
                return True
        return False

    def _mixes(self) -> Floats:
        """Weights of the corners: all alike, and each corner with a little of the others, so that all count."""
        count = len(self.costs)
        return np.vstack([np.full(count, 1 / count), 0.9 * np.eye(count) + 0.1 / count])

    def _against(self, place: int, *, top: bool) -> tuple[int, int]:
        problem = self.problem
        least = 0 if problem.optional[place] else int(problem.lower[place])
        room = int(problem.upper[place]) - least
        step = max(int(np.ceil(FAR * room)), 1)
        return (least, least + room - step) if top else (least + step, least + room)

    def _limited(self, place: int, *, top: bool) -> SolverModel:
        """The model with a row that holds the programme's money away from its top (or bottom)."""
        problem, posed = self.problem, self.posed
        low, high = self._against(place, top=top)
        ends = int((posed.column_of >= 0).sum())
        pieces = ends + np.flatnonzero(posed.piece_of == place)
        funded = posed.column_of[place]
        cols = np.concatenate([[funded], pieces]) if funded >= 0 else pieces
        vals = posed.piece_width[pieces - ends]
        vals = np.concatenate([[float(problem.lower[place])], vals]) if funded >= 0 else vals
        base = 0.0 if funded >= 0 else float(problem.lower[place])
        return _with_row(posed, cols, vals, (low - base, high - base))

    def _best(self, posed: SolverModel) -> highs.SolverOutcome:
        left = max(self.until - time.perf_counter(), 0.01)
        return highs.run(highs.engine(posed, gap=1e-9, seconds=left, tuned=False), integer=bool(posed.integer.any()))

    def _beaten(self, solution: Floats) -> bool | None:
        """Whether some plan is as good at every corner and better in sum; None where that was not settled in time."""
        worth = -(self.costs @ solution + self.offsets)
        slack = CLOSE * np.maximum(np.abs(worth), 1.0)
        posed = replace(self.posed, cost=self.costs.sum(axis=0), offset=float(self.offsets.sum()))
        for cost, offset, least, room in zip(self.costs, self.offsets, worth, slack, strict=True):
            posed = _with_row(posed, np.arange(len(cost)), cost, (-INFINITY, -(least - room) - offset))
        found = self._best(posed)
        limit = float(worth.sum() + 2 * slack.sum())
        if found.solution is not None and found.value > limit:
            return True
        return False if found.infeasible or found.bound <= limit else None


def _with_row(posed: SolverModel, cols: Ints, vals: Floats, limits: tuple[float, float]) -> SolverModel:
    """A model with one more row."""
    index = len(posed.row_low)
    return replace(
        posed,
        row=np.concatenate([posed.row, np.full(len(cols), index)]),
        col=np.concatenate([posed.col, cols]),
        val=np.concatenate([posed.val, vals]),
        row_low=np.append(posed.row_low, limits[0]),
        row_high=np.append(posed.row_high, limits[1]),
    )
