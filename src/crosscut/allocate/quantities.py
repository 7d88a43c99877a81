"""Percentages and amounts as a policy writes them, read exactly."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from crosscut.allocate import refusal_words as say
from crosscut.text.refusals import UnfitValueError

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
        raise UnfitValueError(say.NO_PERCENTAGE.format(value=repr(value)))
    size = Fraction(match[2]) / 100
    return -size if match[1] in ("-", "−", "△") else size


Percent = Annotated[Fraction, BeforeValidator(percent)]


def takes_too_much(change: Fraction) -> bool:
    """Whether a change leaves less than nothing, as one below -100 % does."""
    return change < -1


def left_by(value: Fraction) -> Fraction:
    """A change that leaves nothing or more; raises ValueError for any other."""
    if takes_too_much(value):
        raise UnfitValueError(say.TOO_MUCH.format(value=show_percent(value)))
    return value


def _cut(value: Fraction) -> Fraction:
    if takes_too_much(-value):
        raise UnfitValueError(say.CUT_TOO_MUCH.format(value=show_percent(value)))
    return value


Change = Annotated[Percent, AfterValidator(left_by)]
"""A change, such as one on last year, that leaves nothing or more."""

Cut = Annotated[Percent, AfterValidator(_cut)]
"""A part that is taken, which leaves nothing or more."""


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
