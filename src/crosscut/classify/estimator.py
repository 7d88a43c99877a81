"""The total of each area with its intervals: proposals for all, corrected by what people found in those drawn.

What the proposals expect of all programmes, plus what the reading of the drawn ones showed to be missing, each as many
times as it stands for programmes not drawn. That is right on average whatever the proposals are worth; good proposals
make the interval narrow. The variance is the larger of what the drawn programmes show and what the proposals' own
doubt implies, since a sample without a surprise must not promise that there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.rounds import AreaTotals, Round, totals, wronger
from crosscut.classify.sampling import chances, doubt
from crosscut.classify.second_opinions import Readings, correction, enough

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEVEL = 0.95
LEVELS = (0.8, 0.9, 0.95, 0.99)
"""How often intervals hold the truth, by their names."""

ERRORS = (0.05, 0.1, 0.2)
"""Shares of wrong readings whose effect is shown where no second opinion says how many there are."""

STEPS = (10, 20, 30, 40, 50)
"""Numbers of further readings whose worth is shown."""


@dataclass(frozen=True)
class Estimate:
    """Totals by area as numbers of minor units that may have fractions, with what is needed for their intervals.

    ``spread`` are standard errors, ``readings`` the drawn readings that they rest on; ``least`` and ``most`` are what
    the totals are at least and at most for certain. ``open_low`` and ``open_high`` are money that no sample speaks
    for: an interval reaches from none of it to all of it.
    """

    total: Floats
    spread: Floats
    readings: int
    least: Floats
    most: Floats
    open_low: float = 0.0
    open_high: float = 0.0

    @property
    def low(self) -> Floats:
        """The lower ends at LEVEL."""
        return self.interval(LEVEL)[0]

    @property
    def high(self) -> Floats:
        """The upper ends at LEVEL."""
        return self.interval(LEVEL)[1]

    @property
    def half_width(self) -> Floats:
        """How far the intervals at LEVEL reach to either side, bounds that hold for certain left aside."""
        return quantile(self.readings, LEVEL) * self.spread

    def interval(self, level: float) -> tuple[Floats, Floats]:
        """The ends of the intervals that hold the truth this often."""
        reach = quantile(self.readings, level) * self.spread
        low = np.clip(self.total + self.open_low - reach, self.least, self.most)
        return low, np.clip(self.total + self.open_high + reach, self.least, self.most)


def estimate(amounts: Floats, readings: Readings, rounds: Sequence[Round]) -> tuple[Estimate, AreaTotals]:
    """The totals of areas from all rounds that were read, second opinions counted in, and how they came about.

    Parameters
    ----------
    amounts
        The money of each programme.
    readings, rounds
        What people said of the programmes, and the samples in which they were drawn, in their order.
    """
    made = totals(amounts, readings.found, readings.decided, rounds)
    total, variance = made.total, made.variance
    open_money = np.where(made.uncovered, amounts, 0.0)
    least, most = certain_bounds(amounts, readings)
    if enough(readings):
        total, variance = correction(amounts, made.weight, readings).of(total, variance)
        least, most = np.full(len(total), min(0.0, amounts.sum())), np.full(len(total), max(0.0, amounts.sum()))
    return (
        Estimate(
            np.clip(total, least, most),
            np.sqrt(variance),
            made.sampled - len(rounds) + 1,
            least,
            most,
            float(np.minimum(open_money, 0).sum()),
            float(np.maximum(open_money, 0).sum()),
        ),
        made,
    )


def certain_bounds(amounts: Floats, readings: Readings) -> tuple[Floats, Floats]:
    """What each area's total is at least and at most, decisions taken as right."""
    known = (np.where(readings.decided, amounts, 0.0)[:, None] * readings.found).sum(axis=0)
    rest = np.where(readings.decided, 0.0, amounts)
    return known + np.minimum(rest, 0).sum(), known + np.maximum(rest, 0).sum()


def by_proposals(amounts: Floats, share: Floats) -> Estimate:
    """The totals that proposals alone lead to expect, with intervals that trust their probabilities."""
    total = (amounts[:, None] * share).sum(axis=0)
    spread = np.sqrt((amounts[:, None] ** 2 * doubt(share)).sum(axis=0))
    least, most = min(0.0, amounts.sum()), max(0.0, amounts.sum())
    return Estimate(total, spread, len(amounts) or 2, np.full(len(total), least), np.full(len(total), most))


def with_errors(found: Estimate, money: float, error: float) -> tuple[Floats, Floats]:
    """The ends of the intervals were this part of all readings wrong, in the way that hurts the area most.

    At the lower end wrong readings put programmes of none or another area here, evenly over the areas; at the upper end
    they kept programmes of this area out.
    """
    low, high = found.interval(LEVEL)
    false = error * np.maximum(money - low, 0) / len(low)
    return np.maximum(low - false, np.minimum(found.least, 0)), np.minimum(high / (1 - error), max(money, 0.0))


def worth_of_more(amounts: Floats, readings: Readings, rounds: Sequence[Round], found: Estimate, more: int) -> Floats:
    """The half-width at LEVEL of each area's interval once so many more programmes have been drawn and read."""
    last = rounds[-1]
    undecided = ~readings.decided[last.frame]
    money, share = amounts[last.frame[undecided]], last.expected[undecided]
    chance = np.maximum(chances(money, share, min(more, len(money))), 1e-12)
    gap = np.where(last.read[:, None], readings.found[last.frame] - last.expected, 0.0)
    unsure = doubt(share) * wronger(gap, doubt(last.expected), last.chance, last.read)
    added = ((1 / chance - 1) * money**2) @ unsure
    variance = found.spread**2
    with np.errstate(divide="ignore"):
        joined = np.sqrt(1 / (1 / variance + 1 / added))
    result: Floats = quantile(found.readings + more, LEVEL) * joined
    return result


def quantile(count: int, level: float) -> float:
    """How many standard errors an interval reaches: Student's, for what few drawn programmes leave open."""
    from scipy.special import stdtrit

    return float(stdtrit(max(count - 1, 1), (1 + level) / 2))
