"""The total of each area with its intervals: proposals for all, corrected by what people found in those drawn.

What the proposals expect of all programmes, plus what the reading of the drawn ones showed to be missing, each as many
times as it stands for programmes not drawn. That is right on average whatever the proposals are worth; good proposals
make the interval narrow. The variance is the larger of what the drawn programmes show and what the proposals' own
doubt implies, since a sample without a surprise must not promise that there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    """Totals by area in minor units: what is ``known``, and the ``rest`` that sampling or proposals lead to expect.

    ``spread`` are standard errors, ``readings`` the drawn readings that they rest on; ``least`` and ``most`` are what
    the rest is at least and at most for certain. ``open_low`` and ``open_high`` are money for which there is no chance
    to go by: an interval reaches from the one to the other. ``by_errors`` is what readers' errors add to the variances,
    ``factor`` what the rest was multiplied by for what both readers miss. Numbers may have fractions and are only as
    exact as floats are: what is published adds the rest to the exact sum of what is known.
    """

    known: Floats
    rest: Floats
    spread: Floats
    readings: int
    least: Floats
    most: Floats
    open_low: Floats
    open_high: Floats
    by_errors: Floats | float = 0.0
    factor: float = 1.0

    @property
    def total(self) -> Floats:
        """The totals, known and rest."""
        return self.known + self.rest

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
        low, high = self.beyond(level)
        return self.known + low, self.known + high

    def beyond(self, level: float) -> tuple[Floats, Floats]:
        """The ends of the same intervals as what they are beyond ``known``."""
        reach = quantile(self.readings, level) * self.spread
        low = np.clip(self.rest + self.open_low - reach, self.least, self.most)
        return low, np.clip(self.rest + self.open_high + reach, self.least, self.most)

    def corrected(self, amounts: Floats, weight: Floats, readings: Readings) -> Estimate:
        """The same with what second opinions say of readers' errors; then all money may be in any area, or none."""
        error = correction(amounts, weight, readings)
        rest, variance = error.of(self.known, self.rest, self.spread**2)
        low, high = signed_sums(amounts)
        return replace(
            self,
            rest=rest,
            spread=np.sqrt(variance),
            least=low - self.known,
            most=high - self.known,
            by_errors=variance - (error.factor * self.spread) ** 2,
            factor=error.factor,
        ).clipped()

    def clipped(self) -> Estimate:
        """The same with a rest that its bounds allow."""
        return replace(self, rest=np.clip(self.rest, self.least, self.most))


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
    areas = np.ones(len(made.rest))
    least, most = (areas * end for end in signed_sums(amounts[~readings.decided]))
    open_low, open_high = (areas * end for end in signed_sums(amounts[made.uncovered]))
    found = Estimate(
        known=decided_sums(amounts, readings),
        rest=made.rest,
        spread=np.sqrt(made.variance),
        readings=made.sampled - len(rounds) + 1,
        least=least,
        most=most,
        open_low=open_low + made.open_low,
        open_high=open_high + made.open_high,
    )
    return found.corrected(amounts, made.weight, readings) if enough(readings) else found.clipped(), made


def signed_sums(amounts: Floats) -> tuple[float, float]:
    """The least and the most that any choice among some amounts can sum to."""
    return float(np.minimum(amounts, 0).sum()), float(np.maximum(amounts, 0).sum())


def decided_sums(amounts: Floats, readings: Readings) -> Floats:
    """What people put into each area, as exact as floats are."""
    result: Floats = np.where(readings.decided, amounts, 0.0) @ readings.found
    return result


def by_proposals(amounts: Floats, share: Floats) -> Estimate:
    """The totals that proposals alone lead to expect, with intervals that trust their probabilities."""
    nothing = np.zeros(share.shape[1])
    spread = np.sqrt((amounts[:, None] ** 2 * doubt(share)).sum(axis=0))
    least, most = (nothing + end for end in signed_sums(amounts))
    return Estimate(nothing, amounts @ share, spread, len(amounts) or 2, least, most, nothing, nothing)


def with_errors(found: Estimate, amounts: Floats, error: float) -> tuple[Floats, Floats]:
    """The ends, beyond what is known, of the intervals were this part of all readings wrong as hurts the area most.

    At the lower end wrong readings put programmes of none or another area here, evenly over the areas; at the upper end
    they kept programmes of this area out.
    """
    low, high = found.beyond(LEVEL)
    false = error * np.maximum(signed_sums(amounts)[1] - found.known - low, 0) / len(low)
    return low - false, high + error / (1 - error) * np.maximum(found.known + high, 0)


def worth_of_more(amounts: Floats, readings: Readings, rounds: Sequence[Round], found: Estimate, more: int) -> Floats:
    """The half-width at LEVEL of each area's interval once so many more programmes have been drawn and read.

    What readers' errors add stays: reading more programmes once does not tell more of them.
    """
    last = rounds[-1]
    undecided = ~readings.decided[last.frame]
    money, share = amounts[last.frame[undecided]], last.expected[undecided]
    chance = np.maximum(chances(money, share, min(more, len(money))), 1e-12)
    gap = np.where(last.read[:, None], readings.found[last.frame] - last.expected, 0.0)
    unsure = doubt(share) * wronger(gap, doubt(last.expected), last.chance, last.read)
    added = ((1 / chance - 1) * (found.factor * money) ** 2) @ unsure
    sampled = np.maximum(found.spread**2 - found.by_errors, 0)
    with np.errstate(divide="ignore"):
        joined = 1 / (1 / sampled + 1 / added)
    result: Floats = quantile(found.readings + more, LEVEL) * np.sqrt(joined + found.by_errors)
    return result


def quantile(count: int, level: float) -> float:
    """How many standard errors an interval reaches: Student's, for what few drawn programmes leave open."""
    from scipy.special import stdtrit

    return float(stdtrit(max(count - 1, 1), (1 + level) / 2))
