"""Smallest sets of figures that meet every contradiction, found by HiGHS over whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

_TIE = 1000


def smallest(
    cores: Sequence[frozenset[str]], doubts: Mapping[str, int], excluded: Sequence[frozenset[str]] = ()
) -> frozenset[str] | None:
    """The fewest figures of which every core holds one; among equals those with the most doubt.

    ``doubts`` are from 0 to 99. ``excluded`` are sets that must not be the answer. None where no set is left.
    The answer is checked in whole numbers: the solver only proposes.
    """
    names = sorted(set().union(*cores))
    if all(len(core) == 1 for core in cores) and not excluded:
        return frozenset(names)
    chosen = _solve(names, cores, doubts, excluded)
    if chosen is None or any(not core & chosen for core in cores) or any(chosen >= each for each in excluded):
        return None
    return chosen


def _solve(
    names: list[str], cores: Sequence[frozenset[str]], doubts: Mapping[str, int], excluded: Sequence[frozenset[str]]
) -> frozenset[str] | None:
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    solver.setOptionValue("time_limit", 5.0)
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
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    values = solver.getSolution().col_value
    return frozenset(name for name, value in zip(names, values, strict=True) if value > 0.5)


def _row(solver: object, columns: list[int], low: float, high: float) -> None:
    solver.addRow(  # type: ignore[attr-defined]
        low, high, len(columns), np.array(columns, dtype=np.int32), np.ones(len(columns))
    )
