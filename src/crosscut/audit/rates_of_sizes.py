"""What two printed sizes make of each other: whether a printed rate may be theirs, within what is printed."""

from __future__ import annotations

from fractions import Fraction

from crosscut.audit.model import PrintedFigure

FINE = Fraction(1, 4)
"""Up to which part of a number the play of what is worked out may be for it to show anything."""

_CLOSE = Fraction(1, 20)
"""How far from a printed number, as a part of it, the middle of a wide range may be."""

ROOM = 1e-9
"""What floats may be wrong by, as a part of what they are, and far more."""

Span = tuple[Fraction, Fraction]
"""The sizes that a figure may have, without its sign."""


def meets(low: Fraction, high: Fraction, printed: PrintedFigure) -> bool:
    """Whether what is worked out may be what is printed: with little play, or from its middle."""
    span = printed.size
    if low > span[1] or high < span[0]:
        return False
    middle = (low + high) / 2
    return high - low <= FINE * abs(printed.value) or abs(middle - abs(printed.value)) <= _CLOSE * abs(printed.value)


def is_part_of(over: PrintedFigure, under: PrintedFigure, rate: PrintedFigure) -> bool:
    """Whether a rate is one amount's share of another, the first of the second."""
    about = under.rough_size
    if about[0] <= 0 or not _may_be_rate(over.rough_size, about, rate.rough_size, moved=False):
        return False
    part, whole = over.size, under.size
    return meets(part[0] / whole[1], part[1] / whole[0], rate)


def is_rate(one: PrintedFigure, other: PrintedFigure, rate: PrintedFigure, *, moved: bool) -> bool:
    """Whether a rate is one amount's share of another, either way, or, where it ``moved``, what parts them."""
    for over, under in ((one, other), (other, one)):
        about = under.rough_size
        if about[0] <= 0 or not _may_be_rate(over.rough_size, about, rate.rough_size, moved=moved):
            continue
        low, high = over.size[0] / under.size[1], over.size[1] / under.size[0]
        least, most = sorted((abs(low - 1), abs(high - 1)))
        if meets(low, high, rate) or (moved and meets(least, most, rate)):
            return True
    return False


def is_change_to(after: PrintedFigure, before: PrintedFigure, rate: PrintedFigure) -> bool:
    """Whether a rate, the way that its sign says, is that from one size to another."""
    if before.size[0] <= 0:
        return False
    low, high = after.size[0] / before.size[1] - 1, after.size[1] / before.size[0] - 1
    return meets(-high, -low, rate) if rate.value < 0 else meets(low, high, rate)


def are_coarse(one: PrintedFigure, other: PrintedFigure, rate: PrintedFigure) -> bool:
    """Whether two sizes are told too coarsely for their rate to show anything: their play is a good part of it."""
    return any((high - low) > FINE * abs(rate.value) * high for low, high in (one.size, other.size))


def may_differ(one: tuple[float, float], other: tuple[float, float], printed: tuple[float, float]) -> bool:
    """Whether two sizes can be so far apart at all, by floats."""
    (low, high), (least, most) = (one, other) if one >= other else (other, one)
    room = ROOM * (abs(low) + abs(high) + abs(least) + abs(most))
    return low - most <= printed[1] + room and high - least >= printed[0] - room


def is_made_with(span: Span, sign: int, other: PrintedFigure, difference: PrintedFigure) -> bool:
    """Whether a range with another figure added or taken off may be a difference; floats look first."""
    (low, high), printed, about = map(float, span), difference.rough_size, other.rough_size
    least, most = low + sign * about[sign < 0], high + sign * about[sign > 0]
    room = ROOM * (abs(low) + abs(high) + abs(about[1]))
    if least > printed[1] + room or most < printed[0] - room:
        return False
    moved = other.size
    return meets(span[0] + sign * moved[sign < 0], span[1] + sign * moved[sign > 0], difference)


def distance(one: PrintedFigure, other: PrintedFigure) -> Span:
    """By how much two figures differ, the larger less the smaller."""
    (low, high), (least, most) = sorted((one.size, other.size), reverse=True)
    return low - most, high - least


def _may_be_rate(
    over: tuple[float, float], under: tuple[float, float], rate: tuple[float, float], *, moved: bool
) -> bool:
    """Whether a rate can come out at all, by floats with room for what they round: exact fractions cost far more."""
    low, high = over[0] / under[1], over[1] / under[0]
    room = ROOM * (1 + abs(low) + abs(high))
    if low <= rate[1] + room and high >= rate[0] - room:
        return True
    if not moved:
        return False
    least, most = abs(low - 1), abs(high - 1)
    return min(least, most) <= rate[1] + room and max(least, most) >= rate[0] - room


def is_of_before(difference: PrintedFigure, after: PrintedFigure, rate: PrintedFigure) -> bool:
    """Whether a difference is a rate of the level before, which it and the level after leave."""
    low, high = (end * (-1 if difference.value < 0 else 1) for end in difference.size)
    before = sorted((after.size[0] - high, after.size[1] - low))
    span = difference.size
    return before[0] > 0 and meets(span[0] / before[1], span[1] / before[0], rate)
