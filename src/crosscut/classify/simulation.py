"""Seasons of reading, simulated where the truth is known: readers err, stop early, and the budget changes meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.all_areas import of_all, readings_of_all, round_of_all
from crosscut.classify.estimator import Estimate, estimate
from crosscut.classify.prefixes import Prefix, best_prefix
from crosscut.classify.rounds import Round
from crosscut.classify.sampling import SamplePlan, draw
from crosscut.classify.second_opinions import Readings

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class SeasonCase:
    """Programmes whose truth is known: ids, money, the share of each area expected before reading, and the true one."""

    names: tuple[str, ...]
    money: Floats
    expected: Floats
    true: Floats


@dataclass(frozen=True)
class Habits:
    """How a season goes.

    ``error`` of both readers' readings are wrong; a second reader reads all that the first put into an area, all
    that has ``large`` money, and ``again`` of the rest, and an adjudicator settles their differences rightly. In
    ``stops`` of the rounds the reader stops early. Nobody ever reads ``passes`` of the programmes, those in an area
    twice as often as others. Between rounds ``moves`` of the programmes change their money by up to a quarter, and
    ``comes`` of all programmes come only after the first round.
    """

    error: float = 0.0
    again: float = 1 / 3
    stops: float = 0.3
    passes: float = 0.0
    moves: float = 0.05
    comes: float = 0.01
    large: float = np.inf


@dataclass(frozen=True)
class RoundOutcome:
    """What a round ends with: whether each area's interval holds the truth, and its half-width as a part of that.

    ``together`` and ``together_width`` are the same of what is in any area.
    """

    covered: Flags
    half_width: Floats
    together: bool
    together_width: float


def season(case: SeasonCase, sizes: Sequence[int], habits: Habits, seed: int) -> list[RoundOutcome]:
    """One season of so many rounds, each drawn from what is unread then."""
    dice = np.random.default_rng(seed)
    count = len(case.names)
    late = dice.choice(count, round(count * habits.comes), replace=False)
    comes_after = np.zeros(count, np.int64)
    comes_after[late] = 1 + np.arange(len(late)) * max(len(sizes) - 1, 1) // max(len(late), 1)
    first, second = misread(case.true, habits.error, dice), misread(case.true, habits.error, dice)
    passed = _passed_over(case.true, habits.passes, seed)
    large = case.money >= habits.large
    again = (first > 0).any(axis=1) | (dice.random(count) < habits.again) | large
    money, decided, rounds, outcomes = case.money.copy(), np.zeros(count, bool), list[Round](), list[RoundOutcome]()
    for number, size in enumerate(sizes):
        if number:
            moved = dice.choice(count, round(count * habits.moves), replace=False)
            money[moved] *= dice.uniform(0.8, 1.25, len(moved))
        here = comes_after <= number
        frame = np.flatnonzero(here & ~decided)
        plan = draw([case.names[row] for row in frame], money[frame], case.expected[frame], size, f"{seed}/{number}")
        until = int(size * dice.uniform(0.6, 1)) if dice.random() < habits.stops else size
        done = ~passed[frame[plan.drawn]] & (np.arange(len(plan.drawn)) < until)
        rounds.append(_round(plan, frame, case.expected[frame], money[frame], done))
        decided[frame[plan.drawn[done]]] = True
        present = np.where(here, money, 0.0)
        readings = replace(_readings(case.true, first, second, decided, decided & again), large=large)
        covered, width = _judged(present, readings, rounds, case.true)
        whole = _judged(present, readings_of_all(readings), list(map(round_of_all, rounds)), of_all(case.true))
        outcomes.append(RoundOutcome(covered, width, bool(whole[0][0]), float(whole[1][0])))
    return outcomes


def misread(true: Floats, error: float, dice: np.random.Generator) -> Floats:
    """What a reader who errs so often says: half of what he misses he sees in no area, the rest in a wrong one."""
    said = true.copy()
    for row in np.flatnonzero(dice.random(len(true)) < error):
        said[row] = 0.0
        if not true[row].any() or dice.random() < 0.5:
            said[row, dice.choice(np.flatnonzero(true[row] == 0))] = 1.0
    return said


def _judged(money: Floats, readings: Readings, rounds: Sequence[Round], true: Floats) -> tuple[Flags, Floats]:
    """Whether each interval holds the truth, and its half-width as a part of that."""
    found, _ = estimate(money, readings, rounds)
    low, high = _ends(found, float(money[~readings.decided].sum()))
    truth = money @ true
    slack = 1e-6 * truth + 1
    covered: Flags = (low <= truth + slack) & (truth - slack <= high)
    return covered, (high - low) / 2 / np.maximum(truth, 1.0)


def _ends(found: Estimate, undecided: float) -> tuple[Floats, Floats]:
    """The ends as they are published: see :mod:`crosscut.classify.exact_totals`."""
    value = np.clip(found.total, found.known, found.known + undecided)
    return np.minimum(found.low, value), np.maximum(found.high, value)


def _passed_over(true: Floats, part: float, seed: int) -> Flags:
    """Which programmes nobody reads."""
    weight = np.where(true.any(axis=1), 2.0, 1.0)
    result: Flags = np.random.default_rng((seed, 1)).random(len(true)) < part * weight / weight.mean()
    return result


def _round(plan: SamplePlan, frame: Ints, expected: Floats, money: Floats, done: Flags) -> Round:
    """The round of a drawn plan of which so much was read."""
    counts, read = np.zeros(len(frame), bool), np.zeros(len(frame), bool)
    prefix = best_prefix(plan.drawn, done, plan.chance, money, expected) or Prefix(len(done), plan.chance)
    counts[plan.drawn[: prefix.count]] = True
    read[plan.drawn[done]] = True
    return Round(frame, prefix.chance, expected, counts & read, counts & ~read)


def _readings(true: Floats, first: Floats, second: Floats, decided: Flags, twice: Flags) -> Readings:
    """What people have said by now; where two differ the truth holds."""
    differ = twice & (first != second).any(axis=1)
    found = np.where(differ[:, None], true, first) * decided[:, None]
    return Readings(
        first=first * decided[:, None],
        second=second * decided[:, None],
        found=found,
        unsettled=np.zeros(true.shape),
        decided=decided,
        twice=twice,
    )
