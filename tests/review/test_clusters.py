"""Clusters of pairs are those of the rule as it is stated, pair by pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.review.duplicates.clusters import Cluster, clusters

MANY = 9
Pair = tuple[int, int]
PAIRS = st.tuples(st.integers(0, MANY - 2), st.integers(1, MANY - 1)).filter(lambda pair: pair[0] < pair[1])


def stated(pairs: dict[Pair, float], apart: set[Pair]) -> list[Cluster]:
    """The surest pair first, two clusters are joined where half of the pairs between them are pairs and none is apart."""
    home = {place: {place} for pair in pairs for place in pair}
    for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        a, b = home[one], home[other]
        between = {(min(x, y), max(x, y)) for x in a for y in b}
        if a is not b and 2 * len(between & set(pairs)) >= len(between) and not between & apart:
            a |= b
            home.update(dict.fromkeys(b, a))
    found: dict[int, list[int]] = {}
    for place, (one, other) in enumerate(sorted(pairs)):
        if home[one] is home[other]:
            found.setdefault(min(home[one]), []).append(place)
    return [Cluster(tuple(sorted(home[first])), tuple(own)) for first, own in found.items()]


@given(st.dictionaries(PAIRS, st.sampled_from([0.5, 0.7, 0.9]), max_size=24), st.sets(PAIRS, max_size=3))
def test_clusters_are_as_stated(pairs: dict[Pair, float], apart: set[Pair]) -> None:
    ordered = sorted(pairs)
    first, second = (np.array([pair[side] for pair in ordered], np.int64) for side in (0, 1))
    separate = np.array(sorted(one * MANY + other for one, other in apart), np.int64)
    sure = np.array([pairs[pair] for pair in ordered], float)
    assert list(clusters(first, second, sure, separate, np.arange(MANY))) == stated(pairs, apart)


@pytest.mark.slow
def test_those_that_are_the_same_count_for_one_another() -> None:
    first, second, sure = np.zeros(3, np.int64), np.array([1, 2, 3]), np.full(3, 0.9)
    nothing = np.zeros(0, np.int64)
    assert list(clusters(first, second, sure, nothing, np.arange(4))) == [Cluster((0, 1, 2), (0, 1))]
    assert list(clusters(first, second, sure, nothing, np.array([0, 0, 0, 1]))) == [Cluster((0, 1, 2, 3), (0, 1, 2))]
