"""Pairs of similar sets, found by their sketches and then compared exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from crosscut.review.duplicates.sketch import Sketches, likely
from crosscut.review.duplicates.tokens import Ints, Sets

CROWD = 60
"""Of sets that agree in one band, each is compared with at most so many that follow it."""

MEETINGS = 1_000_000
"""How many meetings of sets in bands are looked at together."""


@dataclass(frozen=True)
class SharedTokens:
    """Pairs of positions, the first below the second, sorted, and how many tokens each pair shares."""

    first: Ints
    second: Ints
    common: Ints

    def similarity(self, sets: Sets) -> npt.NDArray[np.float64]:
        """The Jaccard similarity of each pair."""
        together = sets.sizes[self.first] + sets.sizes[self.second] - self.common
        return np.asarray(self.common / np.maximum(together, 1))


def similar_pairs(sets: Sets, threshold: Fraction) -> SharedTokens:
    """Pairs whose Jaccard similarity is at least ``threshold``: each is truly so, few are missed.

    Sets that are equal are compared with the first of them only; empty sets are similar to none.
    """
    found = [_similar(sets, *pairs, threshold) for pairs in candidates_of(sets.sketches, sets.sizes)]
    first, second, common = (np.concatenate(column) for column in zip(_NO_PAIRS, *found, strict=True))
    return SharedTokens(first, second, common)


Three = tuple[Ints, Ints, Ints]
_NO_PAIRS: Three = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))


def _similar(sets: Sets, first: Ints, second: Ints, threshold: Fraction) -> Three:
    may = likely(sets.sketches.places, first, second, float(threshold))
    first, second = first[may], second[may]
    common = overlaps(sets, first, second)
    enough = _enough(common, sets.sizes[first] + sets.sizes[second], threshold)
    return first[enough], second[enough], common[enough]


def candidates_of(sketches: Sketches, sizes: Ints, at_once: int = MEETINGS) -> Iterator[tuple[Ints, Ints]]:
    """Distinct pairs of sets that agree in some band, sorted, in portions of some ``at_once`` meetings in a band.

    Where names share their words there are thousands of pairs a set: they are never held all at once.
    """
    firsts, equal = _representatives(sketches, sizes)
    many = len(sizes)
    meetings = [_Meetings.of(sketches.bands[firsts, band]) for band in range(sketches.bands.shape[1])]
    ends = _portions(np.sum([each.follow for each in meetings], axis=0, dtype=np.int64), at_once)
    for start, end in pairwise(ends):
        found = [firsts[one] * many + firsts[other] for one, other in (each.of_range(start, end) for each in meetings)]
        last = firsts[end] if end < len(firsts) else many
        low, high = np.searchsorted(equal, (firsts[start] * many, last * many))
        keys = distinct(np.concatenate([*found, equal[low:high]]))
        yield keys // many, keys % many


def _portions(counts: Ints, at_once: int) -> list[int]:
    """Where portions of positions begin, and where the last one ends, each with some ``at_once`` of what they count."""
    if not len(counts):
        return []
    portion = (np.cumsum(counts) - counts) // at_once
    return [0, *(np.flatnonzero(np.diff(portion)) + 1).tolist(), len(counts)]


@dataclass(frozen=True)
class _Meetings:
    """Who meets in one band.

    Attributes
    ----------
    order
        Positions, those of one key side by side, ascending.
    place
        Where each position stands in that order.
    follow
        With how many that follow it there each position is compared.

    """

    order: npt.NDArray[np.int32]
    place: npt.NDArray[np.int32]
    follow: npt.NDArray[np.int32]

    @classmethod
    def of(cls, keys: npt.NDArray[np.uint64]) -> _Meetings:
        """The meetings of positions with one key."""
        many = len(keys)
        order = np.argsort(keys, kind="stable").astype(np.int32)
        ordered = keys[order]
        last = np.flatnonzero(np.concatenate([ordered[1:] != ordered[:-1], [True]])) if many else np.zeros(0, np.int64)
        place = np.empty(many, np.int32)
        place[order] = np.arange(many, dtype=np.int32)
        follow = np.empty(many, np.int32)
        follow[order] = np.minimum(np.repeat(last, np.diff(last, prepend=-1)) - np.arange(many), CROWD)
        return cls(order, place, follow)

    def of_range(self, start: int, end: int) -> tuple[Ints, Ints]:
        """Pairs of positions, of which the first stands in a range and below the second."""
        follow = self.follow[start:end]
        one = np.repeat(np.arange(start, end), follow)
        step = np.arange(1, len(one) + 1) - np.repeat(np.cumsum(follow) - follow, follow)
        return one, self.order[self.place[one] + step]


def distinct(keys: Ints) -> Ints:
    """The different keys in order; by sorting, which at this size is quicker than by hashing."""
    ordered = np.sort(keys)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def _representatives(sketches: Sketches, sizes: Ints) -> tuple[Ints, Ints]:
    """The first set of each sketch, and the pairs that it makes with the others, as ``first * many + second``."""
    there = np.flatnonzero(sizes > 0)
    if not len(there):
        return there, np.zeros(0, np.int64)
    whole = np.zeros(len(there), np.uint64)
    for band in range(sketches.bands.shape[1]):
        whole = whole * np.uint64(0x9E3779B97F4A7C15) + sketches.bands[there, band]
    _, first, inverse = np.unique(whole, return_index=True, return_inverse=True)
    leader = there[first][inverse]
    others = there != leader
    return np.sort(there[first]), leader[others] * len(sizes) + there[others]


def _enough(common: Ints, both: Ints, threshold: Fraction) -> npt.NDArray[np.bool_]:
    """Whether common ÷ union reaches the threshold, in integers."""
    up, down = threshold.numerator, threshold.denominator
    return np.asarray(common * (up + down) >= up * both)


def overlaps(sets: Sets, first: Ints, second: Ints) -> Ints:
    """How many tokens each pair of sets shares."""
    counts = [np.diff(shared.indptr) for shared in _shared_tokens(sets, first, second)]
    return np.concatenate(counts).astype(np.int64) if counts else np.zeros(0, np.int64)


def shared_weights(sets: Sets, first: Ints, second: Ints) -> npt.NDArray[np.float64]:
    """What the tokens weigh that each pair of sets shares."""
    sums = [shared @ sets.weights[: shared.shape[1]] for shared in _shared_tokens(sets, first, second)]
    return np.concatenate(sums).astype(np.float64) if sums else np.zeros(0)


def _shared_tokens(sets: Sets, first: Ints, second: Ints) -> Iterator[Any]:
    """Matrices of the tokens that pairs share (pairs × tokens), a portion of the pairs at a time."""
    return shared_of(sets.matrix, sets.matrix, first, second)


def shared_of(one: Any, other: Any, first: Ints, second: Ints, at_once: int = 200_000) -> Iterator[Any]:
    """What the ``first`` sets of one matrix share with the ``second`` ones of another, a portion of them at a time."""
    for at in range(0, len(first), at_once):
        yield one[first[at : at + at_once]].multiply(other[second[at : at + at_once]]).tocsr()
