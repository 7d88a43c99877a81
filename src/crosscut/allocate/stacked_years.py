"""Several years as one problem: each year's rules over its own amounts, and what one year keeps of the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from crosscut.allocate.problem import Bools, Ints, MoneyRow, Problem, ProgrammePairs

CARRIED = -2
"""The rule index of rows that carry a commitment into the next year."""


def stacked(problems: Sequence[Problem], carries: Sequence[Fraction]) -> Problem:
    """One problem of several years over the same programmes; ``carries`` are between each year and the next."""
    size = problems[0].size
    columns = max(problem.width.shape[1] for problem in problems)
    offsets = [size * year for year in range(len(problems))]
    pairs = list(zip(problems, offsets, strict=True))
    rows = [replace(row, members=row.members + offset) for problem, offset in pairs for row in problem.rows]
    for year, carry in enumerate(carries):
        if carry:
            keeping = np.flatnonzero((problems[year].upper > 0) & problems[year + 1].going_on)
            rows += _carried(keeping.tolist(), offsets[year], size, carry)
    return Problem(
        unit=problems[0].unit,
        lower=_end_to_end([each.lower for each in problems]),
        upper=_end_to_end([each.upper for each in problems]),
        optional=np.concatenate([each.optional for each in problems]),
        discrete=np.concatenate([each.discrete for each in problems]),
        base=np.concatenate([each.base for each in problems]),
        slope=np.concatenate([_wide(each.slope, columns) for each in problems]),
        width=np.concatenate([_wide(each.width, columns) for each in problems]),
        rows=tuple(rows),
        groups=tuple(
            replace(group, members=group.members + offset) for problem, offset in pairs for group in problem.groups
        ),
        needs=_shifted([problem.needs for problem in problems], offsets),
        bonus=_shifted([problem.bonus for problem in problems], offsets),
    )


def kept_of(amounts: Ints, carry: Fraction, going_on: Bools) -> Ints:
    """The least that the next year gives those that go on in it, in the unit of the amounts."""
    kept = (-(-amount * carry.numerator // carry.denominator) for amount in amounts.tolist())
    return np.where(going_on, np.fromiter(kept, np.int64, len(amounts)), 0)


def _carried(places: Sequence[int], offset: int, size: int, carry: Fraction) -> list[MoneyRow]:
    """One row a programme: next year's amount less the carried part of this year's is not below zero."""
    weights = np.array([carry.denominator, -carry.numerator], np.int64)
    return [
        MoneyRow(CARRIED, np.array([offset + size + place, offset + place]), weights, None, 0, None) for place in places
    ]


def _end_to_end(parts: list[Ints]) -> Ints:
    return np.concatenate(parts)


def _wide(table: Any, columns: int) -> Any:
    return np.pad(table, ((0, 0), (0, columns - table.shape[1])))


def _shifted(parts: list[ProgrammePairs], offsets: list[int]) -> ProgrammePairs:
    return ProgrammePairs(
        np.concatenate([part.rule for part in parts]),
        np.concatenate([part.first + offset for part, offset in zip(parts, offsets, strict=True)]),
        np.concatenate([part.second + offset for part, offset in zip(parts, offsets, strict=True)]),
        np.concatenate([part.value for part in parts]),
    )
