"""Whether the numbers of a movement agree, and in which other ways the numbers beside them may be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from crosscut.audit.context.placed_numbers import NumberInSentence
from crosscut.audit.model import Interval
from crosscut.audit.relations.frames import Frame

_LEVELS = frozenset({"level", "before", "after"})
_MOST_LEVELS = 8
_ANOTHER_BASE = re.compile(
    r"[^\s\d)\]]\s?(?:보다|대비|에 ?비해|에 ?견줘|에 ?비하면)|(?<![a-z])(?:than|from|against|on) (?:the|a) ",
    re.IGNORECASE,
)
"""What names, right before a rate, what it is a change from: not the level before that."""

_FINE = Fraction(1, 4)
"""Up to which part of a number the play of a sum may be for it to show that its figures belong together."""


def span(placed: NumberInSentence) -> Interval:
    """What the printed size of a number allows, without its sign."""
    return placed.token.span


@dataclass(frozen=True, slots=True)
class Checks:
    """Which of a movement's statements hold: None where one is not made.

    ``fine`` says that one of them holds within so little play that it is no accident.
    """

    difference: bool | None
    growth: bool | None
    fine: bool = False

    @property
    def broken(self) -> bool:
        """Whether some statement does not hold."""
        return self.difference is False or self.growth is False

    @property
    def confirmed(self) -> bool:
        """Whether some statement holds."""
        return self.difference is True or self.growth is True

    @property
    def proven(self) -> bool:
        """Whether its statements hold, and not by accident."""
        return self.fine and not self.broken


def checks(slots: Mapping[str, NumberInSentence], direction: int = 0) -> Checks:
    """What the numbers in the slots of a movement say of one another."""
    before, after = slots.get("before"), slots.get("after")
    difference, growth = slots.get("difference"), slots.get("growth")
    moved = _moved(before, after, difference)
    added, rated, fine = None, None, False
    if before and after and difference:
        worked_out = minus(span(after), span(before))
        added = _meets(worked_out, span(difference), direction)
        fine = added and _is_fine(worked_out, difference)
    if growth and moved is not None:
        under = span(before) if before else base(slots, direction)
        way = direction if before and after else 0
        rated = under is None or _meets(_over(moved, under), span(growth), way)
        fine = fine or (rated and under is not None and _is_fine(_over(moved, under), growth))
    return Checks(added, rated, fine)


def _is_fine(worked_out: Interval, printed: NumberInSentence) -> bool:
    """Whether a range is so narrow beside a printed number that it holds it by accident in few cases only."""
    if worked_out.low is None or worked_out.high is None:
        return False
    return worked_out.high - worked_out.low <= _FINE * printed.token.size


def _moved(
    before: NumberInSentence | None, after: NumberInSentence | None, difference: NumberInSentence | None
) -> Interval | None:
    """By how much it moved, from the levels where both are printed."""
    if before and after:
        return minus(span(after), span(before))
    return span(difference) if difference and (before or after) else None


def base(slots: Mapping[str, NumberInSentence], direction: int) -> Interval | None:
    """The level before, from the one after and the difference."""
    if not direction:
        return None
    after, difference = span(slots["after"]), span(slots["difference"])
    return minus(after, difference) if direction > 0 else plus(after, difference)


def worked(slots: Mapping[str, NumberInSentence], direction: int) -> dict[str, Interval]:
    """What the difference and the rate of a movement should lie between, by its levels."""
    before, after = slots["before"], slots["after"]
    moved = minus(span(after), span(before))
    moved = moved if direction >= 0 else _negative(moved)
    found = {"difference": moved, "growth": _over(moved, span(before))}
    return {role: found[role] for role in found if role in slots}


def expected_before(slots: Mapping[str, NumberInSentence], direction: int) -> Interval | None:
    """What the level before should lie between, by the one after and the rate."""
    after, growth = slots.get("after"), slots.get("growth")
    if after is None or growth is None:
        return None
    rate = span(growth) if direction >= 0 else _negative(span(growth))
    return _over(span(after), plus(Interval(Fraction(1), Fraction(1)), rate))


def expected_difference(slots: Mapping[str, NumberInSentence], direction: int) -> Interval | None:
    """What the difference should lie between, by the level after and the one before, printed or by the rate."""
    before = span(slots["before"]) if "before" in slots else expected_before(slots, direction)
    if before is None or not before.bounded or "after" not in slots:
        return None
    moved = minus(span(slots["after"]), before)
    return moved if direction >= 0 else _negative(moved)


def _negative(one: Interval) -> Interval:
    return Interval(*(None if end is None else -end for end in (one.high, one.low)))


def minus(one: Interval, other: Interval) -> Interval:
    """What one bounded number less another may be."""
    assert one.low is not None
    assert one.high is not None
    assert other.low is not None
    assert other.high is not None
    return Interval(one.low - other.high, one.high - other.low)


def plus(one: Interval, other: Interval) -> Interval:
    """What two bounded numbers may come to."""
    assert one.low is not None
    assert one.high is not None
    assert other.low is not None
    assert other.high is not None
    return Interval(one.low + other.low, one.high + other.high)


def _over(part: Interval, base: Interval) -> Interval:
    assert part.low is not None
    assert part.high is not None
    assert base.low is not None
    assert base.high is not None
    if base.low <= 0:
        return Interval()
    low = part.low / (base.high if part.low >= 0 else base.low)
    return Interval(low, part.high / (base.low if part.high >= 0 else base.high))


def _meets(worked: Interval, printed: Interval, direction: int) -> bool:
    """Whether a movement that is worked out may be a printed size; its sign is what words say, or any."""
    low, high, least, most = worked.low, worked.high, printed.low, printed.high
    if low is None or high is None:
        return True
    assert least is not None
    assert most is not None
    return (direction >= 0 and low <= most and high >= least) or (direction <= 0 and low <= -least and high >= -most)


def turned(slots: Mapping[str, NumberInSentence], direction: int) -> bool:
    """Whether only the way that a change goes is wrong: its size comes out.

    Words or arrows say which of its levels was before, and its difference comes out; or its rate would not come out
    with the levels exchanged.
    """
    if not {"before", "after"} <= set(slots) or not direction or not checks(slots, direction).broken:
        return False
    plain = checks(slots)
    if plain.broken or not plain.confirmed:
        return False
    if slots["before"].part.explicit and slots["after"].part.explicit:
        return "difference" in slots or _ANOTHER_BASE.search(slots["growth"].left) is None
    told = {role: placed for role, placed in slots.items() if role != "difference"}
    return "growth" in slots and checks({**told, "before": slots["after"], "after": slots["before"]}).broken


def otherwise(frame: Frame, group: Sequence[NumberInSentence]) -> bool:
    """Whether other amounts of the sentence make what a movement says true."""
    levels = [placed for placed in group if placed.token.is_size and placed.part.role in _LEVELS]
    told = {role: placed for role, placed in frame.slots.items() if role in ("difference", "growth")}
    if len(levels) > _MOST_LEVELS or not told:
        return False
    current = (frame.slots.get("before"), frame.slots.get("after"))
    for before, after in permutations(levels, 2):
        if (before, after) == current or before.token.measure != after.token.measure:
            continue
        if (after, before) != current and _goes_back(before, after):
            continue
        tried = checks({"before": before, "after": after, **told}, frame.direction)
        if tried.confirmed and not tried.broken:
            return True
    return _netted(told.get("difference"), group)


def _goes_back(before: NumberInSentence, after: NumberInSentence) -> bool:
    """Whether the years that words give two levels are not those of a change from one to the other."""
    return before.year is not None and after.year is not None and before.year >= after.year


def _netted(difference: NumberInSentence | None, group: Sequence[NumberInSentence]) -> bool:
    """Whether a difference is that of two others, as the net of a rise and a cut is."""
    others = [placed for placed in group if placed.part.role == "difference" and placed is not difference]
    if difference is None or len(others) < 2:
        return False
    return any(_meets(minus(span(one), span(other)), span(difference), 0) for one, other in permutations(others, 2))
