"""Percentages and amounts as a policy writes them, read exactly."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator

_PERCENT = re.compile(r"\s*([-+−△]?)\s*(\d{1,9}(?:\.\d{1,12})?)\s*(?:%|percent|퍼센트)\s*")


def percent(value: Any) -> Fraction:
    """The fraction that ``"-5 %"`` says.

    Raises
    ------
    ValueError
        for anything but a text that ends with a per cent sign.

    """
    if isinstance(value, Fraction):
        return value
    match = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f'{value!r} is not a percentage; write it as a text such as "-5 %"')
    size = Fraction(match[2]) / 100
    return -size if match[1] in ("-", "−", "△") else size


Percent = Annotated[Fraction, BeforeValidator(percent)]


def show_percent(value: Fraction, *, sign: bool = False) -> str:
    """A fraction as a percentage of at most two decimals: ``-5 %``."""
    hundredths = round(value * 10_000)
    whole, rest = divmod(abs(hundredths), 100)
    decimals = f".{rest:02d}".rstrip("0") if rest else ""
    mark = "-" if hundredths < 0 else ("+" if sign and hundredths > 0 else "")
    return f"{mark}{whole}{decimals} %"


def ceil_of(value: Fraction) -> int:
    """The smallest integer that is no smaller."""
    return -((-value.numerator) // value.denominator)


def floor_of(value: Fraction) -> int:
    """The largest integer that is no larger."""
    return value.numerator // value.denominator
