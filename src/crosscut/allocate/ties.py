"""Programmes that nothing tells apart: worth as much for the same money under the same rules.

A solver gives one of them all and the other nothing, since every division among them is worth the same. Here they are
divided in proportion, as far as the value of the plan, its rules and sizes that fit allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from crosscut.allocate.draft import Draft
from crosscut.allocate.problem import Bools, Floats, Ints, Problem, Solution
from crosscut.allocate.programme_order import back, by_id, in_order
from crosscut.allocate.tie_division import TiePart, filled_parts, turn_of
from crosscut.allocate.tie_exchanges import exchanges
from crosscut.allocate.tie_limits import rows_of
from crosscut.allocate.tie_parts import TieGroup, TieParts, groups_of, in_turn, moves_of, parts_of, steps_of, unit_of
from crosscut.allocate.tie_shares import nearest_proportion, tied_money
from crosscut.allocate.unspent import spent
from crosscut.allocate.verify import breaches, used

NOISE = 1e-7
"""The part of a plan's value below which a difference is rounding."""

_NO_STEP = np.iinfo(np.int64).max
"""More than any step of an amount."""
_Flags = tuple[Bools, Bools, Bools]
"""Who is ``shared``, ``crowded`` and ``drawn``."""

DIVISIONS = 3
"""How often rows that a division broke are set apart before every row is."""


@dataclass(frozen=True)
class Ties:
    """Which programmes are worth the same for the same money, where there is not enough for all of them.

    ``others`` is how many beside each one (0: none); ``shared`` are those whose tied money was divided in proportion;
    ``crowded`` are those that ended since the least sizes of all did not fit the money, all that stay being before them
    in turn, ``drawn`` those of them whose least size is no larger than another's that stays; ``alone`` those that
    shared and whom rules tell apart from all they are tied with; ``against`` are the rows that a division among more
    programmes would break.
    """

    others: Ints
    shared: Bools
    crowded: Bools
    drawn: Bools
    alone: Bools
    against: frozenset[int] = frozenset()


COLUMNS = ("others", "shared", "crowded", "drawn", "alone")
"""What ties tell of each programme."""


def levelled(draft: Draft, problem: Problem, solution: Solution, gap: float = 0.0) -> tuple[Solution, Ties]:
    """The solution with ties divided in proportion, and which programmes are tied.

    It is worth no less, and its gap stays within ``gap`` where it was; the same whatever the order of programmes.
    """
    division, order = _ordered(draft, problem, solution, gap)
    ties = _ties_of(division)
    if order is None:
        return division.solution, ties
    columns = {name: back(getattr(ties, name), order) for name in COLUMNS}
    return _put_back(division.solution, order), replace(ties, **columns)


def level(draft: Draft, problem: Problem, solution: Solution, gap: float = 0.0) -> Solution:
    """As :func:`levelled`, where nobody asks which programmes are tied."""
    division, order = _ordered(draft, problem, solution, gap)
    return division.solution if order is None else _put_back(division.solution, order)


def _put_back(solution: Solution, order: Ints) -> Solution:
    return replace(solution, amounts=back(solution.amounts, order))


def _ordered(draft: Draft, problem: Problem, solution: Solution, gap: float) -> tuple[_Division, Ints | None]:
    """The division of all that can be spent, with programmes by their ids, and that order where it is another."""
    asked = np.array([amount // draft.unit.factor for amount in draft.demand.requested], np.int64)
    order = by_id(draft.demand.ids)
    if order is None:
        return _division(problem, spent(problem, solution), asked, gap), None
    inside, ordered = replace(solution, amounts=solution.amounts[order]), in_order(problem, order)
    return _division(ordered, spent(ordered, inside), asked[order], gap), order


class _Division(NamedTuple):
    """A solution with its ties divided, and what tells which they are.

    ``before`` are the amounts whose ``parts`` were divided among the ``groups``, ``kept`` says whether that stands;
    ``near`` whether proportion was only neared across rules, ``against`` the rows that a wider division would break.
    """

    problem: Problem
    solution: Solution
    before: Ints
    parts: TieParts
    groups: list[TieGroup]
    flags: _Flags
    kept: bool
    near: bool
    against: frozenset[int]
    rate: Floats
    asked: Ints


def _division(problem: Problem, solution: Solution, asked: Ints, gap: float) -> _Division:
    rate = np.round(problem.slope / unit_of(problem), 9)
    loosened, near = _loosened(problem, solution, rate, asked)
    stands = loosened is not None and _no_worse(solution, loosened, gap)
    near &= stands
    found = loosened if stands and loosened is not None else solution
    parts = parts_of(problem, found.amounts, rate, asked)
    apart, against = _binding(problem, found.amounts), frozenset[int]()
    for attempt in range(DIVISIONS + 1):
        apart = set(range(len(problem.rows))) if attempt == DIVISIONS else apart
        groups = groups_of(problem, parts, apart)
        divided, flags = _divided(problem, found.amounts, parts, groups)
        breached = breaches(problem, divided.tolist())
        broken = rows_of(problem, breached)
        if not broken:
            break
        apart, against = apart | broken, against | broken
    levels = _of_amounts(problem, solution, divided)
    kept = not breached and _no_worse(solution, levels, gap)
    given = levels if kept else found
    return _Division(problem, given, found.amounts, parts, groups, flags, kept, near, against, rate, asked)


def _ties_of(division: _Division) -> Ties:
    problem, amounts = division.problem, division.solution.amounts
    others = _others(division.parts, division.groups, amounts - division.before)
    if not division.kept:
        nobody = np.zeros(problem.size, bool)
        return Ties(others, nobody, nobody, nobody, nobody)
    shared, crowded, drawn = division.flags
    shared &= others > 0
    across = np.zeros_like(others)
    if division.near:
        money = tied_money(parts_of(problem, amounts, division.rate, division.asked))
        across = exchanges(problem, amounts, money, others == 0)
    alone = across > 0
    return Ties(others + across, shared | alone, crowded & (others > 0), drawn, alone, division.against)


def _loosened(problem: Problem, solution: Solution, rate: Floats, asked: Ints) -> tuple[Solution | None, bool]:
    """The solution divided across all rules, whatever a choice among ties made binding; None where that breaks any.

    Where a proportion would break some of them, as near to it as they allow; whether that is so.
    """
    if not problem.rows:
        return None, False
    parts = parts_of(problem, solution.amounts, rate, asked)
    divided, _ = _divided(problem, solution.amounts, parts, groups_of(problem, parts, ()))
    broken = breaches(problem, divided.tolist())
    if not broken:
        return _of_amounts(problem, solution, divided), False
    nearest = nearest_proportion(problem, solution.amounts, parts) if rows_of(problem, broken) else None
    stands = nearest is not None and not breaches(problem, nearest.tolist())
    return _of_amounts(problem, solution, nearest) if stands and nearest is not None else None, True


def _binding(problem: Problem, amounts: Ints) -> set[int]:
    """The rows that leave no room."""
    plan, moves = amounts.tolist(), moves_of(problem, amounts)
    return {index for index in range(len(problem.rows)) if _binds(problem, index, plan, moves)}


def _of_amounts(problem: Problem, solution: Solution, amounts: Ints) -> Solution:
    value = problem.value(amounts)
    return replace(solution, amounts=amounts, value=value, bound=max(solution.bound, value))


def _no_worse(solution: Solution, found: Solution, gap: float) -> bool:
    """Whether another solution is worth no less, up to rounding, and is proved as well."""
    worth = found.value >= solution.value - NOISE * abs(solution.value) - 1e-12
    proved = found.gap <= max(gap, solution.gap) + 1e-12
    return worth and proved


def _others(parts: TieParts, groups: Iterable[TieGroup], change: Ints) -> Ints:
    """How many programmes are tied with each one in a group that has some of its money left after a change."""
    others = np.zeros(len(change), np.int64)
    for group in groups:
        members = parts.place[group.parts]
        if not (group.partial or change[members].any()):
            continue
        places = np.unique(members)
        money = sum(parts.filled[group.parts].tolist()) + sum(change[places].tolist())
        if len(places) > 1 and _bound(parts, group) < money < sum(parts.width[group.parts].tolist()):
            others[places] = len(places) - 1
    return others


def _bound(parts: TieParts, group: TieGroup) -> int:
    """What of a group's money no division can move: the least of those that stay funded."""
    return sum(parts.least[group.parts[parts.staying[group.parts]]].tolist())


def _binds(problem: Problem, index: int, plan: Sequence[int], moves: tuple[Ints, Ints]) -> bool:
    """Whether a row leaves less room than the smallest move of any of its programmes towards its limit."""
    row = problem.rows[index]
    exact = used(row, plan, problem.unit)
    less, more = (move[row.members] for move in moves)
    room, steps = (exact - row.lo, less) if row.lo is not None else ((row.hi or 0) - exact, more)
    return room < problem.unit * int(steps.min(where=steps > 0, initial=_NO_STEP) if steps.any() else 1)


def _divided(problem: Problem, amounts: Ints, parts: TieParts, groups: Iterable[TieGroup]) -> tuple[Ints, _Flags]:
    """The amounts with every group's money divided in proportion, and what :class:`Ties` tells of that."""
    nobody = np.zeros(problem.size, bool)
    divided, flags = amounts.copy(), (nobody.copy(), nobody.copy(), nobody.copy())
    for group in groups:
        if group.partial or (group.worthless and (parts.filled < parts.width)[group.parts].any()):
            _divide(problem, parts, group, divided, flags)
    return divided, flags


def _divide(problem: Problem, parts: TieParts, group: TieGroup, divided: Ints, flags: _Flags) -> None:
    """Divide one group's money in proportion, in place; where steps decide, nobody has a proportion of it."""
    held, (shared, crowded, drawn) = _by_programme(problem, parts, group), flags
    own = [part for _, _, part in held]
    money, most = sum(before for _, before, _ in held), sum(part.width for part in own)
    if group.worthless:
        money = min(most, money + _room(problem, divided, parts.place[group.parts]))
    filled = filled_parts(own, money, [before for _, before, _ in held], worthless=group.worthless)
    if filled is None:
        return
    sharing = [(part, new) for part, new in zip(own, filled, strict=True) if not part.steps and new >= part.least]
    free = len(sharing) > 1 and any(part.least < new for part, new in sharing)
    partial = free and any(new < part.width for part, new in sharing) and _bound(parts, group) < money < most
    turns = [(*turn_of(part), place) for place, _, part in held]
    begun = (turn for turn, part, new in zip(turns, own, filled, strict=True) if not part.steps and new >= part.least)
    last: tuple[int, ...] = max(begun, default=())
    for (place, before, part), turn, new in zip(held, turns, filled, strict=True):
        divided[place] += new - before
        shared[place] |= partial and not part.steps and new >= part.least
        behind = new < part.least and last < turn
        crowded[place] |= behind
        drawn[place] |= behind and last[:2] == turn[:2]


def _by_programme(problem: Problem, parts: TieParts, group: TieGroup) -> list[tuple[int, int, TiePart]]:
    """Each programme of a group with its filling and its part: those that follow one another are one."""
    found: list[tuple[int, int, TiePart]] = []
    for own in in_turn(parts, group):
        if found and found[-1][0] == own.place:
            _, before, part = found.pop()
            more = part._replace(width=part.width + own.width, lacking=part.lacking + own.lacking)
            found.append((own.place, before + own.filled, more))
            continue
        steps = steps_of(problem, own.place, own.start) if own.stepped else ()
        part = TiePart(
            start=own.start,
            width=own.width,
            lacking=own.lacking,
            weight=own.weight,
            least=own.least,
            steps=steps,
            staying=own.staying,
            short=own.short,
        )
        found.append((own.place, own.filled, part))
    return found


def _room(problem: Problem, amounts: Ints, places: Ints) -> int:
    """Units that every upper limit over any of the programmes leaves free."""
    inside = np.zeros(problem.size, bool)
    inside[places] = True
    plan = amounts.tolist()
    rooms = [
        int((row.hi - used(row, plan, problem.unit)) // problem.unit)
        for row in problem.rows
        if row.hi is not None and inside[row.members].any()
    ]
    return max(min(rooms, default=0), 0)
