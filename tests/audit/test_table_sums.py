"""What is tried at once in a table shows the same sums as what is tried one by one."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from crosscut.audit.tables import shown_sums
from crosscut.audit.tables.shown_sums import _candidates, _likely, _Number, _sum

MONEY, OTHER = ("money", "KRW"), ("money", "EUR")
Numbers = list[list[_Number | None]]


def drawn(seed: int) -> Numbers:
    """Lines of a table in some of which others add up, with gaps, misprints, roundings and amounts of two currencies."""
    random_ = random.Random(seed)
    places, lines = random_.randint(2, 9), random_.randint(3, 14)
    step = random_.choice([1.0, 0.1, 0.001])
    values = [[random_.randint(-500, 99_999) * step for _ in range(places)] for _ in range(lines)]
    for _ in range(random_.randint(0, 3)):
        whole, one, other = random_.sample(range(lines), 3)
        values[whole] = [a + b for a, b in zip(values[one], values[other], strict=True)]
        values[whole][random_.randrange(places)] += random_.choice([0, 0, step, 17 * step])
        if places > 4 and random_.random() < 0.5:
            line, here, there = random_.choice([whole, one]), 0, places - 1
            values[line][here], values[line][there] = values[line][there], values[line][here]
    return [[cell(value, step, random_) for value in line] for line in values]


def cell(value: float, step: float, random_: random.Random) -> _Number | None:
    """A number, now and then none, or one of another currency."""
    if random_.random() < 0.05:
        return None
    return _Number(value, step, OTHER if random_.random() < 0.003 else MONEY)


def sums(numbers: Numbers, tried: Sequence[tuple[int, tuple[int, ...]]]) -> list[object]:
    return [found for whole, parts in tried if (found := _sum(numbers, whole, parts, 3.0))]


def all_of(numbers: Numbers) -> list[tuple[int, tuple[int, ...]]]:
    return [(whole, parts) for whole in range(len(numbers)) for parts in _candidates(len(numbers), whole)]


@pytest.mark.parametrize("at_once", [1 << 18, 7])
def test_at_once_as_one_by_one(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_sums, "_AT_ONCE", at_once)
    shown = 0
    for seed in range(150):
        numbers = drawn(seed)
        one_by_one = sums(numbers, all_of(numbers))
        assert sums(numbers, list(_likely(numbers, all_of(numbers)))) == one_by_one
        shown += len(one_by_one)
    assert shown > 50


def test_pairs_that_do_not_come_out_are_not_looked_at_one_by_one() -> None:
    numbers: Numbers = [[_Number(7.0**line + place, 1.0, MONEY) for place in range(4)] for line in range(12)]
    assert all(len(parts) > 2 for _, parts in _likely(numbers, all_of(numbers)))


def test_lines_without_places_and_huge_numbers_are_no_error() -> None:
    nothing: Numbers = [[] for _ in range(12)]
    assert list(_likely(nothing, all_of(nothing))) == all_of(nothing)
    huge: Numbers = [[_Number(1.7e308, 1.0, MONEY)] * 3 for _ in range(12)]
    assert sums(huge, list(_likely(huge, all_of(huge)))) == sums(huge, all_of(huge)) == []
