"""Rates that no words join to their amounts outright: ``It has 9.9 billion, up by 246 million. That is a 2.6% rise``.

Where a sentence, or it and the one before it, tells two sizes and one rate of a change and nothing else, the rate can
be of nothing but them. It is related only where one slip of one figure is all that is in the way, and is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.frames import OF_SOME
from crosscut.audit.relations.multiples import is_year
from crosscut.audit.relations.readings import span
from crosscut.audit.relations.shares import is_of_another, is_size, measure
from crosscut.audit.relations.system import Linear, Ratio
from crosscut.audit.slips import size_slipped

_FINE = Fraction(1, 8)
"""Up to which part of a rate the play of its sizes may be for a slip to show anything."""

_LONG = 3
"""From so many letters on a bare number may be a size, and no part of a date."""

_RIGHT_BEHIND = re.compile(r"(?:으로|로|보다)?,?\s?(?:약\s?)?|,? (?:up|down) (?:by )?", re.IGNORECASE)
"""What stands between a level and the rate by which it changed, where nothing else may have."""

_WAS = re.compile(r"\s?(?:이?었|였|이)던")
"""What stands behind a rate that was another time's."""

_PAIR = 2
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class _StatedRate:
    """A rate with what it can be of: the level after a change and the one before, or the change and one of them."""

    rate: NumberInSentence
    over: NumberInSentence
    under: NumberInSentence
    of: Literal["levels", "before", "after"]

    @property
    def rising(self) -> bool:
        """Whether words say that it rose; where none says anything, the larger of two levels is the later one."""
        change = self.rate.part.direction or (self.over.part.direction if self.of != "levels" else 0)
        return change > 0 if change else self.of != "levels" or self.over.token.size > self.under.token.size

    def share(self, rate: Interval) -> Interval:
        """What the first size is of the second, by a rate."""
        assert rate.low is not None
        assert rate.high is not None
        way = 1 if self.rising else -1
        if self.of == "before":
            return rate
        if self.of == "levels":
            return Interval(*sorted((_ONE + way * rate.low, _ONE + way * rate.high)))
        if not self.rising and rate.high >= 1:
            return Interval()
        return Interval(rate.low / (_ONE + way * rate.low), rate.high / (_ONE + way * rate.high))

    @property
    def is_on_the_later_level(self) -> bool:
        """Whether the rate of two levels is that on the later one."""
        quotient, way = _over(span(self.under), span(self.over)), 1 if self.rising else -1
        if self.of != "levels" or quotient.low is None or quotient.high is None:
            return False
        low, high = sorted((way * (1 - quotient.low), way * (1 - quotient.high)))
        fine = high - low <= _FINE * self.rate.token.size
        beside = _RIGHT_BEHIND.fullmatch(self.rate.left) is not None
        return fine and beside and not Interval(low, high).meet(span(self.rate)).empty

    def worked(self) -> Interval:
        """What the rate should be, by the sizes."""
        quotient = _over(span(self.over), span(self.under))
        if quotient.low is None or quotient.high is None or self.of == "before":
            return quotient
        way = 1 if self.rising else -1
        if self.of == "levels":
            return Interval(*sorted((way * (quotient.low - 1), way * (quotient.high - 1))))
        if self.rising and quotient.high >= 1:
            return Interval()
        return Interval(quotient.low / (_ONE - way * quotient.low), quotient.high / (_ONE - way * quotient.high))


def loose_rates(assembly: Assembly) -> None:
    """Relate rates that can be of nothing but the two sizes beside them, where one slip is in the way."""
    related = {
        each.figure
        for each in assembly.system.relations
        if isinstance(each, Ratio) and all(map(assembly.system.stating, each.keys))
    }
    groups = assembly.prose.groups
    for place, group in enumerate(groups):
        rates = [each for each in group if each.token.kind == "percentage"]
        if len(rates) != 1 or assembly.ids.get(rates[0].token.start) in related:
            continue
        told = _possible(rates[0], group, groups[place - 1] if place else [])
        if told is not None and not _has_more_numbers(assembly, told) and _is_one_slip_off(assembly, told):
            _relate(assembly, told)


def _possible(
    rate: NumberInSentence, group: Sequence[NumberInSentence], before: Sequence[NumberInSentence]
) -> _StatedRate | None:
    """What a rate of a change can be of: the two sizes of its sentence, or of it and the one before in its line."""
    if rate.part.role != "growth" or not rate.part.explicit or rate.token.loose or rate.within:
        return None
    if is_of_another(rate) or OF_SOME.match(rate.left) or _WAS.match(rate.right):
        return None
    sizes = [each for each in group if each is not rate]
    beside = before and before[0].clause.line is group[0].clause.line
    if len(sizes) < _PAIR and beside and all(each.token.kind != "percentage" for each in before):
        sizes = [*before, *sizes]
    if len(sizes) != _PAIR or not all(map(is_size, sizes)) or len({measure(each) for each in sizes}) > 1:
        return None
    changes = [each for each in sizes if each.part.role == "difference"]
    levels = [each for each in sizes if each not in changes]
    if len(changes) == 1 and changes[0].part.direction in (0, rate.part.direction):
        return _StatedRate(rate, changes[0], levels[0], "before" if levels[0].part.role == "before" else "after")
    return None if changes or _is_one(levels) else _StatedRate(rate, *_in_time(rate, levels), "levels")


def _has_more_numbers(assembly: Assembly, told: _StatedRate) -> bool:
    """Whether bare numbers stand in its sentences: they may be what the rate is of."""
    known = {each.token.start for each in (told.rate, told.over, told.under)}
    start = min(each.clause.start for each in (told.rate, told.over, told.under))
    return any(
        token.start not in known and token.end - token.start >= _LONG and not is_year(assembly.document.text, token)
        for token in assembly.prose.tokens
        if start <= token.start < told.rate.clause.end
    )


def _is_one(levels: Sequence[NumberInSentence]) -> bool:
    """Whether two levels may be one, told once roundly."""
    return not span(levels[0]).meet(span(levels[1])).empty


def _in_time(rate: NumberInSentence, levels: Sequence[NumberInSentence]) -> tuple[NumberInSentence, NumberInSentence]:
    """The later of two levels and the earlier one, by the way that the rate goes."""
    small, large = sorted(levels, key=lambda each: each.token.size)
    return (small, large) if rate.part.direction < 0 else (large, small)


def _over(one: Interval, other: Interval) -> Interval:
    if not one.low or not one.high or not other.low or not other.high or one.low <= 0 or other.low <= 0:
        return Interval()
    return Interval(one.low / other.high, one.high / other.low)


def _times(one: Interval, other: Interval) -> Interval:
    if not one.low or not one.high or not other.low or not other.high:
        return Interval()
    return Interval(one.low * other.low, one.high * other.high)


def _is_one_slip_off(assembly: Assembly, told: _StatedRate) -> bool:
    """Whether a rate is not that of its sizes, and would be but for one slip of one of the three."""
    worked, printed = told.worked(), span(told.rate)
    if worked.low is None or worked.high is None or not worked.meet(printed).empty:
        return False
    share = told.share(printed)
    if not share.low or worked.high - worked.low > _FINE * told.rate.token.size:
        return False
    return (
        told.is_on_the_later_level
        or size_slipped(assembly.placed(told.rate), worked)
        or size_slipped(assembly.placed(told.over), _times(span(told.under), share))
        or size_slipped(assembly.placed(told.under), _over(span(told.over), share))
    )


def _relate(assembly: Assembly, told: _StatedRate) -> None:
    system, way = assembly.system, 1 if told.rising else -1
    over, under = assembly.quantity(told.over), assembly.quantity(told.under)
    if over == under:
        return
    for each in (told.rate, *([told.over] if told.of != "levels" else [])):
        assembly.placed(each, way)
    figure = assembly.id_of(told.rate)
    if told.of != "after":
        transform: Literal["part", "growth"] = "part" if told.of == "before" else "growth"
        system.relate(Ratio("growth", over, under, figure, transform, certain=False))
        return
    before = assembly.local("before", told.rate.token.start)
    system.relate(
        Linear("difference", ((under, 1), (before, -1), (over, -1)), certain=False),
        Ratio("growth", over, before, figure, "part", certain=False),
        Ratio("growth", over, under, figure, "of_after", certain=False),
    )
