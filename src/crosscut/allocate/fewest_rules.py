"""The fewest rules that have one of each of several sets: one where one does, else a small problem of whole numbers."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any

import numpy as np

_OPTIONS: dict[str, bool | float] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 1,
    "mip_rel_gap": 0.0,
    "mip_max_nodes": 500,
}
"""Nodes are counted, not seconds: the same answer on every machine."""


class HittingSets:
    """Sets of numbers below ``count`` that are each to be hit by one number at least; more may come to be known."""

    decided = True
    """Whether the last answer is one: no other one is smaller, or there is none."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._stated: list[tuple[frozenset[int], frozenset[int]]] = []
        self._posed = 0

    def hit(self, numbers: Collection[int], instead: Collection[int] = ()) -> None:
        """From now on one of ``numbers`` has to be taken, or one of ``instead`` left."""
        self._stated.append((frozenset(numbers), frozenset(instead)))

    def bar(self, numbers: Collection[int]) -> None:
        """From now on not all of these are to be taken."""
        self.hit((), instead=numbers)

    def smallest(self, most: int) -> frozenset[int] | None:
        """As few numbers as hit all of the sets; None where more than ``most`` do, or too much work would tell."""
        self.decided = True
        if not self._hits(frozenset()):
            alone = next((each for each in range(self._count) if self._hits(frozenset([each]))), None)
            if alone is not None or most == 1:
                return None if alone is None else frozenset([alone])
        found = self._solved()
        return None if found is None or len(found) > most else found

    def _hits(self, numbers: frozenset[int]) -> bool:
        return all(numbers & taken or left - numbers for taken, left in self._stated)

    def _solved(self) -> frozenset[int] | None:
        import highspy

        for taken, left in self._stated[self._posed :]:
            places = np.array([*sorted(taken), *sorted(left)], dtype=np.int32)
            signs = np.array([1.0] * len(taken) + [-1.0] * len(left))
            self._solver.addRow(1.0 - len(left), np.inf, len(places), places, signs)
        self._posed = len(self._stated)
        self._solver.run()
        status = self._solver.getModelStatus()
        self.decided = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        chosen = np.asarray(self._solver.getSolution().col_value) > 0.5
        return frozenset(np.flatnonzero(chosen).tolist())

    @cached_property
    def _solver(self) -> Any:
        import highspy

        solver: Any = highspy.Highs()
        for name, value in _OPTIONS.items():
            solver.setOptionValue(name, value)
        places = np.arange(self._count, dtype=np.int32)
        solver.addVars(self._count, np.zeros(self._count), np.ones(self._count))
        solver.changeColsCost(self._count, places, np.ones(self._count))
        solver.changeColsIntegrality(self._count, places, np.full(self._count, highspy.HighsVarType.kInteger))
        return solver
