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
from crosscut.allocate.tie_exchanges import exchanges
from crosscut.allocate.tie_limits import broken_rows
from crosscut.allocate.tie_parts import TieGroup, TieParts, groups_of, in_turn, moves_of, parts_of, steps_of, unit_of
from crosscut.allocate.tie_shares import nearest_proportion, tied_money
from crosscut.allocate.verify import used
from crosscut.money.splitting import split

NOISE = 1e-7
"""The part of a plan's value below which a difference is rounding."""

_ANY = np.iinfo(np.int64).max
ROUNDS = 3
"""How often rows that a division broke are set apart before every row is."""


@dataclass(frozen=True)
class Ties:
    """Which programmes are worth the same for the same money, where there is not enough for all of them.

    ``others`` is how many beside each one (0: none); ``shared`` are those whose tied money was divided in proportion;
    ``crowded`` are those that ended since the least sizes of all did not fit the money, ``drawn`` those of them whose
    least size is no larger than another's that stays; ``alone`` those that shared and whom rules tell apart from all
    they are tied with; ``against`` are the rows that a division among more programmes would break.
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
    asked = np.array([amount // draft.unit.factor for amount in draft.demand.requested], np.int64)
    order = by_id(draft.demand.ids)
    if order is None:
        return _levelled(problem, solution, asked, gap)
    inside = replace(solution, amounts=solution.amounts[order])
    found, ties = _levelled(in_order(problem, order), inside, asked[order], gap)
    columns = {name: back(getattr(ties, name), order) for name in COLUMNS}
    return replace(found, amounts=back(found.amounts, order)), replace(ties, **columns)


def _levelled(problem: Problem, solution: Solution, asked: Ints, gap: float) -> tuple[Solution, Ties]:
    rate = np.round(problem.slope / unit_of(problem), 9)
    loosened, near = _loosened(problem, solution, rate, asked)
    near &= loosened is not None and _kept(solution, loosened, gap)
    found = solution if loosened is None or not _kept(solution, loosened, gap) else loosened
    parts = parts_of(problem, found.amounts, rate, asked)
    apart, against = _binding(problem, found.amounts), frozenset[int]()
    for attempt in range(ROUNDS + 1):
        apart = set(range(len(problem.rows))) if attempt == ROUNDS else apart
        groups = groups_of(problem, parts, apart)
        divided, (shared, crowded, drawn) = _divided(problem, found.amounts, parts, groups)
        broken = broken_rows(problem, divided)
        if not broken:
            break
        apart, against = apart | broken, against | broken
    level = _of_amounts(problem, solution, divided)
    kept = not broken and _kept(solution, level, gap)
    others = _others(parts, groups, divided - found.amounts if kept else np.zeros_like(divided))
    if not kept:
        nobody = np.zeros(problem.size, bool)
        return found, Ties(others, nobody, nobody, nobody, nobody)
    shared &= others > 0
    across = np.zeros_like(others)
    if near:
        money = tied_money(parts_of(problem, level.amounts, rate, asked))
        across = exchanges(problem, level.amounts, money, others == 0)
    ties = Ties(others + across, shared | (across > 0), crowded & (others > 0), drawn, across > 0, against)
    return level, ties


def _loosened(problem: Problem, solution: Solution, rate: Floats, asked: Ints) -> tuple[Solution | None, bool]:
    """The solution divided across all rules, whatever a choice among ties made binding; None where that fails.

    Where a proportion would break some of them, as near to it as they allow; whether that is so.
    """
    if not problem.rows:
        return None, False
    parts = parts_of(problem, solution.amounts, rate, asked)
    divided, _ = _divided(problem, solution.amounts, parts, groups_of(problem, parts, ()))
    if broken_rows(problem, divided):
        found = nearest_proportion(problem, solution.amounts, parts)
        return None if found is None else _of_amounts(problem, solution, found), True
    return _of_amounts(problem, solution, divided), False


def _binding(problem: Problem, amounts: Ints) -> set[int]:
    """The rows that leave no room."""
    plan, moves = amounts.tolist(), moves_of(problem, amounts)
    return {index for index in range(len(problem.rows)) if _binds(problem, index, plan, moves)}


def _of_amounts(problem: Problem, solution: Solution, amounts: Ints) -> Solution:
    value = problem.value(amounts)
    return replace(solution, amounts=amounts, value=value, bound=max(solution.bound, value))


def _kept(solution: Solution, found: Solution, gap: float) -> bool:
    """Whether another solution is worth no less, up to rounding, and proved as well."""
    worth = found.value >= solution.value - NOISE * abs(solution.value) - 1e-12
    return worth and found.gap <= max(gap, solution.gap) + 1e-12


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
    return room < problem.unit * int(steps.min(where=steps > 0, initial=_ANY) if steps.any() else 1)


class _Part(NamedTuple):
    """One part of a group, in plain numbers; ``steps`` are the only fillings of a discrete programme.

    A tuple: a plan and its restorations make tens of thousands of them, and a frozen dataclass is set field by field.
    What is ``short`` of the request, even where the part holds less, is what it shares by.
    """

    start: int
    width: int
    lacking: int
    weight: int
    least: int
    steps: tuple[int, ...]
    staying: bool = False
    short: int = 0


_Told = tuple[Bools, Bools, Bools]
"""Who is ``shared``, ``crowded`` and ``drawn``."""


def _divided(problem: Problem, amounts: Ints, parts: TieParts, groups: Iterable[TieGroup]) -> tuple[Ints, _Told]:
    """The amounts with every group's money divided in proportion, and what :class:`Ties` tells of that."""
    nobody = np.zeros(problem.size, bool)
    divided, told = amounts.copy(), (nobody.copy(), nobody.copy(), nobody.copy())
    for group in groups:
        if group.partial or (group.worthless and (parts.filled < parts.width)[group.parts].any()):
            _divide(problem, parts, group, divided, told)
    return divided, told


def _divide(problem: Problem, parts: TieParts, group: TieGroup, divided: Ints, told: _Told) -> None:
    """Divide one group's money in proportion, in place; where steps decide, nobody has a proportion of it."""
    held, (shared, crowded, drawn) = _by_programme(problem, parts, group), told
    own = [part for _, _, part in held]
    money, most = sum(before for _, before, _ in held), sum(part.width for part in own)
    if group.worthless:
        money = min(most, money + _room(problem, divided, parts.place[group.parts]))
    filled = _filled(own, money, [before for _, before, _ in held], worthless=group.worthless)
    if filled is None:
        return
    sharing = [(part, new) for part, new in zip(own, filled, strict=True) if not part.steps and new >= part.least]
    free = len(sharing) > 1 and any(part.least < new for part, new in sharing)
    partial = free and any(new < part.width for part, new in sharing) and _bound(parts, group) < money < most
    begun = max((part.least for part, new in sharing if not part.staying), default=0)
    for (place, before, part), new in zip(held, filled, strict=True):
        divided[place] += new - before
        shared[place] |= partial and not part.steps and new >= part.least
        crowded[place] |= new < part.least and begun <= part.least
        drawn[place] |= new < part.least == begun


def _by_programme(problem: Problem, parts: TieParts, group: TieGroup) -> list[tuple[int, int, _Part]]:
    """Each programme of a group with its filling and its part: those that follow one another are one."""
    found: list[tuple[int, int, _Part]] = []
    for place, filled, start, width, lacking, short, weight, least, stepped, staying in in_turn(parts, group):
        if found and found[-1][0] == place:
            _, before, part = found.pop()
            more = part._replace(width=part.width + width, lacking=part.lacking + lacking)
            found.append((place, before + filled, more))
            continue
        steps = steps_of(problem, place, start) if stepped else ()
        found.append((place, filled, _Part(start, width, lacking, weight, least, steps, staying, short)))
    return found


def _filled(parts: list[_Part], money: int, before: Sequence[int], *, worthless: bool) -> list[int] | None:
    """How much of each part a division in proportion fills; None where sizes do not allow it.

    ``before`` is what fills them now.
    """
    stepped = any(part.steps for part in parts)
    if stepped and worthless:
        return _stepped(parts, money)
    if not 0 < money < sum(part.width for part in parts):
        return [part.width if money else 0 for part in parts]
    if stepped:
        return _beside_steps(parts, money, _low_steps(parts, money)) or _beside_steps(parts, money, before)
    found = _above_least(parts, money) or _begun(parts, money, whole=not worthless)
    return found or _funded(parts, money, before)


def _low_steps(parts: Sequence[_Part], money: int) -> list[int]:
    """Of each stepped part the highest filling within the proportion that all may have, or its least one above none."""
    whole = sum(part.width for part in parts)
    return [
        max((step for step in part.steps if step * whole <= money * part.width), default=0)
        or next((step for step in part.steps if step), 0)
        for part in parts
    ]


def _beside_steps(parts: Sequence[_Part], money: int, steps: Sequence[int]) -> list[int] | None:
    """A division in proportion of what stepped parts leave with these fillings; None where others cannot hold it."""
    free = [place for place, part in enumerate(parts) if not part.steps]
    left = money - sum(step for part, step in zip(parts, steps, strict=True) if part.steps)
    own = [parts[place] for place in free]
    if not free or not 0 <= left <= sum(part.width for part in own):
        return None
    found = (_above_least(own, left) or _begun(own, left, whole=True)) if left else [0] * len(own)
    if found is None:
        return None
    shares = dict(zip(free, found, strict=True))
    return [shares.get(place, step) for place, step in enumerate(steps)]


def _proportional(parts: Sequence[_Part], money: int) -> list[int]:
    """Money in proportion to what is short of requests; what is left once nothing lacks, in proportion to weights."""
    lacking = [part.lacking for part in parts]
    if money <= sum(lacking):
        return _within(money, [part.short or part.lacking for part in parts], lacking)
    beyond = [part.width - part.lacking for part in parts]
    more = _within(money - sum(lacking), [part.weight for part in parts], beyond)
    return [low + high for low, high in zip(lacking, more, strict=True)]


def _within(money: int, weights: Sequence[int], most: Sequence[int]) -> list[int]:
    """Money in proportion to weights, nobody above the most that it may have; all of it where there is as much."""
    filled, left = [0] * len(weights), money
    free = [place for place, weight in enumerate(weights) if weight]
    full = free
    while full:
        whole = sum(weights[place] for place in free)
        full = [place for place in free if left * weights[place] >= most[place] * whole]
        for place in full:
            filled[place] = most[place]
        left -= sum(most[place] for place in full)
        free = [place for place in free if filled[place] < most[place]]
    shares = split(left, [weights[place] for place in free]) if free else []
    for place, share in zip(free, shares, strict=True):
        filled[place] = share
    return filled


def _above_least(parts: list[_Part], money: int) -> list[int] | None:
    """A division in proportion, whoever it leaves below the least size given that; None where money is too little."""
    filled = [part.least for part in parts]
    free = list(range(len(parts))) if money >= sum(filled) else []
    while free:
        left = money - sum(filled) + sum(parts[place].least for place in free)
        shares = dict(zip(free, _proportional([parts[place] for place in free], left), strict=True))
        kept = [place for place in free if shares[place] >= parts[place].least]
        if len(kept) == len(free):
            return [shares.get(place, least) for place, least in enumerate(filled)]
        free = kept
    return None


def _begun(parts: list[_Part], money: int, *, whole: bool) -> list[int] | None:
    """A division in proportion among as many as least sizes allow, the smallest first; nothing for the others.

    Of those of one least size who asks for less is first, then whose id is.
    None where somebody who stays funded is not among them, or they cannot hold the ``whole`` of the money.
    """
    begun, left = list[int](), money
    for place in sorted(range(len(parts)), key=lambda place: _in_turn(parts[place])):
        if parts[place].least <= left:
            begun.append(place)
            left -= parts[place].least
        elif parts[place].staying:
            return None
    held = [parts[place] for place in begun]
    most = sum(part.width for part in held)
    if whole and most < money:
        return None
    shares = dict(zip(begun, _above_least(held, min(money, most)) or (), strict=True))
    return [shares.get(place, 0) for place in range(len(parts))]


def _in_turn(part: _Part) -> tuple[bool, int, int]:
    return not part.staying, part.least, part.weight


def _funded(parts: list[_Part], money: int, before: Sequence[int]) -> list[int] | None:
    """A division in proportion among those that have some of the money now; nothing for the others."""
    funded = [place for place, filled in enumerate(before) if filled]
    found = _above_least([parts[place] for place in funded], money)
    if found is None:
        return None
    shares = dict(zip(funded, found, strict=True))
    return [shares.get(place, 0) for place in range(len(parts))]


def _stepped(parts: list[_Part], money: int) -> list[int]:
    """The highest part of the request that all may have, and one step more for the first that fit."""
    steps = [part.steps or (0, part.width) for part in parts]
    filled = [each[0] for each in steps]
    left = money - sum(filled)
    wholes = [part.start + each[-1] for part, each in zip(parts, steps, strict=True)]
    finest = max(wholes) ** 2
    offers = [
        ((parts[place].start + step) * finest // wholes[place], place, step)
        for place, each in enumerate(steps)
        for step in each
        if each[-1]
    ]
    for _, place, step in sorted(offers):
        if filled[place] < step <= filled[place] + left:
            left -= step - filled[place]
            filled[place] = step
    return filled


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
