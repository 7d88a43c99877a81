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


def size(figure: PrintedFigure) -> Span:
    """The range of a figure without its sign, in minor units for amounts, as a fraction of one for rates."""
    low, high = figure.lenient.low, figure.lenient.high
    assert low is not None
    assert high is not None
    return (low, high) if figure.value >= 0 else (-high, -low)


def meets(low: Fraction, high: Fraction, printed: PrintedFigure) -> bool:
    """Whether what is worked out may be what is printed: with little play, or from its middle."""
    span = size(printed)
    if low > span[1] or high < span[0]:
        return False
    middle = (low + high) / 2
    return high - low <= FINE * abs(printed.value) or abs(middle - abs(printed.value)) <= _CLOSE * abs(printed.value)


def is_part_of(over: PrintedFigure, under: PrintedFigure, rate: PrintedFigure) -> bool:
    """Whether a rate is one amount's share of another, the first of the second."""
    part, whole = size(over), size(under)
    if whole[0] <= 0 or not _may_be_rate(rough(part), rough(whole), rough(size(rate)), moved=False):
        return False
    return meets(part[0] / whole[1], part[1] / whole[0], rate)


def is_rate(one: PrintedFigure, other: PrintedFigure, rate: PrintedFigure, *, moved: bool) -> bool:
    """Whether a rate is one amount's share of another, either way, or, where it ``moved``, what parts them."""
    sizes, printed = (size(one), size(other)), rough(size(rate))
    for over, under in (sizes, sizes[::-1]):
        if under[0] <= 0 or not _may_be_rate(rough(over), rough(under), printed, moved=moved):
            continue
        low, high = over[0] / under[1], over[1] / under[0]
        least, most = sorted((abs(low - 1), abs(high - 1)))
        if meets(low, high, rate) or (moved and meets(least, most, rate)):
            return True
    return False


def are_coarse(one: PrintedFigure, other: PrintedFigure, rate: PrintedFigure) -> bool:
    """Whether two sizes are told too coarsely for their rate to show anything: their play is a good part of it."""
    spans = (size(one), size(other))
    return any((high - low) > FINE * abs(rate.value) * high for low, high in spans)


def rough(span: Span) -> tuple[float, float]:
    """A range as floats, for a first look that costs little."""
    return float(span[0]), float(span[1])


def may_differ(one: tuple[float, float], other: tuple[float, float], printed: tuple[float, float]) -> bool:
    """Whether two sizes can be so far apart at all, by floats."""
    (low, high), (least, most) = (one, other) if one >= other else (other, one)
    room = ROOM * (abs(low) + abs(high) + abs(least) + abs(most))
    return low - most <= printed[1] + room and high - least >= printed[0] - room


def is_made_with(span: Span, sign: int, other: PrintedFigure, difference: PrintedFigure) -> bool:
    """Whether a range with another figure added or taken off may be a difference; floats look first."""
    moved, (low, high), printed = size(other), rough(span), rough(size(difference))
    about = rough(moved)
    least, most = low + sign * about[sign < 0], high + sign * about[sign > 0]
    room = ROOM * (abs(low) + abs(high) + abs(about[1]))
    if least > printed[1] + room or most < printed[0] - room:
        return False
    return meets(span[0] + sign * moved[sign < 0], span[1] + sign * moved[sign > 0], difference)


def distance(one: PrintedFigure, other: PrintedFigure) -> Span:
    """By how much two figures differ, the larger less the smaller."""
    (low, high), (least, most) = sorted((size(one), size(other)), reverse=True)
    return low - most, high - least


def _may_be_rate(
    over: tuple[float, float], under: tuple[float, float], rate: tuple[float, float], *, moved: bool
) -> bool:
    """Whether a rate can come out at all, by floats with room for what they round: exact fractions cost far more."""
    low, high = over[0] / under[1], over[1] / under[0]
    room = ROOM * (1 + abs(low) + abs(high))
    if low <= rate[1] + room and high >= rate[0] - room:
        return True
    least, most = sorted((abs(low - 1), abs(high - 1)))
    return moved and least <= rate[1] + room and most >= rate[0] - room


def is_of_before(difference: PrintedFigure, after: PrintedFigure, rate: PrintedFigure) -> bool:
    """Whether a difference is a rate of the level before, which it and the level after leave."""
    low, high = (end * (-1 if difference.value < 0 else 1) for end in size(difference))
    before = sorted((size(after)[0] - high, size(after)[1] - low))
    span = size(difference)
    return before[0] > 0 and meets(span[0] / before[1], span[1] / before[0], rate)
