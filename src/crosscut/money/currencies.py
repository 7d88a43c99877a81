"""The currencies of the world, each with its minor unit and the words for both."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from crosscut.errors import CrosscutError


class MoneyError(CrosscutError):
    """A unit or an amount that cannot be read; the message says what was found and what is expected."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency.

    ``exponent`` is the number of decimals of its minor unit: 0 for won, 2 for dollars. ``words`` are other words for
    it in texts, in lower case; ``minor_en`` and ``minor_ko`` name the minor unit where the currency has one.
    """

    code: str
    exponent: int
    symbol: str
    en: str
    ko: str
    words: tuple[str, ...] = ()
    minor_en: str = ""
    minor_ko: str = ""

    @property
    def base(self) -> int:
        """Minor units in one of the currency: 1 for won, 100 for dollars."""
        return int(10**self.exponent)

    def __str__(self) -> str:
        return f"{self.en} ({self.code})"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table of this room."""
    text = (files("crosscut.money") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _currencies() -> Iterator[Currency]:
    for row in rows_of("currencies.csv"):
        words = tuple(filter(None, row["words"].split("|")))
        names = (row["symbol"], row["en"], row["ko"], words, row["minor_en"], row["minor_ko"])
        yield Currency(row["code"], int(row["minor_unit"]), *names)


CURRENCIES: dict[str, Currency] = {entry.code: entry for entry in _currencies()}
"""The currencies of ISO 4217 that have a minor unit, by code, and some withdrawn ones that past budgets are in; those
that texts speak of most come first."""

COMMON = ("KRW", "USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "SGD", "TWD", "SEK")
"""The currencies whose words are known in any text; those of others only where their currency is expected."""


def currency(code: str) -> Currency:
    """The currency of an ISO 4217 code, in any case.

    Raises
    ------
    MoneyError
        for a code that is not among :data:`CURRENCIES`, with the nearest one that is.
    """
    found = CURRENCIES.get(code.strip().upper())
    if found is None:
        near = difflib.get_close_matches(code.strip().upper(), CURRENCIES, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"write a code of ISO 4217, such as {', '.join(COMMON[:5])}"
        raise MoneyError(f"unknown currency {code[:40]!r}: {hint}")
    return found
