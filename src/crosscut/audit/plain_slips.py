"""Slips of which there are few: a change told the wrong way, a rate on the later level, a factor of ten, another unit.

Where the numbers of a relation come out with one of them, that is hardly an accident: of a few hundred rates one
would. What stands beside them, of which a rate comes out as well, is then no other reading: among many numbers some
pair nearly always gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from crosscut.audit.model import Interval, PrintedFigure
from crosscut.audit.rates_of_sizes import size
from crosscut.audit.relations.system import Ratio

_POWERS = tuple(Fraction(10) ** each for each in (-8, -6, -4, -3, -2, -1, 1, 2, 3, 4, 6, 8))
_FINE = Fraction(1, 12)
"""Up to which part of a rate its own play, and that of what is worked out, may be for it to be told by one slip."""

_ONE = Fraction(1)
_CENTS = 100
"""What one of a currency is worth at most, in minor units: an amount of that scale may leave out a word for its own."""


def is_plainly_slipped(relation: Ratio, rate: PrintedFigure, over: PrintedFigure, under: PrintedFigure) -> bool:
    """Whether one slip of which there are few is all that is in the way of a rate.

    An amount without a word for its scale beside one with one is in the unit of that, as tables in words are.
    """
    first, second = _positive(over), _positive(under)
    if first is None or second is None or not rate.value:
        return False
    if leaves_out_its_unit(over, under):
        return False
    span = size(rate)
    if span[1] - span[0] > _FINE * span[1]:
        return False
    return any(_comes_out(each, span) for each in _worked(relation, rate, first, second))


def leaves_out_its_unit(one: PrintedFigure, other: PrintedFigure) -> bool:
    """Whether only one of two amounts has a word for its scale, and the other is less than one of that."""
    bare, worded = sorted((one, other), key=lambda each: each.scale)
    return one.is_money and bare.scale <= _CENTS < worded.scale and abs(bare.value) < worded.scale


def _positive(figure: PrintedFigure) -> tuple[Fraction, Fraction] | None:
    low, high = size(figure)
    return (low, high) if low > 0 else None


def _comes_out(worked: Interval, printed: tuple[Fraction, Fraction]) -> bool:
    low, high = worked.low, worked.high
    if low is None or high is None or low <= 0:
        return False
    return high - low <= _FINE * high and low <= printed[1] and high >= printed[0]


def _worked(
    relation: Ratio, rate: PrintedFigure, over: tuple[Fraction, Fraction], under: tuple[Fraction, Fraction]
) -> Iterator[Interval]:
    """What the size of the rate would be, for each slip."""
    quotient = Interval(over[0] / under[1], over[1] / under[0])
    scaled = [_times(quotient, power) for power in _POWERS]
    if relation.transform == "growth":
        way = -1 if rate.value < 0 else 1
        yield _less_one(quotient, -way)
        yield _less_one(_inverse(quotient), -way)
        yield from (_less_one(each, way) for each in scaled)
    elif relation.transform == "of_after":
        way = 1 if rate.value < 0 else -1
        yield _of_before(quotient, -way)
        yield from (_of_before(each, way) for each in scaled)
    else:
        yield from scaled
        if relation.kind == "growth":
            yield _of_before(quotient, 1 if rate.value > 0 else -1)


def _times(one: Interval, factor: Fraction) -> Interval:
    assert one.low is not None
    assert one.high is not None
    return Interval(one.low * factor, one.high * factor)


def _inverse(one: Interval) -> Interval:
    assert one.low is not None
    assert one.high is not None
    return Interval(1 / one.high, 1 / one.low)


def _less_one(one: Interval, way: int) -> Interval:
    """By what part it is more than one, or less where ``way`` is negative."""
    assert one.low is not None
    assert one.high is not None
    ends = (way * (one.low - _ONE), way * (one.high - _ONE))
    return Interval(min(ends), max(ends))


def _of_before(one: Interval, way: int) -> Interval:
    """A change as a part of the level that it leads from, or to where ``way`` is positive."""
    assert one.low is not None
    assert one.high is not None
    if _ONE + way * one.low <= 0 or _ONE + way * one.high <= 0:
        return Interval()
    ends = (one.low / (_ONE + way * one.low), one.high / (_ONE + way * one.high))
    return Interval(min(ends), max(ends))
