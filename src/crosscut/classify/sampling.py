"""Which programmes to read next, so that the totals of all areas become sure fastest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.groups import mark

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ROUNDS = 40
_HALVINGS = 60
_SUM_OFF = 1e-6
"""How far the chances may sum beside the number drawn, for each drawn, by the rounding of floats."""
_SMALLEST_DOUBT = 0.01
"""The variance of a share that the machine is never thought to be below: it errs also where it is sure."""


@dataclass(frozen=True)
class SamplePlan:
    """``drawn`` are the rows to read, in the order in which to read them; ``chance`` is every row's chance.

    The order is part of the draw: whoever stops early has read a smaller sample, whose chances
    :func:`chances_of_first` gives.
    """

    drawn: Ints
    chance: Floats


def expected(probability: Floats) -> Floats:
    """The share of each area that a proposal leads to expect: probabilities of areas, shrunk to one where above."""
    inside = probability[:, :-1]
    result: Floats = inside / np.maximum(inside.sum(axis=1) + probability[:, -1], 1.0)[:, None]
    return result


def doubt(share: Floats) -> Floats:
    """The variance of a share whose expected value this is, were it all or nothing."""
    result: Floats = np.maximum(share * (1 - share), _SMALLEST_DOUBT)
    return result


def draw(names: list[str], amounts: Floats, share: Floats, count: int, seed: str = "") -> SamplePlan:
    """Draw ``count`` rows with chances that follow money and doubt together.

    The chances are those under which the worst of the areas becomes as sure as possible. What is drawn depends on the
    rows' names and ``seed`` alone: it is the same on every machine and does not follow anyone's wish.

    Parameters
    ----------
    names, amounts, share
        The programmes not yet read, their money, and the share of each area expected in them.
    """
    count = min(count, len(names))
    chance = chances(amounts, share, count)
    worth = np.abs(amounts) * np.sqrt(doubt(share).sum(axis=1))
    luck = _luck(names, seed)
    order = np.lexsort((luck, np.where(chance >= 1, -worth, 0.0), _rank(luck, chance)))[:count]
    return SamplePlan(order, chance)


def is_drawn(names: Sequence[str], chance: Floats, drawn: Ints, seed: str) -> bool:
    """Whether these rows in this order are what these chances draw by the rows' names and ``seed``.

    Rows that are certain to be drawn come first, in whatever order.
    """
    if not ((chance > 0) & (chance <= 1)).all() or abs(chance.sum() - len(drawn)) > _SUM_OFF * max(len(drawn), 1):
        return False
    rank = _rank(_luck(names, seed), chance)
    left = np.delete(rank, drawn)
    return bool((np.diff(rank[drawn]) >= 0).all() and (not len(left) or rank[drawn].max(initial=-1.0) <= left.min()))


def _luck(names: Sequence[str], seed: str) -> Floats:
    return np.array([_between_0_and_1(f"{seed}\x1f{name}") for name in names])


def _rank(luck: Floats, chance: Floats) -> Floats:
    """By what rows are drawn, the lowest first: the odds of a row's luck over those of its chance."""
    result: Floats = np.where(chance >= 1, -1.0, luck / (1 - luck) * (1 - chance) / np.maximum(chance, 1e-300))
    return result


def chances_of_first(chance: Floats, count: int) -> Floats | None:
    """The chances of being among the first ``count`` of a drawn order; None where those do not hold all certain rows.

    Under Pareto sampling the first rows of an order are such a sample themselves, with all odds lowered alike.
    """
    whole = chance >= 1
    wanted = count - int(whole.sum())
    if wanted < 0 or (wanted == 0 and not whole.all()):
        return None
    odds = chance[~whole] / (1 - chance[~whole])
    if not len(odds) or wanted >= chance[~whole].sum():
        return chance
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if (middle * odds / (1 + middle * odds)).sum() < wanted else (low, middle)
    lowered = chance.copy()
    lowered[~whole] = high * odds / (1 + high * odds)
    return lowered


def chances(amounts: Floats, share: Floats, count: int) -> Floats:
    """Chances of being drawn that sum to ``count`` and make the least sure area as sure as possible."""
    if count >= len(amounts):
        return np.ones(len(amounts))
    money = np.abs(amounts) + 1e-9 * max(float(np.abs(amounts).max(initial=0)), 1.0)
    spread = money[:, None] ** 2 * doubt(share)
    totals = np.maximum((money[:, None] * share).sum(axis=0), 1e-9 * money.sum())
    relative = spread / totals**2
    weight = np.ones(share.shape[1]) / share.shape[1]
    chance = np.full(len(amounts), count / len(amounts))
    for _ in range(_ROUNDS):
        chance = _filled(np.sqrt(relative @ weight), count)
        unsure = ((1 / chance - 1)[:, None] * relative).sum(axis=0)
        weight *= np.sqrt(unsure / max(float(unsure.mean()), 1e-300))
        weight /= weight.sum()
    return chance


def _filled(size: Floats, count: int) -> Floats:
    """Chances in proportion to size, none above one, summing to ``count``."""
    chance = np.zeros(len(size))
    whole = np.zeros(len(size), bool)
    for _ in range(len(size)):
        free = ~whole
        chance[whole] = 1
        chance[free] = size[free] * ((count - whole.sum()) / size[free].sum())
        over = free & (chance >= 1)
        if not over.any():
            break
        whole |= over
    return np.minimum(chance, 1.0)


def _between_0_and_1(text: str) -> float:
    return (int.from_bytes(mark(text)[:7], "big") + 0.5) / 2**56
