"""Pairs of similar sets, found by their sketches and then compared exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from crosscut.review.duplicates.sketch import Sketches, likely
from crosscut.review.duplicates.tokens import Ints, Sets

CROWD = 60
"""Of sets that agree in one band, each is compared with at most so many that follow it."""


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
    first, second = candidates_of(sets.sketches, sets.sizes)
    may = likely(sets.sketches.places, first, second, float(threshold))
    first, second = first[may], second[may]
    common = overlaps(sets, first, second)
    enough = _enough(common, sets.sizes[first] + sets.sizes[second], threshold)
    return SharedTokens(first[enough], second[enough], common[enough])


def candidates_of(sketches: Sketches, sizes: Ints) -> tuple[Ints, Ints]:
    """Distinct pairs of sets that agree in some band, sorted."""
    firsts, equal = _representatives(sketches, sizes)
    bands = sketches.bands[firsts]
    many = len(sizes)
    found = [equal]
    for band in range(bands.shape[1]):
        one, other = _meetings(bands[:, band])
        found.append(distinct(firsts[one] * many + firsts[other]))
        if len(found) > 8:
            found = [merged(found)]
    pairs = merged(found)
    return pairs // max(many, 1), pairs % max(many, 1)


def distinct(keys: Ints) -> Ints:
    """The different keys in order; by sorting, which at this size is quicker than by hashing."""
    return _without_repeats(np.sort(keys))


def merged(runs: list[Ints]) -> Ints:
    """The different keys of several runs, each in order: by merging, five times as quick as sorting anew."""
    keys = np.concatenate(runs)
    keys.sort(kind="stable")
    return _without_repeats(keys)


def _without_repeats(ordered: Ints) -> Ints:
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


def _meetings(keys: npt.NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Pairs of positions with one key, the first below the second."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(keys) else np.zeros(0, np.int64)
    )
    group = np.repeat(np.arange(len(starts)), np.diff(np.concatenate([starts, [len(keys)]])))
    ends = np.concatenate([starts[1:], [len(keys)]])[group] if len(keys) else group
    follow = np.minimum(ends - np.arange(len(keys)) - 1, CROWD)
    one = np.repeat(np.arange(len(keys)), follow)
    step = np.arange(len(one)) - np.repeat(np.cumsum(follow) - follow, follow) + 1
    return order[one], order[one + step]


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
    matrix = token_matrix(sets.tokens, sets.starts, int(sets.tokens.max(initial=-1)) + 1)
    return shared_of(matrix, matrix, first, second)


def token_matrix(tokens: npt.NDArray[np.int32], starts: Ints, width: int) -> Any:
    """Sets as a matrix (sets × tokens) of ones: the tokens of each, ascending, from its start on."""
    from scipy import sparse

    csr_matrix: Any = sparse.csr_matrix
    matrix: Any = csr_matrix((np.ones(len(tokens), np.int8), tokens, starts), shape=(len(starts) - 1, width))
    matrix.has_sorted_indices = True
    return matrix


def shared_of(one: Any, other: Any, first: Ints, second: Ints, at_once: int = 200_000) -> Iterator[Any]:
    """What the ``first`` sets of one matrix share with the ``second`` ones of another, a portion of them at a time."""
    for at in range(0, len(first), at_once):
        yield one[first[at : at + at_once]].multiply(other[second[at : at + at_once]]).tocsr()
