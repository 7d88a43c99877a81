"""Programmes in the order of their ids, so that no answer depends on the order in which somebody named them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from crosscut.allocate.problem import Ints, Problem, ProgrammePairs, Solution

Column = TypeVar("Column", bound="np.ndarray[Any, Any]")


def by_id(ids: Sequence[str]) -> Ints | None:
    """The places of programmes in the order of their ids; None where they stand in it."""
    order = sorted(range(len(ids)), key=ids.__getitem__)
    return None if order == list(range(len(ids))) else np.array(order, np.int64)


def solved_by_id(ids: Sequence[str], problem: Problem, solver: Callable[[Problem], Solution]) -> Solution:
    """What a solver finds, the same in whatever order the programmes of these ids are named."""
    order = by_id(ids)
    if order is None:
        return solver(problem)
    found = solver(in_order(problem, order))
    return replace(found, amounts=back(found.amounts, order))


def in_order(problem: Problem, order: Ints) -> Problem:
    """The same problem with its programmes in another order; ``order`` are their places now."""
    place = back(np.arange(problem.size), order)

    def pairs(stated: ProgrammePairs) -> ProgrammePairs:
        return replace(stated, first=place[stated.first], second=place[stated.second])

    rows = []
    for row in problem.rows:
        members = place[row.members]
        own = np.argsort(members)
        den = None if row.den is None else row.den[own]
        rows.append(replace(row, members=members[own], num=row.num[own], den=den))
    names = ("lower", "upper", "optional", "discrete", "base", "slope", "width")
    return replace(
        problem,
        **{name: getattr(problem, name)[order] for name in names},
        rows=tuple(rows),
        groups=tuple(replace(group, members=np.sort(place[group.members])) for group in problem.groups),
        needs=pairs(problem.needs),
        bonus=pairs(problem.bonus),
        over=None if problem.over is None else problem.over[order],
    )


def back(column: Column, order: Ints) -> Column:
    """A column of programmes in that order, as they stood before; an empty one stays empty."""
    found = column.copy()
    if len(found):
        found[order] = column
    return found
