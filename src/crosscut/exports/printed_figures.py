"""Figures as a publication prints them in one language: the same text on paper, on the site and in charts."""

from __future__ import annotations

from crosscut.exports.words_of import Scale, amount_text, percent, word
from crosscut.figures import SIGNED, Figure, Printed
from crosscut.figures.rounding import Rounding, decimals_of
from crosscut.money import Unit, format_long, format_mixed
from crosscut.text import Language

_TABLE_UNITS: dict[bool, dict[Language, dict[int, tuple[int, int]]]] = {
    True: {
        "ko": {10**8: (8, 0), 10**6: (6, 0), 10**3: (3, 0), 1: (0, 0)},
        "en": {10**8: (9, 1), 10**6: (6, 0), 10**3: (3, 0), 1: (0, 0)},
    },
    False: {
        "ko": {10**5: (6, 1), 10**3: (3, 0), 1: (0, 0)},
        "en": {10**5: (6, 1), 10**3: (3, 0), 1: (0, 0)},
    },
}
"""For East Asian and other currencies the power of ten of the table unit and its decimals, by language and grain."""


def table_unit(rounding: Rounding, language: Language) -> Scale:
    """The unit that tables print amounts in: 억 원 and KRW billion for a grain of 0.1 billion won."""
    if rounding.own:
        return Scale(rounding.own, decimals_of(rounding.own))
    power, decimals = _TABLE_UNITS[rounding.is_east_asian][language][rounding.scale]
    money = rounding.currency
    return Scale(Unit(f"1e{power}", money, 10**power * money.base), decimals)


class Printer:
    """Prints amounts and figures in one language by the publication's one rounding.

    ``short`` is in the unit of tables and without it, ``long`` carries its unit: ``12,345`` and ``1조 2,345억 원``.
    ``printed`` holds every figure that was printed: what an export returns.
    """

    def __init__(self, rounding: Rounding, language: Language, printed: Printed | None = None) -> None:
        self.rounding, self.language = rounding, language
        self.printed = Printed() if printed is None else printed
        self.table_unit = table_unit(rounding, language)

    @property
    def unit(self) -> str:
        """The unit of tables in words."""
        return self.table_unit.name(self.language)

    def rule(self, *, compared: bool) -> str:
        """The one rule of rounding in words, as every page states it; ``compared`` where it holds changes."""
        changes = word("rounding_changes", self.language) if compared else ""
        return word("rounding_rule", self.language, grain=self.long(self.rounding.grain), changes=changes)

    def short(self, amount: int, *, sign: bool = False) -> str:
        """An amount in the unit of tables, without it."""
        return amount_text(amount, self.table_unit, sign=sign)

    def long(self, amount: int, *, sign: bool = False) -> str:
        """An amount with its unit, as sentences say it."""
        code, in_myriads = self.rounding.currency.code, self.language == "ko"
        said = self.rounding.rounded_for_text(amount, in_myriads=in_myriads)
        text = format_mixed(said, code, sign=sign) if in_myriads else format_long(said, code, sign=sign)
        return text.replace("-", "−")

    def ratio(self, figure: Figure, *, sign: bool = False) -> str:
        """A share or a rate with one decimal."""
        return percent(*self.rounding.ratio(figure), sign=sign)

    def text(self, figure: Figure, *, long: bool = False, change: bool = False) -> str:
        """A figure: signed where it is a change, with its interval where it is not exact.

        A figure that no row falls into is a dash: nothing was read there, which is not the same as an amount of zero.
        """
        self.printed.add(figure)
        if not figure.row_count and figure.kind not in ("stated", "part"):
            return "–"
        if figure.kind == "count":
            return f"{figure.value:,}"
        if figure.kind == "ratio":
            return self.ratio(figure, sign=change)
        made, sign = self.long if long else self.short, figure.kind in SIGNED
        value = made(self.rounding.displayed(figure), sign=sign)
        if figure.low is None and figure.high is None:
            return value
        low, high = (made(each, sign=sign) for each in self.bounds(figure))
        return word("about", self.language, value=value, low=low, high=high)

    def bounds(self, figure: Figure) -> tuple[int, int]:
        """The bounds of an amount that is not exact, as displayed."""
        low, high = (figure.value if each is None else each for each in (figure.low, figure.high))
        return self.rounding.nearest(low), self.rounding.nearest(high)
