"""Amounts as readers see them, in English and Korean. What is printed without rounding reads back exactly."""

from __future__ import annotations

from crosscut.money.currencies import Currency, currency
from crosscut.money.units import ENGLISH_NAMES, KOREAN_NAMES, Unit, english_scale, korean_scale
from crosscut.text import Language, Text

_SAID = tuple(entry for entry in ENGLISH_NAMES if entry[1] != "thousand")
"""English scales that amounts in sentences are printed in."""


def format_number(
    amount: int, unit: Unit, *, digits: int | None = None, sign: bool = False, triangle: bool = False
) -> str:
    """The amount in ``unit`` without naming it, as a table's cell: ``-1,234.5``.

    All decimals that the amount needs are printed; ``digits`` rounds to that many, halves away from zero. ``sign``
    puts a plus before what is above zero, ``triangle`` a △ for the minus of Korean accounts.
    """
    text = _decimal(abs(amount), unit.factor, digits)
    return _sign(amount, text, sign=sign, triangle=triangle) + text


def format_amount(
    amount: int,
    unit: Unit,
    *,
    language: Language = "en",
    digits: int | None = None,
    sign: bool = False,
    triangle: bool = False,
) -> str:
    """The amount in ``unit`` with its unit: ``KRW 563.5 billion``, ``5,635억 원``; options as :func:`format_number`.

    English has no word for 만 and 억: amounts in such units are printed in the English unit below.
    """
    if language == "ko":
        number = format_number(amount, unit, digits=digits, sign=sign, triangle=triangle)
        return number + " ".join(filter(None, korean_scale(unit)))
    scale, word = english_scale(unit)
    if word and word == unit.currency.minor_en:
        return f"{format_number(amount, unit, digits=digits, sign=sign, triangle=triangle)} {word}"
    return _with_code(amount, unit.currency, scale, word, digits=digits, sign=sign, triangle=triangle)


def amount_text(amount: int, unit: Unit, *, digits: int | None = None, sign: bool = False) -> Text:
    """The amount in ``unit`` with its unit, in both languages; options as :func:`format_number`."""
    english = format_amount(amount, unit, digits=digits, sign=sign)
    return Text(english, format_amount(amount, unit, language="ko", digits=digits, sign=sign))


def format_long(amount: int, code: str, *, digits: int | None = None, sign: bool = False) -> str:
    """The amount in the largest English scale that it reaches: ``KRW 563.5 billion``; ``code`` is the currency's.

    Thousands are written out, as readers say them: ``EUR 1,050``.
    """
    money = currency(code)
    fitting = [entry for entry in _SAID if abs(amount) >= entry[0] * money.base] or [_SAID[-1]]
    scale, word = fitting[0]
    larger = next((entry for entry in reversed(_SAID) if entry[0] > scale), None)
    if larger and _decimal(abs(amount), scale * money.base, digits).split(".")[0] == f"{larger[0] // scale:,}":
        scale, word = larger
    return _with_code(amount, money, scale * money.base, word, digits=digits, sign=sign, triangle=False)


def format_mixed(
    amount: int, code: str = "KRW", *, smallest: Unit | None = None, sign: bool = False, triangle: bool = False
) -> str:
    """The amount in mixed Korean scales: ``1조 2,345억 원``; ``code`` is the currency's.

    ``smallest`` rounds to that unit, halves away from zero: 억원 for the size of a ministry's budget.
    """
    money = currency(code)
    size = abs(amount) if smallest is None else _half_up(abs(amount), smallest.factor) * smallest.factor
    parts = []
    for scale in (10**16, 10**12, 10**8, 10**4):
        part, size = divmod(size, scale * money.base)
        if part:
            parts.append(f"{part:,}{KOREAN_NAMES[scale]}")
    ending = f"{_decimal(size, money.base, None)}{money.ko}" if size or not parts else money.ko
    text = " ".join([*parts, ending])
    return _sign(amount, text, sign=sign, triangle=triangle) + text


def _with_code(
    amount: int, money: Currency, scale: int, word: str, *, digits: int | None, sign: bool, triangle: bool
) -> str:
    number = _decimal(abs(amount), scale, digits)
    return f"{_sign(amount, number, sign=sign, triangle=triangle)}{money.code} {number} {word}".rstrip()


def _sign(amount: int, printed: str, *, sign: bool, triangle: bool) -> str:
    """The sign of a printed amount; what is rounded to zero has none."""
    if not any(digit in printed for digit in "123456789"):
        return ""
    if amount < 0:
        return "△" if triangle else "-"
    return "+" if sign else ""


def _half_up(size: int, factor: int) -> int:
    return (2 * size + factor) // (2 * factor)


def _decimal(size: int, factor: int, digits: int | None) -> str:
    """``size`` over ``factor`` (a power of ten) in decimals: all of them, or ``digits``, rounded half up."""
    places = len(str(factor)) - 1 if digits is None else digits
    whole, rest = divmod(_half_up(size * 10**places, factor), 10**places)
    decimals = f"{rest:0{places}d}" if places else ""
    if digits is None:
        decimals = decimals.rstrip("0")
    return f"{whole:,}.{decimals}" if decimals else f"{whole:,}"
