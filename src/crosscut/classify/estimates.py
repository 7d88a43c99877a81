"""``crosscut estimate``: the totals of all areas as decisions on all programmes would have them, and what was assumed.

What is decided is exact and the run's own split, so where all is decided the estimate is what a crosscut shows.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from crosscut import classify
from crosscut.budget import Run
from crosscut.budget.opinions import agreement
from crosscut.calendar import Period
from crosscut.classify import assumptions
from crosscut.classify.all_areas import all_areas, of_all
from crosscut.classify.attributed_money import DECISION, ORIGINS, PROPOSAL, TAGS
from crosscut.classify.estimator import (
    ERRORS,
    LEVEL,
    LEVELS,
    STEPS,
    Estimate,
    by_proposals,
    decided_sums,
    estimate,
    worth_of_more,
)
from crosscut.classify.exact_totals import ExactTotals, exact_totals
from crosscut.classify.faults import DecisionFault, faults
from crosscut.classify.programmes import decisions, terms, texts
from crosscut.classify.season import Season, season_of
from crosscut.classify.second_opinions import enough
from crosscut.progress import Progress, quiet
from crosscut.tables import OUTSIDE

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class EstimateInterval(TypedDict):
    """The ends of an interval in minor units; ``at`` is its level, or the share of wrong readings it allows for."""

    at: float
    low: int
    high: int


class AreaEstimate(TypedDict):
    """An area's total as decisions on all programmes would have it, with its 95 % interval, in minor units.

    ``decided`` is what decisions have put into it so far, exactly; ``published`` is what a crosscut shows of it now,
    under ``partition``, where tags and proposals speak for what nobody decided. ``levels`` are its intervals at several
    levels; ``errors`` what the 95 % interval would be were readings wrong so often, where no second opinion says how
    often they are.
    """

    area: str
    estimate: int
    low: int
    high: int
    decided: int
    published: int
    levels: list[EstimateInterval]
    errors: list[EstimateInterval]


class AreaAgreement(TypedDict):
    """How far people agree on an area, over the programmes that several decided on.

    ``named`` of them somebody puts there. The ends are of 95 % intervals.
    """

    area: str
    programmes: int
    agreed: int
    kappa: float | None
    alpha: float | None
    named: int
    kappa_ends: list[float] | None
    alpha_ends: list[float] | None


class MoreReadings(TypedDict):
    """What further readings, of those that are left, would buy: by what part the 95 % intervals get narrower.

    That is in the mean of all areas. ``half_width`` is then that of the least sure area, in minor units.
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
    """All areas' totals as decisions on all programmes would have them, and what was assumed.

    ``amount`` is all money of the period. Of it ``decided_outside`` has been decided to be in no area, and
    ``undecided`` has no decision: tags of the sources speak for ``tagged`` of that, proposals that count for
    ``proposed``, and nobody and nothing has looked at ``unread``, as in every crosscut. ``published_outside`` is what a
    crosscut shows outside now. ``sample`` is the last sample that counts, ``second_opinions`` how many programmes two
    people read independently, ``waiting`` how many read programmes count from the next sample on. ``together`` is what
    is in any area, with an interval of its own: those of the areas do not add up to it.
    """

    taxonomy: str
    counting: str
    currency: str
    year: int
    stage: str
    programmes: int
    decided: int
    amount: int
    decided_outside: int
    published_outside: int
    undecided: int
    tagged: int
    proposed: int
    unread: int
    sample: int
    second_opinions: int
    waiting: int
    together: AreaEstimate
    areas: list[AreaEstimate]
    more: list[MoreReadings]
    rounds: list[RoundEstimate]
    assumed: list[str]
    assumed_ko: list[str]
    agreement: list[AreaAgreement]
    fatal: list[DecisionFault]


def estimates(run: Run, progress: Progress = quiet, period: Period | None = None) -> Estimates:
    """Area totals with intervals, from decisions, samples, second opinions and proposals, and what was assumed.

    They are of one period, without it the one that leads.
    """
    season = season_of(run, period)
    expected = _expectation(run, season, progress)
    totals, uncovered = _found(season, expected)
    together, _ = _found(all_areas(season), of_all(expected))
    assumed = assumptions.of(run, season, uncovered)
    reads, stands = season.readings, season.standing
    return {
        "taxonomy": run.taxonomy.id,
        "counting": "partition",
        "currency": run.settings.currency,
        "year": season.period.year,
        "stage": season.period.stage,
        "programmes": len(season.programmes),
        "decided": int(reads.decided.sum()),
        "amount": sum(season.amounts),
        "decided_outside": stands.of(OUTSIDE, DECISION),
        "published_outside": stands.of(OUTSIDE, *ORIGINS),
        "undecided": sum(season.undecided),
        "tagged": stands.by(TAGS),
        "proposed": stands.by(PROPOSAL),
        "unread": stands.unread,
        "sample": season.counted[-1] if season.counted else 0,
        "second_opinions": int(reads.twice.sum()),
        "waiting": len(season.waiting),
        "together": _area(together, 0),
        "areas": [_area(totals, column) for column in range(len(season.areas))],
        "more": _more(season, totals.found),
        "rounds": _rounds(season),
        "assumed": [each.en for each in assumed],
        "assumed_ko": [each.ko for each in assumed],
        "agreement": _agreement(run, season.areas),
        "fatal": faults(run),
    }


def _expectation(run: Run, season: Season, progress: Progress) -> Floats:
    """What proposals expect of each programme where no sample has been read: samples have it with them."""
    if season.rounds or season.readings.decided.all():
        return np.zeros(season.readings.found.shape)
    progress("Proposing")
    return _expected(run, season)


def _found(season: Season, expected: Floats) -> tuple[ExactTotals, Flags]:
    """The estimate, and which programmes no sample speaks for."""
    if not season.rounds:
        found = exact_totals(season, _unsampled(season, expected), season.known(DECISION, TAGS))
        return found, np.zeros(len(season.programmes), bool)
    sampled, made = estimate(season.sizes, season.readings, season.rounds)
    return exact_totals(season, sampled, season.known()), made.uncovered


def _unsampled(season: Season, expected: Floats) -> Estimate:
    """What decisions, tags and the probabilities of proposals lead to expect.

    Nothing says how good tags are: of tagged money that nobody decided, the intervals hold both what the tags say and
    what the proposals expect.
    """
    sizes, reads, free = season.sizes, season.readings, ~season.readings.decided
    tags = season.standing.programmes(TAGS)
    tagged = np.array([programme in tags for programme in season.programmes], bool)
    proposed, rest = (
        by_proposals(sizes[free], expected[free]),
        by_proposals(sizes[free & ~tagged], expected[free & ~tagged]),
    )
    said = np.array(season.known(TAGS), float)
    gap = proposed.rest - rest.rest - said
    known = decided_sums(sizes, reads) + said
    found = replace(
        proposed,
        known=known,
        rest=rest.rest,
        least=proposed.least - said,
        most=proposed.most - said,
        open_low=np.minimum(gap, 0),
        open_high=np.maximum(gap, 0),
    )
    once = np.where(reads.decided[:, None], 1.0, np.zeros(reads.found.shape))
    return found.corrected(sizes, once, reads) if enough(reads) else found


def _expected(run: Run, season: Season) -> Floats:
    """The share of each area that proposals expect of each programme of a season."""
    programmes, probability = classify.chances(texts(run), run.taxonomy, decisions(run), terms(run))
    place = {programme: row for row, programme in enumerate(season.programmes)}
    rows = [row for row, each in enumerate(programmes) if each in place]
    expected = np.zeros((len(season.programmes), len(season.areas)))
    expected[[place[programmes[row]] for row in rows]] = classify.expected(probability[rows])
    return expected


def _area(totals: ExactTotals, column: int) -> AreaEstimate:
    season = totals.season
    area = season.areas[column]
    low, high = totals.ends(LEVEL, column)
    errors = () if enough(season.readings) else ERRORS
    return {
        "area": area,
        "estimate": totals.value(column),
        "low": low,
        "high": high,
        "decided": season.standing.of(area, DECISION),
        "published": season.standing.of(area, *ORIGINS),
        "levels": [_interval(level, totals.ends(level, column)) for level in LEVELS],
        "errors": [_interval(error, totals.ends_with_errors(error, column)) for error in errors],
    }


def _interval(at: float, ends: tuple[int, int]) -> EstimateInterval:
    return {"at": at, "low": ends[0], "high": ends[1]}


def _more(season: Season, found: Estimate) -> list[MoreReadings]:
    """What further readings would buy; nothing where no sample has been read."""
    left = int((~season.readings.decided).sum())
    if not season.rounds or not left:
        return []
    now = found.half_width
    rows: list[MoreReadings] = []
    for more in sorted({min(step, left) for step in STEPS}):
        then = worth_of_more(season.sizes, season.readings, season.rounds, found, more)
        part = np.minimum(then / np.maximum(now, 1e-9), 1.0)
        least = int(np.argmax(then / np.maximum(found.total + then, 1e-9)))
        rows.append(
            {
                "readings": more,
                "narrower": round(1 - float(part.mean()), 4),
                "area": season.areas[least],
                "half_width": ceil(then[least]),
            }
        )
    return rows


def _rounds(season: Season) -> list[RoundEstimate]:
    """What each sample added: the estimate from the first of them, from the first two, and so on."""
    rows: list[RoundEstimate] = []
    for count in range(1, len(season.rounds) + 1):
        found, _ = estimate(season.sizes, season.readings, season.rounds[:count])
        totals = exact_totals(season, found, season.known())
        for column, area in enumerate(season.areas):
            low, high = totals.ends(LEVEL, column)
            rows.append({"rounds": count, "area": area, "estimate": totals.value(column), "low": low, "high": high})
    return rows


def _agreement(run: Run, areas: tuple[str, ...]) -> list[AreaAgreement]:
    """How far people agree by area, where several decided on the same programmes."""
    found = (each for each in agreement(run.sound_decisions, areas) if each.programmes)
    return [
        AreaAgreement(
            area=each.area,
            programmes=each.programmes,
            agreed=each.agreed,
            kappa=each.kappa,
            alpha=each.alpha,
            named=each.named,
            kappa_ends=list(each.kappa_ends) if each.kappa_ends else None,
            alpha_ends=list(each.alpha_ends) if each.alpha_ends else None,
        )
        for each in found
    ]
