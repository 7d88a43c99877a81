"""A budget as the estimate sees it: its programmes with their money and what people said of each, and its samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from crosscut.budget import Run
from crosscut.budget.opinions import Opinion, independent, opinions, settled
from crosscut.calendar import Period
from crosscut.classify.attributed_money import DECISION, Standing, standing_of
from crosscut.classify.prefixes import best_prefix
from crosscut.classify.rounds import Round
from crosscut.classify.sample_files import Sample, drawn_before
from crosscut.classify.second_opinions import Readings, enough, is_large

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_GROWTH = 1.5
"""How many times its money of the draw a programme may have and still be spoken for by the chance it then had."""


@dataclass(frozen=True)
class Season:
    """All that totals follow from; arrays have a row for each of ``programmes``, which have money in ``period``.

    ``rounds`` are what the samples whose numbers are ``counted`` say by now. ``waiting`` are programmes that were read
    but count in no round yet, ``unsettled`` those on which two people differ. ``standing`` is where the money stands,
    and ``half_way`` what each area's total gains where they count half-way, against the decisions in force.
    """

    period: Period
    areas: tuple[str, ...]
    programmes: tuple[str, ...]
    amounts: tuple[int, ...]
    readings: Readings
    samples: tuple[Sample, ...]
    rounds: tuple[Round, ...]
    counted: tuple[int, ...]
    waiting: tuple[str, ...]
    unsettled: tuple[str, ...]
    standing: Standing
    half_way: Floats

    @property
    def undecided(self) -> tuple[int, ...]:
        """The amounts of the programmes without a decision."""
        decided = self.readings.decided.tolist()
        return tuple(amount for amount, each in zip(self.amounts, decided, strict=True) if not each)

    @property
    def sizes(self) -> Floats:
        """The amounts as sampling weighs them: only as exact as floats are, and never what a total is made of."""
        return np.array(self.amounts, float)

    def known(self, *origins: str) -> tuple[int, ...]:
        """The exact money of each area that decisions (or these) attributed, in minor units."""
        return tuple(self.standing.of(area, *origins or (DECISION,)) for area in self.areas)


def season_of(run: Run, period: Period | None = None) -> Season:
    """The season of a budget in a period, without it the one that leads.

    A sample that was drawn by the money of another period speaks for this one too, as its chances are known; money that
    has grown since is not spoken for.
    """
    period = period or run.calendar.leading
    money = run.budgets(*period)
    areas = tuple(area.id for area in run.taxonomy.areas)
    programmes = tuple(sorted(money))
    held = _table([run.decisions[each].areas if each in run.decisions else {} for each in programmes], areas)
    readings, unsettled = _readings(run, period, programmes, areas, held)
    place = {programme: row for row, programme in enumerate(programmes)}
    samples = drawn_before(run.snapshot.folder, run.taxonomy.id, list(areas))
    decided = {programme for programme in place if readings.decided[place[programme]]}
    rounds = [_round(each, money, place, decided) for each in samples]
    return Season(
        period=period,
        areas=areas,
        programmes=programmes,
        amounts=tuple(money[each] for each in programmes),
        readings=readings,
        samples=tuple(samples),
        rounds=tuple(each for each in rounds if each is not None),
        counted=tuple(each.number for each, round_ in zip(samples, rounds, strict=True) if round_ is not None),
        waiting=_waiting(rounds, programmes, readings.decided),
        unsettled=tuple(unsettled),
        standing=standing_of(run, period),
        half_way=np.array([money[each] for each in programmes], float) @ (readings.found - held),
    )


def _round(sample: Sample, money: Mapping[str, int], place: Mapping[str, int], decided: set[str]) -> Round | None:
    """What a sample says by now: a part of its order, as if no more had been drawn; None where that says nothing.

    What is unread within it is left open, by which the estimate stays unbiased: see :mod:`crosscut.classify.prefixes`.
    Programmes that have left the budget need no reading. Those whose money has grown beyond MOST_GROWTH since, or
    changed its sign, are not spoken for by the chance that they had: they leave the frame, whether drawn or not.
    Files of before amounts were kept are not in the order of the draw: they count when they are read to their end.
    """
    done = np.array([each in decided or each not in place for each in sample.drawn], bool)
    if not done.any() or (sample.amounts[0] is None and not done.all()):
        return None
    now = np.array([money.get(each, 0) for each in sample.frame], float)
    prefix = best_prefix(sample.rows_drawn, done, sample.chance, now, sample.expected)
    if prefix is None:
        return None
    kept = [
        row for row, each in enumerate(sample.frame) if each in place and _spoken_for(sample.amounts[row], money[each])
    ]
    counts = (sample.order[kept] > 0) & (sample.order[kept] <= prefix.count)
    frame = np.array([place[sample.frame[row]] for row in kept], np.int64)
    known = np.array([sample.frame[row] in decided for row in kept], bool)
    return Round(frame, prefix.chance[kept], sample.expected[kept], counts & known, counts & ~known)


def _spoken_for(then: int | None, now: int) -> bool:
    return then is None or (now * then >= 0 and abs(now) <= MOST_GROWTH * abs(then)) or now == 0


def _waiting(rounds: Sequence[Round | None], programmes: tuple[str, ...], decided: Flags) -> tuple[str, ...]:
    """Read programmes that stand in the frame of the last round that counts, and were not read for it."""
    last = next((each for each in reversed(rounds) if each is not None), None)
    if last is None:
        return ()
    late = last.frame[~last.read & decided[last.frame]]
    return tuple(programmes[row] for row in late)


def _readings(
    run: Run, period: Period, programmes: tuple[str, ...], areas: tuple[str, ...], found: Floats
) -> tuple[Readings, list[str]]:
    """What people said, and on which programmes two of them differ: half-way only where errors are in the intervals.

    ``found`` are the shares of the decisions in force.
    """
    held = run.decisions
    first, second, half, apart = found.copy(), found.copy(), found.copy(), np.zeros(found.shape)
    twice = np.zeros(len(programmes), bool)
    unsettled = []
    by_programme = opinions(run.sound_decisions)
    for row, programme in enumerate(programmes):
        several = by_programme.get(programme, [])
        pair = _pair(several) if programme in held else None
        if pair is None:
            continue
        one, other = _table([each.shares for each in pair], areas)
        twice[row], first[row], second[row] = True, one, other
        if (one != other).any() and not settled(several):
            unsettled.append(programme)
            half[row], apart[row] = (one + other) / 2, np.abs(one - other) / 2
    decided = np.array([each in held for each in programmes], bool)
    money = run.budgets(*period)
    large = np.array([is_large(run.settings, money[each]) for each in programmes], bool)
    taken_as_right = Readings(first, second, found, np.zeros(found.shape), decided, twice, large)
    if not enough(taken_as_right):
        return taken_as_right, unsettled
    return replace(taken_as_right, found=half, unsettled=apart), unsettled


def _pair(several: Sequence[Opinion]) -> tuple[Opinion, Opinion] | None:
    """The first two opinions that were formed without each other."""
    apart = independent(several)
    return (apart[0], apart[1]) if len(apart) > 1 else None


def _table(shares: Sequence[Mapping[str, Fraction]], areas: tuple[str, ...]) -> Floats:
    rows = [[float(each.get(area, 0)) for area in areas] for each in shares]
    return np.array(rows, float).reshape(len(shares), len(areas))
