"""All areas as one: what is in any of them, estimated by the same samples with an interval of its own.

The ends of the areas' intervals do not add up to those of their sum: areas do not err together, and money that is in
the wrong one of them is in the sum all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.rounds import Round
from crosscut.classify.season import Season
from crosscut.classify.second_opinions import Readings
from crosscut.tables import OUTSIDE, UNREAD

ALL = "all"
"""The area that stands for all of them."""


def all_areas(season: Season) -> Season:
    """A season with one area that holds what any area does."""
    stands = season.standing
    return replace(
        season,
        areas=(ALL,),
        readings=readings_of_all(season.readings),
        rounds=tuple(map(round_of_all, season.rounds)),
        standing=replace(stands, amounts={each: _together(held) for each, held in stands.amounts.items()}),
        half_way=season.half_way.sum(keepdims=True),
    )


def readings_of_all(readings: Readings) -> Readings:
    """What people put into any area; two who differ on which area do not differ on that."""
    first, second = of_all(readings.first), of_all(readings.second)
    disputed = readings.unsettled.any(axis=1, keepdims=True)
    return replace(
        readings,
        first=first,
        second=second,
        found=of_all(readings.found),
        unsettled=np.where(disputed, np.abs(first - second) / 2, 0.0),
    )


def round_of_all(each: Round) -> Round:
    """A round with what was expected in any area."""
    return replace(each, expected=of_all(each.expected))


def of_all(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """The shares of all areas together, as one column."""
    result: NDArray[np.float64] = share.sum(axis=1, keepdims=True)
    return result


def _together(amounts: Mapping[str, int]) -> dict[str, int]:
    apart = {area: amount for area, amount in amounts.items() if area in (OUTSIDE, UNREAD)}
    return apart | {ALL: sum(amounts.values()) - sum(apart.values())}
