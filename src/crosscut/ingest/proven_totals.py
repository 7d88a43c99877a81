"""Rows called totals that a total of everything proves to be some: without them it is met, with them it is not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
_LAST, _FIRST = 3, 1
"""How many of the last and of the first totals of a table are asked: those of everything stand there."""
Meets = Callable[[Mask, int, int, int], bool]
"""Whether a total is met by a run of rows, of which some count: which count, the total's place, the run's ends."""


def proven(data: Mask, named: Sequence[int], likely: Collection[int], totals: Sequence[int], meets: Meets) -> set[int]:
    """The rows among some with a word for a total beside other words that cannot be counted.

    Parameters
    ----------
    data
        The rows that count, without those in doubt.
    named
        The rows in doubt, in their order.
    likely
        Those of them that equal a sum, which are tried first: the others may be programmes.
    totals
        Where the totals stand that name no group and no part.
    meets
        Whether a total is met.
    """
    found = set[int]()
    for at in dict.fromkeys([*reversed(totals[-_LAST:]), *totals[:_FIRST]]):
        for first, end in ((0, at), (at + 1, len(data))):
            inside = [each for each in named if first <= each < end and each not in found]
            if inside and not meets(_with(data, inside), at, first, end):
                found |= _apart(data, inside, likely, (at, first, end), meets)
    return found


def _apart(
    data: Mask, inside: Sequence[int], likely: Collection[int], run: tuple[int, int, int], meets: Meets
) -> set[int]:
    """The rows of a run without which its total is met; none where it is not, or where nothing is left without them."""
    for apart in ({each for each in inside if each in likely}, set(inside)):
        if apart and meets(_with(data, [each for each in inside if each not in apart]), *run):
            return apart
    return set()


def _with(data: Mask, rows: Iterable[int]) -> Mask:
    counted = data.copy()
    counted[list(rows)] = True
    return counted
