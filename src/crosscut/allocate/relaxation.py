"""A draft with one rule loosened: what conflicts and costs are measured with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from crosscut.allocate.draft import Draft, Limits
from crosscut.allocate.problem import Ints


def loosened(draft: Draft, rules: Iterable[int], hundredths: int, units: int = 0) -> Draft:
    """The draft with the bounds of some rules loosened by hundredths of a per cent of last year's amount, and units.

    Where a programme had nothing last year its request counts instead. Parts of a unit are left out: a policy that
    states the loosened per cent leaves as much room, or more.
    """
    factor = draft.unit.factor
    pairs = zip(draft.demand.previous, draft.demand.requested, strict=True)
    base = [(past or asked) // factor for past, asked in pairs]
    room = np.array([amount * hundredths // 10_000 + units for amount in base], np.int64)
    chosen = frozenset(rules)
    return replace(draft, limits=[_moved(each, room) if each.rule in chosen else each for each in draft.limits])


def _moved(limits: Limits, room: Ints) -> Limits:
    own = room[limits.members]
    low = None if limits.low is None else np.maximum(limits.low - own, 0)
    return replace(limits, low=low, high=None if limits.high is None else limits.high + own)
