"""What other currencies are worth in the budget's, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from crosscut.config import FILE, Rate, Settings
from crosscut.findings import Place
from crosscut.ingest.report import WARNING, Report
from crosscut.money import CURRENCIES
from crosscut.text import Text


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


def ask_own_rate(settings: Settings, report: Report) -> None:
    """Tell of rates of the budget's own currency other than one: nothing is converted at them."""
    own = [each for each in settings.rate if each.currency == settings.currency and Fraction(each.rate) != 1]
    if own:
        code, rate = settings.currency, own[0].rate
        report.add(
            "rate-of-own-currency",
            WARNING,
            Place(FILE, column="rate"),
            Text(
                f"A rate of {rate} is stated for {code}, the budget's own currency; nothing was converted at it.",
                f"예산 통화인 {code}에 환율 {rate}이(가) 적혀 있어 쓰지 않았습니다.",
            ),
            mend=Text("Name the currency that it is of, or take it out.", "어느 통화의 환율인지 적거나 지우십시오."),
        )
