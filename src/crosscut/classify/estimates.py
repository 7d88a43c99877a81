"""``crosscut estimate``: what the totals of all areas are, with intervals of what is known, and what was assumed."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from crosscut import classify
from crosscut.budget import Run
from crosscut.budget.opinions import agreement
from crosscut.classify import assumptions
from crosscut.classify.estimator import (
    ERRORS,
    LEVEL,
    LEVELS,
    STEPS,
    Estimate,
    by_proposals,
    certain_bounds,
    estimate,
    with_errors,
    worth_of_more,
)
from crosscut.classify.faults import DecisionFault, faults
from crosscut.classify.programmes import decisions, terms, texts
from crosscut.classify.season import Season, season_of
from crosscut.classify.second_opinions import enough
from crosscut.progress import Progress, quiet

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class EstimateInterval(TypedDict):
    """The ends of an interval in minor units; ``at`` is its level, or the share of wrong readings it allows for."""

    at: float
    low: int
    high: int


class AreaEstimate(TypedDict):
    """An area's total with its 95 % interval, in minor units.

    ``levels`` are its intervals at several levels; ``errors`` what the 95 % interval would be were readings wrong so
    often, where no second opinion says how often they are.
    """

    area: str
    estimate: int
    low: int
    high: int
    levels: list[EstimateInterval]
    errors: list[EstimateInterval]


class AreaAgreement(TypedDict):
    """How far people agree on an area, over the programmes that several decided on."""

    area: str
    programmes: int
    agreed: int
    kappa: float | None
    alpha: float | None


class MoreReadings(TypedDict):
    """What further readings would buy: by what part the 95 % intervals get narrower, in the mean of all areas.

    ``half_width`` is then that of the least sure area, in minor units.
    """

    readings: int
    narrower: float
    area: str
    half_width: int


class RoundEstimate(TypedDict):
    """An area's total with its 95 % interval as the first ``rounds`` samples give it, in minor units."""

    rounds: int
    area: str
    estimate: int
    low: int
    high: int


class Estimates(TypedDict):
    """All areas' totals, and what was assumed.

    ``amount`` is all money of the period; of it ``decided_outside`` has been decided to be in no area and ``unread``
    has no decision. ``sample`` is the last sample that counts, ``second_opinions`` how many programmes two people read
    independently, ``waiting`` how many read programmes count from the next sample on.
    """

    taxonomy: str
    currency: str
    year: int
    stage: str
    programmes: int
    decided: int
    amount: int
    decided_outside: int
    unread: int
    sample: int
    second_opinions: int
    waiting: int
    areas: list[AreaEstimate]
    more: list[MoreReadings]
    rounds: list[RoundEstimate]
    assumed: list[str]
    agreement: list[AreaAgreement]
    fatal: list[DecisionFault]


def estimates(run: Run, progress: Progress = quiet) -> Estimates:
    """Area totals with intervals, from decisions, samples, second opinions and proposals, and what was assumed."""
    season = season_of(run)
    found, uncovered = _found(run, season, progress)
    reads = season.readings
    held = run.decisions
    return {
        "taxonomy": run.taxonomy.id,
        "currency": run.settings.currency,
        "year": season.period.year,
        "stage": season.period.stage,
        "programmes": len(season.programmes),
        "decided": int(reads.decided.sum()),
        "amount": sum(season.amounts),
        "decided_outside": sum(
            amount - sum(amount * share.numerator // share.denominator for share in held[programme].areas.values())
            for programme, amount in zip(season.programmes, season.amounts, strict=True)
            if programme in held
        ),
        "unread": sum(
            amount for programme, amount in zip(season.programmes, season.amounts, strict=True) if programme not in held
        ),
        "sample": season.counted[-1] if season.counted else 0,
        "second_opinions": int(reads.twice.sum()),
        "waiting": len(season.waiting),
        "areas": [_area(season, found, column) for column in range(len(season.areas))],
        "more": _more(season, found),
        "rounds": _rounds(season),
        "assumed": assumptions.of(run, season, uncovered),
        "agreement": _agreement(run, season.areas),
        "fatal": faults(run),
    }


def _found(run: Run, season: Season, progress: Progress) -> tuple[Estimate, Flags]:
    """The estimate, and which programmes no sample speaks for."""
    if not season.rounds:
        progress("Proposing")
        return _unsampled(run, season), np.zeros(len(season.programmes), bool)
    found, made = estimate(season.money, season.readings, season.rounds)
    return found, made.uncovered


def _unsampled(run: Run, season: Season) -> Estimate:
    """What decisions and the probabilities of proposals lead to expect."""
    programmes, probability = classify.chances(texts(run), run.taxonomy, decisions(run), terms(run))
    place = {programme: row for row, programme in enumerate(season.programmes)}
    rows = [row for row, each in enumerate(programmes) if each in place]
    expected = np.zeros((len(season.programmes), len(season.areas)))
    expected[[place[programmes[row]] for row in rows]] = classify.expected(probability[rows])
    free = ~season.readings.decided
    rest = by_proposals(season.money[free], expected[free])
    known = (np.where(free, 0.0, season.money)[:, None] * season.readings.found).sum(axis=0)
    least, most = certain_bounds(season.money, season.readings)
    return Estimate(np.clip(known + rest.total, least, most), rest.spread, rest.readings, least, most)


def _area(season: Season, found: Estimate, column: int) -> AreaEstimate:
    money = float(sum(season.amounts))
    low, high = found.low[column], found.high[column]
    errors = () if enough(season.readings) else ERRORS
    return {
        "area": season.areas[column],
        "estimate": round(float(found.total[column])),
        "low": _down(low),
        "high": _up(high),
        "levels": [_interval(level, found.interval(level), column) for level in LEVELS],
        "errors": [_interval(error, with_errors(found, money, error), column) for error in errors],
    }


def _interval(at: float, ends: tuple[Floats, Floats], column: int) -> EstimateInterval:
    return {"at": at, "low": _down(ends[0][column]), "high": _up(ends[1][column])}


def _more(season: Season, found: Estimate) -> list[MoreReadings]:
    """What further readings would buy; nothing where no sample has been read."""
    left = int((~season.readings.decided).sum())
    if not season.rounds or not left:
        return []
    now = found.half_width
    rows: list[MoreReadings] = []
    for more in STEPS:
        then = worth_of_more(season.money, season.readings, season.rounds, found, min(more, left))
        part = np.minimum(then / np.maximum(now, 1e-9), 1.0)
        least = int(np.argmax(then / np.maximum(found.total + then, 1e-9)))
        rows.append(
            {
                "readings": more,
                "narrower": round(1 - float(part.mean()), 4),
                "area": season.areas[least],
                "half_width": _up(then[least]),
            }
        )
    return rows


def _rounds(season: Season) -> list[RoundEstimate]:
    """What each sample added: the estimate from the first of them, from the first two, and so on."""
    rows: list[RoundEstimate] = []
    for count in range(1, len(season.rounds) + 1):
        found, _ = estimate(season.money, season.readings, season.rounds[:count])
        low, high = found.interval(LEVEL)
        rows += [
            {
                "rounds": count,
                "area": area,
                "estimate": round(float(found.total[column])),
                "low": _down(low[column]),
                "high": _up(high[column]),
            }
            for column, area in enumerate(season.areas)
        ]
    return rows


def _agreement(run: Run, areas: tuple[str, ...]) -> list[AreaAgreement]:
    """How far people agree by area, where several decided on the same programmes."""
    found = (each for each in agreement(run.sound_decisions, areas) if each.programmes)
    return [
        AreaAgreement(
            area=each.area, programmes=each.programmes, agreed=each.agreed, kappa=each.kappa, alpha=each.alpha
        )
        for each in found
    ]


def _down(value: float) -> int:
    return int(np.floor(value))


def _up(value: float) -> int:
    return int(np.ceil(value))
