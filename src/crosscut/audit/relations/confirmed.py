"""What no words relate, but the numbers do: a rate or a sum that two amounts of its sentence make, within little play.

Such figures have come out, and count as checked. Nothing is related by it: where they would not, nothing is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.readings import span

_MOST_AMOUNTS = 8
_FINE = Fraction(1, 60)
"""How fine a rate must be beside its own size, so that it comes out by accident in few cases only."""

_FINER = Fraction(1, 300)
"""The same for sums, of which there are more to try."""

_NOT_FAR = 1.01 * float(_FINER)
"""How far a sum may be from what it makes up, as a part of that, for exact arithmetic to look at it."""

_ROOM = 1e-9
"""What floats may be wrong by, and far more."""

_FEW = 2
_LEAST_DIGITS = 3


def confirmed(assembly: Assembly) -> None:
    """Note as tested the rates and sums that come out with amounts of their own sentence or the one before it."""
    groups = assembly.prose.groups
    for place, group in enumerate(groups):
        amounts = [each for each in group if each.token.is_size]
        own = {each.token.start for each in amounts}
        before = [each for each in groups[place - 1] if each.token.is_size] if place else []
        known = [*before, *amounts][-_MOST_AMOUNTS:]
        for rate in group:
            if rate.token.kind == "percentage":
                for pair in _pairs(known, rate, few=len(known) <= _FEW):
                    _note(assembly, [rate, *pair])
        for three in combinations(known, 3):
            if any(each.token.start in own for each in three) and _adds_up(three):
                _note(assembly, three)


def _note(assembly: Assembly, placed: Sequence[NumberInSentence]) -> None:
    assembly.tested.update(assembly.ids[each.token.start] for each in placed if each.token.start in assembly.ids)


def _pairs(
    known: Sequence[NumberInSentence], rate: NumberInSentence, *, few: bool
) -> Iterator[tuple[NumberInSentence, NumberInSentence]]:
    """The amounts of which a rate is the share or the change."""
    for one, other in combinations(known, 2):
        small, large = sorted((one, other), key=lambda each: each.token.size)
        if small.token.measure == large.token.measure and small.token.size > 0 and _may_be(small, large, rate):
            share = _quotient(small.token.span, large.token.span)
            moved = (1 - share[1], 1 - share[0])
            grown = (1 / share[1] - 1, 1 / share[0] - 1)
            if any(_comes_out(*each, rate, few=few) for each in _read_as(rate, share, moved, grown)):
                yield one, other


def _may_be(small: NumberInSentence, large: NumberInSentence, rate: NumberInSentence) -> bool:
    """Whether a rate may be the share or the change of two amounts at all, by floats, which cost far less."""
    (low, high), (least, most), printed = (each.token.rough_span for each in (small, large, rate))
    if low <= 0 or least <= 0:
        return False
    share = (low / most, high / least)
    moved, grown = (1 - share[1], 1 - share[0]), (1 / share[1] - 1, 1 / share[0] - 1)
    return any(
        each[0] <= printed[1] + _ROOM * (1 + abs(each[0])) and each[1] >= printed[0] - _ROOM * (1 + abs(each[1]))
        for each in (share, moved, grown)
    )


_Range = tuple[Fraction, Fraction]


def _read_as(rate: NumberInSentence, share: _Range, moved: _Range, grown: _Range) -> tuple[_Range, ...]:
    """What a rate may be of two amounts: one that words call a rise or a fall is that of the earlier one."""
    if rate.part.role != "growth" or not rate.part.explicit or not rate.part.direction:
        return share, moved, grown
    return (grown,) if rate.part.direction > 0 else (moved,)


def _quotient(over: Interval, under: Interval) -> _Range:
    """What one amount is of another, both of them above nothing."""
    assert over.low is not None
    assert over.high is not None
    assert under.low is not None
    assert under.high is not None
    return over.low / under.high, over.high / under.low


def _comes_out(low: Fraction, high: Fraction, rate: NumberInSentence, *, few: bool) -> bool:
    """Whether a rate lies in a narrow range; of ``few`` amounts it need not be as fine."""
    printed, size = span(rate), rate.token.size
    assert printed.low is not None
    assert printed.high is not None
    fine = 2 * _FINE if few else _FINE
    play = high - low + rate.token.step
    return low <= printed.high and high >= printed.low and play <= 2 * fine * size


def _adds_up(three: Sequence[NumberInSentence]) -> bool:
    """Whether the largest of three amounts is the sum of the others, all of them told finely."""
    low, middle, high = sorted(float(each.token.size) for each in three)
    if abs(low + middle - high) > _NOT_FAR * high:
        return False
    *parts, whole = sorted(three, key=lambda each: each.token.size)
    if len({each.token.measure for each in three}) > 1 or any(_is_round(each) for each in three):
        return False
    play = sum((each.token.grain for each in three), Fraction(0))
    gap = abs(sum((each.token.size for each in parts), Fraction(0)) - whole.token.size)
    return gap <= play / 2 and play <= _FINER * whole.token.size * 2


def _is_round(placed: NumberInSentence) -> bool:
    return len(str(placed.token.size.numerator).rstrip("0")) < _LEAST_DIGITS
