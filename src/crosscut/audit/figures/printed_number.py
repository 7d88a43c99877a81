"""A number of a running text with its unit, its size and its precision."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from crosscut.audit.figures.precision import ranges
from crosscut.audit.model import Interval, QuantityKind


@dataclass(frozen=True)
class Token:
    """A number as printed: ``size`` without its sign, ``step`` the worth of its last digit, in the same unit.

    ``sign`` is -1 or 1 where one is printed, else 0. ``scale`` is the worth of one in its unit, in minor units.
    ``round_to`` is what a round number is probably rounded to, 0 for any other. ``thing`` is what a count counts
    where it is compared and added as amounts are.
    """

    kind: QuantityKind
    start: int
    end: int
    number: int
    size: Fraction
    step: Fraction
    decimals: int
    currency: str = ""
    scale: Fraction = Fraction(1)
    unit: str = ""
    sign: int = 0
    loose: str = ""
    round_to: Fraction = Fraction(0)
    thing: str = ""

    @property
    def is_size(self) -> bool:
        """Whether it is an amount of money or of things."""
        return self.kind == "amount" or bool(self.thing)

    @property
    def measure(self) -> str:
        """What it is counted in: only what is counted alike is compared or added."""
        return self.thing or self.currency

    @cached_property
    def grain(self) -> Fraction:
        """How finely it is told: a round number such as 2조 3000억 need not be meant to the last 억."""
        return max(self.step, self.round_to)

    @cached_property
    def span(self) -> Interval:
        """What its printed size allows, without its sign."""
        return ranges(self.size, self.grain, self.loose)[1]

    @cached_property
    def rough_span(self) -> tuple[float, float]:
        """The same as floats, for a first look that costs little."""
        low, high = self.span.low, self.span.high
        assert low is not None
        assert high is not None
        return float(low), float(high)
