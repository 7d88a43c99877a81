"""Exact sums over runs of rows of a column of amounts, each in constant time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]
_HALF = 32
_LOW = (1 << _HALF) - 1


class RunningSums:
    """Sums of the rows that count, exact however large: high and low halves are summed apart.

    Parameters
    ----------
    values
        Amounts in minor units, null where there is none.
    counted
        The rows that count.
    """

    def __init__(self, values: pa.Array, counted: Mask) -> None:
        present = np.asarray(values.is_valid().to_numpy(zero_copy_only=False)) & counted
        self.values = np.where(present, zero_where_none(values), 0)
        self.present = present
        self._high = _running(self.values >> _HALF)
        self._low = _running(self.values & _LOW)
        self._filled = _running((self.values != 0).astype(np.int64))

    def between(self, first: int, end: int) -> int:
        """The sum of the rows from ``first`` up to ``end``."""
        high, low = (int(each[end]) - int(each[first]) for each in (self._high, self._low))
        return (high << _HALF) + low

    def count(self, first: int, end: int) -> int:
        """How many of those rows hold an amount other than zero."""
        return int(self._filled[end] - self._filled[first])

    def of(self, members: npt.NDArray[np.intp] | Mask) -> int:
        """The sum of some rows."""
        chosen = self.values[members]
        return (int((chosen >> _HALF).sum()) << _HALF) + int((chosen & _LOW).sum())

    def near_their_runs(
        self, begins: npt.NDArray[np.intp], ends: npt.NDArray[np.intp], apart: float
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Rows that nearly equal the sum of those before them in their run; runs whose first row does of the others.

        They are candidates alone, found by floats.

        Parameters
        ----------
        begins, ends
            Runs of rows, one behind the other.
        apart
            How far the two may be apart, as a share of the amount.
        """
        lengths = ends - begins
        first = np.repeat(begins, lengths)
        rows = first + np.arange(len(first)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        above = rows[self._near(rows, first, rows, apart)]
        return above, np.flatnonzero(self._near(begins, begins + 1, ends, apart))

    def _near(
        self, at: npt.NDArray[np.intp], first: npt.NDArray[np.intp], end: npt.NDArray[np.intp], apart: float
    ) -> Mask:
        high, low = ((each[end] - each[first]).astype(np.float64) for each in (self._high, self._low))
        own = self.values[at].astype(np.float64)
        near: Mask = (own != 0) & (np.abs(high * 2.0**_HALF + low - own) <= np.abs(own) * apart)
        return near


def _running(values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)])


def sums_below(values: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The rows that each equal the sum of the rows right below them, and where those end; no amount is negative.

    Only rows that are no smaller than the next may be such.
    """
    sums = _running(values)
    at = np.flatnonzero((values != 0) & (values >= np.append(values[1:], 0)))
    wanted = sums[at + 1] + values[at]
    ends = np.searchsorted(sums, wanted)
    exact = sums[np.minimum(ends, len(values))] == wanted
    return at[exact], ends[exact]


def zero_where_none(values: pa.Array) -> npt.NDArray[np.int64]:
    """A column of amounts, with nothing where there is none."""
    return np.asarray(pc.fill_null(values, 0).to_numpy(zero_copy_only=False), np.int64)


def size_of(values: npt.NDArray[np.int64]) -> int:
    """The sum of the amounts' sizes, exact however large."""
    signed = np.where(values < 0, -1, 1)
    return sum(int((part * signed).sum()) << shift for part, shift in ((values >> _HALF, _HALF), (values & _LOW, 0)))


def step_of(values: npt.NDArray[np.int64], total: int, most: int) -> int:
    """The place that amounts are printed to: the largest power of ten up to ``most`` that divides all of them."""
    step, common = most, int(np.gcd.reduce(values)) if len(values) else 0
    while step > 1 and (total % step or common % step):
        step //= 10
    return step
