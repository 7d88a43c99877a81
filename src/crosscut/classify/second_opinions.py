"""What second opinions say of the first ones: how far the totals are off because readers err, and how sure that is.

Programmes that two people read independently are taken as a chance choice among those read, apart for those that the
first reader put into an area and those that he put into none (so an office may have all of the first read twice and
some of the others). What the second opinions changed there is what is wrong with the others too. Programmes that are
read twice for their money are no chance choice: they speak for themselves alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscut.config import Settings

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_SEES_AT_LEAST = 0.5
"""What part of an area either reader sees, at the least, for the two to say something of what both miss."""
FEWEST = 5
"""Second opinions from which on they say something of a kind of programme."""


@dataclass(frozen=True)
class Readings:
    """What people said of each programme, a row each; a column an area.

    ``first`` are the shares of the first opinion and ``second`` those of the second, ``found`` those that hold
    (half-way where two differ and nobody settled it, and ``unsettled`` is how far either is from there), ``decided``
    whether there is any and ``twice`` whether there are two that were formed without each other. ``large`` are those
    that two people read whatever the first one said; None where there are none.
    """

    first: Floats
    second: Floats
    found: Floats
    unsettled: Floats
    decided: Flags
    twice: Flags
    large: Flags | None = None

    @classmethod
    def alone(cls, found: Floats, decided: Flags) -> Readings:
        """What single readers said, each programme read by one."""
        return cls(found, found, found, np.zeros(found.shape), decided, np.zeros(len(found), bool))


@dataclass(frozen=True)
class Correction:
    """What is to be added to each area's total, what it is then to be multiplied by, and the variances of both."""

    added: Floats
    variance: Floats
    factor: float = 1.0
    factor_variance: float = 0.0

    def of(self, known: Floats, rest: Floats, variance: Floats) -> tuple[Floats, Floats]:
        """What totals are beyond ``known`` with the correction, and their variances."""
        corrected = (self.factor - 1) * known + self.factor * (rest + self.added)
        seen = known + rest + self.added
        return corrected, self.factor**2 * (variance + self.variance) + seen**2 * self.factor_variance


def is_large(settings: Settings, amount: int) -> bool:
    """Whether a programme of so much money, in minor units, is for two people to read whatever the first one said."""
    return 0 < settings.classify.second_from * settings.printed_unit.factor <= amount


def enough(readings: Readings) -> bool:
    """Whether second opinions are enough to say how often readers err."""
    return int(readings.twice.sum()) >= FEWEST


def correction(amounts: Floats, weight: Floats, readings: Readings) -> Correction:
    """What second opinions say is wrong with totals in which each reading counts ``weight`` times, by area."""
    areas = weight.shape[1]
    added, spread = np.zeros(areas), np.zeros(areas)
    worth = weight * amounts[:, None]
    change = worth * (readings.found - readings.first)
    named = readings.first.max(axis=1, initial=0.0) > 0
    for rows, chance in _classes(named, readings):
        again = rows & readings.twice
        added += (1 / chance - 1) * change[again].sum(axis=0)
        seen = (1 - chance) / chance**2 * (change[again] ** 2).sum(axis=0)
        feared = (1 - chance) / chance * (worth[rows] ** 2 * _wrong(readings, rows)).sum(axis=0)
        spread += np.maximum(seen, feared) + ((worth[again] * readings.unsettled[again]) ** 2).sum(axis=0) / chance**2
    return Correction(added, spread, *_missed_by_both(*_seen(readings), int(readings.twice.sum())))


def at_odds(readings: Readings) -> bool:
    """Whether readers see too little in common to say anything of what both miss: totals may then be larger."""
    return enough(readings) and _sees(*_seen(readings)) < _SEES_AT_LEAST


def _seen(readings: Readings) -> tuple[float, float]:
    """Of areas that programmes have, how many both readers saw and how many one of them alone, of all that is read."""
    agreed, missed = 0.0, 0.0
    for rows, chance in _classes(readings.first.max(axis=1, initial=0.0) > 0, readings):
        again = rows & readings.twice
        really, one, other = (each[again] > 0 for each in (readings.found, readings.first, readings.second))
        agreed += (really & one & other).sum() / chance
        missed += (really & (one != other)).sum() / chance
    return agreed, missed


def _sees(agreed: float, missed: float) -> float:
    """What part of areas either reader sees, were they to miss independently; all of it where nobody missed any."""
    return 2 * agreed / (2 * agreed + missed) if missed else 1.0


def _classes(named: Flags, readings: Readings) -> list[tuple[Flags, float]]:
    """Which rows were read, by what the first reader said and by their money, and what part of each was read twice.

    Where second opinions are too few to tell kinds apart, kinds are taken together.
    """
    large = readings.decided & readings.large if readings.large is not None else np.zeros_like(readings.decided)
    others = readings.decided & ~large
    for classes in ([others & named, others & ~named, large], [others, large]):
        if all(_speaks(rows, readings, whole=rows is large) for rows in classes):
            break
    else:
        classes = [readings.decided]
    return [(rows, float((rows & readings.twice).sum() / rows.sum())) for rows in classes if rows.any()]


def _speaks(rows: Flags, readings: Readings, *, whole: bool) -> bool:
    """Whether enough of some rows was read twice to speak for them; ``whole`` ones need none beside them."""
    again = rows & readings.twice
    return not rows.any() or int(again.sum()) >= FEWEST or (whole and bool((again == rows).all()))


def _wrong(readings: Readings, rows: Flags) -> Floats:
    """How likely the first reader is wrong on each area of some rows, as if half a mistake had been seen besides.

    What he misses is likelier in areas that much was found in, and nowhere less likely than were all areas alike.
    """
    again = rows & readings.twice
    says, off = readings.first[again] > 0, np.abs(readings.found[again] - readings.first[again]) > 0
    false = ((off & says).sum() + 0.5) / (says.sum() + 1)
    areas = readings.found.shape[1]
    found = (readings.found > 0).sum(axis=0) + 1
    share = np.maximum(found / found.sum(), 1 / areas)
    missed = np.minimum(((off & ~says).sum() + 0.5) / (again.sum() + 1) * share, 1.0)
    return np.where(readings.first[rows] > 0, false, missed)


def _missed_by_both(agreed: float, missed: float, count: int) -> tuple[float, float]:
    """By how much areas are larger than what either of two readers sees, were they to miss independently.

    Of areas that programmes have, both readers saw ``agreed`` and only one of them saw ``missed``, over ``count``
    programmes.
    """
    if not missed:
        return 1.0, 0.0
    sees = max(_sees(agreed, missed), _SEES_AT_LEAST)
    either = 1 - (1 - sees) ** 2
    slope = 2 * (1 - sees) / either**2
    return 1 / either, slope**2 * sees * (1 - sees) / min(agreed + missed, count)
