"""Branch and bound over few choices, by linear problems that HiGHS solves one from the other.

Where few columns are whole numbers, its mixed-integer machinery (presolve, cuts, problems within problems) takes far
longer than the tree itself, of some tens of linear problems.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from typing import Any

import numpy as np

from crosscut.allocate.problem import Floats
from crosscut.allocate.solve import highs
from crosscut.allocate.solve.model import SolverModel

HOLDS = 1e-9
"""By how much a row without columns may be missed."""

BEST_FIRST = 60
"""Linear problems after which a tree without a solution looks into the latest node, and no longer into the best one."""

WHOLE = 1e-6
"""How close to a whole number a column counts as whole."""


@dataclass(frozen=True)
class SearchLimit:
    """When a tree ends unproved: after so many linear problems, or at this time (of ``perf_counter``).

    Half of the time that the first linear problem leaves is kept for what comes after the tree.
    """

    nodes: int
    until: float


@dataclass(frozen=True)
class SearchResult:
    """The best solution of a tree (None where it has none), its value, a proved bound, and the work done.

    ``first`` is the solution before any column was made whole.
    ``infeasible`` is set where the whole tree was searched and nothing is feasible, at whatever value.
    """

    solution: Floats | None
    value: float
    bound: float
    nodes: int
    infeasible: bool
    first: Floats | None = None


@dataclass(frozen=True)
class _Node:
    """Limits of the whole columns, and the solution of the linear problem under them."""

    low: Floats
    high: Floats
    bound: float
    solution: Floats


@dataclass
class _Gains:
    """What the bound fell by when a column was moved to a whole number, per unit, downwards and upwards."""

    total: Floats
    count: Floats
    first: Floats

    def rates(self, side: int) -> Floats:
        """The expected fall per unit: what was seen of the column, else of all columns, by its weight."""
        known = self.count[:, side] > 0
        mean = self.total[known, side].sum() / max(float(self.count[known, side].sum()), 1.0)
        seen = self.total[:, side] / np.maximum(self.count[:, side], 1.0)
        return np.asarray(np.where(known, seen, self.first * (mean or 1.0)))


def search(model: SolverModel, gap: float, budget: SearchLimit, enough: float = -np.inf) -> SearchResult:
    """The best solution of a model up to a relative gap, as far as the budget reaches; the same every run.

    What is worth no more than ``enough`` is not looked for: the bound may be that low, and no solution be found.
    """
    return _Tree(model, gap, budget, enough).run() if len(model.cost) else _empty(model)


def _empty(model: SolverModel) -> SearchResult:
    """What is known of a model without columns."""
    holds = bool((model.row_low <= HOLDS).all() and (model.row_high >= -HOLDS).all())
    value = -model.offset if holds else -np.inf
    return SearchResult(np.zeros(0) if holds else None, value, value, 0, not holds)


@dataclass
class _Tree:
    model: SolverModel
    gap: float
    budget: SearchLimit
    enough: float
    nodes: int = 0
    best: Floats | None = None
    value: float = -np.inf
    cut: float = -np.inf
    stopped: bool = False
    waiting: int = 0
    heap: list[tuple[float, int, _Node]] = field(default_factory=list)
    latest: list[tuple[float, int, _Node]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.whole: Any = np.flatnonzero(self.model.integer).astype(np.int32)
        self._until = self.budget.until
        self._engine = highs.engine(replace(self.model, integer=np.zeros_like(self.model.integer)))
        weight = np.maximum(self.model.weights[self.whole], 1e-9)
        count = (len(self.whole), 2)
        self._gains = _Gains(np.zeros(count), np.zeros(count), weight / weight.max(initial=1e-9))

    @property
    def _enough(self) -> float:
        """The bound at which a node need not be looked into."""
        return max(self.enough, self.value + self.gap * abs(self.value) if self.best is not None else -np.inf)

    def run(self) -> SearchResult:
        root = self._solved(self.model.low[self.whole], self.model.high[self.whole])
        if root is None:
            bound = np.inf if self.stopped else -np.inf
            return SearchResult(None, -np.inf, bound, self.nodes, infeasible=not self.stopped)
        self._until -= max(self._until - time.perf_counter(), 0.0) / 2
        self._keep(root)
        while not self.stopped and (node := self._next()) is not None:
            if self.nodes >= self.budget.nodes or not self._branch(node):
                self.stopped = True
                self._wait(node)
        left = max((each.bound for _, _, each in (*self.heap[:1], *self.latest)), default=-np.inf)
        bound = max(self.value, self.cut, left)
        return SearchResult(self.best, self.value, bound, self.nodes, not np.isfinite(bound), root.solution)

    def _next(self) -> _Node | None:
        """The best node that waits, or the latest one where a solution is long in coming; None where none is wanted."""
        if self.best is not None:
            for each in self.latest:
                heappush(self.heap, each)
            self.latest.clear()
        if self.latest:
            return self.latest.pop()[2]
        return heappop(self.heap)[2] if self.heap and -self.heap[0][0] > self._enough else None

    def _branch(self, node: _Node) -> bool:
        """Both sides of one column; False where the time was up before they were known."""
        part = node.solution[self.whole] % 1.0
        open_ = np.flatnonzero(np.minimum(part, 1.0 - part) > WHOLE)
        down, up = (self._gains.rates(side)[open_] for side in (0, 1))
        score = np.maximum(part[open_] * down, 1e-9) * np.maximum((1.0 - part[open_]) * up, 1e-9)
        column = int(open_[score.argmax()])
        kids = []
        for side in (0, 1):
            low, high = node.low.copy(), node.high.copy()
            (high if side == 0 else low)[column] = np.floor(node.solution[self.whole[column]]) + side
            kid = self._solved(low, high)
            if self.stopped:
                return False
            if kid is not None:
                moved = part[column] if side == 0 else 1.0 - part[column]
                self._gains.total[column, side] += max(node.bound - kid.bound, 0.0) / max(moved, WHOLE)
                self._gains.count[column, side] += 1
                kids.append(kid)
        for kid in sorted(kids, key=lambda each: each.bound):
            self._keep(kid)
        return True

    def _keep(self, node: _Node) -> None:
        """Take a node as the best solution, as one to look into, or as one that cannot be better."""
        columns = node.solution[self.whole]
        if np.abs(columns - np.round(columns)).max(initial=0.0) <= WHOLE:
            value = -float(self.model.cost @ node.solution + self.model.offset)
            self.cut = max(self.cut, node.bound)
            if value > self.value:
                self.best, self.value = node.solution, value
        elif node.bound > self._enough:
            self._wait(node)
        else:
            self.cut = max(self.cut, node.bound)

    def _wait(self, node: _Node) -> None:
        """Keep a node to look into later: the one with the highest bound first, of equal ones the oldest.

        Where no solution was found for long, the latest one first: its columns are nearly all whole.
        """
        entry = (-node.bound, self.waiting, node)
        if self.best is None and self.nodes >= BEST_FIRST:
            self.latest.append(entry)
        else:
            heappush(self.heap, entry)
        self.waiting += 1

    def _solved(self, low: Floats, high: Floats) -> _Node | None:
        """The linear problem under these limits; None where it has no solution, or the time is up."""
        import highspy

        solver = self._engine
        left = max(self._until - time.perf_counter(), 0.0)
        solver.setOptionValue("time_limit", solver.getRunTime() + left)
        if len(self.whole):
            solver.changeColsBounds(len(self.whole), self.whole, low, high)
        solver.run()
        self.nodes += 1
        status = solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            self.stopped |= status != highspy.HighsModelStatus.kInfeasible
            return None
        found = solver.getSolution()
        return _Node(low, high, self._bound(np.asarray(found.row_dual), low, high), np.asarray(found.col_value))

    def _bound(self, prices: Floats, low: Floats, high: Floats) -> float:
        """What no solution under these limits is worth more than: true of any prices of rows, whoever named them."""
        model = self.model
        rows = np.where(prices > 0, model.row_low, model.row_high)
        usable = np.isfinite(rows)
        prices = np.where(usable, prices, 0.0)
        rest = model.cost - np.bincount(model.col, model.val * prices[model.row], minlength=len(model.cost))
        lows, highs_ = model.low.copy(), model.high.copy()
        lows[self.whole], highs_[self.whole] = low, high
        least = float(prices @ np.where(usable, rows, 0.0)) + float(np.minimum(rest * lows, rest * highs_).sum())
        return -(least + model.offset)
