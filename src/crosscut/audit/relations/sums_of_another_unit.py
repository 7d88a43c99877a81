"""Sums that come out with the number that is far larger than all others of its kind in another unit.

``379만1000톤 … 101억3000톤, 225만1000톤``: no words need to say which add up. That is a guess, which at most warns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.sums import Adding
from crosscut.audit.relations.system import Linear

_LEVELS = frozenset({"level", "after"})
_POWERS = tuple(Fraction(10) ** each for each in (1, 2, 3, 4, 6, 8))
_FAR_LARGER = 50
"""How many times the next largest number a number of another unit is at least."""

_FEWEST, _SEVERAL, _MOST = 2, 3, 6
_OUTLYING = 300
"""In how many of its last digits a whole must be told for it to be no accident that its parts come out."""


def sums_of_another_unit(assembly: Assembly) -> None:
    """Relate sums that come out with one number told in a smaller unit."""
    kinds = defaultdict[str, list[NumberInSentence]](list)
    for group in assembly.prose.groups:
        for each in group:
            if each.token.is_size and each.part.role in _LEVELS:
                kinds[each.token.measure].append(each)
    for alike in kinds.values():
        largest, *others = sorted(alike, key=lambda each: each.token.size, reverse=True)
        if len(others) >= _FEWEST and largest.token.size >= _FAR_LARGER * others[0].token.size:
            found = {id(each.whole): each for power in _POWERS for each in _with_it(alike, largest, power)}
            if len(found) == 1:
                _relate(assembly, *found.values())


def _with_it(levels: Sequence[NumberInSentence], odd: NumberInSentence, power: Fraction) -> Iterator[Adding]:
    """The sums of a run of levels that come out with one of them, or their whole, so many times smaller."""
    token = odd.token
    meant = replace(
        odd, token=replace(token, size=token.size / power, step=token.step / power, round_to=token.round_to / power)
    )
    at = next(place for place, each in enumerate(levels) if each is odd)
    spans = [span(each) for each in (*levels[:at], meant, *levels[at + 1 :])]
    for start in range(len(levels)):
        for end in range(start + _SEVERAL, min(len(levels), start + _MOST) + 1):
            total = reduce(_plus, spans[start:end])
            wholes = (*range(start), *range(end, len(levels))) if start <= at < end else (at,)
            for place in wholes:
                whole = meant if place == at else levels[place]
                told = whole.token.size >= _OUTLYING * whole.token.grain
                if told and not total.meet(spans[place]).empty:
                    yield Adding(levels[place], tuple(levels[start:end]), complete=False, equal=True)


def _plus(one: Interval, other: Interval) -> Interval:
    nothing = Fraction(0)
    return Interval((one.low or nothing) + (other.low or nothing), (one.high or nothing) + (other.high or nothing))


def _relate(assembly: Assembly, adding: Adding) -> None:
    terms = (*((assembly.quantity(each), 1) for each in adding.parts), (assembly.quantity(adding.whole), -1))
    if len({key for key, _ in terms}) == len(terms):
        assembly.system.relate(Linear("sum", terms, certain=False))
