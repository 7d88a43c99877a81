"""Totals in whole minor units: what is exactly known, and beyond it what an estimate says, rounded outwards.

Sampling works with floats. They carry what is not known alone: sums of decided money stay the integers that the run
split, and no end of an interval is beyond what they and the undecided money allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.estimator import Estimate, with_errors
from crosscut.classify.season import Season
from crosscut.classify.second_opinions import enough

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ExactTotals:
    """What an estimate of a season says, in minor units, a column an area.

    ``base`` is the exact money that the estimate's rest comes on top of. ``least`` and ``most`` hold for certain while
    decisions are taken as right; where readers' errors count, all money may be in any area or in none. What is
    ``decided`` stands until somebody decides otherwise: an estimate is what that and the undecided money allow, with
    differences that nobody settled half-way, and every interval holds the estimate and ends where that allows.
    """

    season: Season
    found: Estimate
    base: tuple[int, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]
    decided: tuple[int, ...]

    def value(self, column: int) -> int:
        """The estimate itself."""
        rest = float(self.found.rest[column] + self.season.half_way[column])
        return self._within(column, self.base[column] + round(rest))

    def _within(self, column: int, amount: int) -> int:
        low, high = self._allowed(self.decided[column] + round(float(self.season.half_way[column])))
        return min(max(amount, low), high)

    def _allowed(self, decided: int) -> tuple[int, int]:
        low, high = _least_and_most(self.season.undecided)
        return decided + low, decided + high

    def ends(self, level: float, column: int) -> tuple[int, int]:
        """The ends of the interval at a level."""
        return self._outwards(self.found.beyond(level), column, self.least[column], self.most[column])

    def ends_with_errors(self, error: float, column: int) -> tuple[int, int]:
        """The ends of the 95 % interval were this part of all readings wrong."""
        least, most = _least_and_most(self.season.amounts)
        return self._outwards(with_errors(self.found, self.season.sizes, error), column, least, most)

    def _outwards(self, ends: tuple[Floats, Floats], column: int, least: int, most: int) -> tuple[int, int]:
        low, high = (float(end[column] + self.season.half_way[column]) for end in ends)
        base, value = self.base[column], self.value(column)
        low_end, high_end = (min(max(base + end, least), most) for end in (floor(low), ceil(high)))
        at_least, at_most = self._allowed(self.decided[column])
        return min(low_end, value, at_most), max(high_end, value, at_least)


def exact_totals(season: Season, found: Estimate, base: tuple[int, ...]) -> ExactTotals:
    """An estimate of a season on top of exact money by area."""
    known = season.known()
    if enough(season.readings):
        low, high = _least_and_most(season.amounts)
        return ExactTotals(season, found, base, (low,) * len(base), (high,) * len(base), known)
    low, high = _least_and_most(season.undecided)
    least, most = (tuple(each + end for each in known) for end in (low, high))
    return ExactTotals(season, found, base, least, most, known)


def _least_and_most(amounts: tuple[int, ...]) -> tuple[int, int]:
    """The least and the most that any choice among some amounts can sum to."""
    return sum(min(each, 0) for each in amounts), sum(max(each, 0) for each in amounts)
