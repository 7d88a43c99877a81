"""Smallest sets of figures that meet every contradiction, found by HiGHS over whole numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

SECONDS = 5.0
NODES = 20_000
"""How long and how far HiGHS may search for one set; what it has by then is not proved to be the smallest."""

_TIE = 1000
_STEPS = 3_000
"""How many steps a search without HiGHS may take."""


@dataclass(frozen=True, slots=True)
class HittingSet:
    """A set of figures of which every core holds one, and whether no smaller one exists for certain."""

    figures: frozenset[str]
    proved: bool


def smallest(
    cores: Sequence[frozenset[str]], doubts: Mapping[str, int], excluded: Sequence[frozenset[str]] = ()
) -> HittingSet | None:
    """The fewest figures of which every core holds one; among equals those with the most doubt.

    ``doubts`` are from 0 to 99. ``excluded`` are sets that must not be the answer. None where no set is left.
    The answer is checked in whole numbers: the solver only proposes. Where it runs into its limits, the best it has
    found is given, or a set put together step by step, and said not to be proved.
    """
    names = sorted(set().union(*cores))
    if all(len(core) == 1 for core in cores) and not excluded:
        return HittingSet(frozenset(names), proved=True)
    choice = _searched(cores, doubts, excluded) or _solve(names, cores, doubts, excluded)
    if choice is not None and _fits(choice.figures, cores, excluded):
        return choice
    if choice is None or choice.proved:
        return None
    stepwise = _stepwise(cores, doubts)
    return HittingSet(stepwise, proved=False) if _fits(stepwise, cores, excluded) else None


class _Search:
    """A search through the figures of each core in turn, for the fewest and among equals the most doubtful."""

    def __init__(self, doubts: Mapping[str, int], excluded: Sequence[frozenset[str]]) -> None:
        self.doubts, self.excluded = doubts, excluded
        self.orders: dict[frozenset[str], list[str]] = {}
        self.best: tuple[int, int, tuple[str, ...]] | None = None
        self.steps = 0

    def run(self, chosen: frozenset[str], cores: Sequence[frozenset[str]]) -> bool:
        """Search on from what is chosen, through cores in order; False where that takes too many steps."""
        self.steps += 1
        if self.steps > _STEPS:
            return False
        if self.best is not None and len(chosen) + bool(cores) > self.best[0]:
            return True
        if not cores:
            found = (len(chosen), -sum(self.doubts.get(name, 0) for name in chosen), tuple(sorted(chosen)))
            if not any(chosen >= each for each in self.excluded) and (self.best is None or found < self.best):
                self.best = found
            return True
        return all(
            self.run(chosen | {name}, [each for each in cores if name not in each]) for name in self._order(cores[0])
        )

    def _order(self, core: frozenset[str]) -> list[str]:
        """The figures of a core, the most doubtful first."""
        if core not in self.orders:
            self.orders[core] = sorted(core, key=lambda name: (-self.doubts.get(name, 0), name))
        return self.orders[core]


def _searched(
    cores: Sequence[frozenset[str]], doubts: Mapping[str, int], excluded: Sequence[frozenset[str]]
) -> HittingSet | None:
    """The answer where a short search finds and proves it; None where it does not."""
    least = [core for core in cores if not any(other < core for other in cores)]
    search = _Search(doubts, excluded)
    cores = sorted(dict.fromkeys(least), key=lambda each: (len(each), sorted(each)))
    if not search.run(frozenset(), cores) or search.best is None:
        return None
    return HittingSet(frozenset(search.best[2]), proved=True)


def _fits(chosen: frozenset[str], cores: Sequence[frozenset[str]], excluded: Sequence[frozenset[str]]) -> bool:
    return all(core & chosen for core in cores) and not any(chosen >= each for each in excluded)


def _stepwise(cores: Sequence[frozenset[str]], doubts: Mapping[str, int]) -> frozenset[str]:
    """Figure by figure the one that most of the remaining cores hold, the most doubtful of such."""
    chosen, left = set[str](), list(cores)
    while left:
        counts = Counter(name for core in left for name in core)
        best = min(counts, key=lambda name: (-counts[name], -doubts.get(name, 0), name))
        chosen.add(best)
        left = [core for core in left if best not in core]
    return frozenset(chosen)


def _solve(
    names: list[str], cores: Sequence[frozenset[str]], doubts: Mapping[str, int], excluded: Sequence[frozenset[str]]
) -> HittingSet | None:
    """What HiGHS finds: None where there is no set, an unproved and perhaps empty set where it runs into limits."""
    import highspy

    solver = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("time_limit", SECONDS),
        ("mip_max_nodes", NODES),
    ):
        solver.setOptionValue(option, value)
    place = {name: column for column, name in enumerate(names)}
    for name in names:
        column = solver.getNumCol()
        solver.addCol(float(_TIE - doubts.get(name, 0)), 0.0, 1.0, 0, np.array([], dtype=np.int32), np.array([]))
        solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    for core in cores:
        _row(solver, [place[name] for name in sorted(core)], 1.0, highspy.kHighsInf)
    for each in excluded:
        if each <= set(names):
            _row(solver, [place[name] for name in sorted(each)], -highspy.kHighsInf, len(each) - 1.0)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    values = solver.getSolution().col_value
    chosen = frozenset(name for name, value in zip(names, values, strict=False) if value > 0.5)
    return HittingSet(chosen, proved=status == highspy.HighsModelStatus.kOptimal)


def _row(solver: Any, columns: list[int], low: float, high: float) -> None:
    solver.addRow(low, high, len(columns), np.array(columns, dtype=np.int32), np.ones(len(columns)))
