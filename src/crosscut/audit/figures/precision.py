"""From a printed number to the range of what it can stand for."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from crosscut.audit.model import Interval


def rounded(value: Fraction, step: Fraction) -> Interval:
    """What rounds half up to ``value`` in steps of ``step``."""
    return Interval(value - step / 2, value + step / 2)


def lenient(value: Fraction, step: Fraction) -> Interval:
    """What rounds or is cut to ``value``: cutting leaves more on the side away from zero."""
    if value < 0:
        return Interval(value - step, value + step / 2)
    return Interval(value - step / 2, value + step)


def loosened(value: Fraction, step: Fraction, loose: str) -> Interval:
    """What a loose word before or after the number allows: ``about``, ``over`` or ``under``."""
    size = abs(value)
    play = max(step, min(_round_step(size, step) / 2, size / 10))
    wide = max(step, size / 4)
    if loose == "over":
        return Interval(value - step / 2, value + wide)
    if loose == "under":
        return Interval(value - wide, value + step / 2)
    return Interval(value - play, value + play)


def _round_step(size: Fraction, step: Fraction) -> Fraction:
    """The place of the last digit that is not zero."""
    while size and (size / step) % 10 == 0:
        step *= 10
    return step


@lru_cache(maxsize=4096)
def ranges(value: Fraction, step: Fraction, loose: str) -> tuple[Interval, Interval]:
    """The printed range and the lenient one; ``step`` is what the last digit that counts is worth."""
    if loose:
        wide = loosened(value, step, loose)
        return wide, wide
    return rounded(value, step), lenient(value, step)
