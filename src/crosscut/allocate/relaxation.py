"""Bounds loosened: in a policy, and in a draft, as conflicts and costs are measured with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import numpy as np

from crosscut.allocate.draft import Draft, Limits
from crosscut.allocate.policy import Bound
from crosscut.allocate.problem import Ints
from crosscut.allocate.rules import bound_limits, bound_of


def may_loosen(bound: Bound) -> bool:
    """Whether a bound says all that it sets as a part of last year's amount, so that it can be loosened by such."""
    stated = (bound.at_most, bound.at_least, bound.request_at_most, bound.request_at_least)
    return not bound.keep and all(each in ("", None) for each in stated)


def loosened_bound(bound: Bound, part: Fraction) -> Bound:
    """A bound on changes loosened by a part of last year's amount, as far as anything is left to loosen."""
    low, high, cut = bound.change_at_least, bound.change_at_most, bound.cut_at_least
    if bound.freeze:
        low, high = max(low or Fraction(0), Fraction(0)), min(high or Fraction(0), Fraction(0))
    update = {
        "freeze": False,
        "change_at_least": None if low is None else max(low - part, Fraction(-1)),
        "change_at_most": None if high is None else high + part,
        "cut_at_least": None if cut is None else cut - part,
    }
    return bound.model_copy(update=update)


def loosened(draft: Draft, rules: Iterable[int], hundredths: int, units: int = 0) -> Draft:
    """The draft with the bounds of some rules loosened by hundredths of a per cent of last year's amount, and units.

    A bound that sets nothing but changes is loosened as a policy would state it. Of others parts of a unit are left
    out: a policy that states the loosened per cent leaves as much room, or more. Where a programme had nothing last
    year its request counts there instead.
    """
    factor = draft.unit.factor
    pairs = zip(draft.demand.previous, draft.demand.requested, strict=True)
    base = [(past or asked) // factor for past, asked in pairs]
    room = np.array([amount * hundredths // 10_000 + units for amount in base], np.int64)
    chosen = frozenset(rules)
    stated = {rule: bound for rule in chosen if (bound := bound_of(draft, rule)) is not None and may_loosen(bound)}
    limits = [_moved(each, room) if each.rule in chosen else each for each in draft.limits if each.rule not in stated]
    for rule, bound in stated.items():
        loose = bound_limits(draft, loosened_bound(bound, Fraction(hundredths, 10_000)), rule)
        limits += [_moved(each, np.full_like(room, units)) for each in loose]
    return replace(draft, limits=limits)


def _moved(limits: Limits, room: Ints) -> Limits:
    own = room[limits.members]
    low = None if limits.low is None else np.maximum(limits.low - own, 0)
    return replace(limits, low=low, high=None if limits.high is None else limits.high + own)
