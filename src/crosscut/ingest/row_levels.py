"""Rows that stand at levels: whether those of one are the sums of the rows of the next below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.ingest.row_words import names_total
from crosscut.ingest.source_rows import SourceRows

_MOSTLY = 0.8
_DIGITS = 3
"""Digits before its last zeros from which a sum that stands twice is no likely chance."""


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


def add_up_alike(texts: Sequence[str], rows: SourceRows, at: npt.NDArray[np.intp]) -> tuple[str, str] | None:
    """Two texts whose rows add up to the same in every column, the one of fewer rows first; None where there are none.

    As many rows of either, such as two halves of each programme, are no levels; nor are sums of few digits, unless
    one text alone says a word for a total.
    """
    counts = Counter(filter(None, texts))
    by_column = [_sums_by(texts, read.values.take(pa.array(at))) for read in rows.read]
    sums = {text: tuple(found[text] for found in by_column) for text in counts}
    for one, other in combinations(sorted(counts, key=lambda text: (counts[text], text)), 2):
        unlikely = (
            names_total(one) > names_total(other)
            or max((len(str(abs(total)).rstrip("0")) for total in sums[one]), default=0) >= _DIGITS
        )
        if unlikely and counts[one] < counts[other] and sums[one] == sums[other]:
            return one, other
    return None


def _sums_by(texts: Sequence[str], values: pa.Array) -> Counter[str]:
    found: Counter[str] = Counter()
    for text, value in zip(texts, values.to_pylist(), strict=True):
        found[text] += value or 0
    return found


def _sums(levels: Sequence[int], amounts: Sequence[int], parent: int) -> bool:
    """Whether the rows below a parent, at the level of the first of them, add up to it."""
    below, total = levels[parent + 1], 0
    for number in range(parent + 1, len(levels)):
        if levels[number] <= levels[parent]:
            break
        total += amounts[number] if levels[number] == below else 0
    return total == amounts[parent]
