"""Programmes that nothing tells apart: worth as much for the same money under the same rules.

A solver gives one of them all and the other nothing, since every division among them is worth the same. Here they are
divided in proportion, as far as the value of the plan, its rules and sizes that fit allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from crosscut.allocate.problem import Bools, Floats, Ints, Problem, Solution
from crosscut.allocate.rules import Draft
from crosscut.allocate.solve.hull import joined
from crosscut.allocate.values import densities, rates
from crosscut.allocate.verify import breaches, used
from crosscut.money.splitting import split

SAME = 1e-9
"""The part of the highest worth of a unit up to which two are the same."""

NOISE = 1e-7
"""The part of a plan's value below which a difference is rounding."""

ROUNDS = 3
"""How often rows that a division broke are set apart before every row is."""


@dataclass(frozen=True)
class Ties:
    """Which programmes are worth the same for the same money, where there is not enough for all of them.

    ``others`` is how many beside each one (0: none); ``shared`` are those whose tied money was divided in proportion.
    """

    others: Ints
    shared: Bools


class _Part(NamedTuple):
    """The tied part of one programme's amount: from ``start`` (what it gets before it) up to ``width`` more.

    ``least`` is the smallest filling that it may have beside none at all; ``steps`` are the only fillings of a
    discrete programme.
    """

    place: int
    start: int
    width: int
    filled: int
    least: int = 0
    steps: tuple[int, ...] = ()


def levelled(draft: Draft, problem: Problem, solution: Solution, gap: float = 0.0) -> tuple[Solution, Ties]:
    """The solution with ties divided in proportion, and which programmes are tied.

    It is worth no less, up to what rounding the turns of worth to whole units moves, and its gap stays within ``gap``
    where it was.
    """
    rate = np.round(rates(draft, problem, densities(draft)) / _unit_of(problem), 9)
    amounts = solution.amounts
    apart = {index for index, row in enumerate(problem.rows) if _binds(problem, index, amounts)}
    held = _held(problem, amounts, rate)
    for attempt in range(ROUNDS + 1):
        apart = set(range(len(problem.rows))) if attempt == ROUNDS else apart
        groups = list(_groups(problem, held, apart))
        divided, shared = _divided(problem, amounts, groups)
        broken = {each.rule for each in breaches(problem, divided.tolist())}
        if not broken:
            break
        apart |= {index for index, row in enumerate(problem.rows) if row.rule in broken}
    value = problem.value(divided)
    found = replace(solution, amounts=divided, value=value, bound=max(solution.bound, value))
    kept = not broken and value >= solution.value - NOISE * abs(solution.value) - 1e-12
    kept &= found.gap <= max(gap, solution.gap) + 1e-12
    others = np.zeros(problem.size, np.int64)
    for _, parts in groups:
        places = sorted({part.place for part in parts})
        money = sum(part.filled for part in parts)
        money += int((divided - amounts)[places].sum()) if kept else 0
        if len(places) > 1 and 0 < money < sum(part.width for part in parts):
            others[places] = len(places) - 1
    if not kept:
        return solution, Ties(others, np.zeros(problem.size, bool))
    return found, Ties(others, shared & (others > 0))


def _unit_of(problem: Problem) -> float:
    """The highest worth of a unit: what worths are compared in."""
    return float(np.abs(problem.slope[problem.width > 0]).max(initial=0.0)) or 1.0


def _binds(problem: Problem, index: int, amounts: Ints) -> bool:
    row = problem.rows[index]
    exact = used(row, amounts.tolist(), problem.unit)
    room = (exact - row.lo) if row.lo is not None else ((row.hi or 0) - exact)
    return room < problem.unit


def _held(problem: Problem, amounts: Ints, rate: Floats) -> list[tuple[float, _Part]]:
    """The parts of every programme's amount, each with what a unit of it is worth."""
    unit = _unit_of(problem)
    columns = (problem.lower, amounts, problem.width, rate, problem.optional, problem.discrete, problem.base)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    asked = (~joined(problem) & (problem.upper > 0)).tolist()
    return [each for place, row in enumerate(rows) if asked[place] for each in _parts(place, _Programme(*row), unit)]


def _groups(
    problem: Problem, held: Iterable[tuple[float, _Part]], apart: Iterable[int]
) -> Iterable[tuple[float, list[_Part]]]:
    """Parts of at least two programmes with one worth a unit under the same of the rows that are set apart."""
    kinds = _kinds(problem, apart).tolist()
    found: dict[tuple[int, float], list[_Part]] = defaultdict(list)
    for worth, part in held:
        found[kinds[part.place], worth].append(part)
    for (_, worth), parts in found.items():
        if len(parts) > 1:
            yield worth, parts


def _kinds(problem: Problem, apart: Iterable[int]) -> Ints:
    """A number for each programme, the same for those that count alike in every row that is set apart."""
    kinds = np.zeros(problem.size, np.int64)
    for index in sorted(apart):
        row = problem.rows[index]
        den = np.ones_like(row.num) if row.den is None else row.den
        held = np.stack([kinds[row.members], row.num, den])
        _, inside = np.unique(held, axis=1, return_inverse=True)
        kinds[row.members] = inside.reshape(-1) + problem.size * (index + 1)
        _, kinds = np.unique(kinds, return_inverse=True)
    return kinds


class _Programme(NamedTuple):
    """One programme of a problem with its amount, in plain numbers; ``rate`` is what a unit of each piece is worth."""

    lower: int
    amount: int
    width: list[int]
    rate: list[float]
    optional: bool
    discrete: bool
    base: float


def _parts(place: int, programme: _Programme, unit: float) -> Iterable[tuple[float, _Part]]:
    """The parts of one programme's amount that are worth the same a unit each, with that worth."""
    lower, amount, lump = programme.lower, programme.amount, programme.optional
    held = [each for each in zip(programme.width, programme.rate, strict=True) if each[0]]
    widths, steep = [width for width, _ in held], [each for _, each in held]
    first = round(programme.base / lower / unit, 9) if lump and lower else None
    if programme.discrete:
        if len({*steep, *([first] if first is not None else [])}) == 1:
            points = [lower, *(lower + sum(widths[: k + 1]) for k in range(len(widths)))]
            start = 0 if lump else lower
            steps = tuple(sorted({*([0] if lump else []), *(point - start for point in points)}))
            yield (steep or [first or 0.0])[0], _Part(place, start, steps[-1], amount - start, steps=steps)
        return
    start = lower
    for number, (worth, width) in enumerate(zip(steep, widths, strict=True)):
        if lump and number == 0:
            if first is None or abs(first - worth) > SAME:
                return
            yield worth, _Part(place, 0, lower + width, min(amount, lower + width), lower)
        elif not lump or amount >= start:
            yield worth, _Part(place, start, width, min(max(amount - start, 0), width))
        start += width


def _divided(problem: Problem, amounts: Ints, groups: list[tuple[float, list[_Part]]]) -> tuple[Ints, Bools]:
    """The amounts with every group's money divided in proportion, and who of them has a part of it."""
    divided, shared = amounts.copy(), np.zeros(problem.size, bool)
    for worth, parts in groups:
        money, most = sum(part.filled for part in parts), sum(part.width for part in parts)
        if abs(worth) <= SAME:
            money = min(most, money + _room(problem, divided, parts))
        filled = _filled(parts, money, worth)
        if filled is None:
            continue
        partial = 0 < money < most
        for part, new in zip(parts, filled, strict=True):
            divided[part.place] += new - part.filled
            shared[part.place] |= partial and not part.steps and new >= part.least
    return divided, shared


def _filled(parts: list[_Part], money: int, worth: float) -> list[int] | None:
    """How much of each part a division in proportion fills; None where sizes do not allow it."""
    if any(part.steps for part in parts):
        return _stepped(parts, money) if abs(worth) <= SAME else None
    if not 0 < money < sum(part.width for part in parts):
        return [part.width if money else 0 for part in parts]
    filled = split(money, [part.width for part in parts])
    if all(new >= part.least for part, new in zip(parts, filled, strict=True)):
        return filled
    return _begun(parts, money) if abs(worth) <= SAME else None


def _begun(parts: list[_Part], money: int) -> list[int]:
    """The least sizes of as many as the money begins, the smallest first, and what is left in proportion among them."""
    filled, begun = [0] * len(parts), []
    for place in sorted(range(len(parts)), key=lambda place: (parts[place].least, place)):
        if parts[place].least <= money:
            filled[place] = parts[place].least
            money -= filled[place]
            begun.append(place)
    room = [parts[place].width - filled[place] for place in begun]
    more = split(min(money, sum(room)), room) if any(room) else [0] * len(room)
    for place, part in zip(begun, more, strict=True):
        filled[place] += part
    return filled


def _stepped(parts: list[_Part], money: int) -> list[int]:
    """The highest part of the request that all may have, and one step more for the first that fit."""
    steps = [part.steps or (0, part.width) for part in parts]
    filled = [each[0] for each in steps]
    left = money - sum(filled)
    starts = [part.start for part in parts]
    offers = [
        ((starts[place] + step) / (starts[place] + each[-1]), place, step)
        for place, each in enumerate(steps)
        for step in each
        if each[-1]
    ]
    for _, place, step in sorted(offers):
        if filled[place] < step <= filled[place] + left:
            left -= step - filled[place]
            filled[place] = step
    return filled


def _room(problem: Problem, amounts: Ints, parts: list[_Part]) -> int:
    """Units that every upper limit over any of the parts leaves free."""
    members = {part.place for part in parts}
    rooms = [
        int((row.hi - used(row, amounts.tolist(), problem.unit)) // problem.unit)
        for row in problem.rows
        if row.hi is not None and members & set(row.members.tolist())
    ]
    return max(min(rooms, default=0), 0)
