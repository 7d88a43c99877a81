"""Slips of which there are few: a change told the wrong way, a rate on the later level, a factor of ten, another unit.

Where the numbers of a relation come out with one of them, that is hardly an accident: of a few hundred rates one
would. What stands beside them, of which a rate comes out as well, is then no other reading: among many numbers some
pair nearly always gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from crosscut.audit.model import PrintedFigure
from crosscut.audit.rates_of_sizes import ROOM
from crosscut.audit.relations.system import Ratio

_POWERS = tuple(Fraction(10) ** each for each in (-8, -6, -4, -3, -2, -1, 1, 2, 3, 4, 6, 8))
_ROUGH_POWERS = tuple(map(float, _POWERS))
_FINE = Fraction(1, 12)
"""Up to which part of a rate its own play, and that of what is worked out, may be for it to be told by one slip."""

_CENTS = 100
"""What one of a currency is worth at most, in minor units: an amount of that scale may leave out a word for its own."""

Number = Fraction | float
"""An exact number, or a float for a first look that costs little."""

Range = tuple[Number, Number]


def is_plainly_slipped(relation: Ratio, rate: PrintedFigure, over: PrintedFigure, under: PrintedFigure) -> bool:
    """Whether one slip of which there are few is all that is in the way of a rate.

    An amount without a word for its scale beside one with one is in the unit of that, as tables in words are.
    """
    if over.rough_size[0] <= 0 or under.rough_size[0] <= 0 or not rate.value:
        return False
    if leaves_out_its_unit(over, under):
        return False
    if rate.size[1] - rate.size[0] > _FINE * rate.size[1]:
        return False
    about = _worked(relation, rate, over.rough_size, under.rough_size, _ROUGH_POWERS)
    if not any(_may_come_out(float(low), float(high), rate.rough_size) for low, high in about):
        return False
    return any(_comes_out(*each, rate.size) for each in _worked(relation, rate, over.size, under.size, _POWERS))


def leaves_out_its_unit(one: PrintedFigure, other: PrintedFigure) -> bool:
    """Whether only one of two amounts has a word for its scale, and the other is less than one of that."""
    bare, worded = sorted((one, other), key=lambda each: each.scale)
    return one.is_money and bare.scale <= _CENTS < worded.scale and abs(bare.value) < worded.scale


def _comes_out(low: Number, high: Number, printed: Range) -> bool:
    return low > 0 and high - low <= _FINE * high and low <= printed[1] and high >= printed[0]


def _may_come_out(low: float, high: float, printed: tuple[float, float]) -> bool:
    room = ROOM * (1 + abs(low) + abs(high))
    return low <= printed[1] + room and high >= printed[0] - room


def _worked(
    relation: Ratio, rate: PrintedFigure, over: Range, under: Range, powers: tuple[Number, ...]
) -> Iterator[Range]:
    """What the size of the rate would be, for each slip."""
    low, high = over[0] / under[1], over[1] / under[0]
    scaled = [(low * power, high * power) for power in powers]
    if relation.transform == "growth":
        way = -1 if rate.value < 0 else 1
        yield _less_one(low, high, -way)
        yield _less_one(1 / high, 1 / low, -way)
        yield from (_less_one(*each, way) for each in scaled)
    elif relation.transform == "of_after":
        way = 1 if rate.value < 0 else -1
        yield from _of_before(low, high, -way)
        yield from (each for one in scaled for each in _of_before(*one, way))
    else:
        yield from scaled
        if relation.kind == "growth":
            yield from _of_before(low, high, 1 if rate.value > 0 else -1)


def _less_one(low: Number, high: Number, way: int) -> Range:
    """By what part it is more than one, or less where ``way`` is negative."""
    return (low - 1, high - 1) if way > 0 else (1 - high, 1 - low)


def _of_before(low: Number, high: Number, way: int) -> Iterator[Range]:
    """A change as a part of the level that it leads from, or to where ``way`` is positive, if that is anything."""
    if 1 + way * low > 0 and 1 + way * high > 0:
        ends = (low / (1 + way * low), high / (1 + way * high))
        yield min(ends), max(ends)
