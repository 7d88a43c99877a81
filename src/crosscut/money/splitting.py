"""The one way that money and shares are split (DESIGN §3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from operator import index
from typing import NamedTuple


def split(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` in parts proportional to ``weights``, by largest remainder, ties to the earlier index.

    The parts sum to ``total`` exactly, however large it is, and none is more than one minor unit from its exact
    share. A negative total is split as its mirror image.

    Raises
    ------
    ValueError
        where ``weights`` is empty, holds a negative weight, or is zero throughout.
    TypeError
        where ``total`` or a weight is not an integer.
    """
    if total < 0:
        return [-part for part in split(-total, weights)]
    weights = [index(weight) for weight in weights]
    whole = sum(weights)
    if not whole or min(weights) < 0:
        raise ValueError(f"cannot split by weights {list(weights)[:10]}: give integers of 0 or more, not all of them 0")
    shares = [divmod(index(total) * weight, whole) for weight in weights]
    parts = [floor for floor, _ in shares]
    by_remainder = sorted(range(len(shares)), key=lambda position: -shares[position][1])
    for position in by_remainder[: total - sum(parts)]:
        parts[position] += 1
    return parts


class Fractions(NamedTuple):
    """Shares over one denominator; ``scaled`` says that they were rounded to fit it."""

    numerators: list[int]
    denominator: int
    scaled: bool


def reduce_fractions(numerators: Sequence[int], denominator: int, limit: int) -> Fractions:
    """The same shares in lowest terms, their common denominator at most ``limit``.

    Where the lowest denominator still exceeds the limit, the shares are rounded to fractions of ``limit`` by
    :func:`split`, what they leave of the whole included, and ``scaled`` is true.

    Raises
    ------
    ValueError
        where a numerator is negative, the shares exceed the whole, or a bound is not positive.
    """
    rest = denominator - sum(numerators)
    if denominator < 1 or limit < 1 or rest < 0 or min(numerators, default=0) < 0:
        raise ValueError(
            f"shares {list(numerators)[:10]} of {denominator} within {limit}: give numerators of 0 or more that sum to "
            "at most a positive denominator, and a positive limit"
        )
    common = gcd(denominator, *numerators)
    if denominator // common <= limit:
        return Fractions([numerator // common for numerator in numerators], denominator // common, scaled=False)
    return Fractions(split(limit, [*numerators, rest])[:-1], limit, scaled=True)
