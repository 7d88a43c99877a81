"""Rules that no plan can hold by themselves: a floor above what its programmes ask for, a bound above requests."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from crosscut.allocate.draft import Draft
from crosscut.allocate.feasibility import closed
from crosscut.allocate.problem import MoneyRow
from crosscut.allocate.problem_assembly import assemble
from crosscut.allocate.quantities import ceil_of, floor_of
from crosscut.allocate.verify import used
from crosscut.text import Text


def lone_rules(draft: Draft, ending: frozenset[int]) -> list[int]:
    """The rules that leave no plan by themselves, beside the choices ``ending`` that let programmes end."""
    found = [row.rule for row in draft.rows if _short(draft, row) > 0]
    return sorted({*found, *_bounds(draft, ending)})


def _bounds(draft: Draft, ending: frozenset[int]) -> Iterator[int]:
    """The bounds that leave some programme no amount, with the choices that let programmes end and without them."""
    if not closed(assemble(draft)):
        return
    everything = frozenset(range(len(draft.rules)))
    for rule in dict.fromkeys(each.rule for each in draft.limits):
        if all(closed(assemble(draft, everything - {rule} - kept)) for kept in {frozenset[int](), ending}):
            yield rule


def asked_for(draft: Draft, row: MoneyRow) -> Fraction:
    """What a row counts of all that its programmes ask for, in whole units each; in minor units."""
    factor = draft.unit.factor
    return used(row, [amount // factor for amount in draft.demand.requested], factor)


def _short(draft: Draft, row: MoneyRow) -> Fraction:
    """By how much a floor is above what its programmes ask for, where none gets more than that; else nothing."""
    if row.lo is None or draft.policy.may_exceed_request:
        return Fraction(0)
    return max(row.lo - asked_for(draft, row), Fraction(0))


def asking_less(draft: Draft, rule: int) -> Text:
    """That the programmes of a floor ask for less than it; empty where they do not."""
    row = next((each for each in draft.rows if each.rule == rule), None)
    if row is None or not _short(draft, row):
        return Text()
    return _ASKED.format(asked=draft.money(floor_of(asked_for(draft, row)), down=True))


def at_least_lower(draft: Draft, rule: int) -> Text:
    """What the programmes of a floor ask for, and by how much it has to be lower at the least; empty as above."""
    asked = asking_less(draft, rule)
    if not asked:
        return asked
    row = next(each for each in draft.rows if each.rule == rule)
    return _LOWER.format(asked=asked, value=draft.money(ceil_of(_short(draft, row)), up=True))


_ASKED = Text(
    "its programmes ask for {asked} in all, and none gets more than it asks for",
    "해당 사업의 요구액은 모두 {asked}이며 요구액을 넘는 사업은 없음",
)
_LOWER = Text("{asked}; lower it by at least {value}", "{asked}. {value} 이상 낮추어야 함")
