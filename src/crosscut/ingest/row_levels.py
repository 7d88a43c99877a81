"""Rows that stand at levels: whether those of one are the sums of the rows of the next below them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from crosscut.ingest.source_rows import SourceRows

_MOSTLY = 0.8


def are_sums_of_the_next(levels: Sequence[int], rows: SourceRows, at: npt.NDArray[np.intp]) -> bool:
    """Whether most rows that have rows of a deeper level behind them equal the sum of those.

    Parameters
    ----------
    levels
        The level of each row, 1 the highest.
    rows, at
        The rows of a source and the positions that the levels are of.
    """
    amounts = [[read.values[int(each)].as_py() or 0 for each in at] for read in rows.read]
    parents = [number for number in range(len(levels) - 1) if levels[number + 1] > levels[number]]
    equal = sum(all(_sums(levels, column, number) for column in amounts) for number in parents)
    return bool(parents) and equal >= _MOSTLY * len(parents)


def _sums(levels: Sequence[int], amounts: Sequence[int], parent: int) -> bool:
    """Whether the rows below a parent, at the level of the first of them, add up to it."""
    below, total = levels[parent + 1], 0
    for number in range(parent + 1, len(levels)):
        if levels[number] <= levels[parent]:
            break
        total += amounts[number] if levels[number] == below else 0
    return total == amounts[parent]
