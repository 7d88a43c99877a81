"""What a plan's file says of areas is what is counted when the file is read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosscut.allocate.applied import counted_parts
from crosscut.money import reduce_fractions, split
from crosscut.tables import MAX_DENOMINATOR, OUTSIDE

amounts = st.integers(1, 10**15)
cuts = st.lists(st.floats(0, 1), min_size=1, max_size=5)


@given(amounts, cuts)
def test_what_is_written_is_what_is_counted(amount: int, cuts: list[float]) -> None:
    edges = sorted({0, *(int(amount * cut) for cut in cuts)})
    parts = {f"area{place}": high - low for place, (low, high) in enumerate(pairwise(edges))}
    written = dict(counted_parts(amount, {**parts, OUTSIDE: amount - edges[-1]}))
    shares = reduce_fractions([*written.values()], amount, MAX_DENOMINATOR)
    counted = split(amount, [*shares.numerators, shares.denominator - sum(shares.numerators)])
    assert counted[:-1] == [*written.values()]
    assert all(abs(written.get(area, 0) - part) <= amount // MAX_DENOMINATOR + 1 for area, part in parts.items())


def test_a_won_that_no_share_can_say_is_not_written() -> None:
    amount = 2_504_503_934_343
    assert counted_parts(amount, {"ai": 1, OUTSIDE: amount - 1}) == ()
    assert counted_parts(1_000, {"ai": 1, OUTSIDE: 999}) == (("ai", 1),)
    assert counted_parts(0, {"ai": 0}) == ()
