from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscut.engine.fractions import reduced
from crosscut.money import reduce_fractions
from crosscut.tables import MAX_DENOMINATOR
from tests.shortened import examples

numerators = st.lists(
    st.integers(0, 2**60) | st.integers(0, 10**13) | st.integers(0, 50), min_size=1, max_size=7
).filter(any)


@settings(deadline=None, max_examples=examples(150))
@given(st.lists(numerators, min_size=1, max_size=5))
def test_many_at_once_equal_one_at_a_time(groups: list[list[int]]) -> None:
    flat = np.array([n for group in groups for n in group], np.int64)
    ids = np.array([i for i, group in enumerate(groups) for _ in group], np.int64)
    result = reduced(flat, ids)
    wanted = [reduce_fractions(group, sum(group), MAX_DENOMINATOR) for group in groups]
    assert result.numerators.tolist() == [n for each in wanted for n in each.numerators]
    assert result.denominators.tolist() == [each.denominator for each in wanted for _ in each.numerators]
    assert result.rounded.tolist() == [each.scaled for each in wanted]


def test_sums_near_the_end_of_int64() -> None:
    group = [2**62, 2**62 - 3, 1, 1]
    result = reduced(np.array(group, np.int64), np.zeros(4, np.int64))
    wanted = reduce_fractions(group, sum(group), MAX_DENOMINATOR)
    assert (result.numerators.tolist(), result.rounded.tolist()) == (wanted.numerators, [True])


def test_nothing_reduces_to_nothing() -> None:
    result = reduced(np.zeros(0, np.int64), np.zeros(0, np.int64))
    assert not len(result.numerators)
    assert not len(result.rounded)
