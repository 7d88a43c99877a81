"""Rounds of reading that add up: what each drawn sample says of the totals, and all of them together.

Each round is drawn from what was undecided then, with chances that depend on nothing later. So whatever the rounds
before it found, a round is right on average about all that was undecided, and what was decided before it is known. Two
such estimates never err together (each errs around what the earlier ones left open), and weighed by how much each can
know they are worth as much as one sample of all their readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.sampling import doubt

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

_LEAST = 1e-12


@dataclass(frozen=True)
class Round:
    """One drawn sample: ``frame`` are the rows it was drawn from, ``read`` which of those were drawn and read.

    ``chance`` is each frame row's chance of being among those that count, ``expected`` the share of each area that was
    expected of it before anyone read it. ``missing`` are rows that count and that nobody has read: see
    :mod:`crosscut.classify.prefixes`.
    """

    frame: Ints
    chance: Floats
    expected: Floats
    read: Flags
    missing: Flags | None = None


@dataclass(frozen=True)
class AreaTotals:
    """Totals by area before any interval, as what they are beyond the decided money, in minor units.

    ``rest`` is what sampling says of that and ``variance`` how sure it is; ``weight`` is how many times each row's
    reading counts in each area's total, ``sampled`` the readings that rest on a chance, and ``uncovered`` marks rows
    that no round speaks for: nothing is in the totals for them. By what is missing, which ``rest`` takes as expected,
    the rest may be off by from ``open_low`` to ``open_high``.
    """

    rest: Floats
    variance: Floats
    weight: Floats
    sampled: int
    uncovered: Flags
    open_low: Floats
    open_high: Floats


def totals(amounts: Floats, found: Floats, decided: Flags, rounds: Sequence[Round]) -> AreaTotals:
    """The totals of areas from all rounds together; where all is decided there is nothing that rounds could say.

    Parameters
    ----------
    amounts, found, decided
        Money, shares by area where ``decided`` and whether there is a decision, a row for each programme.
    rounds
        In the order in which they were drawn.
    """
    rows, areas = found.shape
    frames = np.zeros((len(rounds), rows), bool)
    for number, each in enumerate(rounds):
        frames[number, each.frame] = True
    first = np.where(frames.any(axis=0) & ~decided.all(), frames.argmax(axis=0), len(rounds))
    alone = first == len(rounds)
    weight = np.where((alone & decided)[:, None], 1.0, 0.0) * np.ones(areas)
    rest, variance, open_low, open_high = (np.zeros(areas) for _ in range(4))
    uncovered = alone & ~decided
    held = np.where(decided[:, None], found, 0.0)
    for number in range(len(rounds)):
        cohort = (first == number) & _spoken_for(frames[number:], decided)
        uncovered |= (first == number) & ~cohort
        if cohort.any():
            part = _combined(amounts, held, cohort, rounds[number:])
            rest, variance, weight = rest + part.rest, variance + part.variance, weight + part.weight
            open_low, open_high = open_low + part.open_low, open_high + part.open_high
    sampled = sum(int((each.read & (each.chance < 1)).sum()) for each in rounds)
    return AreaTotals(rest, variance, weight, sampled, uncovered, open_low, open_high)


def _spoken_for(frames: Flags, decided: Flags) -> Flags:
    """Rows that stand in the frame of the last round, or are decided: a decision that was taken back is not."""
    result: Flags = frames[-1] | decided
    return result


def _combined(amounts: Floats, held: Floats, cohort: Flags, rounds: Sequence[Round]) -> AreaTotals:
    """What the rounds say together of the rows of a cohort, all of which stand in the first round's frame."""
    parts = [_one(amounts, held, cohort, each) for each in rounds]
    knows = np.array(
        [1 / np.maximum(implied, _LEAST * max(float(amounts[cohort] @ amounts[cohort]), 1.0)) for _, implied in parts]
    )
    knows /= knows.sum(axis=0)
    rest = sum(share * part.rest for share, (part, _) in zip(knows, parts, strict=True))
    variance = sum(share**2 * part.variance for share, (part, _) in zip(knows, parts, strict=True))
    weight = sum(share * part.weight for share, (part, _) in zip(knows, parts, strict=True))
    open_low = sum(share * part.open_low for share, (part, _) in zip(knows, parts, strict=True))
    open_high = sum(share * part.open_high for share, (part, _) in zip(knows, parts, strict=True))
    return AreaTotals(rest, variance, weight, 0, np.zeros(len(cohort), bool), open_low, open_high)


def _one(amounts: Floats, held: Floats, cohort: Flags, each: Round) -> tuple[AreaTotals, Floats]:
    """What one round says of the cohort, and the variance that was to be expected of it before anything was read.

    A drawn programme stands for itself, which is known, and for those not drawn: its surprise counts once less than
    one over its chance. Of one that is missing nothing is known: all that it stands for may be in an area, or none.
    """
    here = cohort[each.frame]
    rows, chance = each.frame[here], np.maximum(each.chance[here], _LEAST)
    share, read, money = each.expected[here], each.read[here], amounts[rows]
    weight = np.zeros(held.shape)
    before = cohort.copy()
    before[rows] = False
    weight[before] = 1.0
    weight[rows[read]] = (1 / chance[read])[:, None]
    gap = np.where(read[:, None], held[rows] - share, 0.0)
    rest = money @ np.where(read[:, None], (1 / chance - 1)[:, None] * gap, share - held[rows])
    unsure = doubt(share)
    implied = ((1 / chance - 1) * money**2) @ unsure
    variance = np.maximum(sampling_variance(money, gap, chance, read), implied * wronger(gap, unsure, chance, read))
    low, high = _left_open(each, here, money / chance)
    found = AreaTotals(rest, variance, weight, 0, np.zeros(len(cohort), bool), low, high)
    return found, implied + ((high - low) / 4) ** 2


def _left_open(each: Round, here: Flags, standing_for: Floats) -> tuple[Floats, Floats]:
    """How far the rest may be off at the least and the most by what is missing."""
    areas = each.expected.shape[1]
    if each.missing is None:
        return np.zeros(areas), np.zeros(areas)
    lost = each.missing[here]
    worth, share = standing_for[lost][:, None], each.expected[here][lost]
    none, whole = -worth * share, worth * (1 - share)
    return np.minimum(none, whole).sum(axis=0), np.maximum(none, whole).sum(axis=0)


def sampling_variance(amounts: Floats, gap: Floats, chance: Floats, read: Flags) -> Floats:
    """The variance that the drawn programmes show, around what is common to their corrections."""
    part = np.where(read & (chance < 1), 1 - chance, 0.0)
    count = int((part > 0).sum())
    if count < 2:
        return np.zeros(gap.shape[1])
    raised = gap * (amounts / np.maximum(chance, _LEAST))[:, None]
    centre = (part[:, None] * raised).sum(axis=0) / part.sum()
    result: Floats = count / (count - 1) * (part[:, None] * (raised - centre) ** 2).sum(axis=0)
    return result


def wronger(gap: Floats, unsure: Floats, chance: Floats, read: Flags) -> Floats:
    """How many times wronger the drawn programmes were than the proposals' own doubt: at least once."""
    sampled = read & (chance < 1)
    if not sampled.any():
        return np.ones(gap.shape[1])
    weight = (1 / chance[sampled])[:, None]
    ratio = (weight * gap[sampled] ** 2).sum(axis=0) / np.maximum((weight * unsure[sampled]).sum(axis=0), _LEAST)
    result: Floats = np.maximum(ratio, 1.0)
    return result
