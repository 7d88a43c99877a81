"""The fewest rules that have one of each of several sets: a small problem of whole numbers, kept by the solver."""

from __future__ import annotations

from collections.abc import Collection
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
        import highspy

        self._solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in _OPTIONS.items():
            self._solver.setOptionValue(name, value)
        places = np.arange(count, dtype=np.int32)
        self._solver.addVars(count, np.zeros(count), np.ones(count))
        self._solver.changeColsCost(count, places, np.ones(count))
        self._solver.changeColsIntegrality(count, places, np.full(count, highspy.HighsVarType.kInteger))

    def hit(self, numbers: Collection[int], instead: Collection[int] = ()) -> None:
        """From now on one of ``numbers`` has to be taken, or one of ``instead`` left."""
        places = np.array([*numbers, *instead], dtype=np.int32)
        signs = np.array([1.0] * len(numbers) + [-1.0] * len(instead))
        self._solver.addRow(1.0 - len(instead), np.inf, len(places), places, signs)

    def bar(self, numbers: Collection[int]) -> None:
        """From now on not all of these are to be taken."""
        self.hit((), instead=numbers)

    def smallest(self) -> frozenset[int] | None:
        """As few numbers as hit all of the sets; None where no numbers do, or too much work would tell."""
        import highspy

        self._solver.run()
        status = self._solver.getModelStatus()
        self.decided = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        taken = np.asarray(self._solver.getSolution().col_value) > 0.5
        return frozenset(np.flatnonzero(taken).tolist())
