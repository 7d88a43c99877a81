"""Fractions of many wholes at once, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crosscut.money import reduce_fractions
from crosscut.tables import MAX_DENOMINATOR

Ints = npt.NDArray[np.int64]

_WRAPS_SAFELY = 2**62


@dataclass(frozen=True, slots=True)
class Reduced:
    """Fractions in lowest terms, one denominator a group; ``rounded`` marks the groups that had to be scaled down."""

    numerators: Ints
    denominators: Ints
    rounded: npt.NDArray[np.bool_]


def starts_of(groups: Ints) -> Ints:
    """Where each group starts in a sorted array of group numbers."""
    return np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]]) if len(groups) else np.zeros(0, np.int64)


def reduced(numerators: Ints, groups: Ints) -> Reduced:
    """Fractions of each group's sum, in lowest terms and with denominators of at most MAX_DENOMINATOR (§3.3).

    ``groups`` is sorted. Numerators are not negative, and each group's sum is above zero and fits an int64. Where a
    denominator is too large even in lowest terms, the fractions are scaled to MAX_DENOMINATOR by largest remainder,
    ties going to the earlier row.
    """
    starts = starts_of(groups)
    sizes = np.diff(np.r_[starts, len(groups)])
    if not len(starts):
        return Reduced(numerators, numerators, np.zeros(0, np.bool_))
    divisor = np.gcd.reduceat(numerators, starts)
    numerators = numerators // np.repeat(divisor, sizes)
    wholes = np.add.reduceat(numerators, starts)
    rounded = wholes > MAX_DENOMINATOR
    if rounded.any():
        numerators = _scaled(numerators, wholes, starts, sizes)
        wholes = np.where(rounded, MAX_DENOMINATOR, wholes)
    return Reduced(numerators, np.repeat(wholes, sizes), rounded)


def _scaled(numerators: Ints, wholes: Ints, starts: Ints, sizes: Ints) -> Ints:
    out = numerators.copy()
    of_row = np.repeat(wholes, sizes)
    vast = of_row >= _WRAPS_SAFELY
    large = (of_row > MAX_DENOMINATOR) & ~vast
    if large.any():
        out[large] = _scaled_in_int64(numerators[large], of_row[large], np.repeat(starts, sizes)[large])
    for start in starts[wholes >= _WRAPS_SAFELY]:
        stop = start + sizes[np.searchsorted(starts, start)]
        out[start:stop] = _scaled_in_python(numerators[start:stop].tolist())
    return out


def _scaled_in_python(numerators: list[int]) -> list[int]:
    return reduce_fractions(numerators, sum(numerators), MAX_DENOMINATOR).numerators


def _scaled_in_int64(numerators: Ints, wholes: Ints, groups: Ints) -> Ints:
    """``numerators * MAX_DENOMINATOR / wholes`` by largest remainder.

    The product needs up to 94 bits. Its quotient is guessed in floating point, which is off by one at most, and its
    remainder is taken modulo 2**64, where it is exact because it is smaller than 2**63 either way.
    """
    guess = (numerators.astype(np.float64) / wholes * MAX_DENOMINATOR).astype(np.int64)
    rest = numerators * np.int64(MAX_DENOMINATOR) - guess * wholes
    step = (rest >= wholes).astype(np.int64) - (rest < 0).astype(np.int64)
    parts, rest = guess + step, rest - step * wholes
    order = np.lexsort((np.arange(len(groups)), -rest, groups))
    starts = starts_of(groups)
    sizes = np.diff(np.r_[starts, len(groups)])
    left = MAX_DENOMINATOR - np.add.reduceat(parts, starts)
    rank = np.arange(len(groups)) - np.repeat(starts, sizes)
    parts[order] += rank < np.repeat(left, sizes)
    return parts
