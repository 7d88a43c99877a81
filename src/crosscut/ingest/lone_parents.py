"""A parent that stands once in a table beside the parts that it sums: found where that is no likely chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np
import numpy.typing as npt

from crosscut.ingest.open_rows import Amounts, Sums
from crosscut.ingest.running_sums import step_of

Mask = npt.NDArray[np.bool_]
_FEWEST = 2
_LIKELY = 0.01
"""How many sums a table may hold by chance, of rows as far apart as its own, for one to be asked about."""
_MARKED = 1.0
"""The same where the parts, and the parent not, begin with a mark of a list."""
_LARGEST = 10**18


def lone_parents(
    amounts: Sequence[Amounts], sums: Sums, periods: Sequence[npt.NDArray[np.generic]], marked: Mask
) -> list[int]:
    """The rows that each equal the sum of some rows right below, in every column.

    Parameters
    ----------
    amounts
        Columns of amounts of one length, in minor units, none negative.
    sums
        The rows whose first amounts equal sums of those below.
    periods
        The year and the stage of each row: a budget is no parent of what was spent of it and what was left.
    marked
        The rows whose name begins with a mark of a list, as parts have it.
    """
    found = [
        (at, end) for at, end in _sums_below(amounts, sums) if all((each[at:end] == each[at]).all() for each in periods)
    ]
    places = [step_of(each, 0, _LARGEST) for each in amounts] if found else []
    return [at for at, end in found if _is_list(marked, at, end) or _tells(amounts, places, marked, at, end)]


def _is_list(marked: Mask, at: int, end: int) -> bool:
    """Whether a row without the mark of a list stands above one that ends with the parts, or below one."""
    stands_out = not marked[at] and bool(marked[at + 1 : end].all()) and end - at > _FEWEST
    return stands_out and (end == len(marked) or not marked[end])


def _sums_below(amounts: Sequence[Amounts], sums: Sums) -> Iterator[tuple[int, int]]:
    """The rows that equal the sum of the rows between them and another, and where each ends."""
    for at, end in zip(*map(np.ndarray.tolist, sums), strict=True):
        if all(int(each[at + 1 : end].sum()) == int(each[at]) for each in amounts[1:]):
            yield at, end


def _tells(amounts: Sequence[Amounts], places: Sequence[int], marked: Mask, at: int, end: int) -> bool:
    """Whether a sum is no likely chance: by how many of its last printed places its parts have.

    Parts that are rounder than the table, such as grants of one usual size, have the fewer places of their own.
    A column shows only what those before it do not, such as last year's amounts raised by one rate.
    """
    parts = [each[at + 1 : end].tolist() for each in amounts]
    counts = [sum(map(bool, part)) for part in parts]
    if max(counts) < _FEWEST:
        return False
    likely = _MARKED if marked[at + 1 : end].all() and not marked[at] else _LIKELY
    chance = 2.0 * len(marked)
    for number, (part, count, place) in enumerate(zip(parts, counts, places, strict=True)):
        own = max(place, step_of(amounts[number][at + 1 : end], 0, _LARGEST))
        chance *= _chance(part, own * count, parts[:number])
        if chance <= likely:
            return True
    return False


def _chance(part: Sequence[int], least: int, before: Sequence[Sequence[int]]) -> float:
    """How likely the sum of a column is by chance, by what it shows beyond the columns before it."""
    shown = Fraction(sum(part))
    for other in _combinations(before):
        if shown <= least:
            return 1.0
        shown = min(shown, _distance(part, other))
    return min(1.0, float(least / shown)) if shown else 1.0


def _combinations(columns: Sequence[Sequence[int]]) -> Iterator[Sequence[int]]:
    """What some columns tell of others: each, and the sums and differences of two."""
    yield from columns
    for one, other in combinations(columns, 2):
        yield [a + b for a, b in zip(one, other, strict=True)]
        yield [abs(a - b) for a, b in zip(one, other, strict=True)]


def _distance(part: Sequence[int], before: Sequence[int]) -> Fraction:
    """How far in all the parts of a column are from those of another at one rate."""
    whole, total = sum(before), sum(part)
    if not whole:
        return Fraction(total)
    return Fraction(sum(abs(own * whole - other * total) for own, other in zip(part, before, strict=True)), whole)
