"""The rows of a source that may be parents of others, with what every look for parents goes by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from crosscut.ingest.readers.ranges import in_rows
from crosscut.ingest.running_sums import size_of, sums_below, zero_where_none
from crosscut.ingest.source_rows import SourceRows

Kind = TypeVar("Kind", bound=np.generic)
Mask = npt.NDArray[np.bool_]
Amounts = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
Sums = tuple[Places, Places]
"""Rows that each equal the sum of those right below them, and where those end."""

_FEWEST = 3
_LARGEST = 2**62


class OpenRows:
    """The rows of data that may hold parents: none where the mapping says of one that it is no total.

    Parameters
    ----------
    rows, kept
        The rows of a source, and which of them are data.
    """

    def __init__(self, rows: SourceRows, kept: Mask) -> None:
        at = np.flatnonzero(kept)
        few = not rows.read or len(at) < _FEWEST
        self.rows = rows
        self.at = at[:0] if few or in_rows(rows.row[at], rows.source.keep_rows).any() else at

    def of(self, column: npt.NDArray[Kind]) -> npt.NDArray[Kind]:
        """What these rows hold of a column of all rows."""
        return column if len(self.at) == self.rows.height else column[self.at]

    @cached_property
    def values(self) -> list[Amounts]:
        """The columns of amounts; none where they are too large to be summed."""
        found = [self.of(zero_where_none(read.values)) for read in self.rows.read] if len(self.at) else []
        return [] if any(size_of(each) > _LARGEST for each in found) else found

    @cached_property
    def amounts(self) -> list[Amounts]:
        """Those in which any row holds an amount; none where any is negative."""
        negative = any(int(each.min()) < 0 for each in self.values)
        return [] if negative else [each for each in self.values if each.any()]

    @cached_property
    def turned(self) -> list[Amounts]:
        """Those from the last row to the first."""
        return [each[::-1] for each in self.amounts]

    @cached_property
    def below(self) -> Sums:
        """The rows that equal sums of rows below them, by the first column of amounts."""
        return sums_below(self.amounts[0])

    @cached_property
    def above(self) -> Sums:
        """The rows that equal sums of rows above them, all counted from the last row."""
        return sums_below(self.turned[0])

    def turned_back(self, found: Sequence[int]) -> list[int]:
        """Rows that are counted from the last one, in the order of the table."""
        return sorted(len(self.at) - 1 - each for each in found)
