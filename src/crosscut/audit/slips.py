"""Whether one slip of a hand or a machine explains how a figure came to be printed, by its digits alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from crosscut.audit.model import Interval, PrintedFigure

_DIGITS = "0123456789"
_LEAST_DIGITS = 3
_POWERS = (10, 100, 1_000, 10_000, 1_000_000)
"""Factors by which a shifted point, or one unit in place of another, changes a number."""

_FEW = 10


def slipped(figure: PrintedFigure, expected: Interval) -> bool:
    """Whether one slip puts a figure outside the range that it should lie in.

    A figure of fewer than three digits tells nothing: almost any number is one slip from it.
    """
    return one_slip(figure.text, figure.value, figure.step or Fraction(1), expected)


def size_slipped(figure: PrintedFigure, expected: Interval) -> bool:
    """The same of the size of a figure, whose sign only words give."""
    value = figure.value if figure.signed else abs(figure.value)
    return one_slip(figure.text, value, figure.step or Fraction(1), expected)


def one_slip(text: str, value: Fraction, step: Fraction, expected: Interval) -> bool:
    """Whether one slip makes what a number's text says of what lies in a range; ``step`` is its last digit's worth."""
    number = abs(value) / step
    if number.denominator != 1 or expected.low is None or expected.high is None:
        return False
    digits = str(number.numerator)
    if sum(letter.isdigit() for letter in text) < _LEAST_DIGITS:
        return False
    span = (-expected.high, -expected.low) if expected.high < 0 else (expected.low, expected.high)
    turned = expected.high < 0 < value or expected.low > 0 > value
    low, high = ceil(span[0] / step) - 1, floor(span[1] / step + Fraction(1, 2))
    if any(low <= variant <= high for variant in _variants(digits, turned=turned)):
        return True
    return not turned and _lost_group(digits, low, high)


def _variants(digits: str, *, turned: bool) -> Iterator[int]:
    """What a number may have been: with one edit of its digits, a factor of ten, or another sign alone."""
    number = int(digits)
    if turned:
        yield number
        return
    for place, digit in enumerate(digits):
        head, tail = digits[:place], digits[place + 1 :]
        yield from (int(head + other + tail) for other in _DIGITS if other != digit)
        yield from (int(head + digit + other + tail) for other in _DIGITS)
        yield int(head + tail or "0")
        if tail and tail[0] != digit:
            yield int(head + tail[0] + digit + tail[1:])
        yield from (int(head + other + tail[2:]) for other in reordered(digits[place : place + 3]))
    yield from (int(other + digits) for other in _DIGITS[1:])
    for power in _POWERS:
        yield number * power
        if not number % power or number > power:
            yield round(Fraction(number, power))


def reordered(three: str) -> Iterator[str]:
    """Three digits of which one was moved over two others, or the outer two were exchanged."""
    if three.isdecimal() and len(three) == _LEAST_DIGITS and len(set(three)) > 1:
        yield from (three[1:] + three[0], three[2] + three[:2], three[::-1])


def _lost_group(digits: str, low: int, high: int) -> bool:
    """Whether three digits between commas are missing, for which the range leaves only a few."""
    for kept in range(0, len(digits) + 1, 3):
        head, tail = digits[: len(digits) - kept], digits[len(digits) - kept :]
        base, unit = int(head or 0) * 10 ** (kept + 3) + int(tail or 0), 10**kept
        first, last = max(-((base - low) // unit), 0 if head else 1), min((high - base) // unit, 999)
        if first <= last < first + _FEW:
            return True
    return False


def alike(one: PrintedFigure, other: PrintedFigure) -> bool:
    """Whether two figures may be one quantity printed twice: their ranges meet, or a slip makes one of the other."""
    if one.kind != other.kind or one.currency != other.currency:
        return False
    meet = not one.lenient.meet(other.lenient).empty
    return meet or _reordered(one, other) or slipped(one, other.lenient) or slipped(other, one.lenient)


def _reordered(one: PrintedFigure, other: PrintedFigure) -> bool:
    """Whether two figures have the same digits in another order."""
    digits = [str(abs(round(figure.value / (figure.step or 1)))) for figure in (one, other)]
    return sorted(digits[0]) == sorted(digits[1])
