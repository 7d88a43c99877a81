"""Whether few programmes can keep every rule, decided in fractions: where one unit is less than solvers can see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from crosscut.allocate.problem import Floats, Ints, MoneyRow, Problem
from crosscut.allocate.solve.rounding import whole
from crosscut.allocate.verify import breaches

MOST = 12
"""Programmes up to which choices are tried one by one."""

UNSEEN = 10**9
"""Units of the largest amount from which a solver's tolerances may hide one unit."""

TRIED = 4_096
"""Sets of choices after which nothing is decided."""

Span = tuple[int, int]


@dataclass(frozen=True)
class ExactAnswer:
    """``amounts`` keep every rule; None where none do, or, where it is not ``decided``, where none were found."""

    amounts: Ints | None
    decided: bool = True


def needed(problem: Problem) -> bool:
    """Whether a problem is small enough to be decided here, and its amounts too large for solvers to decide."""
    return 0 < problem.size <= MOST and int(problem.upper.max()) >= UNSEEN


def decide(problem: Problem) -> ExactAnswer:
    """Amounts that keep every rule of a small problem, or that there are none."""
    open_sets = [[_spans(problem, place) for place in range(problem.size)]]
    decided = True
    for _ in range(TRIED):
        if not open_sets:
            return ExactAnswer(None, decided)
        spans = open_sets.pop()
        point = _point(problem, spans) if all(spans) and _logical(problem, spans) else None
        if point is None:
            continue
        found = _whole(problem, spans, point)
        if found is not None:
            return ExactAnswer(found)
        branches = list(_branches(spans))
        decided = decided and bool(branches)
        open_sets += branches
    return ExactAnswer(None, decided=False)


def _spans(problem: Problem, place: int) -> tuple[Span, ...]:
    """The spans of amounts that a programme may get, each a choice."""
    low, high = int(problem.lower[place]), int(problem.upper[place])
    ends: tuple[Span, ...] = ((0, 0),) if problem.optional[place] else ()
    if low > high:
        return ends
    if not problem.discrete[place]:
        return (*ends, (low, high))
    steps = sorted({low, *(low + np.cumsum(problem.width[place])).tolist()})
    return (*ends, *((step, step) for step in steps))


def _branches(spans: Sequence[tuple[Span, ...]]) -> Iterator[list[tuple[Span, ...]]]:
    """The same with the choice of one programme made, in each way."""
    place = next((place for place, choices in enumerate(spans) if len(choices) > 1), None)
    if place is not None:
        for choice in spans[place]:
            yield [*spans[:place], (choice,), *spans[place + 1 :]]


def _logical(problem: Problem, spans: Sequence[tuple[Span, ...]]) -> bool:
    """Whether the choices that are left can keep groups and prerequisites."""
    surely = [min(low for low, _ in choices) > 0 for choices in spans]
    maybe = [max(high for _, high in choices) > 0 for choices in spans]
    for group in problem.groups:
        members = group.members.tolist()
        if sum(surely[each] for each in members) > group.high or sum(maybe[each] for each in members) < group.low:
            return False
    pairs = zip(problem.needs.first.tolist(), problem.needs.second.tolist(), strict=True)
    return not any(surely[first] and not maybe[second] for first, second in pairs)


def _whole(problem: Problem, spans: Sequence[tuple[Span, ...]], point: Sequence[Fraction]) -> Ints | None:
    """Whole amounts at or near a point that keep every rule, those of choices included."""
    amounts = np.array([round(each) for each in point], np.int64)
    if not breaches(problem, amounts.tolist()):
        return amounts
    if any(len(choices) > 1 for choices in spans):
        return None
    near: Floats = np.array([float(each) for each in point])
    found = whole(problem.narrowed({place: choices[0] for place, choices in enumerate(spans)}), near, 2.0)
    return None if found is None or breaches(problem, found.tolist()) else found


def _point(problem: Problem, spans: Sequence[tuple[Span, ...]]) -> list[Fraction] | None:
    """Amounts between the ends of what is left to each programme that keep the rows, in fractions; None without any."""
    boxes = [(min(low for low, _ in choices), max(high for _, high in choices)) for choices in spans]
    rows = [_coefficients(row, problem.unit, problem.size) for row in problem.rows]
    limits: list[tuple[int | None, int | None]] = [*boxes, *((row.lo, row.hi) for row in problem.rows)]
    return _Tableau(rows, limits).solved()


def _coefficients(row: MoneyRow, unit: int, size: int) -> list[Fraction]:
    found = [Fraction(0)] * size
    den = np.ones_like(row.num) if row.den is None else row.den
    for place, up, down in zip(row.members.tolist(), row.num.tolist(), den.tolist(), strict=True):
        found[place] += Fraction(unit * up, down)
    return found


class _Tableau:
    """Bounds on variables and on sums of them, met by pivots of the least index (Dutertre and de Moura 2006)."""

    def __init__(self, rows: Sequence[Sequence[Fraction]], limits: Sequence[tuple[int | None, int | None]]) -> None:
        self.limits = limits
        self.size = len(limits) - len(rows)
        self.sums = {self.size + place: dict(enumerate(row)) for place, row in enumerate(rows)}
        self.values = [Fraction(low or 0) for low, _ in limits[: self.size]]
        self.values += [sum((each * self.values[k] for k, each in enumerate(row)), Fraction(0)) for row in rows]

    def solved(self) -> list[Fraction] | None:
        while True:
            place = min((each for each in self.sums if self._short(each)), default=None)
            if place is None:
                return self.values[: self.size]
            short = self._short(place)
            movable = (each for each, factor in self.sums[place].items() if self._free(each, short * factor))
            other = min(movable, default=None)
            if other is None:
                return None
            self._pivot(place, other, short)

    def _short(self, place: int) -> Fraction:
        """How far a value is below its least (positive) or above its most (negative)."""
        low, high = self.limits[place]
        if low is not None and self.values[place] < low:
            return low - self.values[place]
        return high - self.values[place] if high is not None and self.values[place] > high else Fraction(0)

    def _free(self, place: int, step: Fraction) -> bool:
        low, high = self.limits[place]
        if not step:
            return False
        return (high is None or self.values[place] < high) if step > 0 else (low is None or self.values[place] > low)

    def _pivot(self, place: int, other: int, short: Fraction) -> None:
        """Bring ``place`` to its limit by moving ``other``, and let them change parts."""
        row = self.sums.pop(place)
        factor = row.pop(other)
        step = short / factor
        self.values[place] += short
        self.values[other] += step
        for each, terms in self.sums.items():
            self.values[each] += terms[other] * step
        solved = {each: -value / factor for each, value in row.items()} | {place: 1 / factor}
        for terms in self.sums.values():
            held = terms.pop(other)
            for each, value in solved.items():
                terms[each] = terms.get(each, Fraction(0)) + held * value
        self.sums[other] = solved
