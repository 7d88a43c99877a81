"""Choices of a few programmes that together come to a sum, found by meeting in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from crosscut.allocate.problem import Ints, Problem

FEW, MANY = 4_096, 65_536
"""How many combinations of choices are listed of each half of the programmes: at first, and where none meet."""

NEXT = 4
"""How many combinations of one half are tried for each of the other: the nearest from below, and those before it."""


class Choices:
    """What each of some programmes may get: spans from ``low`` to ``high``, which a single amount is both of."""

    def __init__(self, problem: Problem, places: Sequence[int]) -> None:
        spans = [_spans(problem, place) for place in places]
        self.low, self.high = [low for low, _ in spans], [high for _, high in spans]

    def __len__(self) -> int:
        return len(self.low)

    def meeting(self, total: int, room: int) -> Ints | None:
        """The least of one span of each, which with ``room`` beside them reach a total; None where none was found."""
        middle = _middle(self.low)
        left, right = (_Sums(self, part) for part in (slice(0, middle), slice(middle, len(self))))
        order = np.argsort(right.low, kind="stable")
        nearest = np.searchsorted(right.low[order], total - left.low, side="right")
        for before in range(1, NEXT + 1):
            place = order[np.maximum(nearest - before, 0)]
            reached = left.high + right.high[place] + room >= total
            found = np.flatnonzero(reached & (nearest >= before))
            if len(found):
                return np.concatenate([left.parts(int(found[0])), right.parts(int(place[found[0]]))])
        return None


class _Sums:
    """What all combinations of the spans of some programmes come to."""

    def __init__(self, choices: Choices, part: slice) -> None:
        self._each = choices.low[part]
        self.low, self.high = _added(self._each), _added(choices.high[part])

    def parts(self, combination: int) -> Ints:
        """The least of each programme's span in a combination."""
        taken = np.unravel_index(combination, [len(each) for each in self._each]) if self._each else ()
        return np.array([each[at] for each, at in zip(self._each, taken, strict=True)], np.int64)


def _added(each: Sequence[Ints]) -> Ints:
    nothing: Ints = np.zeros(1, np.int64)
    return np.asarray(reduce(lambda sums, own: np.add.outer(sums, own).ravel(), each, nothing))


def _middle(each: Sequence[Ints]) -> int:
    """How many programmes, from the first on, stand for half of the combinations."""
    counts = np.cumsum(np.log([len(own) for own in each] or [1]))
    return int(np.searchsorted(counts, counts[-1] / 2, side="left")) + 1 if len(each) > 1 else len(each)


def few_enough(problem: Problem, places: Sequence[int], combined: int) -> Sequence[int]:
    """The first of some programmes, as many as have few enough combinations."""
    most, count = 2 * np.log(combined) - 1, 0.0
    for number, place in enumerate(places):
        count += np.log(len(_spans(problem, place)[0]))
        if count > most:
            return places[:number]
    return places


def _spans(problem: Problem, place: int) -> tuple[Ints, Ints]:
    """The spans of a programme's amounts: their least and their most."""
    lower = int(problem.lower[place])
    if problem.discrete[place]:
        points = np.unique([lower, *(lower + np.cumsum(problem.width[place])).tolist()])
        low = high = points.astype(np.int64)
    else:
        low, high = np.array([lower], np.int64), np.array([int(problem.upper[place])], np.int64)
    if problem.optional[place] and low[0] > 0:
        nothing = np.zeros(1, np.int64)
        low, high = np.concatenate([nothing, low]), np.concatenate([nothing, high])
    return low, high
