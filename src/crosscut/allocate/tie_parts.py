"""The parts of programmes' amounts that may be tied, as columns: what a unit of each is worth, and what fills it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem
from crosscut.allocate.solve.hull import joined

SAME = 1e-9
"""The part of the highest worth of a unit up to which two are the same."""


@dataclass(frozen=True)
class TieParts:
    """Parts of amounts, one a place in each column, in the order of programmes.

    A part begins at ``start`` (what its programme gets before it) and holds up to ``width`` more, ``filled`` of it in
    the plan; ``lacking`` of it lie within the request, of which ``short`` is missing whatever the part holds, and
    beyond requests money is divided in proportion to ``weight``. ``least`` is the smallest filling that it may have
    beside none at all; a ``stepped`` one has only the fillings of its programme's options, and one that is ``staying``
    never ends, since logic speaks of it.
    """

    place: Ints
    worth: Floats
    start: Ints
    width: Ints
    lacking: Ints
    weight: Ints
    filled: Ints
    least: Ints
    stepped: Bools
    staying: Bools
    short: Ints

    def even(self) -> TieParts:
        """The parts that may be filled by any amount."""
        kept = ~self.stepped & (self.least == 0)
        return TieParts(*(getattr(self, each.name)[kept] for each in fields(self)))


@dataclass(frozen=True)
class TieGroup:
    """Places among the parts of those with one worth a unit under the same rules; ``partial`` where some is left."""

    worth: float
    parts: Ints
    partial: bool

    @property
    def worthless(self) -> bool:
        """Whether a unit of it is worth nothing."""
        return abs(self.worth) <= SAME


def unit_of(problem: Problem) -> float:
    """The highest worth of a unit: what worths are compared in."""
    return float(np.abs(problem.slope[problem.width > 0]).max(initial=0.0)) or 1.0


def parts_of(problem: Problem, amounts: Ints, rate: Floats, asked: Ints) -> TieParts:
    """The parts of every programme's amount; ``rate`` is what a unit of each piece is worth, in the highest worth.

    What a programme ``asked`` for is its weight: who may have many times its request gets no more of a surplus than who
    asks for as much and may have less.
    Whom logic speaks of is in it where the plan funds it, and stays funded.
    """
    logic = joined(problem)
    free = (problem.upper > 0) & (~logic | ((amounts > 0) & ~problem.discrete))
    held = problem.width > 0
    lump = (problem.optional & held.any(axis=1))[:, None] & (np.cumsum(held, axis=1) == 1) & held
    before = problem.lower[:, None] + np.cumsum(problem.width, axis=1) - problem.width
    start = np.where(lump, 0, before)
    width = np.where(lump, problem.lower[:, None] + problem.width, problem.width)
    least = np.where(lump, problem.lower[:, None], 0)
    first = _first(problem)
    even = np.asarray(np.where(lump, np.abs(first[:, None] - rate) <= SAME, True).all(axis=1))
    reached = ~problem.optional[:, None] | lump | (amounts[:, None] >= before) | _one_worth(held, rate, even)
    chosen = held & reached & (free & even & ~problem.discrete)[:, None]
    filled = np.clip(amounts[:, None] - start, 0, width)
    worth = rate.copy()
    options = free & problem.discrete
    alike, steep = _even_options(first, held, rate)
    chosen[:, 0] |= options & alike
    worth[options, 0] = steep[options]
    start[options, 0] = np.where(problem.optional, 0, problem.lower)[options]
    width[options, 0] = (problem.lower + problem.width.sum(axis=1))[options] - start[options, 0]
    filled[options, 0] = (amounts - start[:, 0])[options]
    least[options, 0] = 0
    place = np.nonzero(chosen)[0]
    return TieParts(
        place,
        worth=worth[chosen],
        start=start[chosen],
        width=width[chosen],
        lacking=np.clip(asked[:, None] - start, 0, width)[chosen],
        weight=np.maximum(asked, 1)[place],
        filled=filled[chosen],
        least=least[chosen],
        stepped=problem.discrete[place],
        staying=logic[place],
        short=np.maximum(asked[:, None] - start, 0)[chosen],
    )


def _one_worth(held: Bools, rate: Floats, even: Bools) -> Bools:
    """Whether money is worth the same in each piece as in all before it, the least amount too: one goes on to it."""
    own = np.where(held, rate, np.nan)
    highest, lowest = (pick.accumulate(own, axis=1) for pick in (np.fmax, np.fmin))
    return np.asarray(held & (highest - lowest <= SAME) & even[:, None])


def _first(problem: Problem) -> Floats:
    """What a unit of each programme's least amount is worth, in the highest worth; nan where it has none to end."""
    has = problem.optional & (problem.lower > 0)
    unit = np.divide(problem.base, problem.lower, out=np.full(problem.size, np.nan), where=has)
    return np.asarray(np.round(unit / unit_of(problem), 9))


def _even_options(first: Floats, held: Bools, rate: Floats) -> tuple[Bools, Floats]:
    """Whether a unit is worth the same in all steps of each programme, and that worth."""
    lowest = np.fmin(np.where(held, rate, np.inf).min(axis=1), first)
    highest = np.fmax(np.where(held, rate, -np.inf).max(axis=1), first)
    return lowest == highest, np.where(np.isfinite(highest), highest, 0.0)


def groups_of(problem: Problem, parts: TieParts, apart: Iterable[int]) -> list[TieGroup]:
    """Parts of one worth a unit under the same of the rows set apart, at least two together, in the parts' order."""
    if not len(parts.place):
        return []
    kind = _kinds(problem, apart)[parts.place]
    order = np.lexsort((parts.worth, kind))
    kind, worth = kind[order], parts.worth[order]
    starts = np.flatnonzero(np.concatenate([[True], (np.diff(kind) != 0) | (worth[1:] != worth[:-1])]))
    filled, width = parts.filled[order], parts.width[order]
    partial = np.logical_or.reduceat(filled > 0, starts) & np.logical_or.reduceat(filled < width, starts)
    ends = np.append(starts[1:], len(order))
    several = np.flatnonzero(ends - starts > 1)
    several = several[np.argsort(order[starts[several]], kind="stable")]
    return [
        TieGroup(float(worth[starts[each]]), order[starts[each] : ends[each]], bool(partial[each]))
        for each in several.tolist()
    ]


def _kinds(problem: Problem, apart: Iterable[int]) -> Ints:
    """A number for each programme, the same for those that count alike in every row that is set apart."""
    kinds = np.zeros(problem.size, np.int64)
    for index in sorted(apart):
        row = problem.rows[index]
        inside = kinds[row.members]
        if row.den is not None or (row.num != row.num[:1]).any():
            den = np.ones_like(row.num) if row.den is None else row.den
            _, inside = np.unique(np.stack([inside, row.num, den]), axis=1, return_inverse=True)
        kinds[row.members] = inside.reshape(-1) + problem.size
        _, kinds = np.unique(kinds, return_inverse=True)
    return kinds


def steps_of(problem: Problem, place: int, start: int) -> tuple[int, ...]:
    """The only fillings of a discrete programme's part, ascending."""
    points = problem.lower[place] + np.concatenate([[0], np.cumsum(problem.width[place])])
    ends = [0] if problem.optional[place] else []
    return tuple(sorted({*ends, *(point - start for point in points.tolist())}))


def moves_of(problem: Problem, amounts: Ints) -> tuple[Ints, Ints]:
    """By how much each programme may at least be given less, and more; 0 where it cannot."""
    least = np.where(problem.optional & (problem.lower > 0), problem.lower, 1)
    down = np.where(amounts > problem.lower, 1, np.where(problem.optional, amounts, 0))
    up = np.where(amounts < problem.upper, np.where(amounts > 0, 1, least), 0)
    own = np.flatnonzero(problem.discrete)
    at = amounts[own][:, None]
    first = np.where(problem.optional, 0, problem.lower)[own][:, None]
    lower = problem.lower[own][:, None]
    steps = np.hstack([first, lower, lower + np.cumsum(problem.width[own], axis=1)])
    down[own] = np.where(steps < at, at - steps, at).min(axis=1) * (steps < at).any(axis=1)
    up[own] = np.where(steps > at, steps - at, steps.max(initial=0)).min(axis=1) * (steps > at).any(axis=1)
    return down, up


class PartInTurn(NamedTuple):
    """One part of a group: of which programme it is, and what :class:`TieParts` says of it."""

    place: int
    filled: int
    start: int
    width: int
    lacking: int
    short: int
    weight: int
    least: int
    stepped: bool
    staying: bool


def in_turn(parts: TieParts, group: TieGroup) -> Iterator[PartInTurn]:
    """The parts of a group, one after the other."""
    columns = (getattr(parts, name)[group.parts].tolist() for name in PartInTurn._fields)
    return map(PartInTurn._make, zip(*columns, strict=True))
