"""The total of each area with an interval: proposals for all, corrected by what people found in those drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.sampling import doubt

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """Totals by area with the ends of their intervals, as numbers of minor units that may have fractions."""

    total: Floats
    low: Floats
    high: Floats


def estimate(amounts: Floats, share: Floats, chance: Floats, read: Flags, found: Floats) -> Estimate:
    """The totals of areas over programmes some of which were drawn with known chances and read.

    What the proposals expect of all of them, plus what the reading of the drawn ones showed to be missing, each as
    many times as it stands for programmes not drawn. That is right on average whatever the proposals are worth; good
    proposals make the interval narrow. The variance is the larger of what the drawn programmes show and what the
    proposals' own doubt implies, since a sample without a surprise must not promise that there is none.

    Parameters
    ----------
    amounts, share, chance
        Money, expected shares by area and the chance of being drawn, a row for each programme.
    read, found
        Which rows were drawn and read, and the shares found there (other rows are not looked at).
    """
    gap = np.where(read[:, None], found - share, 0.0)
    weight = np.where(read, 1 / np.maximum(chance, 1e-12), 0.0)
    money = amounts[:, None]
    total = (money * share).sum(axis=0) + (weight[:, None] * money * gap).sum(axis=0)
    variance = np.maximum(_shown(amounts, gap, chance, read), _implied(amounts, share, chance, gap, read))
    reach = _quantile(int((read & (chance < 1)).sum())) * np.sqrt(variance)
    known = np.where(read[:, None], money * found, 0.0)
    least = np.minimum(known, 0).sum(axis=0) + np.maximum(known, 0).sum(axis=0)
    most = least + np.where(read, 0.0, amounts).sum()
    return Estimate(
        np.clip(total, least, most), np.clip(total - reach, least, most), np.clip(total + reach, least, most)
    )


def _shown(amounts: Floats, gap: Floats, chance: Floats, read: Flags) -> Floats:
    """The variance that the drawn programmes show, around what is common to their corrections."""
    part = np.where(read & (chance < 1), 1 - chance, 0.0)
    count = int((part > 0).sum())
    if count < 2:
        return np.zeros(gap.shape[1])
    raised = gap * (amounts / np.maximum(chance, 1e-12))[:, None]
    centre = (part[:, None] * raised).sum(axis=0) / part.sum()
    result: Floats = count / (count - 1) * (part[:, None] * (raised - centre) ** 2).sum(axis=0)
    return result


def _implied(amounts: Floats, share: Floats, chance: Floats, gap: Floats, read: Flags) -> Floats:
    """The variance that the doubt of the proposals implies, raised where the drawn ones were wronger than that."""
    unsure = doubt(share)
    sampled = read & (chance < 1)
    ratio = np.ones(share.shape[1])
    if sampled.any():
        weight = (1 / chance[sampled])[:, None]
        ratio = (weight * gap[sampled] ** 2).sum(axis=0) / np.maximum((weight * unsure[sampled]).sum(axis=0), 1e-12)
    spread = (np.maximum(1 / np.maximum(chance, 1e-12) - 1, 0) * amounts**2)[:, None] * unsure
    result: Floats = spread.sum(axis=0) * np.maximum(ratio, 1.0)
    return result


def _quantile(count: int) -> float:
    """How many standard errors an interval reaches: Student's, for what few drawn programmes leave open."""
    from scipy.special import stdtrit

    return float(stdtrit(max(count - 1, 1), (1 + LEVEL) / 2))


def by_proposals(amounts: Floats, share: Floats) -> Estimate:
    """The totals that proposals alone lead to expect, with intervals that trust their probabilities."""
    total = (amounts[:, None] * share).sum(axis=0)
    reach = _quantile(len(amounts) or 2) * np.sqrt((amounts[:, None] ** 2 * doubt(share)).sum(axis=0))
    most = amounts.sum()
    return Estimate(total, np.clip(total - reach, min(0, most), None), np.clip(total + reach, None, max(0, most)))
