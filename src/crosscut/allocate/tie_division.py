"""How money is divided among tied parts: in proportion, beside sizes that fit and steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crosscut.money.splitting import split


class TiePart(NamedTuple):
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


def filled_parts(parts: list[TiePart], money: int, before: Sequence[int], *, worthless: bool) -> list[int] | None:
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


def _low_steps(parts: Sequence[TiePart], money: int) -> list[int]:
    """Of each stepped part the highest filling within the proportion that all may have, or its least one above none."""
    whole = sum(part.width for part in parts)
    return [
        max((step for step in part.steps if step * whole <= money * part.width), default=0)
        or next((step for step in part.steps if step), 0)
        for part in parts
    ]


def _beside_steps(parts: Sequence[TiePart], money: int, steps: Sequence[int]) -> list[int] | None:
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


def _proportional(parts: Sequence[TiePart], money: int) -> list[int]:
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


def _above_least(parts: list[TiePart], money: int) -> list[int] | None:
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


def _begun(parts: list[TiePart], money: int, *, whole: bool) -> list[int] | None:
    """A division in proportion among as many as least sizes allow, the smallest first; nothing for the others.

    Of those of one least size who asks for less is first, then whose id is.
    None where somebody who stays funded is not among them, or they cannot hold the ``whole`` of the money.
    """
    begun, left = list[int](), money
    for place in sorted(range(len(parts)), key=lambda place: turn_of(parts[place])):
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


def turn_of(part: TiePart) -> tuple[bool, int, int]:
    """Where a part stands among those that begin one after the other: lower ones first, then in their order."""
    return not part.staying, part.least, part.weight


def _funded(parts: list[TiePart], money: int, before: Sequence[int]) -> list[int] | None:
    """A division in proportion among those that have some of the money now; nothing for the others."""
    funded = [place for place, filled in enumerate(before) if filled]
    found = _above_least([parts[place] for place in funded], money)
    if found is None:
        return None
    shares = dict(zip(funded, found, strict=True))
    return [shares.get(place, 0) for place in range(len(parts))]


def _stepped(parts: list[TiePart], money: int) -> list[int] | None:
    """Step after step, those first that are the smallest part of the largest step, as long as what is left holds one.

    A step that does not fit is passed over. None where money is too little for those that stay funded.
    """
    steps = [part.steps or (part.least if part.staying else 0, part.width) for part in parts]
    filled = [each[0] for each in steps]
    left = money - sum(filled)
    if left < 0:
        return None
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
