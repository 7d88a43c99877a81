from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscut.money import reduce_fractions, split

WEIGHTS = st.lists(st.integers(0, 10**30), min_size=1, max_size=20).filter(any)


def test_split_by_largest_remainder_with_ties_to_the_earlier() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(-100, [1, 1, 1]) == [-34, -33, -33]
    assert split(2, [1, 1, 1, 1]) == [1, 1, 0, 0]
    assert split(10, [0, 3, 1]) == [0, 8, 2]
    assert split(0, [5, 5]) == [0, 0]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [3, -1]])
def test_split_refuses_weights_that_say_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="not all of them 0"):
        split(5, weights)


@pytest.mark.parametrize(("total", "weights"), [(1.0, [1]), (1, [0.5, 0.5])])
def test_split_refuses_floats(total: int, weights: list[int]) -> None:
    with pytest.raises(TypeError):
        split(total, weights)


@given(st.integers(), WEIGHTS)
def test_split_conserves_stays_near_and_keeps_order(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    assert all(type(part) is int for part in parts)
    assert all(
        abs(part - Fraction(total * weight, sum(weights))) < 1 for part, weight in zip(parts, weights, strict=True)
    )
    assert split(-total, weights) == [-part for part in parts]
    sizes = sorted(zip(weights, (-i for i in range(len(weights))), map(abs, parts), strict=True))
    assert [size for *_, size in sizes] == sorted(size for *_, size in sizes)


def test_a_hundred_thousand_splits_conserve() -> None:
    rng = random.Random(20260722)
    for _ in range(100_000):
        weights = [rng.randrange(10**6) for _ in range(rng.randint(1, 6))]
        weights[0] += 1
        total = rng.randrange(-(10**15), 10**15)
        assert sum(split(total, weights)) == total


def test_fractions_are_reduced() -> None:
    assert reduce_fractions([20, 30], 100, 1000) == ([2, 3], 10, False)
    assert reduce_fractions([0, 0], 7, 1000) == ([0, 0], 1, False)
    assert reduce_fractions([], 7, 1) == ([], 1, False)


def test_fractions_beyond_the_limit_are_scaled_and_say_so() -> None:
    assert reduce_fractions([1, 1, 1], 1009, 100) == ([0, 0, 0], 100, True)
    assert reduce_fractions([500, 509], 1009, 100) == ([50, 50], 100, True)


@pytest.mark.parametrize(
    ("numerators", "denominator", "limit"), [([-1, 1], 1, 9), ([2], 1, 9), ([0], 0, 9), ([1], 1, 0)]
)
def test_fractions_that_are_no_shares(numerators: list[int], denominator: int, limit: int) -> None:
    with pytest.raises(ValueError, match="positive denominator"):
        reduce_fractions(numerators, denominator, limit)


@given(st.lists(st.integers(0, 10**20), max_size=8), st.integers(0, 10**20), st.integers(1, 10**10))
def test_fractions_keep_the_whole(numerators: list[int], rest: int, limit: int) -> None:
    denominator = sum(numerators) + rest + 1
    result = reduce_fractions(numerators, denominator, limit)
    assert 1 <= result.denominator <= limit
    assert sum(result.numerators) <= result.denominator
    for ours, theirs in zip(result.numerators, numerators, strict=True):
        error = abs(Fraction(ours, result.denominator) - Fraction(theirs, denominator))
        assert error < Fraction(1, limit) if result.scaled else error == 0
