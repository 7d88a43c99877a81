"""How much of a drawn order counts while some of it is passed over: an interest in it, a text nobody understands.

**Why the estimate stays unbiased.** The order is by luck and odds alone, so its first *m* programmes are a sample of
*m* whose chances are known, for any *m* and whoever reads them in whatever order. What one of them holds that nobody
has read is left open and nothing else is read in its place: whatever it holds, the estimate that has it is right on
average about everything, and the interval reaches over all of these estimates, from none of it to all of it in the
area, as many times as it stands for programmes not drawn. So it holds the truth as often as it says even where readers
pass over what is unlike the rest. Which *m* counts follows money, chances and what was expected before anyone read:
never what was found. To stop before a programme because it is unread is what stopping early is.

A programme that is drawn for certain stands for itself alone, so that one at the head costs its own money and holds up
nothing; one that stands for many costs much, and reading counts up to it until enough has been read behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.estimator import LEVEL, quantile
from crosscut.classify.sampling import chances_of_first, doubt

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Prefix:
    """The first ``count`` of a drawn order, with each row's chance of being among them."""

    count: int
    chance: Floats


def best_prefix(drawn: Ints, done: Flags, chance: Floats, amounts: Floats, expected: Floats) -> Prefix | None:
    """The part of a drawn order that makes areas surest; None where nothing that was read can be counted.

    Parameters
    ----------
    drawn, done
        The rows in the order of the draw, and which of those were read.
    chance, amounts, expected
        Of each row of the frame its chance of being drawn, its money, and what was expected of it before reading.
    """
    found = None
    least = np.inf
    for count in _ends(done):
        lowered = chances_of_first(chance, count)
        if lowered is None:
            continue
        unread = drawn[:count][~done[:count]]
        reach = _reach(lowered, drawn[:count][done[:count]], unread, amounts, expected)
        if reach < least:
            found, least = Prefix(count, lowered), reach
    return found


def _ends(done: Flags) -> Iterator[int]:
    """Where what was read breaks off."""
    for place in np.flatnonzero(done & ~np.append(done[1:], False)):
        yield int(place) + 1


def _reach(chance: Floats, read: Ints, unread: Ints, amounts: Floats, expected: Floats) -> float:
    """How far intervals will reach to either side, as a part of what is expected of an area, in the mean of areas."""
    money = np.abs(amounts)
    sampled = int((chance[read] < 1).sum())
    spread = np.sqrt(((1 / np.maximum(chance, 1e-12) - 1) * money**2) @ doubt(expected))
    left_open = (money[unread] / chance[unread]).sum() / 2
    totals = np.maximum(money @ expected, 1e-9 * max(float(money.sum()), 1.0))
    return float(((quantile(sampled, LEVEL) * spread + left_open) / totals).mean())
