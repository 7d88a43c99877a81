"""The integer problem of one allocation: what each programme may get, what it is worth, and the rules that couple them.

Amounts are int64 in the policy's unit; limits of rows are Python integers in minor units, so no sum overflows. Values
are floats: they are scores, never money.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


CLEAR = 1e-6
"""The part of a limit by which it has to be missed to be seen without solving."""


@dataclass(frozen=True)
class MoneyRow:
    """One rule over the money of several programmes: lo ≤ Σ amount × num / den ≤ hi, limits in minor units.

    ``den`` is None where every programme counts in whole parts. ``rule`` is the index of the rule that the row states.
    """

    rule: int
    members: Ints
    num: Ints
    den: Ints | None
    lo: int | None
    hi: int | None

    @cached_property
    def share(self) -> Floats:
        """The part of each member's money that counts, for solvers."""
        return self.num.astype(float) if self.den is None else self.num / self.den

    def beyond(self, least: Ints, most: Ints, unit: int) -> bool:
        """Whether amounts of all programmes between these miss the row, by more than a solver's tolerance."""
        if self.lo is not None and float((self.share * most[self.members]).sum()) < self.lo / unit * (1 - CLEAR) - 1:
            return True
        least_used = (self.share * least[self.members]).sum()
        return self.hi is not None and float(least_used) > self.hi / unit * (1 + CLEAR) + 1

    def reachable(self, unit: int) -> tuple[int | None, int | None]:
        """The limits moved inwards to what whole amounts of a unit can come to, in minor units; no plan is lost."""
        step = unit * int(np.gcd.reduce(self.num)) if self.den is None and len(self.num) else 0
        if not step:
            return self.lo, self.hi
        return None if self.lo is None else -(-self.lo // step) * step, (
            None if self.hi is None else self.hi // step * step
        )


@dataclass(frozen=True)
class GroupLimit:
    """At least ``low`` and at most ``high`` of the members are funded."""

    rule: int
    members: Ints
    high: int
    low: int = 0


@dataclass(frozen=True)
class ProgrammePairs:
    """Pairs of programmes: ``first[k]`` and ``second[k]``, stated by ``rule[k]``; ``value`` of bonuses."""

    rule: Ints
    first: Ints
    second: Ints
    value: Floats

    @classmethod
    def none(cls) -> ProgrammePairs:
        """No pairs."""
        empty = np.zeros(0, np.int64)
        return cls(empty, empty, empty, np.zeros(0))

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True)
class Problem:
    """One allocation.

    A programme gets 0 (where ``optional``) or an amount in ``lower..upper``; a ``discrete`` one only ``lower``,
    ``lower + width[0]``, ``lower + width[0] + width[1]``, … It is worth ``base`` at ``lower`` and ``slope[s]`` more for
    each unit of piece ``s``; slopes never rise except between discrete amounts. ``needs.first`` requires
    ``needs.second``; ``bonus`` pays ``value`` where both are funded. ``over`` are those of a later year that ended
    before it, None where that is not asked: they keep nothing of the year before.
    """

    unit: int
    lower: Ints
    upper: Ints
    optional: Bools
    discrete: Bools
    base: Floats
    slope: Floats
    width: Ints
    rows: tuple[MoneyRow, ...]
    groups: tuple[GroupLimit, ...] = ()
    needs: ProgrammePairs = field(default_factory=ProgrammePairs.none)
    bonus: ProgrammePairs = field(default_factory=ProgrammePairs.none)
    over: Bools | None = None

    @property
    def size(self) -> int:
        """How many programmes there are."""
        return len(self.lower)

    @property
    def going_on(self) -> Bools:
        """The programmes that did not end before the year."""
        return np.ones(self.size, bool) if self.over is None else ~self.over

    def values(self, amounts: Ints | Floats) -> Floats:
        """What each programme is worth at its amount; bonuses are not in it."""
        funded = amounts > 0
        above = np.maximum(amounts - self.lower, 0)
        worth = self.base.copy()
        for piece in range(self.width.shape[1]):
            part = np.minimum(above, self.width[:, piece])
            worth += self.slope[:, piece] * part
            above = above - part
        return np.where(funded | ~self.optional, worth, 0.0)

    def value(self, amounts: Ints | Floats) -> float:
        """What a plan is worth, bonuses included."""
        funded = amounts > 0
        both = funded[self.bonus.first] & funded[self.bonus.second]
        return float(self.values(amounts).sum() + self.bonus.value[both].sum())

    def beyond(self, least: Ints, most: Ints) -> bool:
        """Whether amounts between these miss some row, by more than a solver's tolerance."""
        return any(row.beyond(least, most, self.unit) for row in self.rows)

    def with_limits(self, limits: Sequence[tuple[int | None, int | None]]) -> Problem:
        """The same problem with other limits of its rows."""
        rows = (replace(row, lo=lo, hi=hi) for row, (lo, hi) in zip(self.rows, limits, strict=True))
        return replace(self, rows=tuple(rows))

    def narrowed(self, spans: Mapping[int, tuple[int, int]]) -> Problem:
        """The same problem with the amounts of some programmes (by place) kept in a span of units."""
        lower, upper, optional = self.lower.copy(), self.upper.copy(), self.optional.copy()
        base, width = self.base.copy(), self.width.copy()
        for place, (low, high) in spans.items():
            zero = bool(optional[place]) and low <= 0
            points = np.concatenate([[lower[place]], lower[place] + np.cumsum(width[place])])
            if self.discrete[place]:
                inside = [int(point) for point in points if low <= point <= high]
                least, most = (inside[0], inside[-1]) if inside else (1, 0)
            else:
                least, most = max(int(lower[place]), low), min(int(upper[place]), high)
            if least > most:
                lower[place], upper[place], optional[place] = (0, 0, False) if zero else (1, 0, False)
                base[place], width[place] = 0.0, 0
                continue
            moved = np.diff(np.minimum(points, least))
            base[place] += float((self.slope[place] * moved).sum())
            width[place] = np.diff(np.clip(points, least, most))
            lower[place], upper[place], optional[place] = least, most, zero
        return replace(self, lower=lower, upper=upper, optional=optional, base=base, width=width)


@dataclass(frozen=True)
class Solution:
    """What a solver says.

    ``status`` is ``optimal`` (the gap asked for is proved), ``feasible`` or ``infeasible``. ``amounts`` are in the
    problem's unit. ``bound`` is a proved limit of the value; ``gap`` is (bound − value) / |value|.
    """

    status: str
    amounts: Ints
    value: float
    bound: float
    method: str
    seconds: float

    @property
    def gap(self) -> float:
        """How far the value may be from the best, as a part of it."""
        if self.status == "infeasible":
            return float("inf")
        return max(self.bound - self.value, 0.0) / max(abs(self.value), 1e-9)
