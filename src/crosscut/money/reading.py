"""Amounts out of texts and spreadsheet cells, exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from numbers import Integral
from typing import NoReturn

from crosscut.money.currencies import Currency, MoneyError
from crosscut.money.units import Unit, UnitWords, check_currency, factor, read_words

_LONGEST = 200
_INT64 = 2**63

BEYOND = "amount-beyond"
"""The code of a refusal whose number is read but is larger than an amount can be."""
_SIGNS = "$₩€£¥"
_EXPECTED = "expected an amount such as '1,234.5', '1조 2,345억 원' or 'KRW 563.5 billion'"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as it was read.

    ``value`` is in minor units of ``currency``. Where the source says a fraction of a minor unit, ``value`` is
    rounded half to even and ``exact`` holds what the source says, also in minor units; otherwise ``exact`` is None.
    """

    value: int
    currency: Currency
    exact: Fraction | None = None


def parse(text: str, unit: Unit) -> int:
    """The amount of ``text`` in minor units; see :func:`read`, which also tells of fractions of a minor unit."""
    return read(text, unit).value


_PLAIN = re.compile(r"-?(?:[0-9]{1,18}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5})", re.ASCII)


_SHORTENED = re.compile(r"(?<=[^\W\d_])\.(?=\d)")
"""The point of a shortened word right before a number, as in ``Rs.5000``."""


def read(text: str, unit: Unit) -> Amount:
    """The amount that ``text`` says.

    Read are thousands separators, signs (``-`` ``−`` ``△`` ``▲`` and parentheses), full-width characters, mixed
    Korean numbers (``4조7000억원``), and amounts that name their own unit (``KRW 563.5 billion``, ``$1.2 m``).
    A scale, or a currency after the number or by its code, wins over ``unit``. A mere sign before the number
    (``$1,234``) names the currency only, since tables in thousands print it so.

    Raises
    ------
    MoneyError
        for text that is no amount, separators that can be read in two ways, a currency other than the
        unit's, and amounts beyond an int64.
    """
    if _PLAIN.fullmatch(text):
        return _amount(text, int(text.replace(",", "")) * unit.factor, 1, unit.currency)
    if len(text) > _LONGEST:
        _refuse(text, f"it has {len(text)} characters")
    negative, phrases, numbers = _tokens(_SHORTENED.sub(" ", text))
    numerator, denominator = _value(text, phrases, numbers, unit)
    return _amount(text, -numerator if negative else numerator, denominator, unit.currency)


_NUMERIC = re.compile(r"\s*[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?[eE][+-]?[0-9]{1,4}\s*", re.ASCII)


def read_number(value: float | Decimal | str, unit: Unit) -> Amount:
    """The amount in the numeric cell of a spreadsheet: ``value`` times ``unit``, exactly.

    A float stands for its shortest decimal form, so 485.5 million is exact and 30549.899999999998 million has a
    fraction of a won. A text is read by :func:`read`, except that here an exponent (``1e5``) is a number.

    Raises
    ------
    MoneyError
        for NaN, infinities, truth values, amounts beyond an int64, and texts that :func:`read` refuses.
    """
    if isinstance(value, str):
        if not _NUMERIC.fullmatch(value):
            return read(value, unit)
        return read_number(Decimal(value.strip()), unit)
    if isinstance(value, bool):
        _refuse(str(value), "it is a truth value")
    if isinstance(value, Integral):
        return _amount(str(value), int(value) * unit.factor, 1, unit.currency)
    number = Decimal(float.__repr__(value)) if isinstance(value, float) else value
    if not number.is_finite():
        _refuse(str(value), "it is not a finite number")
    if number and not -400 < number.adjusted() < 40:
        _refuse(str(value), "it is beyond all budgets", BEYOND)
    numerator, denominator = number.as_integer_ratio()
    return _amount(str(value), numerator * unit.factor, denominator, unit.currency)


def _refuse(text: str, why: str, code: str = "") -> NoReturn:
    shown = text if len(text) <= 40 else text[:39] + "…"
    raise MoneyError(f"cannot read {shown!r} as an amount: {why}; {_EXPECTED}", code=code)


def _amount(text: str, numerator: int, denominator: int, currency: Currency) -> Amount:
    whole, rest = divmod(numerator, denominator)
    exact = Fraction(numerator, denominator) if rest else None
    value = whole if exact is None else round(exact)
    if not -_INT64 <= value < _INT64:
        _refuse(text, "it does not fit the 64 bits of an amount", BEYOND)
    return Amount(value=value, currency=currency, exact=exact)


_NO_BREAK = "\u00a0\u2007\u2009\u202f"
_FOLD: dict[int, int | str | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0xFFE6: "₩",
    0xFFE1: "£",
    0xFFE5: "¥",
}
_FOLD |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff"))
_FOLD |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_FOLD |= dict.fromkeys(map(ord, "−–‐‑△▲∆"), "-")
_TOKEN = re.compile(
    rf"(?P<number>\.?[0-9]+(?:[.,{_NO_BREAK}][0-9]+)*)|(?P<sign>[-+])|(?P<paren>[()])|(?P<word>[^0-9()+\s.,-]+|\s+)|(?P<stray>[.,])",
    re.ASCII,
)


def _tokens(text: str) -> tuple[bool, list[str], list[str]]:
    """Whether the amount is negative, its numbers, and the words before, between and after them."""
    phrases, numbers, marks = [""], [], ""
    for match in _TOKEN.finditer(text.translate(_FOLD)):
        kind, token = match.lastgroup, match.group()
        if kind == "number":
            numbers.append(token)
            phrases.append("")
            marks += "0"
        elif kind == "word":
            phrases[-1] += token
        elif kind == "stray":
            _refuse(text, f"{token!r} stands where no digits follow it")
        else:
            marks += token
    if not numbers:
        _refuse(text, "it has no digits")
    return _is_negative(text, marks, len(numbers)), [phrase.strip() for phrase in phrases], numbers


def _is_negative(text: str, marks: str, count: int) -> bool:
    digits = "0" * count
    if marks in (digits, "+" + digits):
        return False
    if marks in ("-" + digits, f"({digits})"):
        return True
    _refuse(text, "its signs or parentheses do not enclose or precede one amount")


_GROUPED = re.compile(rf"[1-9][0-9]{{0,2}}(?:(?:,[0-9]{{3}})+|(?:[{_NO_BREAK}][0-9]{{3}})+)(?:\.[0-9]+)?", re.ASCII)
_UNGROUPED = re.compile(r"[0-9]*(?:\.[0-9]+)?", re.ASCII)
_SEPARATORS = dict.fromkeys(map(ord, "," + _NO_BREAK))


def _digits(text: str, number: str) -> tuple[int, int]:
    """A printed number as an integer and the power of ten that divides it."""
    if not (_UNGROUPED.fullmatch(number) or _GROUPED.fullmatch(number)):
        _refuse(
            text,
            f"the separators of {number!r} can be read in more than one way (',' parts thousands and '.' the decimals)",
        )
    whole, _, decimals = number.translate(_SEPARATORS).partition(".")
    return int(whole + decimals), 10 ** len(decimals)


def _words(text: str, phrase: str, money: Currency) -> UnitWords:
    if not phrase:
        return UnitWords()
    words = read_words(phrase, money.code)
    if words is None and phrase[:1] in "eE" and len(phrase) == 1:
        _refuse(text, "exponents are read from numeric cells only")
    if words is None:
        _refuse(text, f"{phrase[:40]!r} is not a unit or currency")
    check_currency(text, words, money)
    return words


def _value(text: str, phrases: Sequence[str], numbers: Sequence[str], unit: Unit) -> tuple[int, int]:
    """The amount's size in minor units, as numerator and denominator."""
    money = unit.currency
    before, *after = [_words(text, phrase, money) for phrase in phrases]
    if before.scale or before.minor:
        _refuse(text, f"the unit {phrases[0]!r} stands before the number")
    if before.codes and after[-1].codes and not before.codes & after[-1].codes:
        _refuse(text, "it names two currencies")
    if len(numbers) > 1:
        return _mixed(text, after, numbers, money)
    digits, denominator = _digits(text, numbers[0])
    own = after[0] != UnitWords() or (before.codes is not None and phrases[0][-1] not in _SIGNS)
    return digits * (factor(after[0], money) if own else unit.factor), denominator


_WORDED = re.compile(r"[^\d]*[\d][\d.,' ]*")


def names_bare_currency(text: str, unit: Unit) -> bool:
    """Whether an amount says its currency in words behind its number and no scale, where the unit has one."""
    if unit.factor == unit.currency.base:
        return False
    behind = _WORDED.sub("", text.translate(_FOLD).strip(), count=1).strip(" )")
    words = read_words(behind, unit.currency.code) if behind else None
    return words is not None and words.codes is not None and words.scale is None and not words.minor


def without_sign(text: str, unit: Unit) -> str:
    """An amount without its currency's sign or code, which tables print whatever the scale; as it is in whole units.

    Any word for the currency before the number is a sign too: ``Rs. 1,250``, ``kr 1 250``.
    """
    if unit.factor == unit.currency.base:
        return text
    plain = _sign_or_code(unit.currency.code).sub("", text.translate(_FOLD).strip(), count=1)
    led = _LED.match(plain)
    return led[1] + plain[led.end() :] if led and _is_sign(led[2], unit.currency.code) else plain


_LED = re.compile(r"([(+-]?\s*)([^\d\s()+-](?:[^\d()+-]{0,38}[^\d\s()+.-])?)\.?\s*(?=[\d+-])")
"""What stands before the first digit of an amount, with the sign of the number before it."""


@cache
def _is_sign(text: str, code: str) -> bool:
    """Whether a text is a word or a sign for a currency, and says nothing of a scale."""
    words = read_words(text, code)
    if words is None or words.codes is None:
        return False
    return code in words.codes and words.scale is None and not words.minor


@cache
def _sign_or_code(code: str) -> re.Pattern[str]:
    signs = f"(?:{code}|[{_SIGNS}])"
    return re.compile(rf"(?<=[\d)])\s*{signs}(?=\)?$)|^{code}(?:\.?\s*(?=[\d(+-])|\s+(?=\.\d))")


def _mixed(text: str, after: Sequence[UnitWords], numbers: Sequence[str], money: Currency) -> tuple[int, int]:
    """A Korean number of several parts, such as 1조 2,345억: each smaller than the scale before it."""
    if any(not words.korean or words.codes for words in after[:-1]):
        _refuse(text, "it holds more than one number")
    if after[-1].minor or not (after[-1].korean or (after[-1].codes and after[-1].scale is None)):
        _refuse(text, "its last part has no scale: write, for example, '4조 7,000억' or '4조 7,000원'")
    read_digits = [_digits(text, number) for number in numbers]
    if any(denominator != 1 for _, denominator in read_digits[:-1]):
        _refuse(text, "only the last part may have decimals")
    denominator = read_digits[-1][1]
    parts = [digits * (denominator // own) for digits, own in read_digits]
    scales = _full_scales([words.scale or 1 for words in after])
    for (_, scale), (part, lower) in pairwise(zip(parts, scales, strict=True)):
        if part * lower >= scale * denominator:
            _refuse(text, "its parts do not go down in scale")
    return sum(part * scale for part, scale in zip(parts, scales, strict=True)) * money.base, denominator


def _full_scales(scales: Sequence[int]) -> list[int]:
    """Scales with the larger one that they share: 천 and 백억 in 2천3백억 are 천억 and 백억."""
    full: list[int] = []
    shared = 1
    for scale in reversed(scales):
        if scale >= 10**4:
            shared = next(big for big in (10**16, 10**12, 10**8, 10**4) if scale % big == 0)
            full.append(scale)
        else:
            full.append(scale * shared)
    return full[::-1]
