"""Exact amounts: read units and amounts, split, format.

An amount is an ``int`` in the minor unit of its currency (won; US and euro cents). Nothing here makes or keeps a
float, and no unit is guessed (DESIGN §3.1). Every split of money in the house is :func:`split` (§3.2).
"""

from crosscut.money.currencies import CURRENCIES, Currency, MoneyError, currency
from crosscut.money.formatting import amount_text, format_amount, format_long, format_mixed, format_number
from crosscut.money.reading import Amount, names_bare_currency, parse, read, read_number, without_sign
from crosscut.money.separators import ascii_digits, canonical
from crosscut.money.splitting import Fractions, reduce_fractions, split
from crosscut.money.units import Unit, currencies_named, is_scale, is_unclear, stated_unit, unit

__all__ = [
    "CURRENCIES",
    "Amount",
    "Currency",
    "Fractions",
    "MoneyError",
    "Unit",
    "amount_text",
    "ascii_digits",
    "canonical",
    "currencies_named",
    "currency",
    "format_amount",
    "format_long",
    "format_mixed",
    "format_number",
    "is_scale",
    "is_unclear",
    "names_bare_currency",
    "parse",
    "read",
    "read_number",
    "reduce_fractions",
    "split",
    "stated_unit",
    "unit",
    "without_sign",
]
