"""Changes that are known better than the amounts they lie between.

Two amounts that are each known within bounds seem to differ by anything between their outer ends. Where a source says
what the change was, whatever the levels are, the difference is bounded by that instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosscut.calendar import Period
from crosscut.config import Settings
from crosscut.errors import CrosscutError
from crosscut.money import MoneyError, read_number, unit


@dataclass(frozen=True, slots=True)
class KnownChange:
    """What one programme's money changed by between two points, each a year and a stage; bounds in minor units."""

    programme: str
    since: Period
    until: Period
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ChangeBounds:
    """The bounds of one side's money of a programme, and whether the whole of it is in the figure."""

    low: int
    high: int
    whole: bool


def narrow(low: int, high: int, known: Iterable[tuple[KnownChange, ChangeBounds, ChangeBounds]]) -> tuple[int, int]:
    """The bounds of a difference, given for each known change its programme's bounds before and after.

    The widest that the programme's two amounts allow is replaced by what they and the known change allow together;
    a change of which the figure holds only a part, or that contradicts the amounts, changes nothing.
    """
    for change, before, after in known:
        wide = (after.low - before.high, after.high - before.low)
        both = (max(wide[0], change.low), min(wide[1], change.high))
        if before.whole and after.whole and both[0] <= both[1]:
            low, high = low + both[0] - wide[0], high + both[1] - wide[1]
    return low, high


def known_changes(settings: Settings) -> tuple[KnownChange, ...]:
    """The changes that ``crosscut.toml`` declares.

    Raises
    ------
    CrosscutError
        where one is not in the form ``2023:confirmed``, or its bounds are no amounts in order.

    """
    measure = unit(settings.currency, settings.currency)
    found = []
    for change in settings.change:
        try:
            low, high = (read_number(text, measure).value for text in (change.low, change.high))
        except MoneyError as error:
            raise CrosscutError(f"change of {change.programme}: {error}", file="crosscut.toml") from None
        if low > high:
            raise CrosscutError(f"change of {change.programme}: low is above high", file="crosscut.toml")
        found.append(KnownChange(change.programme, Period.parse(change.since), Period.parse(change.until), low, high))
    return tuple(found)
