"""Lines of a table that its own numbers show to be the sum of others, whatever they are called.

``Lasten``, ``Baten`` and ``Saldo``; ``All``, ``Defense`` and ``Nondefense``; an agency's row above those of its
bureaus. What adds up in several places, in numbers of so many digits that this is no accident, is meant to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log10, nan

import numpy as np

from crosscut.audit.tables.grid import GridEntry, is_solid

_FAR = 8
"""How many lines away from its whole a part stands at most."""

_MOST_LINES, _MOST_PARTS = 60, 20
_LEAST_HELD = 2
_SLIPS = 2.0
"""The digits that one slip of a number, of some hundred that there are, takes from those that a sum tells."""
_LEAST_DIGITS = 5.0
"""By how many digits a sum must be told, over all places where it comes out, beside those that the number of sums
tried takes: one table in a hundred thousand then shows one by accident."""

_SEVERAL, _FEWER_DIGITS = 3, 4.0
"""In so many places one digit less does: what comes out so often needs less of each."""

_FEW = 5
"""One place in so many may not come out."""

_ROOM = 1e-9
_RATES = frozenset({"percentage", "points"})
_PAIR, _TEN = 2, 10
_TELLING = 1_000
"""How many of its last digit's worth a number must be for another like it to be no accident."""

Line = Sequence[GridEntry | None]


@dataclass(frozen=True, slots=True)
class ShownSum:
    """A line that others add up to in the places ``held``, and, where all of them are as there, not in ``broken``."""

    whole: int
    parts: tuple[int, ...]
    held: tuple[int, ...]
    broken: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    step: float
    measure: tuple[str, str]


_Numbers = Sequence[_Number | None]
_Candidate = tuple[int, tuple[int, ...]]
_MANY = 32
"""Pairs that are tried at once, and not one by one."""
_AT_ONCE = 1 << 18
"""Cells of pairs in arrays at one time."""
_NOTHING = (nan, nan, nan)


def shown_sums(lines: Sequence[Line]) -> Iterator[ShownSum]:
    """Every line that two others near it, or a run of lines beside it, are shown to make up."""
    if len(lines) > _MOST_LINES:
        return
    numbers = [[_number(entry) for entry in line] for line in lines]
    tried = [(whole, parts) for whole in range(len(lines)) for parts in _candidates(len(lines), whole)]
    least = _LEAST_DIGITS + log10(max(1, len(tried)))
    told = [found for whole, parts in _likely(numbers, tried) if (found := _sum(numbers, whole, parts, least))]
    yield from (each for each in told if not any(_explains_more(other, each) for other in told))


def stands_elsewhere(lines: Sequence[Line], told: ShownSum, place: int) -> bool:
    """Whether what a sum needs in a place stands in another line of it, or in another place that breaks it as well."""
    numbers = [[_number(entry) for entry in line] for line in lines]
    members = (told.whole, *told.parts)
    if len(told.broken) == _PAIR and _are_exchanged(numbers, members, told.broken):
        return True
    added = [numbers[line][place] for line in members]
    return any(
        _is_telling(mine) and _is_telling(numbers[line][place]) and _comes_out(_with(added, at, numbers[line][place]))
        for line in range(len(numbers))
        if line not in members
        for at, mine in enumerate(added)
        if not _is_as_good(numbers, members, at, line, told.held)
    )


def _with(numbers: Sequence[_Number | None], at: int, other: _Number | None) -> list[_Number | None]:
    return [*numbers[:at], other, *numbers[at + 1 :]]


def _is_as_good(numbers: Sequence[_Numbers], members: Sequence[int], at: int, line: int, held: Sequence[int]) -> bool:
    """Whether another line in place of one of a sum makes it come out wherever that does: it is rather the part."""
    return all(
        _comes_out(_with([numbers[each][place] for each in members], at, numbers[line][place])) for place in held
    )


def _is_telling(number: _Number | None) -> bool:
    return number is not None and abs(number.value) >= _TELLING * number.step


def _explains_more(one: ShownSum, other: ShownSum) -> bool:
    """Whether a sum has all parts of another and more, and comes out in more places."""
    more = one.whole == other.whole and set(one.parts) > set(other.parts)
    return more and len(one.held) > len(other.held)


def _candidates(lines: int, whole: int) -> Iterator[tuple[int, ...]]:
    near = [each for each in range(max(0, whole - _FAR), min(lines, whole + _FAR + 1)) if each != whole]
    yield from combinations(near, 2)
    for length in range(3, _MOST_PARTS + 1):
        if whole + length < lines:
            yield tuple(range(whole + 1, whole + length + 1))
        if whole - length >= 0:
            yield tuple(range(whole - length, whole))


def _likely(numbers: Sequence[_Numbers], tried: list[_Candidate]) -> Iterator[_Candidate]:
    """What is tried, less the pairs that come out in too few places: by the same floats as one by one, but at once."""
    pairs = [(whole, *parts) for whole, parts in tried if len(parts) == _PAIR]
    if len(pairs) < _MANY or not numbers[0]:
        yield from tried
        return
    come_out = _come_out(numbers, np.array(pairs))
    yield from (each for each in tried if len(each[1]) != _PAIR or next(come_out))


def _come_out(numbers: Sequence[_Numbers], pairs: np.ndarray) -> Iterator[bool]:
    """Whether each pair, after its whole, comes out in places enough."""
    measures = dict.fromkeys(each.measure for line in numbers for each in line if each)
    codes = {measure: code for code, measure in enumerate(measures)}
    cells = [[(each.value, each.step, codes[each.measure]) if each else _NOTHING for each in line] for line in numbers]
    table = np.moveaxis(np.array(cells, dtype=float), 2, 0)
    for part in np.array_split(pairs, 1 + pairs.shape[0] * table.shape[2] // _AT_ONCE):
        yield from map(bool, _enough(table, *part.T))


def _enough(table: np.ndarray, whole: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    values, steps, kinds = table
    with np.errstate(all="ignore"):
        added = values[one] + values[other]
        told = ~np.isnan(added) & ~np.isnan(values[whole])
        play = steps[whole] + (steps[one] + steps[other])
        holds = np.abs(added - values[whole]) <= play / 2 + _ROOM * np.abs(values[whole])
    mixed = told & ((kinds[one] != kinds[whole]) | (kinds[other] != kinds[whole]))
    held, broken = (told & holds).sum(axis=1), (told & ~holds).sum(axis=1)
    several = (held >= _LEAST_HELD) & (broken <= np.maximum(_PAIR, held // _FEW))
    enough: np.ndarray = ~mixed.any(axis=1) & (several | ((held == 1) & (broken == 1)))
    return enough


def is_added(entry: GridEntry | None) -> bool:
    """Whether a cell holds a size that sums are made of, other than nothing: rates are never added."""
    return entry is not None and is_solid(entry) and entry.token.kind not in _RATES


def _number(entry: GridEntry | None) -> _Number | None:
    if entry is None or not is_added(entry):
        return None
    token = entry.token
    bare = token.kind == "number" or (token.kind == "amount" and token.scale == 1)
    return _Number(float(entry.value), float(token.step), ("number", "") if bare else (token.kind, token.currency))


def _sum(numbers: Sequence[_Numbers], whole: int, parts: tuple[int, ...], least: float) -> ShownSum | None:
    """The sum where it comes out in enough places, told finely enough; None where it does not.

    Of two places one is enough where the other is told finely as well: there one slip must be in the way.
    """
    held, broken = list[int](), list[int]()
    may_break = max(_PAIR, len(numbers[whole]) // _FEW)
    for place, total in enumerate(numbers[whole]):
        added = [each for part in parts if (each := numbers[part][place]) is not None]
        if total is None or len(added) < _PAIR:
            continue
        if any(each.measure != total.measure for each in added):
            return None
        (held if _adds_up(total, added) else broken).append(place)
        if len(broken) > may_break:
            return None
    few = max(1, len(held) // _FEW)
    once = len(held) == len(broken) == 1
    if (len(held) < _LEAST_HELD and not once) or (
        len(broken) > few and not _are_exchanged(numbers, (whole, *parts), broken)
    ):
        return None
    if once and _is_filled(numbers, (whole, *parts), broken[0]):
        return None
    slipped = _digits(numbers, whole, parts, broken) - _SLIPS if once else 0
    least -= (_LEAST_DIGITS - _FEWER_DIGITS) * (len(held) >= _SEVERAL)
    if _digits(numbers, whole, parts, held) + max(0, slipped) < least:
        return None
    alike = [place for place in broken if _is_alike(numbers, (*parts, whole), place, held)]
    return ShownSum(whole, parts, tuple(held), tuple(alike))


def _is_filled(numbers: Sequence[_Numbers], members: Sequence[int], place: int) -> bool:
    """Whether another line prints what a sum is short of in a place: there it is a part as well."""
    total, *added = (number.value if number else 0.0 for number in (numbers[line][place] for line in members))
    gap = abs(total - sum(added))
    others = (numbers[line][place] for line in range(len(numbers)) if line not in members)
    return any(other is not None and abs(abs(other.value) - gap) <= other.step / 2 for other in others)


def _are_exchanged(numbers: Sequence[_Numbers], lines: Sequence[int], places: Sequence[int]) -> bool:
    """Whether a sum of two places comes out in both with the two numbers of one line exchanged."""
    if len(places) != _PAIR:
        return False
    one, other = ([numbers[line][place] for line in lines] for place in places)
    return any(
        _comes_out(_with(one, at, other[at])) and _comes_out(_with(other, at, one[at])) for at in range(len(lines))
    )


def _comes_out(numbers: Sequence[_Number | None]) -> bool:
    """Whether the first number is the sum of the others."""
    total, added = numbers[0], [each for each in numbers[1:] if each is not None]
    return total is not None and len(added) >= _PAIR and _adds_up(total, added)


def _adds_up(total: _Number, added: Sequence[_Number]) -> bool:
    return abs(sum(each.value for each in added) - total.value) <= _play(total, added) / 2 + _ROOM * abs(total.value)


def _play(total: _Number, added: Sequence[_Number]) -> float:
    return total.step + sum(each.step for each in added)


def _digits(numbers: Sequence[_Numbers], whole: int, parts: Sequence[int], held: Sequence[int]) -> float:
    """By how many digits a sum is told over all places where it comes out, each set of numbers counted once."""
    told: dict[tuple[float, ...], float] = {}
    for place in held:
        total, added = numbers[whole][place], [each for part in parts if (each := numbers[part][place]) is not None]
        if total is not None:
            telling = min(abs(total.value), sorted(abs(each.value) for each in added)[-_PAIR])
            key = (total.value, *(each.value for each in added))
            rounded = _rounded(key, min(each.step for each in (total, *added)))
            told[key] = max(0.0, log10(telling / max(_play(total, added), rounded * len(key))))
    return sum(told.values())


def _rounded(values: Sequence[float], step: float) -> float:
    """The largest power of ten of a step that all values are whole numbers of: round amounts tell little."""
    while any(values) and all(round(each / step) % _TEN == 0 for each in values):
        step *= _TEN
    return step


def _is_alike(numbers: Sequence[_Numbers], lines: Sequence[int], place: int, held: Sequence[int]) -> bool:
    """Whether each number of a place is told as finely as some number of its line where the sum comes out.

    What stands in no such place may be taken away and not added, as what two purses pay each other is.
    """
    return all(
        number is None or any(other and other.step == number.step for other in (numbers[line][each] for each in held))
        for line in lines
        for number in (numbers[line][place],)
    )
