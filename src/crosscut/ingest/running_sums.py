"""Exact sums over runs of rows of a column of amounts, each in constant time."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]
_HALF = 32
_LOW = (1 << _HALF) - 1
_LARGEST = 2**62
_STEPS = 4
"""Rows below one that are gone through for its sum before where it ends is looked up."""


class RunningSums:
    """Sums of the rows that count, exact however large: high and low halves are summed apart where they have to be.

    Parameters
    ----------
    values
        Amounts in minor units, null where there is none.
    counted
        The rows that count.
    """

    def __init__(self, values: pa.Array, counted: Mask) -> None:
        present = np.asarray(values.is_valid().to_numpy(zero_copy_only=False)) & counted
        self.values = zero_where_none(values) * present
        self.present = present
        self._sums = _running(self.values)
        """Exact where all amounts together fit; otherwise off by a whole number of times 2 ** 64."""

    def between(self, first: int, end: int) -> int:
        """The sum of the rows from ``first`` up to ``end``."""
        if self._fits:
            return int(self._sums[end]) - int(self._sums[first])
        high, low = (int(each[end]) - int(each[first]) for each in self._halves)
        return (high << _HALF) + low

    def count(self, first: int, end: int) -> int:
        """How many of those rows hold an amount other than zero."""
        return int(self._filled[end] - self._filled[first])

    def of(self, members: npt.NDArray[np.intp] | Mask) -> int:
        """The sum of some rows."""
        chosen = self.values[members]
        if self._fits:
            return int(chosen.sum())
        return (int((chosen >> _HALF).sum()) << _HALF) + int((chosen & _LOW).sum())

    @cached_property
    def _fits(self) -> bool:
        return surely_fits(self.values)

    @cached_property
    def _halves(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        return _running(self.values >> _HALF), _running(self.values & _LOW)

    @cached_property
    def _filled(self) -> npt.NDArray[np.int64]:
        return _running((self.values != 0).astype(np.int64))

    def near_their_runs(
        self, begins: npt.NDArray[np.intp], ends: npt.NDArray[np.intp], apart: float
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Rows that nearly equal the sum of those before them in their run; runs whose first row does of the others.

        They are candidates alone: sums are not looked at beyond 64 bits.

        Parameters
        ----------
        begins, ends
            Runs of rows, one behind the other.
        apart
            How far the two may be apart, as a share of the amount.
        """
        lengths = ends - begins
        first = np.repeat(self._sums[begins], lengths)
        rows: slice | npt.NDArray[np.intp] = slice(int(begins[0]), int(ends[-1]))
        if len(first) < ends[-1] - begins[0]:
            rows = np.arange(len(first)) + np.repeat(begins - (np.cumsum(lengths) - lengths), lengths)
        above = np.flatnonzero(_near(self._sums[rows] - first, self.values[rows], apart))
        at = above + begins[0] if isinstance(rows, slice) else rows[above]
        below = _near(self._sums[ends] - self._sums[begins + 1], self.values[begins], apart)
        return at, np.flatnonzero(below)


def _near(sums: npt.NDArray[np.int64], own: npt.NDArray[np.int64], apart: float) -> Mask:
    near: Mask = (np.abs(sums - own) <= np.abs(own) * apart) & (own != 0)
    return near


def _running(values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    found = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=found[1:])
    return found


def surely_fits(values: npt.NDArray[np.int64]) -> bool:
    """Whether the amounts' sizes together fit 64 bits even if all were as large as the largest."""
    largest = max(int(values.max()), -int(values.min())) if len(values) else 0
    return largest * len(values) <= _LARGEST


def sums_below(values: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The rows that each equal the sum of the rows right below them, and where those end; no amount is negative.

    Most rows are reached by the sum of a few below, which are taken from all rows at once; where the others end is
    looked up.
    """
    found, left = [], values
    for below in range(1, min(_STEPS, len(values) - 1) + 1):
        before = left[: len(values) - below]
        left = before - values[below:]
        at = np.flatnonzero((left == 0) & (before > 0))
        found.append((at, at + below + 1))
    at = np.flatnonzero(left > 0)
    sums = _running(values)
    wanted = sums[at + 1] + values[at]
    ends = np.searchsorted(sums, wanted)
    exact = sums[np.minimum(ends, len(values))] == wanted
    rows, until = (np.concatenate(each) for each in zip(*found, (at[exact], ends[exact]), strict=True))
    order = np.argsort(rows, kind="stable")
    return rows[order], until[order]


def zero_where_none(values: pa.Array) -> npt.NDArray[np.int64]:
    """A column of amounts, with nothing where there is none."""
    return np.asarray(pc.fill_null(values, 0).to_numpy(zero_copy_only=False), np.int64)


def size_of(values: npt.NDArray[np.int64]) -> int:
    """The sum of the amounts' sizes, exact however large."""
    if surely_fits(values):
        return int(np.abs(values).sum())
    signed = np.where(values < 0, -1, 1)
    return sum(int((part * signed).sum()) << shift for part, shift in ((values >> _HALF, _HALF), (values & _LOW, 0)))


def step_of(values: npt.NDArray[np.int64], total: int, most: int) -> int:
    """The place that amounts are printed to: the largest power of ten up to ``most`` that divides all of them."""
    step, common = most, int(np.gcd.reduce(values)) if len(values) else 0
    while step > 1 and (total % step or common % step):
        step //= 10
    return step
