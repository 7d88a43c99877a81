"""What other currencies are worth in the budget's, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crosscut.config import Rate
from crosscut.money import CURRENCIES


@dataclass(frozen=True)
class Conversion:
    """From one currency to the budget's, at rates that may differ by fiscal year and stage."""

    own: str
    into: str
    rates: tuple[Rate, ...]

    def rate(self, year: int, stage: str) -> Rate | None:
        """The rate that speaks of a period most closely; None where none does."""
        fitting = (
            rate
            for rate in self.rates
            if rate.currency == self.own and rate.fiscal_year in (0, year) and rate.stage in ("", stage)
        )
        return max(fitting, key=lambda rate: (rate.fiscal_year > 0, bool(rate.stage)), default=None)

    def amount(self, value: int, rate: Rate) -> int:
        """An amount in minor units of its own currency in those of the budget's, rounded half to even."""
        exact = Fraction(value) * Fraction(rate.rate) * CURRENCIES[self.into].base / CURRENCIES[self.own].base
        return round(exact)
